#include "ui/widgets/column_scroll.h"
#include "ui/theme/theme.h"
#include <QBoxLayout>
#include <QMoveEvent>
#include <QResizeEvent>
#include <QScrollBar>
#include <algorithm>
#include <utility>

namespace recoscope::ui {

int ColumnScroll::barWidth() { return px(12); }
int ColumnScroll::pageMargin() { return px(20) - barWidth(); }

ColumnScroll::ColumnScroll(Qt::Orientation direction, QWidget* parent) : QScrollArea(parent) {
    auto* content = new QWidget;
    m_columns = new QBoxLayout(direction == Qt::Horizontal ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom, content);
    m_columns->setSpacing(px(12));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(content);
    content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &ColumnScroll::follow);
    connect(&Appearance::instance(), &Appearance::changed, this, &ColumnScroll::follow);
    follow();
}

void ColumnScroll::moveEvent(QMoveEvent* event) {
    QScrollArea::moveEvent(event);
    m_moved += event->pos().y() - event->oldPos().y();
}

/// Whoever pushes it down takes its height, too.
void ColumnScroll::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    const int moved = std::exchange(m_moved, 0);
    if (QScrollBar* bar = verticalScrollBar(); bar->value() > 0) bar->setValue(std::max(1, bar->value() + moved));
}

void ColumnScroll::follow() {
    const bool scrolls = verticalScrollBar()->maximum() > verticalScrollBar()->minimum();
    m_columns->setContentsMargins(0, 0, scrolls ? 0 : barWidth(), 0);
}

} // namespace recoscope::ui
