#include "ui/widgets/thin_progress.h"
#include "ui/theme/theme.h"
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

ThinProgress::ThinProgress(QWidget* parent) : QWidget(parent) {
    setFixedHeight(px(4));
    setMinimumWidth(px(80));
    connect(&Appearance::instance(), &Appearance::changed, this, [this] { setFixedHeight(px(4)); });
}

void ThinProgress::setValue(double fraction) {
    m_fraction = std::isfinite(fraction) ? std::clamp(fraction, 0.0, 1.0) : 0;
    setAccessibleName(tr("%1 percent done").arg(static_cast<int>(100 * m_fraction)));
    update();
}

void ThinProgress::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().sunken);
    const double r = height() / 2.0;
    painter.drawRoundedRect(QRectF(rect()), r, r);
    painter.setBrush(theme().accent);
    if (m_fraction > 0) painter.drawRoundedRect(QRectF(0, 0, std::max(2 * r, width() * m_fraction), height()), r, r);
}

} // namespace recoscope::ui
