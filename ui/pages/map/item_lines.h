#pragma once
#include "core/base/ids.h"
#include <QString>
#include <QWidget>
#include <vector>

namespace recoscope::ui {

/// A few items, a line each: title, muted year, a value at the right. Arrow keys or the mouse choose one.
class ItemLines final : public QWidget {
    Q_OBJECT
public:
    struct Line {
        ItemIndex item;
        QString title, year, value;
        bool ruleBelow = false; ///< A dashed rule between two groups.
    };
    /// `found`: the brackets of the search stand before each title.
    ItemLines(const QString& accessibleName, bool found, QWidget* parent = nullptr);
    void setLines(std::vector<Line> lines);
    [[nodiscard]] const std::vector<Line>& lines() const { return m_lines; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(recoscope::ItemIndex item);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] int lineHeight() const;
    void choose(int line);
    std::vector<Line> m_lines;
    bool m_found;
    int m_current = 0;
};

/// The corners that mark what a search found.
void paintFoundBrackets(QPainter& painter, const QRectF& box);

} // namespace recoscope::ui
