#include "ui/widgets/fold_row.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QPainter>

namespace recoscope::ui {

FoldRow::FoldRow(const QString& text, const QString& summary, QWidget* parent) : QAbstractButton(parent), m_summary(summary) {
    setCheckable(true);
    setText(text);
    setAccessibleDescription(summary);
    setToolTip(plainTip(summary));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

QSize FoldRow::sizeHint() const { return {px(100), px(40)}; }

void FoldRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (underMouse() || isDown()) painter.fillRect(rect(), theme().window);
    const int size = px(12);
    painter.drawPixmap(
        QPoint(px(16), (height() - size) / 2),
        iconPixmap(isChecked() ? QStringLiteral("down") : QStringLiteral("right"), theme().muted, size, devicePixelRatioF()));
    painter.setFont(ui::font(Appearance::Type::Body));
    painter.setPen(theme().text);
    QRect rest = rect().adjusted(px(38), 0, -px(16), 0);
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, text());
    rest.setLeft(rest.left() + painter.fontMetrics().horizontalAdvance(text()) + px(10));
    painter.setFont(ui::font(Appearance::Type::Secondary));
    painter.setPen(theme().muted);
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_summary, Qt::ElideRight, rest.width()));
    if (!hasFocus()) return;
    painter.setPen(QPen(theme().focus, px(2)));
    painter.drawRect(rect().adjusted(px(1), px(1), -px(1), -px(1)));
}

} // namespace recoscope::ui
