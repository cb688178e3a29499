#pragma once
#include "core/data/preview/preview.h"
#include <QAbstractTableModel>
#include <QString>
#include <memory>

namespace recoscope::ui {

[[nodiscard]] QString roleWord(ColumnRole role); ///< "user", "item", "rating", "time", "context", "not used".
[[nodiscard]] bool isNeeded(ColumnRole role);    ///< Of a user, item, rating or time: those have colours.

/// The previewed rows as they are split; what was rejected is marked. Data text is made safe to show.
class PreviewModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    void setPreview(std::shared_ptr<const SourcePreview> preview);
    [[nodiscard]] const SourcePreview* preview() const { return m_preview.get(); }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString tipOf(const PreviewRow& row) const;
    std::shared_ptr<const SourcePreview> m_preview;
};

} // namespace recoscope::ui
