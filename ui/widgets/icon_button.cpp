#include "ui/widgets/icon_button.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QPainter>
#include <QStyle>
#include <QStyleOptionButton>

namespace recoscope::ui {

IconButton::IconButton(const QString& iconName, const QString& what, QWidget* parent) : QPushButton(parent), m_icon(iconName) {
    setProperty("flat", true);
    setAccessibleName(what);
    setToolTip(plainTip(what));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, &QWidget::updateGeometry);
}

void IconButton::setIconName(const QString& name) {
    m_icon = name;
    update();
}

QSize IconButton::sizeHint() const { return {px(28), px(28)}; }

void IconButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    style()->drawPrimitive(QStyle::PE_PanelButtonCommand, &option, &painter, this);
    if (hasFocus()) style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    const int size = px(18);
    painter.drawPixmap((width() - size) / 2, (height() - size) / 2,
                       iconPixmap(m_icon, isEnabled() ? theme().text : theme().control, size, devicePixelRatioF()));
}

} // namespace recoscope::ui
