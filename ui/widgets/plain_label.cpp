#include "ui/widgets/plain_label.h"
#include <QPainter>

namespace recoscope::ui {

PlainLabel::PlainLabel(const QString& text, QWidget* parent) : QLabel(text, parent) {
    setTextFormat(Qt::PlainText);
    connect(&Appearance::instance(), &Appearance::changed, this, &PlainLabel::follow);
    follow();
}

void PlainLabel::setRole(Role role) {
    m_role = role;
    follow();
}
void PlainLabel::setType(Appearance::Type type) {
    m_type = type;
    follow();
}
void PlainLabel::setSemibold(bool on) {
    m_semibold = on;
    follow();
}
void PlainLabel::setSunken(bool on) {
    m_sunken = on;
    follow();
}
void PlainLabel::setElided(bool on) {
    m_elided = on;
    setSizePolicy(on ? QSizePolicy::Ignored : QSizePolicy::Preferred, QSizePolicy::Preferred);
    update();
}

QSize PlainLabel::minimumSizeHint() const {
    QSize hint = QLabel::minimumSizeHint();
    if (m_elided || wordWrap()) hint.setWidth(px(20));
    return hint;
}

void PlainLabel::follow() {
    const Theme& t = theme();
    QPalette p = palette();
    const QColor ink = m_role == Role::Muted  ? t.muted
                       : m_role == Role::Good ? t.good
                       : m_role == Role::Warn ? t.warn
                       : m_role == Role::Bad  ? t.bad
                                              : t.text;
    p.setColor(QPalette::WindowText, ink);
    setPalette(p);
    setFont(ui::font(m_type, m_semibold));
    setContentsMargins(m_sunken ? px(10) : 0, m_sunken ? px(8) : 0, m_sunken ? px(10) : 0, m_sunken ? px(8) : 0);
}

void PlainLabel::paintEvent(QPaintEvent* event) {
    if (m_sunken) {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().sunken);
        painter.drawRoundedRect(QRectF(rect()), px(6), px(6));
    }
    if (!m_elided) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
    painter.drawText(contentsRect(), static_cast<int>(alignment()) | Qt::TextSingleLine, shown);
    const QString tip = shown == text() ? QString() : plainTip(text());
    if (toolTip() != tip) setToolTip(tip);
}

} // namespace recoscope::ui
