#include "ui/widgets/key_button.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include <QFontMetrics>
#include <QPainter>
#include <QStyleOptionButton>

namespace recoscope::ui {

KeyButton::KeyButton(const QString& text, const QString& keys, QWidget* parent) : QPushButton(text, parent), m_keys(keys) {
    connect(&Appearance::instance(), &Appearance::changed, this, &QWidget::updateGeometry);
}

int KeyButton::keysWidth() const { return QFontMetrics(ui::font(Appearance::Type::Caption)).horizontalAdvance(m_keys) + px(10); }

QSize KeyButton::sizeHint() const { return QPushButton::sizeHint() + QSize(keysWidth() + px(8), 0); }

void KeyButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QStyleOptionButton option;
    initStyleOption(&option);
    style()->drawPrimitive(QStyle::PE_PanelButtonCommand, &option, &painter, this);
    if (showsFocus(*this)) style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    const bool primary = property("primary").toBool();
    QColor ink = !isEnabled() ? theme().muted : primary ? theme().onAccent : theme().text;
    const QFont body = ui::font(Appearance::Type::Body, primary);
    const int text = QFontMetrics(body).horizontalAdvance(option.text), keys = keysWidth(),
              left = (width() - text - px(10) - keys) / 2;
    painter.setFont(body);
    painter.setPen(ink);
    painter.drawText(QRect(left, 0, text, height()), Qt::AlignCenter | Qt::TextHideMnemonic, option.text);
    const int high = px(18);
    const QRectF frame(left + text + px(10), (height() - high) / 2.0, keys, high);
    painter.setFont(ui::font(Appearance::Type::Caption));
    painter.drawText(frame, Qt::AlignCenter, m_keys);
    ink.setAlphaF(0.4F);
    painter.setPen(QPen(ink, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4));
}

} // namespace recoscope::ui
