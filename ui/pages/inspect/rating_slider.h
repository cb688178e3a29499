#pragma once
#include "core/data/dataset.h"
#include <QWidget>
#include <optional>
#include <vector>

namespace recoscope::ui {

/// "Not rated", then the ratings of the data's scale; a hollow ghost stands where the data has it. Moving reports every value on
/// the way (previewed), letting go, a key or the wheel's end settles it (settled).
class RatingSlider final : public QWidget {
    Q_OBJECT
public:
    explicit RatingSlider(QWidget* parent = nullptr);
    /// Nothing: data without ratings, where an item is in the history or not.
    void setScale(const std::optional<RatingScale>& scale);
    void setRating(std::optional<float> rating, std::optional<float> stored);
    [[nodiscard]] std::optional<float> rating() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void previewed(std::optional<float> rating);
    void settled(std::optional<float> rating);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] double x(std::size_t stop) const;
    [[nodiscard]] std::size_t stopAt(double position) const;
    [[nodiscard]] std::size_t stopOf(std::optional<float> rating) const;
    void moveTo(std::size_t stop, bool settle);
    std::vector<float> m_values; ///< Stop 0 is "not rated"; stop i + 1 is m_values[i].
    bool m_named = false;        ///< Without a scale: the one value reads "in the history".
    std::size_t m_stop = 0, m_stored = 0;
};

} // namespace recoscope::ui
