#pragma once
#include "core/data/dataset.h"
#include "core/data/profile.h"
#include "core/data/sparsity_bins.h"
#include "ui/charts/plot.h"
#include "ui/jobs/mailbox.h"
#include <QImage>
#include <QPoint>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

namespace recoscope::ui {

/// Users by activity down, items by popularity across; the colour is the share of filled cells, log scale. Wheel zooms at the
/// cursor, drag pans, double-click resets, + - 0 and arrows do the same; Shift and arrows walk from cell to cell. Binning runs on
/// a worker; meanwhile the old image is stretched.
class SparsityMap final : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit SparsityMap(QWidget* parent = nullptr);
    ~SparsityMap() override;
    void setData(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const DataProfile> profile);

    void paintTo(QPainter& painter, const QRectF& target) const override;
    [[nodiscard]] QString toCsv() const override;
    [[nodiscard]] QString exportName() const override { return QStringLiteral("sparsity-map"); }
    [[nodiscard]] QString explanation() const override;
    [[nodiscard]] bool canZoom() const override { return true; }
    void resetZoom() override;
    /// The sentences about a cell: whose ranks it covers and how full it is; at one user and one item their names.
    [[nodiscard]] std::pair<QString, QString> readout(int row, int column) const;
    [[nodiscard]] const SparsityBins& bins() const { return m_bins; }
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
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
    void showCell(std::optional<QPoint> cell);
    [[nodiscard]] std::optional<QPoint> cellAt(QPointF position) const;
    void paintImage(QPainter& painter, const QRectF& map) const;
    void paintAxes(QPainter& painter, const QRectF& map) const;
    void paintLegend(QPainter& painter, const QRectF& map, double top) const;
    void paintReadout(QPainter& painter, const QRectF& map) const;
    std::shared_ptr<Mailbox> m_mailbox;
    std::shared_ptr<const Dataset> m_dataset;
    std::shared_ptr<const DataProfile> m_profile;
    std::shared_ptr<const std::vector<std::int32_t>> m_rankOfItem;
    double m_userFrom = 0, m_userTo = 1, m_itemFrom = 0, m_itemTo = 1;
    SparsityBins m_bins;
    QImage m_image;
    int m_request = 0;
    QPointF m_dragFrom;
    std::optional<QPoint> m_cell; ///< Column and row under the pointer or the keyboard's mark.
};

} // namespace recoscope::ui
