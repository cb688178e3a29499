#include "ui/pages/data/first_screen.h"
#include <QEvent>
#include <QLayout>
#include <QScrollArea>
#include <algorithm>

namespace recoscope::ui {

FirstScreen::FirstScreen(QScrollArea& area, QWidget& cards) : QObject(&cards), m_area(area), m_cards(cards) {
    m_area.viewport()->installEventFilter(this);
    m_cards.installEventFilter(this);
}

bool FirstScreen::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move || event->type() == QEvent::LayoutRequest ||
        event->type() == QEvent::Show)
        fit();
    return false;
}

void FirstScreen::fit() {
    const int needed = m_cards.layout()->minimumSize().height(), above = m_cards.y();
    m_cards.setMinimumHeight(std::max(needed, m_area.viewport()->height() - above));
}

} // namespace recoscope::ui
