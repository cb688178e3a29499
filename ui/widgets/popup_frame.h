#pragma once
#include <QFrame>

namespace recoscope::ui {

/// The ground and the line around whatever lies above a window's content: popups, dialogs that share the window.
void paintPopupFrame(QWidget& widget);

/// A panel below the button that opens it; closes on Escape and on a click beside it.
class PopupFrame : public QFrame {
    Q_OBJECT
public:
    explicit PopupFrame(QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace recoscope::ui
