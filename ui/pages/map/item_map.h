#pragma once
#include "core/base/ids.h"
#include "ui/charts/plot.h"
#include <QImage>
#include <QWidget>
#include <optional>
#include <vector>

namespace recoscope::ui {

/// One item on the map.
struct MapItem {
    ItemIndex item;
    QPointF at; ///< In standard deviations of the two axes.
    QString title;
    QString note;      ///< Second line of the hover: year, genres, ratings.
    int group = -1;    ///< Genre slot 0..7, -1 = other.
    double weight = 0; ///< 0..1: popularity, for size and for colour by popularity.
};

/// What lies on top of the cloud.
struct MapMarks {
    std::vector<std::size_t> rated, heldOut, found; ///< Positions in the items.
    std::vector<std::size_t> recommended;           ///< In rank order.
    std::optional<QPointF> user;
    QString userLabel;
};

/// A cloud of items: pan by drag or arrows, zoom by wheel or + and -, double-click resets, hover tells, click selects. Painted
/// into a cached image.
class ItemMap final : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit ItemMap(QWidget* parent = nullptr);
    void setItems(std::vector<MapItem> items);
    void setMarks(MapMarks marks);
    void setColourByPopularity(bool on);
    void setHiddenGroups(std::vector<int> groups); ///< Groups that the legend switched off.
    void setAxisLabels(const QString& x, const QString& y);

    void paintTo(QPainter& painter, const QRectF& target) const override;
    [[nodiscard]] QString toCsv() const override;
    [[nodiscard]] QString exportName() const override { return QStringLiteral("map"); }
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void clicked(recoscope::ItemIndex item);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    [[nodiscard]] QPointF pixel(const QRectF& target, QPointF at) const;
    [[nodiscard]] double radius(const MapItem& item) const;
    [[nodiscard]] bool shown(const MapItem& item) const;
    [[nodiscard]] std::optional<std::size_t> nearest(QPointF position) const;
    void paintCloud(QPainter& painter, const QRectF& target) const;
    void paintMarks(QPainter& painter, const QRectF& target) const;
    void paintLabels(QPainter& painter, const QRectF& target) const;
    void fit();
    void zoomAt(QPointF position, double factor);
    void changed();
    std::vector<MapItem> m_items;
    MapMarks m_marks;
    bool m_byPopularity = false;
    std::vector<int> m_hidden;
    QString m_xLabel, m_yLabel;
    QPointF m_centre;
    double m_span = 6; ///< Standard deviations across the shorter side.
    QImage m_cache;
    QPointF m_press, m_drag;
    std::optional<std::size_t> m_hover;
};

} // namespace recoscope::ui
