#pragma once
#include "core/data/dataset.h"
#include "core/data/profile.h"
#include "ui/charts/plot.h"
#include "ui/jobs/mailbox.h"
#include <QImage>
#include <QWidget>
#include <memory>
#include <stop_token>
#include <vector>

namespace recoscope::ui {

/// Counts of ratings by cell of a grid over users (by activity) and items (by popularity).
struct SparsityBins {
    int columns = 0, rows = 0;
    double userFrom = 0, userTo = 0, itemFrom = 0, itemTo = 0; ///< Ranks, 0-based, of the region.
    std::vector<std::int32_t> counts;
};

/// Bins the ratings of a region of ranks. O(ratings of the users in the region). Thread-safe.
[[nodiscard]] SparsityBins binRatings(const Interactions& x, const std::vector<UserIndex>& users,
                                      const std::vector<std::int32_t>& rankOfItem, SparsityBins region);

/// Users by activity down, items by popularity across; the colour is the share of filled cells, log scale. Wheel zooms at the
/// cursor, drag pans, double-click resets, + and - and arrows do the same. Binning runs on a worker; meanwhile the old image is
/// stretched.
class SparsityMap final : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit SparsityMap(QWidget* parent = nullptr);
    ~SparsityMap() override;
    void setData(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const DataProfile> profile);

    void paintTo(QPainter& painter, const QRectF& target) const override;
    [[nodiscard]] QString toCsv() const override;
    [[nodiscard]] QString exportName() const override { return QStringLiteral("sparsity-map"); }
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    [[nodiscard]] QRectF mapRect(const QRectF& target) const;
    void zoomAt(QPointF position, double factor);
    void pan(double users, double items);
    void reset();
    void requestBins();
    void colourImage();
    void showTip(QPointF position, QPoint global);
    std::shared_ptr<Mailbox> m_mailbox;
    std::shared_ptr<const Dataset> m_dataset;
    std::shared_ptr<const DataProfile> m_profile;
    std::shared_ptr<const std::vector<std::int32_t>> m_rankOfItem;
    double m_userFrom = 0, m_userTo = 1, m_itemFrom = 0, m_itemTo = 1;
    SparsityBins m_bins;
    QImage m_image;
    int m_request = 0;
    QPointF m_dragFrom;
};

} // namespace recoscope::ui
