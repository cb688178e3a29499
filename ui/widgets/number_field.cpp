#include "ui/widgets/number_field.h"
#include "core/base/text.h"
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

NumberField::NumberField(double minimum, double maximum, bool whole, bool logScale, QWidget* parent)
    : QDoubleSpinBox(parent),
      m_whole(whole),
      m_log(logScale) {
    setDecimals(whole ? 0 : 12);
    setRange(minimum, maximum);
    setKeyboardTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setCorrectionMode(QAbstractSpinBox::CorrectToNearestValue);
}

QString NumberField::textFromValue(double value) const {
    if (m_whole && std::abs(value) < 1e9) return QString::number(static_cast<qint64>(value)); // 100000, not 1e+05
    return QString::fromStdString(formatNumber(value));
}

double NumberField::valueFromText(const QString& text) const { return parseNumber(trim(text.toStdString())).value_or(value()); }

QValidator::State NumberField::validate(QString& text, int&) const {
    const std::string typed(trim(text.toStdString()));
    const auto number = parseNumber(typed);
    if (!number) {
        const bool begun = typed.find_first_not_of("+-.0123456789eE") == std::string::npos;
        return begun ? QValidator::Intermediate : QValidator::Invalid;
    }
    if (m_whole && *number != std::floor(*number)) return QValidator::Invalid;
    return *number < minimum() || *number > maximum() ? QValidator::Intermediate : QValidator::Acceptable;
}

/// 1, 2, 5, 10... for logarithmic scales; tenths of the leading power otherwise.
double NumberField::stepped(double value, int steps) const {
    if (m_step > 0 && !m_log) return std::round(1e9 * (value + steps * m_step)) / 1e9;
    if (!m_log)
        return value + steps * (m_whole
                                    ? std::max(1.0, std::pow(10.0, std::floor(std::log10(std::max(1.0, std::abs(value)))) - 1))
                                    : 0.1 * std::pow(10.0, std::floor(std::log10(std::max(maximum() / 10, 1e-9)))));
    for (int i = 0; i < std::abs(steps); ++i) {
        if (value <= 0) return steps > 0 ? std::max(minimum(), 1e-4) : minimum();
        const double power = std::pow(10.0, std::floor(std::log10(value) + 1e-9));
        const double lead = value / power;
        if (steps > 0)
            value = power * (lead < 1.999 ? 2 : lead < 4.999 ? 5 : 10);
        else
            value = lead > 5.001 ? 5 * power : lead > 2.001 ? 2 * power : lead > 1.001 ? power : power / 2;
    }
    return m_whole ? std::round(value) : parseNumber(formatNumber(std::round(value * 1e12) / 1e12)).value_or(value);
}

void NumberField::stepBy(int steps) {
    setValue(std::clamp(stepped(value(), steps), minimum(), maximum()));
    selectAll();
}

void NumberField::wheelEvent(QWheelEvent* event) {
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace recoscope::ui
