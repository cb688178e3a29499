#pragma once
#include <QFrame>

namespace recoscope::ui {

/// A panel below the button that opens it; closes on Escape and on a click beside it.
class PopupFrame : public QFrame {
    Q_OBJECT
public:
    explicit PopupFrame(QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace recoscope::ui
