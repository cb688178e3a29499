#include "ui/charts/direct_labels.h"
#include "ui/theme/theme.h"
#include <QFontMetricsF>
#include <algorithm>

namespace recoscope::ui {

std::vector<double> pushApart(std::vector<double> wanted, double gap, double top, double bottom) {
    for (std::size_t k = 0; k < wanted.size(); ++k) wanted[k] = std::max(wanted[k], k == 0 ? top : wanted[k - 1] + gap);
    for (std::size_t k = wanted.size(); k-- > 0;)
        wanted[k] = std::min(wanted[k], k + 1 == wanted.size() ? bottom : wanted[k + 1] - gap);
    return wanted;
}

void paintDirectLabels(QPainter& painter, std::vector<EndLabel> labels, double top, double bottom) {
    std::ranges::stable_sort(labels, {}, [](const EndLabel& l) { return l.at.y(); });
    std::vector<double> wanted;
    for (const EndLabel& l : labels) wanted.push_back(l.at.y());
    const std::vector<double> heights = pushApart(std::move(wanted), px(14), top, bottom);
    painter.setFont(ui::font(Appearance::Type::Caption));
    const QFontMetricsF metrics(painter.font());
    for (std::size_t k = 0; k < labels.size(); ++k) {
        const EndLabel& l = labels[k];
        const QPointF end(l.at.x() + px(12), heights[k]);
        painter.setPen(QPen(theme().control, 1));
        painter.drawLine(l.at + QPointF(px(2), 0), end);
        double x = end.x() + px(3);
        if (!l.signature.isReference() && !l.ink) {
            paintMarker(painter, l.signature.marker(), QPointF(x + px(4), heights[k]), px(8), l.signature.color());
            x += px(11);
        }
        painter.setPen(l.signature.isReference() ? theme().muted : theme().text);
        painter.drawText(QPointF(x, heights[k] + metrics.ascent() / 2 - metrics.descent() / 2), l.text);
    }
}

} // namespace recoscope::ui
