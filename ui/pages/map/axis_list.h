#pragma once
#include <QString>
#include <QWidget>
#include <vector>

namespace recoscope::ui {

/// The axes with their share of the spread as a bar; the ones on the picture are marked x and y. Arrow keys or a click choose one
/// to look at; X and Y put it on the picture.
class AxisList final : public QWidget {
    Q_OBJECT
public:
    struct Row {
        QString name; ///< "Horror to romance".
        double share = 0;
        QString help; ///< Tooltip, plain text.
    };
    explicit AxisList(QWidget* parent = nullptr);
    void setRows(std::vector<Row> rows);
    void setShown(int x, int y, int current);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(int axis);
    void useAsked(int axis, bool across); ///< To stand across (true) or up.

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int rowAt(double y) const; ///< -1 where there is none.
    void describe();
    std::vector<Row> m_rows;
    int m_x = 0, m_y = 1, m_current = 0;
};

} // namespace recoscope::ui
