#pragma once
#include <QScrollArea>

class QBoxLayout;

namespace recoscope::ui {

/// The body of a page that scrolls upright: its content is as wide with the scroll bar as without, and the bar stands in the
/// page's right margin. The page leaves pageMargin() there and insets what does not scroll by barWidth(). What stands above may
/// come and go: content that is scrolled stays where it is on the screen.
class ColumnScroll : public QScrollArea {
    Q_OBJECT
public:
    /// `content` gets a layout without margins in this direction: see columns().
    explicit ColumnScroll(Qt::Orientation direction, QWidget* parent = nullptr);
    [[nodiscard]] QBoxLayout* columns() const { return m_columns; }
    [[nodiscard]] static int barWidth();
    [[nodiscard]] static int pageMargin();

protected:
    void moveEvent(QMoveEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void follow();
    QBoxLayout* m_columns;
    int m_moved = 0; ///< Downwards, since the range of the scroll bar was right.
};

} // namespace recoscope::ui
