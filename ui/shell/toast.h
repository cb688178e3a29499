#pragma once
#include "ui/shell/overlay.h"
#include <functional>

class QPushButton;
class QTimer;

namespace recoscope::ui {

class PlainLabel;

/// One sentence for what ended out of sight, with at most one button; leaves by itself after 6 s, not while it has the pointer.
class Toast final : public Overlay {
    Q_OBJECT
public:
    explicit Toast(QWidget* parent);
    /// `icon` is a name of an icon; `button` empty: none.
    void say(const QString& iconName, const QString& text, const QString& button = {}, std::function<void()> run = {});
    [[nodiscard]] QString text() const;
    /// As wide as its sentence on one line, so that it covers no more of the page than it must; long ones wrap.
    [[nodiscard]] int wishedWidth() const;

protected:
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    PlainLabel* m_text;
    QPushButton* m_button;
    QTimer* m_leave;
    std::function<void()> m_run;
};

} // namespace recoscope::ui
