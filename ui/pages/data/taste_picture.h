#pragma once
#include <QWidget>

namespace recoscope::ui {

/// What the demo world is, in little: viewers by taste down, films by genre across, a dot where one rated the other. Drawn from a
/// seeded rule like the simulator's: much inside one's taste, little elsewhere.
class TastePicture final : public QWidget {
    Q_OBJECT
public:
    explicit TastePicture(QWidget* parent);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] static QString caption();
};

} // namespace recoscope::ui
