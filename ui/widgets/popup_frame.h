#pragma once
#include <QDialog>
#include <QFrame>

namespace recoscope::ui {

/// The ground and the line around whatever lies above a window's content: popups, dialogs that share the window.
void paintPopupFrame(QWidget& widget);

/// A dialog with that line, also where the window system draws none.
class FramedDialog : public QDialog {
    Q_OBJECT
public:
    using QDialog::QDialog;

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// A panel below the button that opens it; closes on Escape and on a click beside it.
class PopupFrame : public QFrame {
    Q_OBJECT
public:
    explicit PopupFrame(QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace recoscope::ui
