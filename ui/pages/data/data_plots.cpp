#include "ui/pages/data/data_plots.h"
#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include <QObject>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

QString tr(const char* text) { return QObject::tr(text); }

} // namespace

std::vector<std::pair<std::size_t, QString>> monthTicks(const DataProfile& p, std::size_t wanted) {
    std::vector<std::pair<std::size_t, QString>> firsts;
    for (std::size_t k = 0; k < p.activity.size(); ++k) {
        const QString month = format::month(p.activity[k].start + p.activityBinSeconds - 1);
        if (k == 0 ? false : month != format::month(p.activity[k - 1].start + p.activityBinSeconds - 1))
            firsts.emplace_back(k, month);
    }
    if (firsts.size() < 2) { // all in one month: days
        for (std::size_t k = 0; k < p.activity.size(); k += std::max<std::size_t>(1, p.activity.size() / wanted))
            firsts.emplace_back(k, format::date(p.activity[k].start));
        return firsts;
    }
    const std::size_t step = (firsts.size() + wanted - 1) / wanted;
    std::vector<std::pair<std::size_t, QString>> ticks;
    for (std::size_t k = 0; k < firsts.size(); k += step) ticks.push_back(firsts[k]);
    return ticks;
}

void fillFrequency(LinePlot& plot, const std::shared_ptr<const Dataset>& dataset,
                   const std::shared_ptr<const DataProfile>& profile) {
    const DataProfile& p = *profile;
    LineSeries line;
    line.ink = theme().text;
    for (std::size_t k = 0; k < p.countsByRank.size() && p.countsByRank[k] > 0; ++k)
        line.points.emplace_back(static_cast<double>(k) + 1, p.countsByRank[k]);
    line.markedPoint = 0;
    line.markedPlace = LineSeries::LabelPlace::Right;
    const auto nameOf = [dataset, profile](std::size_t rank) {
        const ItemIndex item = profile->itemsByRank[rank];
        const auto& years = dataset->itemTable.years;
        const QString title = format::title(dataset->titleOf(item));
        return item.at() < years.size() && years[item.at()] > 0
                   ? QStringLiteral("%1 (%2)").arg(title, QString::number(years[item.at()]))
                   : title;
    };
    if (!line.points.empty()) line.markedLabel = nameOf(0) + QStringLiteral(", ") + format::count(p.mostPerItem);
    line.readout = [nameOf, profile](std::size_t k) {
        return QObject::tr("rank %1: %2, %3")
            .arg(format::count(static_cast<std::int64_t>(k) + 1), nameOf(k),
                 format::counted(profile->countsByRank[k], tr("rating"), tr("ratings")));
    };
    const double top = std::pow(10.0, std::ceil(std::log10(std::max(10.0, static_cast<double>(p.mostPerItem))) - 1e-9));
    const double items = std::max(2.0, static_cast<double>(p.items));
    plot.setAxes({tr("item rank"), 1, items, true, {}, {}}, {tr("ratings"), 1, top, true, {}, {}});
    showBorders(plot, p, tailOf(p.countsByRank));
    plot.setSeries({std::move(line)});
    plot.setExplanation(
        tr("How many ratings each item has, from the most to the least rated, both axes logarithmic. The head, the torso and "
           "the tail each hold a third of all ratings: the fewer items in the head, the more the few dominate. A recommender "
           "that only knows the head is easy to build and says little. The two borders can be dragged, or moved with Left and "
           "Right; a double click or Home brings them back to the thirds."));
}

void showBorders(LinePlot& plot, const DataProfile& p, const Tail& t) {
    const double items = std::max(2.0, static_cast<double>(p.items)), head = static_cast<double>(t.head.items),
                 torso = head + static_cast<double>(t.torso.items);
    plot.setReferences({{true, std::max(1.0, head), {}}, {true, std::max(1.0, torso), {}}});
    plot.setBands({{1, head, tr("Head"), QObject::tr("%1 items").arg(format::count(t.head.items))},
                   {head, torso, tr("Torso"), format::count(t.torso.items)},
                   {torso, items, tr("Tail"), format::count(t.tail.items)}});
}

