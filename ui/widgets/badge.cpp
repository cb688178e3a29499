#include "ui/widgets/badge.h"
#include "ui/theme/theme.h"
#include <QPainter>

namespace recoscope::ui {

Badge::Badge(const QString& text, QWidget* parent, Tint tint) : QLabel(text, parent), m_tint(tint) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, &Badge::follow);
    follow();
}

void Badge::follow() {
    setFont(ui::font(Appearance::Type::Caption, true));
    setContentsMargins(px(6), px(2), px(6), px(2));
    const Theme& t = theme();
    QPalette p = palette();
    p.setColor(QPalette::WindowText, m_tint == Tint::Good   ? t.good
                                     : m_tint == Tint::Warn ? t.warn
                                     : m_tint == Tint::Bad  ? t.bad
                                                            : t.muted);
    setPalette(p);
}

void Badge::paintEvent(QPaintEvent* event) {
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_tint == Tint::Good   ? t.goodTint
                     : m_tint == Tint::Warn ? t.warnTint
                     : m_tint == Tint::Bad  ? t.badTint
                                            : t.sunken);
    painter.drawRoundedRect(QRectF(rect()), px(4), px(4));
    painter.end();
    QLabel::paintEvent(event);
}

} // namespace recoscope::ui
