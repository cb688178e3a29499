#include "ui/filters/funnel_bar.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include <QFontMetrics>
#include <QPainter>

namespace recoscope::ui {

FunnelBar::FunnelBar(const QString& what, QWidget* parent) : QWidget(parent), m_what(what) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(what);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void FunnelBar::setLeft(std::optional<std::int64_t> left, std::int64_t all) {
    m_left = left;
    m_all = all;
    setAccessibleName((left ? format::count(*left) : format::undefined()) + QLatin1Char(' ') + m_what);
    update();
}

QSize FunnelBar::sizeHint() const {
    return {px(150), QFontMetrics(ui::font(Appearance::Type::Secondary, true)).height() + px(10)};
}

QSize FunnelBar::minimumSizeHint() const {
    const QFontMetrics metrics(ui::font(Appearance::Type::Secondary, true));
    return {metrics.horizontalAdvance(QStringLiteral("00,000,000")), sizeHint().height()};
}

void FunnelBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const int bar = px(5);
    const QRect words = rect().adjusted(0, 0, 0, -bar - px(3));
    painter.setFont(ui::font(Appearance::Type::Secondary, true));
    painter.setPen(theme().text);
    const QString figure = m_left ? format::count(*m_left) : format::undefined();
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, figure);
    const double share = m_left && m_all > 0 ? static_cast<double>(*m_left) / static_cast<double>(m_all) : 0;
    if (m_left && m_all > 0) {
        const int taken = painter.fontMetrics().horizontalAdvance(figure) + px(8);
        painter.setFont(ui::font(Appearance::Type::Caption));
        const QString part = format::share(share);
        if (taken + painter.fontMetrics().horizontalAdvance(part) <= width()) {
            painter.setPen(theme().muted);
            painter.drawText(words.adjusted(taken, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, part);
        }
    }
    const QRectF track(0, height() - bar, width(), bar);
    painter.fillRect(track, theme().sunken);
    painter.fillRect(QRectF(track.topLeft(), QSizeF(track.width() * share, track.height())), theme().control);
}

} // namespace recoscope::ui
