#pragma once
#include "core/data/matrix_layout.h"
#include <QString>
#include <array>

namespace recoscope::ui {

enum class MatrixSide { Users, Items };

inline constexpr std::array<MatrixOrder, 3> kMatrixOrders{MatrixOrder::Count, MatrixOrder::FirstSeen, MatrixOrder::Id};

/// Ranks of users or items in an order, 0-based, both included.
struct RankStretch {
    MatrixOrder order = MatrixOrder::Count;
    std::int32_t first = 0, last = 0;
    bool operator==(const RankStretch&) const = default;
};

[[nodiscard]] QString orderWords(MatrixSide side, MatrixOrder order); ///< "by activity", "by first rating", "by id".
[[nodiscard]] QString orderName(MatrixSide side,
                                MatrixOrder order); ///< For CSV and action names: "activity", "first-rating", "id".
/// Why an order says nothing about this data: empty where it does.
[[nodiscard]] QString whyNoOrder(MatrixOrder order, const DataProfile& profile);

} // namespace recoscope::ui
