#pragma once
#include "ui/charts/plot.h"
#include <QRectF>
#include <QStringList>
#include <QWidget>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace recoscope::ui {

/// One line of horizontal bars. A heading has no bar.
struct RowBar {
    QString label;
    double value = 0;             ///< Length; NaN draws no bar.
    std::optional<double> beside; ///< A second length on the same scale: drawn hollow below the first.
    QString note;                 ///< At the right: the figure.
    QString tooltip;
    QStringList csv; ///< Its cells beyond what is shown; headings have none.
    bool heading = false;
    bool pickable = false; ///< Where the picture is: somebody is in it.
};

/// What of each row is selected: drawn in front of the hollow bar, or of the only one, and what then stands at the right and the
/// hover says. Words are made when they are asked for: there may be many thousand rows.
struct RowParts {
    std::vector<double> values; ///< One a row, on the scale of the bars; NaN draws none.
    std::function<QString(std::size_t)> note, tooltip;
    QStringList csvHeader; ///< Of the further cells.
    std::function<QStringList(std::size_t)> csv;
};

/// Horizontal bars with long labels: genres, features, counts by step. Neutral ink, lengths from 0 to the longest (or `full`).
/// Rows that do not fit are told by a last line ("24 more"), a click on which shows the next; they all stand in the CSV.
class RowBars final : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit RowBars(QWidget* parent = nullptr);
    void setName(const QString& exportName, const QString& accessibleName);
    void setExplanation(const QString& text) { m_explanation = text; }
    /// `csvHeader` names the cells of RowBar::csv. `full` is the value of a whole row; 0: the longest.
    void setRows(std::vector<RowBar> rows, const QStringList& csvHeader, double full = 0);
    void setParts(std::optional<RowParts> parts); ///< Of the rows shown; nothing: the whole alone. New rows have none.
    /// Lets the user pick rows, as in a list: a click or Enter picks one alone, or lets it go where it was; Ctrl+click or Space
    /// adds or takes away, Shift+click or Shift with the arrows picks up to there. Each group under a heading has picks of its
    /// own.
    void setPickable(bool on);
    void setPicked(std::vector<std::size_t> rows); ///< Marked; says nothing.
    [[nodiscard]] const std::optional<RowParts>& parts() const { return m_parts; }
    [[nodiscard]] std::size_t firstShown() const { return shownIn(height()).first; }
    [[nodiscard]] const std::vector<std::size_t>& picked() const { return m_picked; }
    /// A sentence instead of rows: why there are none.
    void setEmptyText(const QString& why);
    [[nodiscard]] const std::vector<RowBar>& rows() const { return m_rows; }
    [[nodiscard]] const QString& emptyText() const { return m_why; }

    void paintTo(QPainter& painter, const QRectF& target) const override;
    [[nodiscard]] QString toCsv() const override;
    [[nodiscard]] QString exportName() const override { return m_name; }
    [[nodiscard]] QString heading() const override { return accessibleName(); }
    [[nodiscard]] QString explanation() const override { return m_explanation; }
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void rowsPicked(const std::vector<std::size_t>& rows); ///< By the user: all that are picked now, ascending, of every group.

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override; ///< Up and down walk from row to row and tell it.
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void say(std::size_t row);
    void pick(std::size_t row);                ///< Alone in its group.
    void toggle(std::size_t row);              ///< Beside the others.
    void pickUpTo(std::size_t row, bool more); ///< From the anchor; `more`: beside the others.
    void walk(bool down, bool extends);        ///< To the next row that is no heading.
    /// First row and end of the rows between the headings around a row.
    [[nodiscard]] std::pair<std::size_t, std::size_t> groupOf(std::size_t row) const;
    /// Tells what is picked when, of the row's group, these are.
    void tell(std::size_t row, std::vector<std::size_t> ofGroup);
    void measure(); ///< How long the longest bar is.
    [[nodiscard]] bool isPicked(std::size_t row) const;
    [[nodiscard]] bool isPickable(std::size_t row) const { return m_pickable && m_rows[row].pickable; }
    [[nodiscard]] std::optional<std::size_t> rowAt(double y) const;
    [[nodiscard]] QString noteOf(std::size_t row) const;
    [[nodiscard]] QString tooltipOf(std::size_t row) const;
    [[nodiscard]] double rowHeight() const;
    /// First row and number of rows that a height has room for.
    [[nodiscard]] std::pair<std::size_t, std::size_t> shownIn(double height) const;
    [[nodiscard]] QString moreWords(std::size_t end) const; ///< Of the rows from `end` on.
    [[nodiscard]] bool isMoreLine(double y) const;
    void showNext();
    void showRow(std::size_t row); ///< Moves on or back as far as it takes.
    void paintRow(QPainter& painter, QRectF line, std::size_t row, double labelWidth, double noteWidth) const;
    void paintBars(QPainter& painter, const QRectF& room, std::size_t row) const;
    QString m_name = QStringLiteral("rows"), m_explanation, m_why;
    std::vector<RowBar> m_rows;
    QStringList m_header;
    double m_full = 0, m_fixedFull = 0;
    std::optional<RowParts> m_parts;
    std::vector<std::size_t> m_picked;
    std::optional<std::size_t> m_pressed;
    bool m_pickable = false;
    std::size_t m_cursor = 0, m_anchor = 0, m_top = 0; ///< Where the keyboard is, where a range begins, what is shown first.
};

} // namespace recoscope::ui
