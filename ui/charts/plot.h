#pragma once
#include "ui/theme/signature.h"
#include <QImage>
#include <QPointF>
#include <QString>
#include <QWidget>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

class QIODevice;
class QMenu;

namespace recoscope::ui {

/// What every chart, map and table offers: the menu of the three dots and the right button. Implemented by plots and big pictures
/// alike.
class Exportable {
public:
    virtual ~Exportable() = default;
    /// Draws the content, titles included, into a rectangle of this size: screen, PNG, SVG and PDF take the same path.
    virtual void paintTo(QPainter& painter, const QRectF& target) const = 0;
    [[nodiscard]] virtual QString toCsv() const = 0;      ///< Exactly what is shown, with a header row; RFC 4180.
    [[nodiscard]] virtual QString exportName() const = 0; ///< "rank-frequency": start of the suggested file name.
    /// Title of its dialogs: by default the export name as words.
    [[nodiscard]] virtual QString heading() const;
    /// "What is this?": plain sentences on what is shown and how to read it. Empty: the accessible name is told.
    [[nodiscard]] virtual QString explanation() const { return {}; }
    [[nodiscard]] virtual bool canZoom() const { return false; } ///< Then the menu offers resetZoom().
    virtual void resetZoom() {}
    [[nodiscard]] virtual bool isPicture() const { return true; } ///< False: a table, which needs no "Show as table".
};

/// Copy and save the picture (PNG, SVG, PDF) and the data (CSV), show as table, enlarge, reset the zoom, explain. The same for
/// every chart, map and table. `parent` shows the content.
void fillExportMenu(QMenu& menu, QWidget& parent, Exportable& content);

struct Axis {
    QString title; ///< Unit included: "epoch", "rating".
    double minimum = 0, maximum = 1;
    bool logarithmic = false;        ///< Base 10; minimum > 0.
    std::vector<double> ticks;       ///< Empty: 4-5 nice ones.
    std::vector<QString> tickLabels; ///< Empty: format::axis.
};

struct LineSeries {
    int id = 0;    ///< The run, where it is one: for hover and highlight.
    QString label; ///< Stands at the line's end.
    ModelSignature signature;
    std::optional<QColor> ink; ///< Instead of the signature's colour: curves that are no model. The dash stays.
    std::vector<QPointF> points;
    std::optional<std::size_t> markedPoint; ///< Gets the marker (K = 10, best epoch, last epoch).
    QString markedLabel;
    enum class LabelPlace { Above, Right, Left }; ///< Of the marked label; Left stands free of the line, with a leader.
    LabelPlace markedPlace = LabelPlace::Above;
    std::function<QString(std::size_t)> readout; ///< What the hover says of a point; empty: the axes' titles and values.
};

/// A named stretch of the horizontal axis: its name and a figure stand at the bottom of the plot.
struct Band {
    double from = 0, to = 0;
    QString name, note;
};

/// A figure that the curve comes down to, at the upper left of the plot.
struct Inset {
    QString figure, note;
};

/// What would be if...: a thin dotted line between two points, named left of its middle.
struct Guide {
    QPointF from, to;
    QString label;
};

struct ReferenceLine {
    bool vertical = false;
    double at = 0;
    QString label;
};

/// Lines on numeric axes. App-owned: no Qt Charts type appears here. Horizontal grid only, direct labels at line ends pushed
/// apart, lines decimated above 2,000 points, hover readout, no animation.
class LinePlot : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit LinePlot(QWidget* parent = nullptr);
    ~LinePlot() override;
    void setName(const QString& exportName, const QString& accessibleDescription);
    void setAxes(const Axis& x, const Axis& y);
    void setSeries(std::vector<LineSeries> series);
    void setReferences(std::vector<ReferenceLine> lines);
    void setShading(std::vector<QPointF> upper, std::vector<QPointF> lower); ///< A sunken area between two curves: Lorenz, bands.
    void setBands(std::vector<Band> bands);
    void setInset(const Inset& inset);
    void setGuide(const std::optional<Guide>& guide);
    void setDirectLabels(bool on);
    /// Lines over the series, which step back into neutral ink: a part of what they show. None: the series alone.
    void setOverlay(std::vector<LineSeries> lines);
    /// Lets the user pick a stretch of the horizontal axis: dragging, Shift with the arrow keys; a click or Enter picks a point.
    void setPickable(bool on);
    void setPicked(const std::optional<std::pair<double, double>>& stretch); ///< Marked at the axis, values of it; says nothing.
    void setHighlighted(int seriesId);                                       ///< 0 = none.
    void setExplanation(const QString& text) { m_explanation = text; }
    [[nodiscard]] QString explanation() const override { return m_explanation; }
    [[nodiscard]] QString heading() const override;

