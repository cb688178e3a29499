#pragma once
#include <QFrame>

namespace recoscope::ui {

/// A panel that floats over the pages, inside the window: raised surface, the border of popups, no shadow. Esc closes it.
/// Its owner places it.
class Overlay : public QFrame {
    Q_OBJECT
public:
    explicit Overlay(QWidget* parent);
    void dismiss(); ///< Hides, and gives the focus back to where it was before the panel took it.

Q_SIGNALS:
    void resized(); ///< Shown, hidden or changed in its wishes: the owner places it anew.

protected:
    void takeFocus(QWidget& first);
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    QWidget* m_before = nullptr;
};

} // namespace recoscope::ui
