#pragma once
#include "ui/charts/plot.h"
#include <QRectF>
#include <QStringList>
#include <QWidget>
#include <optional>
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
};

/// Horizontal bars with long labels: genres, features, counts by step. Neutral ink, lengths from 0 to the longest (or `full`).
/// Rows that do not fit are told by a last line ("24 more") and stand in the CSV.
class RowBars final : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit RowBars(QWidget* parent = nullptr);
    void setName(const QString& exportName, const QString& accessibleName);
    void setExplanation(const QString& text) { m_explanation = text; }
    /// `csvHeader` names the cells of RowBar::csv. `full` is the value of a whole row; 0: the longest.
    void setRows(std::vector<RowBar> rows, const QStringList& csvHeader, double full = 0);
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

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override; ///< Up and down walk from row to row and tell it.
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void say(std::size_t row);
    [[nodiscard]] double rowHeight() const;
    [[nodiscard]] std::size_t fitting(double height) const;
    void paintRow(QPainter& painter, const QRectF& line, const RowBar& row, double labelWidth, double noteWidth) const;
    void paintBars(QPainter& painter, const QRectF& room, const RowBar& row) const;
    QString m_name = QStringLiteral("rows"), m_explanation, m_why;
    std::vector<RowBar> m_rows;
    QStringList m_header;
    double m_full = 0;
    std::size_t m_cursor = 0;
};

} // namespace recoscope::ui
