#pragma once
#include <QPushButton>

namespace recoscope::ui {

/// A square button with an icon and no frame; what it does is its tooltip and its name for screen readers.
class IconButton final : public QPushButton {
    Q_OBJECT
public:
    IconButton(const QString& iconName, const QString& what, QWidget* parent = nullptr);
    void setIconName(const QString& name);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
};

} // namespace recoscope::ui
