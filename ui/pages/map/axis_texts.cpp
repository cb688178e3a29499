#include "ui/pages/map/axis_texts.h"
#include "ui/format.h"
#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

namespace {

QString say(const char* text) { return QCoreApplication::translate("Map", text); }

double size(double correlation) { return std::isnan(correlation) ? 0 : std::abs(correlation); }

/// Which end a positive correlation speaks of.
AxisEnds ends(double correlation, const QString& more, const QString& less) {
    return correlation > 0 ? AxisEnds{more, less} : AxisEnds{less, more};
}

} // namespace

AxisEnds axisEnds(const MapSpace& space, const Dataset& dataset, int axis) {
    const AxisTies& ties = space.ties[static_cast<std::size_t>(axis)];
    double high = kNamesAnAxis;
    double low = -kNamesAnAxis;
    AxisEnds genre;
    for (std::size_t g = 0; g < ties.genres.size(); ++g) {
        const QString name = format::safe(dataset.itemTable.genreNames[g]).toLower();
        if (ties.genres[g] > high) {
            high = ties.genres[g];
            genre.high = name;
        }
        if (ties.genres[g] < low) {
            low = ties.genres[g];
            genre.low = name;
        }
    }
    const double strongest = std::max(genre.high.isEmpty() ? 0.0 : high, genre.low.isEmpty() ? 0.0 : -low);
    if (size(ties.popularity) >= kNamesAnAxis && size(ties.popularity) >= std::max(strongest, size(ties.year)))
        return ends(ties.popularity, say("popular"), say("rare"));
    if (size(ties.year) >= kNamesAnAxis && size(ties.year) >= strongest) return ends(ties.year, say("newer"), say("older"));
    return genre;
}

QString axisName(const MapSpace& space, const Dataset& dataset, int axis) {
    const AxisEnds words = axisEnds(space, dataset, axis);
    QString name;
    if (!words.high.isEmpty() && !words.low.isEmpty())
        name = say("%1 to %2").arg(words.high, words.low);
    else if (!words.high.isEmpty())
        name = say("%1 to others").arg(words.high);
    else if (!words.low.isEmpty())
        name = say("others to %1").arg(words.low);
    if (name.isEmpty()) return say("Axis %1").arg(axis + 1);
    name[0] = name[0].toUpper();
    return name;
}

QString axisDetail(const MapSpace& space, int axis) {
    return say("axis %1, %2 of the spread")
        .arg(QString::number(axis + 1), format::share(space.axes.share[static_cast<std::size_t>(axis)]));
}

std::vector<AxisTie> strongestTies(const MapSpace& space, const Dataset& dataset, int axis, std::size_t most) {
    std::vector<AxisTie> ties;
    const AxisTies& all = space.ties[static_cast<std::size_t>(axis)];
    for (std::size_t g = 0; g < all.genres.size(); ++g) {
        if (!std::isnan(all.genres[g])) ties.push_back({format::safe(dataset.itemTable.genreNames[g]), all.genres[g]});
    }
    std::ranges::stable_sort(ties, std::ranges::greater{}, [](const AxisTie& tie) { return std::abs(tie.correlation); });
    ties.resize(std::min(most, ties.size()));
    return ties;
}

QString correlationText(double value) { return std::isnan(value) ? format::undefined() : format::difference(value).left(4); }

QString axisHelp(const MapSpace& space, const Dataset& dataset, int axis) {
    const AxisTies& ties = space.ties[static_cast<std::size_t>(axis)];
    const double share = space.axes.share[static_cast<std::size_t>(axis)];
    QString text =
        say("Axis %1 holds %2 of the spread of the %3 factors.\nShare = variance along the axis / sum over all %3 axes = %4.\n")
            .arg(QString::number(axis + 1), format::share(share), QString::number(space.rank), format::share(share, 2));
    text +=
        say("Correlation over the %1 with training ratings: with how well known they are %2, with the year %3.")
            .arg(QString::fromStdString(dataset.itemNounPlural), correlationText(ties.popularity), correlationText(ties.year));
    return text;
}

} // namespace recoscope::ui
