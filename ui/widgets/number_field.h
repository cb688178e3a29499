#pragma once
#include <QDoubleSpinBox>

namespace recoscope::ui {

/// A number in its shortest form ("0.003", not "0.003000"); steps by factors where the scale is logarithmic.
/// Ignores the wheel unless it has the focus, so that scrolling a form changes nothing.
class NumberField final : public QDoubleSpinBox {
    Q_OBJECT
public:
    NumberField(double minimum, double maximum, bool whole, bool logScale, QWidget* parent = nullptr);
    void setStep(double step) { m_step = step; } ///< Instead of one by the range; above 0. Not for logarithmic scales.
    [[nodiscard]] QString textFromValue(double value) const override;
    [[nodiscard]] double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;
    void stepBy(int steps) override;

protected:
    void wheelEvent(QWheelEvent* event) override;

private:
    [[nodiscard]] double stepped(double value, int steps) const;
    bool m_whole;
    bool m_log;
    double m_step = 0;
};

} // namespace recoscope::ui
