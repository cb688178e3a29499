#include "ui/pages/data/taste_picture.h"
#include "ui/theme/theme.h"
#include <QFontMetrics>
#include <QPainter>
#include <algorithm>
#include <random>

namespace recoscope::ui {
namespace {

constexpr int kSide = 30, kTastes = 5;
constexpr double kInside = 0.62, kOutside = 0.07;

} // namespace

QString TastePicture::caption() { return tr("viewers by taste, films by genre"); }

TastePicture::TastePicture(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    setAccessibleName(tr("Viewers by taste, films by genre: most ratings lie where both agree"));
    connect(&Appearance::instance(), &Appearance::changed, this, &QWidget::updateGeometry);
}

/// As wide as its caption in any type; a square and the caption below it.
QSize TastePicture::sizeHint() const {
    const QFontMetrics metrics(ui::font(Appearance::Type::Caption));
    const int wide = std::max(px(178), metrics.horizontalAdvance(caption()) + 1);
    return {wide, wide + metrics.height() + px(4)};
}
QSize TastePicture::minimumSizeHint() const { return {sizeHint().width(), px(112)}; }

void TastePicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(ui::font(Appearance::Type::Caption));
    const int words = painter.fontMetrics().height() + px(4), side = std::min(width(), height() - words) / kSide * kSide;
    if (side <= 0) return;
    const QRect frame(0, 0, side, side);
    const double cell = static_cast<double>(side) / kSide;
    std::mt19937 random(7);
    const auto chance = [&random] { return static_cast<double>(random()) / 4294967296.0; };
    for (int row = 0; row < kSide; ++row)
        for (int column = 0; column < kSide; ++column) {
            const bool inside = row * kTastes / kSide == column * kTastes / kSide;
            const double strength = chance();
            if (chance() > (inside ? kInside : kOutside)) continue;
            painter.fillRect(QRectF(frame.left() + column * cell + 0.5, frame.top() + row * cell + 0.5, cell - 1, cell - 1),
                             theme().ramp(inside ? 0.6 + 0.4 * strength : 0.25 + 0.3 * strength));
        }
    painter.setPen(QPen(theme().line, 1));
    painter.drawRect(frame);
    painter.setPen(theme().muted);
    painter.drawText(QRect(0, frame.bottom(), width(), words), Qt::AlignLeft | Qt::AlignBottom, caption());
}

} // namespace recoscope::ui
