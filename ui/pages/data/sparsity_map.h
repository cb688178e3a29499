#pragma once
#include "core/data/selection.h"
#include "core/data/sparsity_bins.h"
#include "ui/charts/plot.h"
#include "ui/jobs/latest_job.h"
#include "ui/pages/data/matrix_order_words.h"
#include <QImage>
#include <QPoint>
#include <QWidget>
#include <array>
#include <memory>
#include <optional>

namespace recoscope::ui {

/// Users down, items across, each in a chosen order; the colour is the share of filled cells, log scale. Wheel zooms at the
/// cursor, drag pans, double-click resets, + - 0 and arrows do the same; Shift and arrows walk from cell to cell.
/// Shift and dragging, or Enter at two cells, picks a box. Orders and bins are made on a worker; meanwhile the old image is
/// stretched.
class SparsityMap final : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit SparsityMap(QWidget* parent = nullptr);
    void setData(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const DataProfile> profile);
    /// Shows everything in that order; one without meaning for the data is not taken.
    void setOrder(MatrixSide side, MatrixOrder order);
    [[nodiscard]] MatrixOrder order(MatrixSide side) const { return m_orders[static_cast<std::size_t>(side)]; }
    /// What is selected stands out; stretches of ranks of an order that is shown are framed. Null or an empty one: all is shown.
    void setSelection(const std::shared_ptr<const RowSelection>& rows, const std::optional<RankStretch>& users,
                      const std::optional<RankStretch>& items);
    [[nodiscard]] bool isUpToDate() const { return !m_job.isBusy(); } ///< Nothing is being counted.

    void paintTo(QPainter& painter, const QRectF& target) const override;
    [[nodiscard]] QString toCsv() const override;
    [[nodiscard]] QString exportName() const override { return QStringLiteral("sparsity-map"); }
    [[nodiscard]] QString explanation() const override;
    [[nodiscard]] bool canZoom() const override { return true; }
    void resetZoom() override;
    /// The sentences about a cell: whose ranks it covers and how full it is; at one user and one item their names.
    [[nodiscard]] std::pair<QString, QString> readout(int row, int column) const;
    [[nodiscard]] const SparsityBins& bins() const { return m_bins; }
    [[nodiscard]] const SparsityBins& selectedBins() const { return m_selectedBins; } ///< Of the same cells; empty: no selection.
    [[nodiscard]] const std::shared_ptr<const MatrixLayout>& layoutShown() const { return m_layout; } ///< Of bins(); null before.
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void ordersChanged();
    void boxPicked(const RankStretch& users, const RankStretch& items); ///< By the user, ranks of layoutShown().

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    [[nodiscard]] QRectF mapRect(const QRectF& target) const;
    void zoomAt(QPointF position, double factor);
    void pan(double users, double items);
    void requestBins();
    void colourImage();
    void sayWhatItIs();
    [[nodiscard]] QString axisWords(MatrixSide side) const;
    [[nodiscard]] QString rangeWords(MatrixSide side, std::pair<std::int32_t, std::int32_t> ranks) const;
    [[nodiscard]] QString orderSuffix(MatrixSide side) const;
    [[nodiscard]] QRectF cellsRect(const QRectF& map, const RankStretch& users, const RankStretch& items) const;
    [[nodiscard]] std::pair<RankStretch, RankStretch> boxBetween(QPoint from, QPoint to) const;
    [[nodiscard]] std::pair<QString, QString> boxReadout() const;
    void pickBox();
    void paintBox(QPainter& painter, const QRectF& map) const;
    void showCell(std::optional<QPoint> cell);
    [[nodiscard]] std::optional<QPoint> cellAt(QPointF position) const;
    void paintImage(QPainter& painter, const QRectF& map) const;
    void paintAxes(QPainter& painter, const QRectF& map) const;
    void paintLegend(QPainter& painter, const QRectF& map, double top) const;
    void paintReadout(QPainter& painter, const QRectF& map) const;
    std::shared_ptr<const Dataset> m_dataset;
    std::shared_ptr<const DataProfile> m_profile;
    std::shared_ptr<const MatrixLayout> m_layout; ///< That of m_bins; the one wanted may be on its way.
    std::array<MatrixOrder, 2> m_orders{MatrixOrder::Count, MatrixOrder::Count}; ///< By MatrixSide.
    LatestJob m_job;
    double m_userFrom = 0, m_userTo = 1, m_itemFrom = 0, m_itemTo = 1;
    SparsityBins m_bins, m_selectedBins;
    QImage m_image;
    std::shared_ptr<const RowSelection> m_selection;
    std::optional<RankStretch> m_pickedUsers, m_pickedItems;
    std::optional<QPoint> m_boxFrom; ///< The cell at which a box that is being picked begins.
    QPointF m_dragFrom;
    std::optional<QPoint> m_cell; ///< Column and row under the pointer or the keyboard's mark.
};

} // namespace recoscope::ui
