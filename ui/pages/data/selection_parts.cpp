#include "ui/pages/data/selection_parts.h"
#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include <QObject>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace recoscope::ui {
namespace {

QString tr(const char* text) { return QObject::tr(text); }

/// "1,208 of 34,174 ratings selected, 28.4 % of the selected"
QString partWords(std::int64_t part, std::int64_t whole, std::int64_t selected) {
    QString count =
        QObject::tr("%1 of %2 selected").arg(format::count(part), format::counted(whole, tr("rating"), tr("ratings")));
    if (selected == 0) return count;
    return QObject::tr("%1, %2 of the selected")
        .arg(count, format::share(static_cast<double>(part) / static_cast<double>(selected)));
}

double shareOf(std::int64_t part, std::int64_t whole) {
    return static_cast<double>(part) / static_cast<double>(std::max<std::int64_t>(1, whole));
}

} // namespace

/// Counts of single items jump up and down; means over ranks a twentieth apart show where along the ranks the selection lies.
void showFrequencyPart(LinePlot& plot, const std::shared_ptr<const DataProfile>& whole, const SelectionProfile* part) {
    if (!part || part->rows == 0) {
        plot.setOverlay({});
        return;
    }
    constexpr double kGrowth = 1.05;
    LineSeries line;
    line.ink = theme().accent;
    line.label = tr("selected");
    const std::vector<std::int32_t>& counts = part->countsByRank;
    std::vector<std::pair<std::size_t, std::size_t>> groups; // ranks [first, end)
    double most = 0;
    for (std::size_t first = 0; first < counts.size() && whole->countsByRank[first] > 0;) {
        const std::size_t end =
            std::min(counts.size(), std::max(first + 1, static_cast<std::size_t>(static_cast<double>(first + 1) * kGrowth)));
        const auto sum = std::accumulate(counts.begin() + static_cast<std::ptrdiff_t>(first),
                                         counts.begin() + static_cast<std::ptrdiff_t>(end), std::int64_t{0});
        const double mean = static_cast<double>(sum) / static_cast<double>(end - first);
        // The middle of the group's ranks on the logarithmic axis is near enough to their mean.
        line.points.emplace_back(static_cast<double>(first + end + 1) / 2, mean);
        if (groups.empty() || mean > most) {
            most = mean;
            line.markedPoint = groups.size();
        }
        groups.emplace_back(first, end);
        first = end;
    }
    line.markedLabel = tr("selected");
    const bool right = std::log(static_cast<double>(groups[*line.markedPoint].second)) >
                       std::log(static_cast<double>(std::max<std::size_t>(2, counts.size()))) / 2;
    line.markedPlace = right ? LineSeries::LabelPlace::Left : LineSeries::LabelPlace::Right;
    line.readout = [groups, points = line.points](std::size_t k) {
        const auto [first, end] = groups[k];
        const QString mean = format::rating(points[k].y());
        return end - first == 1 ? QObject::tr("rank %1: %2 selected").arg(format::count(static_cast<std::int64_t>(end)), mean)
                                : QObject::tr("ranks %1 to %2: %3 selected on average")
                                      .arg(format::count(static_cast<std::int64_t>(first) + 1),
                                           format::count(static_cast<std::int64_t>(end)), mean);
    };
    plot.setOverlay({std::move(line)});
}

void showLorenzPart(LinePlot& plot, const SelectionProfile* part) {
    if (!part || part->rows == 0) {
        plot.setOverlay({});
        return;
    }
    std::vector<std::int32_t> counts;
    for (const std::int32_t n : part->countsByRank)
        if (n > 0) counts.push_back(n);
    std::ranges::sort(counts);
    LineSeries line;
    line.ink = theme().accent;
    line.label = tr("selected");
    line.points.emplace_back(0, 0);
    const std::size_t n = counts.size(), step = std::max<std::size_t>(1, n / 500);
    double sum = 0, weighted = 0;
    for (std::size_t k = 0; k < n; ++k) {
        sum += counts[k];
        weighted += (2.0 * static_cast<double>(k + 1) - static_cast<double>(n) - 1) * counts[k];
        if ((k + 1) % step == 0 || k + 1 == n)
            line.points.emplace_back(100.0 * static_cast<double>(k + 1) / static_cast<double>(n),
                                     100 * sum / static_cast<double>(part->rows));
    }
    for (std::size_t k = 0; k < line.points.size(); ++k)
        if (line.points[k].x() <= 20) line.markedPoint = k; // where the curve of the whole has no label
    line.markedLabel = QObject::tr("selected: Gini %1").arg(format::gini(weighted / (static_cast<double>(n) * sum)));
    line.readout = [points = line.points](std::size_t k) {
        return QObject::tr("the rarest %1 of the selection's items have %2 of its ratings")
            .arg(format::share(points[k].x() / 100), format::share(points[k].y() / 100));
    };
    plot.setOverlay({std::move(line)});
}

void showHistogramPart(BarPlot& plot, const DataProfile& whole, const SelectionProfile* part) {
    std::vector<BarPart> parts;
    for (std::size_t k = 0; part && k < part->histogram.size(); ++k) {
        const auto& [value, count] = whole.histogram[k];
        const QString label = whole.histogramBinned ? QObject::tr("%1+").arg(format::rating(value)) : format::rating(value);
        const bool labelled = whole.histogram.size() <= 10 && part->rows > 0;
        parts.push_back({static_cast<double>(part->histogram[k]),
                         labelled ? format::share(shareOf(part->histogram[k], part->rows)) : QString(),
                         QObject::tr("%1: %2").arg(label, partWords(part->histogram[k], count, part->rows))});
    }
    const bool labelled = !parts.empty() && !parts.front().valueLabel.isEmpty();
    plot.setParts(std::move(parts), labelled ? QObject::tr("% of the selected") : QString());
}

void showActivityPart(BarPlot& plot, const DataProfile& whole, const SelectionProfile* part) {
    std::vector<BarPart> parts;
    for (std::size_t k = 0; part && k < part->activity.size(); ++k)
        parts.push_back(
            {static_cast<double>(part->activity[k]),
             {},
             QObject::tr("from %1: %2")
                 .arg(format::date(whole.activity[k].start), partWords(part->activity[k], whole.activity[k].count, part->rows))});
    if (!parts.empty() && part->rows > 0) {
        const auto peak = std::ranges::max_element(part->activity) - part->activity.begin();
        const auto [start, count] = std::pair{whole.activity[static_cast<std::size_t>(peak)].start,
                                              format::count(part->activity[static_cast<std::size_t>(peak)])};
        // Of a bin that is no week, as the whole's label: it may lie in any of many years.
        parts[static_cast<std::size_t>(peak)].valueLabel =
            whole.activityBinSeconds == std::int64_t{7} * 86400
                ? QObject::tr("%1 selected in the week of %2").arg(count, format::day(start))
                : QObject::tr("%1 selected from %2").arg(count, format::date(start));
    }
    plot.setParts(std::move(parts));
}

} // namespace recoscope::ui
