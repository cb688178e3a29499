#pragma once
#include "core/base/ids.h"
#include "ui/charts/plot.h"
#include "ui/jobs/recommend.h"
#include "ui/theme/signature.h"
#include <QString>
#include <QWidget>
#include <optional>
#include <vector>

namespace recoscope::ui {

struct RibbonRow {
    ItemIndex item;
    int rank = 0;
    QString title;
    QString detail; ///< "1985 · Comedy".
    bool hit = false;
    Movement movement = Movement::None;
    int places = 0;
    QString score; ///< "0.349": for the tooltip.
};

struct RibbonColumn {
    int runId = 0;
    QString name;
    QString subtitle; ///< "4 of 5 held-out in the top 10".
    QString help;     ///< Tooltip of the subtitle's figure, plain text.
    QString rankHelp; ///< Tooltip below that of a row: what a rank is. Plain text.
    ModelSignature signature;
    std::vector<RibbonRow> rows;
    std::optional<RibbonRow> beyond; ///< The selected item where it lies outside the list.
};

/// The lists of several models side by side, an item joined with itself in the next list by a ribbon. Where the next list lacks
/// it, a stub; where it lies beyond the list, a dashed ribbon to its row below. Arrow keys move the selection, the mouse clicks
/// it.
class RibbonColumns final : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit RibbonColumns(QWidget* parent = nullptr);
    void setColumns(std::vector<RibbonColumn> columns);
    [[nodiscard]] const std::vector<RibbonColumn>& columns() const { return m_columns; }
    void setSelected(std::optional<ItemIndex> item, int runId);

    void paintTo(QPainter& painter, const QRectF& target) const override;
    [[nodiscard]] QString toCsv() const override;
    [[nodiscard]] QString exportName() const override;
    [[nodiscard]] QString heading() const override { return accessibleName(); }
    [[nodiscard]] QString explanation() const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// Where a row lies in the widget: column and place from 0, the row beyond the list last.
    [[nodiscard]] QRectF rowRect(std::size_t column, std::size_t row) const;
    [[nodiscard]] QString tipAt(QPointF position) const; ///< What a tooltip there says; plain text.

Q_SIGNALS:
    void itemChosen(recoscope::ItemIndex item, int runId);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Place {
        std::size_t column = 0, row = 0;
        friend bool operator==(const Place&, const Place&) = default;
    };
    struct Measures;
    [[nodiscard]] Measures measure(const QRectF& target) const;
    [[nodiscard]] const RibbonRow* at(Place place) const;
    [[nodiscard]] std::size_t rowCount(std::size_t column) const;
    [[nodiscard]] std::optional<Place> placeAt(QPointF position) const;
    [[nodiscard]] std::optional<Place> placeOf(std::size_t column, ItemIndex item) const;
    [[nodiscard]] QString describe(Place place) const;
    void choose(Place place);
    void paintHeader(QPainter& painter, const QRectF& rect, const RibbonColumn& column) const;
    void paintRow(QPainter& painter, const QRectF& rect, const RibbonRow& row, bool hovered, bool focused) const;
    void paintRibbons(QPainter& painter, const Measures& m, std::size_t left) const;
    std::vector<RibbonColumn> m_columns;
    std::optional<ItemIndex> m_selected;
    Place m_current;
    std::optional<Place> m_hovered;
};

} // namespace recoscope::ui
