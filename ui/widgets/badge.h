#pragma once
#include <QLabel>

namespace recoscope::ui {

/// A small tinted word.
class Badge final : public QLabel {
    Q_OBJECT
public:
    enum class Tint { Neutral, Good, Warn, Bad };
    explicit Badge(const QString& text, QWidget* parent = nullptr, Tint tint = Tint::Neutral);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();
    Tint m_tint;
};

} // namespace recoscope::ui
