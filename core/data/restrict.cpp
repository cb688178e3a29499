#include "core/data/restrict.h"
#include "core/data/synthetic/truth.h"
#include <algorithm>
#include <iterator>
#include <span>

namespace recoscope {
namespace {

/// The users (or items) that are left, and where each went.
struct Kept {
    Vocabulary ids;
    std::vector<std::int32_t> places; ///< Former index of each, in the new order.
    std::vector<std::int32_t> fresh;  ///< New index by former one; -1 where dropped.
    bool sameOrder =
        true; ///< False where the natural order of the ids that are left is another: the only text among numbers went.
};

Kept keep(const Vocabulary& all, const std::vector<char>& used) {
    Kept kept;
    std::vector<std::string> ids;
    for (std::size_t k = 0; k < used.size(); ++k)
        if (used[k]) ids.push_back(all.ids()[k]);
    kept.ids = Vocabulary::fromIds(std::move(ids));
    kept.fresh.assign(used.size(), -1);
    kept.places.resize(static_cast<std::size_t>(kept.ids.size()));
    std::int32_t previous = -1;
    for (std::int32_t k = 0; k < kept.ids.size(); ++k) {
        const std::int32_t former = *all.find(kept.ids.id(k));
        kept.places[static_cast<std::size_t>(k)] = former;
        kept.fresh[static_cast<std::size_t>(former)] = k;
        kept.sameOrder = kept.sameOrder && previous < former;
        previous = former;
    }
    return kept;
}

/// Kept entries by new user, then new item, as places in the whole data.
std::vector<std::int64_t> entriesOf(const Interactions& x, const FilterRows& rows, const Kept& users, const Kept& items,
                                    std::vector<std::int64_t>& offsets) {
    std::vector<std::int64_t> entries;
    offsets.assign(1, 0);
    for (const std::int32_t former : users.places) {
        const std::size_t begin = entries.size();
        for (auto k = x.offsets()[static_cast<std::size_t>(former)]; k < x.offsets()[static_cast<std::size_t>(former) + 1]; ++k)
            if (rows.isKept(static_cast<std::size_t>(k))) entries.push_back(k);
        if (!items.sameOrder)
            std::ranges::sort(std::span(entries).subspan(begin), {},
                              [&](std::int64_t k) { return items.fresh[x.items()[static_cast<std::size_t>(k)].at()]; });
        offsets.push_back(static_cast<std::int64_t>(entries.size()));
    }
    return entries;
}

Interactions gather(const Interactions& x, const FilterRows& rows, const std::vector<std::int64_t>& entries,
                    std::vector<std::int64_t> offsets, const Kept& users, const Kept& items) {
    BigVector<ItemIndex> index;
    BigVector<float> ratings;
    BigVector<std::int64_t> times;
    index.reserve(entries.size());
    ratings.reserve(entries.size());
    if (x.hasTimes()) times.reserve(entries.size());
    for (const std::int64_t entry : entries) {
        const auto k = static_cast<std::size_t>(entry);
        index.emplace_back(items.fresh[x.items()[k].at()]);
        ratings.push_back(rows.ratingOf(k));
        if (x.hasTimes()) times.push_back(rows.timeOf(k));
    }
    return Interactions::fromSortedRows(users.ids.size(), items.ids.size(), std::move(offsets), std::move(index),
                                        std::move(ratings), std::move(times));
}

/// Null where no pair is repeated any more.
std::shared_ptr<const RepeatedRows> repeatsOf(const FilterRows& rows, const std::vector<std::int64_t>& entries) {
    const RepeatedRows former = rows.repeatsLeft();
    if (former.pairs() == 0) return nullptr;
    auto repeats = std::make_shared<RepeatedRows>();
    for (std::size_t k = 0; k < entries.size(); ++k) {
        const auto it = std::ranges::lower_bound(former.entries, entries[k]);
        if (it == former.entries.end() || *it != entries[k]) continue;
        const auto pair = static_cast<std::size_t>(it - former.entries.begin());
        repeats->entries.push_back(static_cast<std::int64_t>(k));
        std::ranges::copy(former.ratingsOf(pair), std::back_inserter(repeats->ratings));
        std::ranges::copy(former.timesOf(pair), std::back_inserter(repeats->times));
        repeats->offsets.push_back(static_cast<std::int64_t>(repeats->ratings.size()));
    }
    return repeats;
}

template <class T>
void pick(std::vector<T>& values, const std::vector<std::int32_t>& places) {
    if (values.empty()) return;
    std::vector<T> some;
    some.reserve(places.size());
    for (const std::int32_t k : places) some.push_back(std::move(values[static_cast<std::size_t>(k)]));
    values = std::move(some);
}

std::shared_ptr<const SocialGraph> edgesAmong(const SocialGraph& all, const Kept& users) {
    std::vector<std::pair<UserIndex, UserIndex>> edges;
    for (std::int32_t u = 0; u < all.users(); ++u) {
        const std::int32_t from = users.fresh[static_cast<std::size_t>(u)];
        for (const UserIndex to : all.row(UserIndex{u}))
            if (from >= 0 && users.fresh[to.at()] >= 0) edges.emplace_back(UserIndex{from}, UserIndex{users.fresh[to.at()]});
    }
    auto graph = std::make_shared<SocialGraph>(SocialGraph::fromEdges(users.ids.size(), std::move(edges)));
    graph->file = all.file;
    graph->strangers = all.strangers + all.edges() - graph->edges();
    return graph;
}

/// What is known of a row that does not count any more says nothing of the one that does.
ContextColumns contextOf(const ContextColumns& all, const FilterRows& rows, const std::vector<std::int64_t>& entries) {
    ContextColumns context = all.picked(entries);
    for (std::size_t k = 0; k < entries.size(); ++k)
        if (rows.countsOtherRow(static_cast<std::size_t>(entries[k])))
            for (ContextColumn& column : context.columns) column.codes[k] = ContextColumn::kUnknown;
    return context;
}

void takeAlong(Dataset& dataset, const FilterRows& rows, const std::vector<std::int64_t>& entries, const Kept& users,
               const Kept& items) {
    ItemTable& table = dataset.itemTable;
    pick(table.titles, items.places);
    pick(table.years, items.places);
    pick(table.genres, items.places);
    for (FeatureColumn& column : table.columns) column = column.picked(items.places);
    for (FeatureColumn& column : dataset.userTable.columns) column = column.picked(users.places);
    if (dataset.context) dataset.context = std::make_shared<const ContextColumns>(contextOf(*dataset.context, rows, entries));
    if (dataset.social) dataset.social = edgesAmong(*dataset.social, users);
    if (dataset.truth) dataset.truth = dataset.truth->restrictedTo(users.places, items.places);
}

} // namespace

std::shared_ptr<Dataset> restricted(const Dataset& whole, const FilterRows& rows) {
    const Interactions& x = *whole.interactions;
    std::vector<char> usedUsers(static_cast<std::size_t>(x.userCount()), 0),
        usedItems(static_cast<std::size_t>(x.itemCount()), 0);
    for (std::size_t u = 0; u < usedUsers.size(); ++u)
        for (auto k = static_cast<std::size_t>(x.offsets()[u]); k < static_cast<std::size_t>(x.offsets()[u + 1]); ++k)
            if (rows.isKept(k)) usedUsers[u] = usedItems[x.items()[k].at()] = 1;
    Kept users = keep(whole.users, usedUsers), items = keep(whole.items, usedItems);
    std::vector<std::int64_t> offsets;
    const auto entries = entriesOf(x, rows, users, items, offsets);
    auto dataset = std::make_shared<Dataset>(whole);
    dataset->interactions = std::make_shared<const Interactions>(gather(x, rows, entries, std::move(offsets), users, items));
    dataset->repeats = repeatsOf(rows, entries);
    dataset->hasRatings = rows.hasRatings();
    dataset->scale = dataset->hasRatings ? findScale(*dataset->interactions) : std::nullopt;
    takeAlong(*dataset, rows, entries, users, items);
    dataset->users = std::move(users.ids);
    dataset->items = std::move(items.ids);
    dataset->checksum = checksumOf(*dataset);
    return dataset;
}

} // namespace recoscope
