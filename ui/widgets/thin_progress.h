#pragma once
#include <QWidget>

namespace recoscope::ui {

/// A 4 px bar; the figure stands beside it, never over it.
class ThinProgress final : public QWidget {
    Q_OBJECT
public:
    explicit ThinProgress(QWidget* parent = nullptr);
    void setValue(double fraction); ///< In [0, 1].

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double m_fraction = 0;
};

} // namespace recoscope::ui
