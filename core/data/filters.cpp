#include "core/data/filters.h"
#include "core/base/text.h"
#include <algorithm>

namespace recoscope {
namespace {

Error emptied(const std::string& filter) {
    return {ErrorKind::InvalidInput, "The filter \"" + filter + "\" leaves no rating; loosen it.", {}};
}

/// Drops rows of users and items with fewer than k rows until nothing changes; returns the number of rounds.
int kCore(RowTable& rows, std::size_t users, std::size_t items, int k) {
    for (int round = 1;; ++round) {
        std::vector<std::int32_t> perUser(users, 0), perItem(items, 0);
        for (const UserIndex user : rows.users) ++perUser[user.at()];
        for (const ItemIndex item : rows.items) ++perItem[item.at()];
        if (rows.eraseIf([&](const Interaction& row) { return perUser[row.user.at()] < k || perItem[row.item.at()] < k; }) == 0)
            return round;
    }
}

template <class Index>
void dropUnused(std::vector<std::string>& ids, BigVector<Index>& column) {
    std::vector<std::int32_t> place(ids.size(), -1);
    for (const Index index : column) place[index.at()] = 0;
    std::vector<std::string> kept;
    for (std::size_t k = 0; k < ids.size(); ++k) {
        if (place[k] < 0) continue;
        place[k] = static_cast<std::int32_t>(kept.size());
        kept.push_back(std::move(ids[k]));
    }
    for (Index& index : column) index.value = place[index.at()];
    ids = std::move(kept);
}

} // namespace

Result<> applyFilters(RatingRows& rows, const LoadOptions& options, LoadReport& report) {
    if (options.minRating) {
        const std::string filter = "ratings of " + formatNumber(*options.minRating) + " or more";
        rows.rows.eraseIf([&](const Interaction& row) { return static_cast<double>(row.rating) < *options.minRating; });
        if (rows.rows.empty()) return emptied(filter);
        report.filters.push_back(filter);
    }
    if (options.implicit) {
        std::ranges::fill(rows.rows.ratings, 1.0F);
        rows.hasRatings = false;
        report.filters.emplace_back("ratings forgotten: every interaction counts as 1");
    }
    if (options.kCore > 1) {
        const std::string filter = std::to_string(options.kCore) + "-core";
        rows.repeats += dropRepeats(rows); // a pair counts once
        const int rounds = kCore(rows.rows, rows.userIds.size(), rows.itemIds.size(), options.kCore);
        if (rows.rows.empty()) return emptied(filter);
        report.filters.push_back(filter + " (stable after " + counted(rounds, "round", "rounds") + ")");
    }
    if (!report.filters.empty()) {
        dropUnused(rows.userIds, rows.rows.users);
        dropUnused(rows.itemIds, rows.rows.items);
    }
    return Done{};
}

} // namespace recoscope
