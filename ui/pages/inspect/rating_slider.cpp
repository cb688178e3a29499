#include "ui/pages/inspect/rating_slider.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

namespace {

constexpr std::size_t kMostStops = 100; ///< Of a scale whose step is finer than a hand can place.

} // namespace

RatingSlider::RatingSlider(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("inspect.slider"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("What-if rating"));
    setCursor(Qt::PointingHandCursor);
    setScale({});
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void RatingSlider::setScale(const std::optional<RatingScale>& scale) {
    m_values.clear();
    m_named = !scale || !(scale->maximum > scale->minimum);
    if (m_named) {
        m_values.push_back(scale ? static_cast<float>(scale->maximum) : 1.0F);
    } else {
        const double range = scale->maximum - scale->minimum;
        const double steps = scale->step > 0 ? std::round(range / scale->step) : static_cast<double>(kMostStops);
        const auto count = std::clamp<std::size_t>(static_cast<std::size_t>(steps), 1, kMostStops);
        for (std::size_t i = 0; i <= count; ++i) {
            m_values.push_back(static_cast<float>(scale->minimum + range * static_cast<double>(i) / static_cast<double>(count)));
        }
    }
    m_stop = m_stored = 0;
    update();
}

void RatingSlider::setRating(std::optional<float> rating, std::optional<float> stored) {
    m_stop = stopOf(rating);
    m_stored = stopOf(stored);
    setAccessibleDescription(m_stop == 0 ? tr("not rated") : format::rating(static_cast<double>(m_values[m_stop - 1])));
    update();
}

std::optional<float> RatingSlider::rating() const {
    if (m_stop == 0) return {};
    return m_values[m_stop - 1];
}

std::size_t RatingSlider::stopOf(std::optional<float> rating) const {
    if (!rating) return 0;
    const auto nearest = std::ranges::min_element(m_values, {}, [rating](float v) { return std::abs(v - *rating); });
    return static_cast<std::size_t>(nearest - m_values.begin()) + 1;
}

QSize RatingSlider::sizeHint() const {
    return {px(280), px(24) + static_cast<int>(QFontMetricsF(ui::font(Appearance::Type::Caption)).height()) + px(4)};
}

QSize RatingSlider::minimumSizeHint() const { return {px(180), sizeHint().height()}; }

double RatingSlider::x(std::size_t stop) const {
    const double half = QFontMetricsF(ui::font(Appearance::Type::Caption)).horizontalAdvance(tr("not rated")) / 2 + 2;
    const double last =
        m_named ? QFontMetricsF(ui::font(Appearance::Type::Caption)).horizontalAdvance(tr("in the history")) / 2 + 2 : px(14);
    return half + (width() - half - last) * static_cast<double>(stop) / static_cast<double>(m_values.size());
}

std::size_t RatingSlider::stopAt(double position) const {
    const double step = (x(m_values.size()) - x(0)) / static_cast<double>(m_values.size());
    return static_cast<std::size_t>(std::clamp(std::round((position - x(0)) / step), 0.0, static_cast<double>(m_values.size())));
}

void RatingSlider::moveTo(std::size_t stop, bool settle) {
    const bool moved = stop != m_stop;
    m_stop = stop;
    update();
    if (settle) {
        Q_EMIT settled(rating());
    } else if (moved) {
        Q_EMIT previewed(rating());
    }
}

void RatingSlider::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) moveTo(stopAt(event->position().x()), false);
}

void RatingSlider::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) moveTo(stopAt(event->position().x()), false);
}

void RatingSlider::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) moveTo(m_stop, true);
}

void RatingSlider::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        return moveTo(m_stop - (m_stop > 0 ? 1 : 0), true);
    case Qt::Key_Right:
    case Qt::Key_Up:
        return moveTo(std::min(m_stop + 1, m_values.size()), true);
    case Qt::Key_Home:
        return moveTo(0, true);
    case Qt::Key_End:
        return moveTo(m_values.size(), true);
    default:
        break;
    }
    const auto digit = static_cast<float>(event->key() - Qt::Key_0);
    const auto named = std::ranges::find(m_values, digit);
    if (event->key() >= Qt::Key_1 && event->key() <= Qt::Key_9 && named != m_values.end() && !m_named)
        return moveTo(static_cast<std::size_t>(named - m_values.begin()) + 1, true);
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_0) return moveTo(0, true);
    QWidget::keyPressEvent(event);
}

void RatingSlider::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double y = px(12);
    const double track = px(5);
    const double knob = px(7);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().sunken);
    painter.drawRoundedRect(QRectF(x(0), y - track / 2, x(m_values.size()) - x(0), track), track / 2, track / 2);
    const bool changed = m_stop != m_stored;
    const QColor ink = changed ? theme().warn : theme().control;
    painter.setBrush(ink);
    if (m_stop > 0) painter.drawRoundedRect(QRectF(x(1), y - track / 2, x(m_stop) - x(1), track), track / 2, track / 2);
    if (changed) {
        painter.setBrush(theme().surface);
        painter.setPen(QPen(theme().control, 1.5 * Appearance::instance().scale()));
        painter.drawEllipse(QPointF(x(m_stored), y), knob * 0.9, knob * 0.9);
    }
    painter.setPen(hasFocus() ? QPen(theme().focus, px(2)) : QPen(ink, 1));
    painter.setBrush(ink);
    painter.drawEllipse(QPointF(x(m_stop), y), knob, knob);
    const double labelTop = px(24);
    const std::size_t every = m_values.size() > 12 ? (m_values.size() + 4) / 5 : m_values.size() > 6 ? 2 : 1;
    for (std::size_t stop = 0; stop <= m_values.size(); ++stop) {
        const bool here = stop == m_stop;
        if (stop > 0 && (m_values.size() - stop) % every != 0) continue;
        const QString text = stop == 0 ? tr("not rated")
                             : m_named ? tr("in the history")
                                       : format::rating(static_cast<double>(m_values[stop - 1]));
        painter.setFont(ui::font(Appearance::Type::Caption, here));
        painter.setPen(here ? theme().text : theme().muted);
        const double half = painter.fontMetrics().horizontalAdvance(text) / 2.0 + 2;
        painter.drawText(QRectF(x(stop) - half, labelTop, 2 * half, height() - labelTop), Qt::AlignHCenter | Qt::AlignTop, text);
    }
}

} // namespace recoscope::ui
