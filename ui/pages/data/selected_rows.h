#pragma once
#include "core/data/dataset.h"
#include "ui/charts/plot.h"
#include <memory>
#include <vector>

namespace recoscope::ui {

/// The first rows of a selection as a table to sort, copy and save. Data text stays plain text.
class SelectedRows final : public Exportable {
public:
    static constexpr std::size_t kMost = 1000;
    SelectedRows(std::shared_ptr<const Dataset> dataset, std::vector<Interaction> rows, std::int64_t ofAll);
    void paintTo(QPainter&, const QRectF&) const override {} ///< A table is no picture.
    [[nodiscard]] QString toCsv() const override;
    [[nodiscard]] QString exportName() const override { return QStringLiteral("selected-rows"); }
    [[nodiscard]] QString heading() const override;
    [[nodiscard]] bool isPicture() const override { return false; }

private:
    std::shared_ptr<const Dataset> m_dataset;
    std::vector<Interaction> m_rows;
    std::int64_t m_ofAll;
};

} // namespace recoscope::ui
