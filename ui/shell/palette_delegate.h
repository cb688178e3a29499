#pragma once
#include <QStyledItemDelegate>

class QLineEdit;

namespace recoscope::ui {

/// Paints a line of the palette: icon, text with the words of the query in semibold, muted note, keys.
class PaletteDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    PaletteDelegate(const QLineEdit& query, QObject* parent) : QStyledItemDelegate(parent), m_query(query) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const QLineEdit& m_query;
};

} // namespace recoscope::ui
