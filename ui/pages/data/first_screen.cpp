#include "ui/pages/data/first_screen.h"
#include <QEvent>
#include <QLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <algorithm>

namespace recoscope::ui {

FirstScreen::FirstScreen(QScrollArea& area, QWidget& cards) : QObject(&cards), m_area(area), m_cards(cards) {
    m_area.viewport()->installEventFilter(this);
    m_cards.installEventFilter(this);
    connect(m_area.verticalScrollBar(), &QScrollBar::valueChanged, this, &FirstScreen::fit);
}

bool FirstScreen::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move || event->type() == QEvent::LayoutRequest ||
        event->type() == QEvent::Show)
        fit();
    return false;
}

/// What is scrolled to stays where it is: the cards get their height when they are in sight again.
void FirstScreen::fit() {
    if (m_area.verticalScrollBar()->value() > 0) return;
    const int needed = m_cards.layout()->minimumSize().height(), above = m_cards.y();
    m_cards.setMinimumHeight(std::max(needed, m_area.viewport()->height() - above));
}

} // namespace recoscope::ui
