#include "ui/widgets/column_scroll.h"
#include "ui/theme/theme.h"
#include <QBoxLayout>
#include <QScrollBar>

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

void ColumnScroll::follow() {
    const bool scrolls = verticalScrollBar()->maximum() > verticalScrollBar()->minimum();
    m_columns->setContentsMargins(0, 0, scrolls ? 0 : barWidth(), 0);
}

} // namespace recoscope::ui
