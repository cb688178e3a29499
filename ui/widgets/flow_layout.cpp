#include "ui/widgets/flow_layout.h"
#include <QWidget>
#include <algorithm>

namespace recoscope::ui {

FlowLayout::~FlowLayout() {
    for (QLayoutItem* item : m_items) delete item;
}

QLayoutItem* FlowLayout::itemAt(int index) const {
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index) {
    QLayoutItem* item = itemAt(index);
    if (item) m_items.erase(m_items.begin() + index);
    return item;
}

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const QLayoutItem* item : m_items)
        if (!item->isEmpty()) size = size.expandedTo(item->minimumSize());
    return size;
}

void FlowLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool move) const {
    const int gap = std::max(0, spacing());
    int x = rect.x(), y = rect.y(), height = 0;
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty()) continue;
        const int wanted = std::min(item->sizeHint().width(), rect.width());
        if (x > rect.x() && x + wanted > rect.right() + 1) {
            x = rect.x();
            y += height + gap;
            height = 0;
        }
        if (move) item->setGeometry(QRect(QPoint(x, y), QSize(wanted, item->sizeHint().height())));
        x += wanted + gap;
        height = std::max(height, item->sizeHint().height());
    }
    return y + height - rect.y();
}

} // namespace recoscope::ui
