#pragma once
#include <QStyledItemDelegate>

namespace recoscope::ui {

/// Paints a row of the gallery: swatch, name, state at the right, the summary on two lines; families as headings.
class GalleryDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace recoscope::ui
