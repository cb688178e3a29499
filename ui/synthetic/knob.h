#pragma once
#include <QAbstractSlider>

namespace recoscope::ui {

/// A slider over a range of numbers, even or logarithmic: a track, filled up to the knob. Keys as in every slider; the wheel only
/// with the focus, so that scrolling a form changes nothing.
class Knob final : public QAbstractSlider {
    Q_OBJECT
public:
    Knob(double minimum, double maximum, bool logScale, QWidget* parent = nullptr);
    void setNumber(double number); ///< Says nothing; clipped to the range.
    [[nodiscard]] double number() const;
    void stepBy(double number); ///< Of an even scale: what an arrow key moves by, at least a hundredth of the range.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void moved(double number); ///< By the user, at every step on the way.

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] double edge() const; ///< From the side to the knob's first and last place.
    void moveTo(double position);
    double m_minimum, m_maximum;
    bool m_log, m_setting = false;
};

} // namespace recoscope::ui
