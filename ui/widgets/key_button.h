#pragma once
#include <QPushButton>

namespace recoscope::ui {

/// A button that shows its shortcut in a small frame beside the text, as menus and the search field do.
class KeyButton final : public QPushButton {
    Q_OBJECT
public:
    KeyButton(const QString& text, const QString& keys, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int keysWidth() const;
    QString m_keys;
};

} // namespace recoscope::ui
