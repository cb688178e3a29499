#include "ui/pages/map/map_items.h"
#include "ui/format.h"
#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace recoscope::ui {

namespace {

constexpr std::array<const char*, 8> kGenreSlots{"Drama",   "Comedy",   "Action", "Thriller",
                                                 "Romance", "Children", "Sci-Fi", "Horror"};
constexpr int kNearestNamed = 3;

QString say(const char* text) { return QCoreApplication::translate("Map", text); }

int slotOf(const std::string& genre) {
    for (std::size_t k = 0; k < kGenreSlots.size(); ++k) {
        if (genre == kGenreSlots[k] || (genre == "Children's" && std::string(kGenreSlots[k]) == "Children"))
            return static_cast<int>(k);
    }
    return -1;
}

/// Smallest and largest mean rating of the items that have one.
std::pair<double, double> meansRange(const MapSpace& space) {
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    for (const double mean : space.means) {
        if (std::isnan(mean)) continue;
        low = std::min(low, mean);
        high = std::max(high, mean);
    }
    return {low, high};
}

} // namespace

std::vector<int> genreGroups(const Dataset& dataset) {
    std::vector<int> groups(static_cast<std::size_t>(dataset.items.size()), -1);
    if (dataset.itemTable.genres.empty()) return groups;
    std::vector<int> frequency(dataset.itemTable.genreNames.size(), 0);
    for (const auto& list : dataset.itemTable.genres) {
        for (const auto genre : list) ++frequency[genre];
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
        int rarest = std::numeric_limits<int>::max();
        for (const auto genre : dataset.itemTable.genres[i]) {
            const int slot = slotOf(dataset.itemTable.genreNames[genre]);
            if (slot < 0 || frequency[genre] >= rarest) continue;
            rarest = frequency[genre];
            groups[i] = slot;
        }
    }
    return groups;
}

std::vector<MapItem> mapItems(const MapSpace& space, const Dataset& dataset, int x, int y, MapColour colour) {
    const std::vector<int> groups = genreGroups(dataset);
    const double most = space.counts.empty() ? 1 : std::max(1, *std::ranges::max_element(space.counts));
    const auto [low, high] = meansRange(space);
    std::vector<MapItem> items;
    for (std::size_t i = 0; i < space.counts.size(); ++i) {
        const ItemIndex index(i);
        if (!space.hasPlace(index)) continue;
        MapItem item;
        item.item = index;
        item.at = {space.at(index, x), space.at(index, y)};
        item.title = format::title(dataset.titleOf(index));
        if (!dataset.itemTable.years.empty() && dataset.itemTable.years[i] > 0)
            item.year = QString::number(dataset.itemTable.years[i]);
        item.group = groups[i];
        item.ratings = space.counts[i];
        item.weight = space.counts[i] / most;
        item.shade = item.weight;
        if (colour == MapColour::Mean)
            item.shade = std::isnan(space.means[i]) ? -1 : high > low ? (space.means[i] - low) / (high - low) : 0.5;
        items.push_back(std::move(item));
    }
    return items;
}

MapLegend mapLegend(const std::vector<MapItem>& items, const MapSpace& space, const Dataset& dataset, MapColour colour) {
    MapLegend legend;
    if (colour == MapColour::Popularity) {
        legend.rampLow = format::count(1);
        legend.rampHigh = format::count(space.counts.empty() ? 0 : *std::ranges::max_element(space.counts));
        legend.note = say("Training ratings.");
        return legend;
    }
    if (colour == MapColour::Mean) {
        const auto [low, high] = meansRange(space);
        legend.rampLow = format::rating(low);
        legend.rampHigh = format::rating(high);
        legend.note = say("Mean training rating.");
        return legend;
    }
    if (dataset.itemTable.genres.empty()) return legend;
    for (int slot = 0; slot <= static_cast<int>(kGenreSlots.size()); ++slot) {
        const int group = slot < static_cast<int>(kGenreSlots.size()) ? slot : -1;
        const auto count = std::ranges::count(items, group, &MapItem::group);
        if (count == 0) continue;
        legend.rows.push_back(
            {group < 0 ? say("other") : say(kGenreSlots[static_cast<std::size_t>(group)]), format::count(count), group});
    }
    legend.note = say("With several, the rarest of these. Click filters.");
    return legend;
}

QStringList itemCard(const MapSpace& space, const FactorView& factors, const Dataset& dataset, ItemIndex item) {
    QStringList lines;
    QString title = format::title(dataset.titleOf(item));
    if (!dataset.itemTable.years.empty() && dataset.itemTable.years[item.at()] > 0)
        title += QStringLiteral("  %1").arg(dataset.itemTable.years[item.at()]);
    lines << title;
    QStringList genres;
    for (std::size_t g = 0; !dataset.itemTable.genres.empty() && g < dataset.itemTable.genres[item.at()].size(); ++g)
        genres << format::safe(dataset.itemTable.genreNames[dataset.itemTable.genres[item.at()][g]]);
    if (!genres.isEmpty()) lines << genres.join(QStringLiteral(", "));
    QString ratings = format::counted(space.counts[item.at()], say("training rating"), say("training ratings"));
    if (!std::isnan(space.means[item.at()])) ratings += say(", mean %1").arg(format::rating(space.means[item.at()]));
    lines << ratings;
    QStringList nearest;
    for (const ItemIndex near : nearestItems(factors, space.counts, item, kNearestNamed))
        nearest << format::title(dataset.titleOf(near));
    lines << say("Nearest in all %1: %2")
                 .arg(QString::number(space.rank), nearest.isEmpty() ? format::undefined() : nearest.join(QStringLiteral(", ")));
    return lines;
}

} // namespace recoscope::ui
