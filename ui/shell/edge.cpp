#include "ui/shell/edge.h"
#include "ui/theme/theme.h"
#include <QPainter>

namespace recoscope::ui {

void EdgeWidget::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRect all = rect();
    painter.fillRect(all, theme().window);
    const QRect hair = m_line == Line::Top     ? QRect(0, 0, all.width(), 1)
                       : m_line == Line::Right ? QRect(all.right(), 0, 1, all.height())
                                               : QRect(0, all.bottom(), all.width(), 1);
    painter.fillRect(hair, theme().line);
}

} // namespace recoscope::ui
