#include "ui/pages/inspect/panel.h"
#include "ui/theme/signature.h"
#include <QFontMetrics>
#include <QPainter>
#include <QPixmap>

namespace recoscope::ui {

Panel::Panel(QWidget* parent) : QFrame(parent) {
    connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void Panel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().line, 1));
    painter.setBrush(theme().surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(8), px(8));
}

Rule::Rule(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(1);
}

void Rule::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().line);
}

InkLabel::InkLabel(Appearance::Type type, Ink ink, bool strong, QWidget* parent)
    : QLabel(parent),
      m_type(type),
      m_ink(ink),
      m_strong(strong) {
    setTextFormat(Qt::PlainText);
    follow();
    connect(&Appearance::instance(), &Appearance::changed, this, &InkLabel::follow);
}

void InkLabel::follow() {
    setFont(ui::font(m_type, m_strong));
    QPalette colours = palette();
    const Theme& t = theme();
    colours.setColor(QPalette::WindowText, m_ink == Ink::Muted ? t.muted : m_ink == Ink::Bad ? t.bad : t.text);
    setPalette(colours);
}

WhatIfBadge::WhatIfBadge(QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setObjectName(QStringLiteral("inspect.badge"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, &QWidget::updateGeometry);
}

QSize WhatIfBadge::sizeHint() const {
    return {QFontMetrics(ui::font(Appearance::Type::Secondary, true)).horizontalAdvance(text()) + px(24), px(28)};
}

void WhatIfBadge::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double line = Appearance::instance().projector() ? 2 : 1;
    painter.setPen(QPen(theme().warn, line, Qt::DashLine));
    painter.setBrush(theme().warnTint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), px(4), px(4));
    painter.setPen(theme().warn);
    painter.setFont(ui::font(Appearance::Type::Secondary, true));
    painter.drawText(rect(), Qt::AlignCenter, text());
}

QIcon swatchIcon(const ModelSignature& signature) {
    const qreal ratio = 2;
    QPixmap pixmap(QSize(px(28), px(16)) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    paintSwatch(painter, QRectF(0, 0, px(28), px(16)), signature);
    return {pixmap};
}

} // namespace recoscope::ui