    void paintTo(QPainter& painter, const QRectF& target) const override;
    [[nodiscard]] QString toCsv() const override;
    [[nodiscard]] QString exportName() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// Where a data point lies in the widget, and back: for annotations laid over the plot.
    [[nodiscard]] QPointF toPixel(QPointF dataPoint) const;
    [[nodiscard]] QRectF plotArea() const;

Q_SIGNALS:
    void hovered(int seriesId, QPointF nearest); ///< 0 and a null point when nothing is near.
    void stretchPicked(double from, double to);  ///< By the user, values of the horizontal axis, from <= to.
    void pointPicked(double at);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override; ///< Left and right walk along the points, up and down from line to line.
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Private;
    void say(std::size_t series, std::size_t point);
    std::unique_ptr<Private> d;
    QString m_explanation;
};

struct Bar {
    QString label; ///< Under the bar; may be empty.
    double value = 0;
    QString valueLabel; ///< Above the bar; may be empty.
    QString tooltip;
};

/// What of a bar is selected: drawn over it, and what then stands above it and what the hover says.
struct BarPart {
    double value = 0;
    QString valueLabel;
    QString tooltip;
};

/// Vertical bars from 0, neutral ink.
class BarPlot : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit BarPlot(QWidget* parent = nullptr);
    ~BarPlot() override;
    void setName(const QString& exportName, const QString& accessibleDescription);
    /// `csvColumns` are the two column names of the export: {"rating", "count"}.
    void setBars(std::vector<Bar> bars, const QString& xTitle, std::pair<QString, QString> csvColumns);
    void setTicks(std::vector<std::pair<std::size_t, QString>> labels); ///< Instead of a label under each bar: some, by position.
    void setEmptyReason(const QString& sentence); ///< Stands in the place of the plot while there are no bars.
    void setExplanation(const QString& text) { m_explanation = text; }
    [[nodiscard]] QString explanation() const override { return m_explanation; }
    [[nodiscard]] QString heading() const override { return accessibleName(); }

    /// One for each bar, or none. Parts too small to be seen are drawn a round number of times as high, which the plot says.
    /// `valueLabels` says what stands above the bars then: "% of the selected".
    void setParts(std::vector<BarPart> parts, const QString& valueLabels = {});
    /// Lets the user pick bars: a click, dragging over several, Enter and Shift with the arrow keys.
    void setPickable(bool on);
    void setPicked(const std::optional<std::pair<std::size_t, std::size_t>>& bars); ///< Marked below them; says nothing.

    void paintTo(QPainter& painter, const QRectF& target) const override;
    [[nodiscard]] QString toCsv() const override;
    [[nodiscard]] QString exportName() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void barsPicked(std::size_t first, std::size_t last); ///< By the user.
    void unpicked();                                      ///< The only bar that was picked is picked again.

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override; ///< Left and right walk from bar to bar.
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Private;
    void say(std::size_t bar);
    void pick(std::size_t first, std::size_t last);
    [[nodiscard]] std::optional<std::size_t> barAt(double x) const;
    std::unique_ptr<Private> d;
    QString m_explanation;
};

/// How many times as high a part is drawn whose highest value is `highest` on an axis up to `top`: 1 where that is at least a
/// fifth of it, else 1, 2 or 5 times a power of ten, at most `most` times and not above the axis.
[[nodiscard]] double roundMagnification(double highest, double top, double most = std::numeric_limits<double>::infinity());

/// 4-5 round numbers covering [minimum, maximum].
[[nodiscard]] std::vector<double> niceTicks(double minimum, double maximum, int about = 5);

} // namespace recoscope::ui
