#include "ui/synthetic/knob.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

constexpr int kSteps = 1000;

} // namespace

Knob::Knob(double minimum, double maximum, bool logScale, QWidget* parent)
    : QAbstractSlider(parent),
      m_minimum(minimum),
      m_maximum(maximum),
      m_log(logScale) {
    setOrientation(Qt::Horizontal);
    setRange(0, kSteps);
    setSingleStep(kSteps / 100);
    setPageStep(kSteps / 10);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QAbstractSlider::valueChanged, this, [this] {
        update();
        if (!m_setting) Q_EMIT moved(number());
    });
    connect(&Appearance::instance(), &Appearance::changed, this, &QWidget::updateGeometry);
}

void Knob::setNumber(double number) {
    const double n = std::clamp(number, m_minimum, m_maximum);
    const double share =
        m_log ? std::log(n / m_minimum) / std::log(m_maximum / m_minimum) : (n - m_minimum) / (m_maximum - m_minimum);
    m_setting = true;
    setValue(static_cast<int>(std::lround(share * kSteps)));
    m_setting = false;
}

void Knob::stepBy(double number) {
    setSingleStep(std::max(kSteps / 100, static_cast<int>(std::ceil(kSteps * number / (m_maximum - m_minimum)))));
}

double Knob::number() const {
    const double share = static_cast<double>(value()) / kSteps;
    return m_log ? m_minimum * std::pow(m_maximum / m_minimum, share) : m_minimum + share * (m_maximum - m_minimum);
}

QSize Knob::sizeHint() const { return {px(160), px(18)}; }
QSize Knob::minimumSizeHint() const { return {px(60), px(18)}; }
double Knob::edge() const { return px(8); }

void Knob::moveTo(double position) {
    const double share = (position - edge()) / std::max(1.0, width() - 2 * edge());
    setValue(static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * kSteps)));
}

void Knob::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) moveTo(event->position().x());
}

void Knob::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) moveTo(event->position().x());
}

void Knob::wheelEvent(QWheelEvent* event) {
    if (hasFocus())
        QAbstractSlider::wheelEvent(event);
    else
        event->ignore();
}

void Knob::focusInEvent(QFocusEvent*) { update(); }
void Knob::focusOutEvent(QFocusEvent*) { update(); }

void Knob::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double y = height() / 2.0, track = px(4), knob = px(6), length = width() - 2 * edge();
    const double at = edge() + length * static_cast<double>(value()) / kSteps;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().sunken);
    painter.drawRoundedRect(QRectF(edge(), y - track / 2, length, track), track / 2, track / 2);
    const QColor ink = isEnabled() ? theme().control : theme().line;
    painter.setBrush(ink);
    painter.drawRoundedRect(QRectF(edge(), y - track / 2, at - edge(), track), track / 2, track / 2);
    painter.setBrush(theme().surface);
    painter.setPen(QPen(ink, 1.5 * Appearance::instance().scale()));
    painter.drawEllipse(QPointF(at, y), knob, knob);
    if (showsFocus(*this)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme().focus, px(2)));
        painter.drawEllipse(QPointF(at, y), knob + 1, knob + 1);
    }
}

} // namespace recoscope::ui
