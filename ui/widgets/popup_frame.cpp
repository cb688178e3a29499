#include "ui/widgets/popup_frame.h"
#include "ui/theme/theme.h"
#include <QPainter>

namespace recoscope::ui {

PopupFrame::PopupFrame(QWidget* parent) : QFrame(parent, Qt::Popup) {}

void PopupFrame::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().raised);
    painter.setPen(theme().control);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace recoscope::ui
