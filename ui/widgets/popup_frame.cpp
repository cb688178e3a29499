#include "ui/widgets/popup_frame.h"
#include "ui/theme/theme.h"
#include <QPainter>

namespace recoscope::ui {

PopupFrame::PopupFrame(QWidget* parent) : QFrame(parent, Qt::Popup) {}

void paintPopupFrame(QWidget& widget) {
    QPainter painter(&widget);
    painter.fillRect(widget.rect(), theme().raised);
    painter.setPen(theme().control);
    painter.drawRect(widget.rect().adjusted(0, 0, -1, -1));
}

void FramedDialog::paintEvent(QPaintEvent*) { paintPopupFrame(*this); }

void PopupFrame::paintEvent(QPaintEvent*) { paintPopupFrame(*this); }

} // namespace recoscope::ui
