#include "ui/pages/map/axis_histogram.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

namespace {

constexpr int kBins = 24;
constexpr double kReach = 3; ///< Standard deviations to either side.

} // namespace

AxisHistogram::AxisHistogram(QWidget* parent) : QWidget(parent), m_bins(kBins, 0) {
    setAccessibleName(tr("Items along the axis"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void AxisHistogram::setPositions(const std::vector<double>& positions) {
    m_bins.assign(kBins, 0);
    for (const double at : positions) {
        const double place = (at + kReach) / (2 * kReach) * kBins;
        ++m_bins[static_cast<std::size_t>(std::clamp(std::floor(place), 0.0, kBins - 1.0))];
    }
    setToolTip(
        plainTip(tr("Items by their place on the axis, in standard deviations; the outermost bars hold all that lies beyond.")));
    update();
}

void AxisHistogram::setMark(std::optional<double> at, const QString& label) {
    m_mark = at;
    m_label = label;
    setAccessibleDescription(at ? tr("%1 at %2").arg(label, format::signedScore(*at)) : QString());
    update();
}

QSize AxisHistogram::sizeHint() const { return {px(260), px(76)}; }

void AxisHistogram::paintTo(QPainter& painter, const QRectF& target) const {
    const Theme& t = theme();
    const double caption = QFontMetricsF(ui::font(Appearance::Type::Caption)).height();
    const double base = target.bottom() - caption - px(2);
    const double top = target.top() + (m_mark ? caption + px(2) : px(4)); // the mark has its words above the bars
    const double width = target.width() / kBins;
    const int most = std::max(1, *std::ranges::max_element(m_bins));
    for (int k = 0; k < kBins; ++k) {
        const double height = (base - top) * m_bins[static_cast<std::size_t>(k)] / most;
        painter.fillRect(QRectF(target.left() + k * width, base - height, std::max(1.0, width - 1), height), t.control);
    }
    painter.fillRect(QRectF(target.left(), base, target.width(), 1), t.control);
    painter.setFont(ui::font(Appearance::Type::Caption));
    painter.setPen(t.muted);
    const QRectF foot(target.left(), base + px(2), target.width(), caption);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("−3"));
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("+3 sd"));
    if (!m_mark) return;
    const double x = target.left() + (std::clamp(*m_mark, -kReach, kReach) + kReach) / (2 * kReach) * target.width();
    painter.fillRect(QRectF(x - 1, target.top(), px(2), base - target.top() + px(2)), t.text);
    painter.setPen(t.text);
    const double half = painter.fontMetrics().horizontalAdvance(m_label) + px(6);
    const bool right = x + half < target.right();
    painter.drawText(QRectF(right ? x + px(6) : x - half, target.top(), half, caption), right ? Qt::AlignLeft : Qt::AlignRight,
                     m_label);
    const QString value = format::signedScore(*m_mark).chopped(1);
    const double w = painter.fontMetrics().horizontalAdvance(value) + px(4);
    const double left = std::clamp(x - w / 2, target.left() + px(24), target.right() - px(40) - w);
    painter.drawText(QRectF(left, foot.top(), w, caption), Qt::AlignCenter, value);
}

void AxisHistogram::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintTo(painter, QRectF(rect()));
}

QString AxisHistogram::toCsv() const {
    QString text = QStringLiteral("from_sd,to_sd,items\r\n");
    for (int k = 0; k < kBins; ++k) {
        const double from = -kReach + 2 * kReach * k / kBins;
        text += QStringLiteral("%1,%2,%3\r\n")
                    .arg(k == 0 ? QStringLiteral("-inf") : QString::number(from),
                         k == kBins - 1 ? QStringLiteral("inf") : QString::number(from + 2 * kReach / kBins),
                         QString::number(m_bins[static_cast<std::size_t>(k)]));
    }
    return text;
}

void AxisHistogram::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillExportMenu(menu, *this, *this);
    menu.exec(event->globalPos());
}

} // namespace recoscope::ui
