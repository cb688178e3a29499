#pragma once
#include "core/data/matrix_layout.h"
#include <QString>
#include <array>

namespace recoscope::ui {

enum class MatrixSide { Users, Items };

inline constexpr std::array<MatrixOrder, 3> kMatrixOrders{MatrixOrder::Count, MatrixOrder::FirstSeen, MatrixOrder::Id};

[[nodiscard]] QString orderWords(MatrixSide side, MatrixOrder order); ///< "by activity", "by first rating", "by id".
[[nodiscard]] QString orderName(MatrixSide side,
                                MatrixOrder order); ///< For CSV and action names: "activity", "first-rating", "id".
/// Why an order says nothing about this data: empty where it does.
[[nodiscard]] QString whyNoOrder(MatrixOrder order, const DataProfile& profile);

} // namespace recoscope::ui
