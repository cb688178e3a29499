#pragma once
#include "core/base/ids.h"
#include "ui/charts/plot.h"
#include "ui/pages/map/disc_sprites.h"
#include "ui/pages/map/halo_text.h"
#include <QImage>
#include <QStringList>
#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

namespace recoscope::ui {

class LabelPlaces;

/// One item on the map.
struct MapItem {
    ItemIndex item;
    QPointF at; ///< In standard deviations of the two axes.
    QString title, year;
    int group = -1;    ///< Genre slot 0..7, -1 = other.
    double weight = 0; ///< 0..1: popularity, for size.
    double shade = -1; ///< 0..1: place on the ramp when coloured by a figure; -1 = undefined.
    std::int32_t ratings = 0;
};

/// What lies on top of the cloud. Numbers are positions in the items.
struct MapMarks {
    std::vector<std::size_t> rated, heldOut, found;
    std::vector<std::size_t> recommended; ///< In rank order.
    std::optional<std::size_t> selected;
    std::optional<QPointF> user; ///< Where the user points.
    QString userLabel;
};

/// The legend inside the map: a row per group, or a ramp with its two ends.
struct MapLegend {
    struct Row {
        QString name, count;
        int group = -1;
    };
    std::vector<Row> rows;
    QString note;              ///< Below the rows.
    QString rampLow, rampHigh; ///< Not empty: coloured by a figure.
};

/// Words at the ends of the axes.
struct MapAxisTexts {
    QString left, right, bottom, top; ///< "mainstream"; empty where nothing is known of that end.
    QString x, y;                     ///< "axis 6, 5.0 % of the spread".
};

/// A cloud of items: pan by drag or arrows, zoom by wheel or + and -, double-click or 0 resets, hover tells, a click or Enter
/// (what is nearest to the middle) selects, the legend filters. Cloud, marks and labels are painted into a cached image; a pan
/// of 60,000 items takes less than a frame, because discs and names are stamped.
class ItemMap final : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit ItemMap(QWidget* parent = nullptr);
    void setItems(std::vector<MapItem> items, bool keepView = false);
    [[nodiscard]] const std::vector<MapItem>& items() const { return m_items; }
    void setMarks(MapMarks marks);
    [[nodiscard]] const MapMarks& marks() const { return m_marks; }
    void setColourByFigure(bool on); ///< By `shade` on the ramp, else by group.
    void setEqualSizes(bool on);
    void setLegend(MapLegend legend);
    void setAxisTexts(MapAxisTexts texts);
    void setFoot(QString marksNote, QStringList notes); ///< Below: what the marks mean; right-aligned lines.
    /// Lines of the card that hover and selection show; the first is the title.
    void setDescribe(std::function<QStringList(ItemIndex)> describe) { m_describe = std::move(describe); }
    void setHidden(std::vector<int> groups);
    [[nodiscard]] const std::vector<int>& hidden() const { return m_hidden; }
    [[nodiscard]] QPointF placeOf(std::size_t item) const { return pixel(QRectF(rect()), m_items[item].at); } ///< In the widget.
    [[nodiscard]] QRectF legendRow(std::size_t row) const;
    [[nodiscard]] double zoom() const { return m_zoom; }
    void fit();

    void paintTo(QPainter& painter, const QRectF& target) const override;
    [[nodiscard]] QString toCsv() const override;
    [[nodiscard]] QString exportName() const override { return QStringLiteral("map"); }
    [[nodiscard]] QString heading() const override { return accessibleName(); }
    [[nodiscard]] QString explanation() const override;
    [[nodiscard]] bool canZoom() const override { return true; }
    void resetZoom() override { fit(); }
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void clicked(recoscope::ItemIndex item);
    void hiddenChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    /// From standard deviations to pixels.
    struct View {
        QPointF middle, centre, scale;
        [[nodiscard]] QPointF operator()(QPointF at) const {
            return {middle.x() + (at.x() - centre.x()) * scale.x(), middle.y() - (at.y() - centre.y()) * scale.y()};
        }
    };
    [[nodiscard]] View view(const QRectF& target) const;
    [[nodiscard]] QRectF plot(const QRectF& target) const; ///< Where the whole cloud fits at zoom 1.
    [[nodiscard]] QPointF pixel(const QRectF& target, QPointF at) const { return view(target)(at); }
    [[nodiscard]] double radius(const MapItem& item) const;
    [[nodiscard]] bool shown(const MapItem& item) const;
    [[nodiscard]] std::optional<std::size_t> nearest(QPointF position, double within) const;
    [[nodiscard]] QRectF legendBox(const QRectF& target) const;
    void paintCloud(QPainter& painter, const QRectF& target, bool vector) const;
    /// Valid until the next call. After a pan by whole pixels only what came into view is stamped.
    [[nodiscard]] const QImage& cloudPicture(const QRectF& target, double pixelRatio) const;
    void paintDisc(QPainter& painter, QPointF at, double r, const MapItem& item) const;
    void paintMarks(QPainter& painter, const QRectF& target) const;
    void paintUserArrow(QPainter& painter, const QRectF& target) const;
    void paintLabels(QPainter& painter, const QRectF& target, bool vector) const;
    void blockForLabels(LabelPlaces& places, const QRectF& target) const;
    void paintAxisTexts(QPainter& painter, const QRectF& target, bool vector) const;
    void paintLegend(QPainter& painter, const QRectF& target) const;
    void paintFoot(QPainter& painter, const QRectF& target) const;
    void paintMarksNote(QPainter& painter, const QRectF& target) const;
    void stampCloud(const View& at, const QRect& pixels) const;
    [[nodiscard]] bool isFootStacked(const QRectF& target) const; ///< The marks' words stand above the notes.
    [[nodiscard]] double footHeight(const QRectF& target) const;
    void paintLayers(QPainter& painter, const QRectF& target, bool vector) const;
    void paintCard(QPainter& painter, std::size_t item) const;
    void toggleGroup(int group);
    void zoomAt(QPointF position, double factor);
    void panBy(QPointF pixels);
    void measure();
    void moved();   ///< Only the view: sprites and names stay.
    void changed(); ///< Anything else.
    std::vector<MapItem> m_items;
    std::vector<std::size_t> m_famous; ///< The best known items, best first.
    MapMarks m_marks;
    MapLegend m_legend;
    MapAxisTexts m_texts;
    QString m_marksNote;
    QStringList m_notes;
    std::function<QStringList(ItemIndex)> m_describe;
    bool m_byFigure = false, m_equalSizes = false;
    std::vector<int> m_hidden;
    QRectF m_box{-1, -1, 2, 2}; ///< Of all items, in standard deviations; y up.
    QPointF m_centre;           ///< Looked at, in standard deviations.
    double m_zoom = 1;          ///< 1: the box fills the plot.
    QImage m_cache;             ///< All but card and focus ring, as m_stale says.
    bool m_stale = true;
    mutable std::optional<View> m_cloudAt; ///< What m_cloud shows; emptied by changed().
    mutable QImage m_cloud;                ///< Kept between pans: pages of fresh memory cost more than clearing old ones.
    QPointF m_press, m_drag;
    std::optional<std::size_t> m_hover;
    mutable std::optional<double> m_legendHeight, m_footWidth; ///< Emptied by changed(), as are the next two.
    mutable DiscSprites m_sprites;
    mutable HaloTexts m_names;
};

} // namespace recoscope::ui