void fillLorenz(LinePlot& plot, const DataProfile& p) {
    LineSeries line;
    line.ink = theme().text;
    line.points.emplace_back(0, 0);
    double sum = 0;
    const std::size_t n = p.countsByRank.size(), step = std::max<std::size_t>(1, n / 500);
    for (std::size_t k = 0; k < n; ++k) {
        sum += p.countsByRank[n - 1 - k];
        if ((k + 1) % step == 0 || k + 1 == n)
            line.points.emplace_back(100.0 * static_cast<double>(k + 1) / static_cast<double>(n),
                                     100 * sum / static_cast<double>(std::max<std::int64_t>(1, p.interactions)));
    }
    for (std::size_t k = 0; k < line.points.size(); ++k)
        if (line.points[k].x() <= 90.001) line.markedPoint = k;
    line.markedPlace = LineSeries::LabelPlace::Left;
    line.markedLabel = QObject::tr("top %1 of items:\n%2 of ratings").arg(format::share(0.1, 0), format::share(p.top10Share));
    line.readout = [points = line.points](std::size_t k) {
        return QObject::tr("the rarest %1 of items have %2 of the ratings")
            .arg(format::share(points[k].x() / 100), format::share(points[k].y() / 100));
    };
    LineSeries few; // where the most popular hundredth begins
    few.ink = theme().text;
    few.points.emplace_back(99, 100 - 100 * topShare(p.countsByRank, 0.01));
    few.markedPoint = 0;
    few.markedPlace = LineSeries::LabelPlace::Left;
    few.markedLabel = QObject::tr("top %1: %2").arg(format::share(0.01, 0), format::share(topShare(p.countsByRank, 0.01)));
    few.readout = [label = few.markedLabel](std::size_t) { return label; };
    const std::vector<double> quarters{0, 25, 50, 75, 100};
    const std::vector<QString> labels{QStringLiteral("0"), QStringLiteral("25"), QStringLiteral("50"), QStringLiteral("75"),
                                      format::share(1, 0)};
    plot.setAxes({tr("share of items, rarest first"), 0, 100, false, quarters, labels},
                 {tr("share of ratings"), 0, 100, false, quarters, labels});
    plot.setShading({{0, 0}, {100, 100}}, line.points);
    plot.setGuide(Guide{{0, 0}, {100, 100}, tr("equal shares")});
    plot.setInset({QObject::tr("Gini %1").arg(format::gini(p.gini)), tr("0 = all items equal, 1 = one item has all")});
    std::vector<LineSeries> series{std::move(line)};
    if (p.items >= 100 && p.interactions > 0) series.push_back(std::move(few));
    plot.setSeries(std::move(series));
    plot.setExplanation(
        tr("Items from the rarest to the most rated, and which share of all ratings they hold together. On the dotted line "
           "every item would have equally many. The Gini coefficient is twice the shaded area: 0 where all are equal, near "
           "1 where one item has all."));
}

void fillHistogram(BarPlot& plot, const DataProfile& p) {
    std::vector<Bar> bars;
    for (const auto& [value, count] : p.histogram) {
        const QString label = p.histogramBinned ? QObject::tr("%1+").arg(format::rating(value)) : format::rating(value);
        const double part = static_cast<double>(count) / static_cast<double>(std::max<std::int64_t>(1, p.interactions));
        bars.push_back({label, static_cast<double>(count), p.histogram.size() <= 10 ? format::share(part) : QString(),
                        QObject::tr("%1: %2, %3 of all")
                            .arg(label, format::counted(count, tr("rating"), tr("ratings")), format::share(part))});
    }
    std::vector<std::pair<std::size_t, QString>> ticks;
    if (bars.size() > 10)
        for (std::size_t k = 0; k < bars.size(); k += bars.size() / 5) ticks.emplace_back(k, bars[k].label);
    plot.setEmptyReason(QObject::tr("The data has no ratings: every row counts alike."));
    plot.setBars(std::move(bars), tr("rating"), {QStringLiteral("rating"), QStringLiteral("count")});
    if (!ticks.empty()) plot.setTicks(std::move(ticks));
    plot.setExplanation(
        tr("How often each value was given. People rate mostly what they chose to see, so high values are common: an average "
           "above the middle of the scale says little about the items."));
}

void fillActivity(BarPlot& plot, const DataProfile& p) {
    std::vector<Bar> bars;
    std::size_t peak = 0;
    const bool weeks = p.activityBinSeconds == std::int64_t{7} * 86400;
    for (std::size_t k = 0; k < p.activity.size(); ++k) {
        const QString day = format::date(p.activity[k].start);
        const QString words = format::counted(p.activity[k].count, tr("rating"), tr("ratings"));
        bars.push_back({day,
                        static_cast<double>(p.activity[k].count),
                        {},
                        weeks ? QObject::tr("week of %1: %2").arg(day, words) : QObject::tr("from %1: %2").arg(day, words)});
        if (p.activity[k].count > p.activity[peak].count) peak = k;
    }
    if (!bars.empty()) {
        const QString count = format::count(p.activity[peak].count);
        bars[peak].valueLabel = weeks ? QObject::tr("%1 in the week of %2").arg(count, format::day(p.activity[peak].start))
                                      : QObject::tr("%1 from %2").arg(count, bars[peak].label);
    }
    plot.setEmptyReason(p.hasTimes ? QObject::tr("The data has an order, but no dates: when it was entered is not known.")
                                   : QObject::tr("The data has no times: when it was entered is not known."));
    plot.setBars(std::move(bars), {}, {QStringLiteral("from"), QStringLiteral("count")});
    plot.setTicks(monthTicks(p, 3));
    plot.setExplanation(
        tr("How many ratings were entered in each stretch of time. Peaks often mean that many people signed up and rated "
           "what they knew at once: then \"later\" says little about the order in which things were seen."));
}

} // namespace recoscope::ui
