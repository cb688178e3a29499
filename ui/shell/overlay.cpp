#include "ui/shell/overlay.h"
#include "ui/theme/theme.h"
#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

namespace recoscope::ui {

Overlay::Overlay(QWidget* parent) : QFrame(parent) {
    hide();
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        update();
        Q_EMIT resized();
    });
}

void Overlay::takeFocus(QWidget& first) {
    QWidget* now = QApplication::focusWidget();
    if (now && !isAncestorOf(now)) {
        m_before = now;
        connect(now, &QObject::destroyed, this, [this, now] {
            if (m_before == now) m_before = nullptr;
        });
    }
    first.setFocus(Qt::OtherFocusReason);
}

void Overlay::dismiss() {
    const bool had = isAncestorOf(QApplication::focusWidget());
    hide();
    if (had && m_before) m_before->setFocus();
    m_before = nullptr;
    Q_EMIT resized();
}

void Overlay::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().control, 1));
    painter.setBrush(theme().raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(8), px(8));
}

void Overlay::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

bool Overlay::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show) {
        const bool done = QFrame::event(event);
        Q_EMIT resized();
        return done;
    }
    return QFrame::event(event);
}

} // namespace recoscope::ui
