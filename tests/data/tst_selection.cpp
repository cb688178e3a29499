#include "core/base/random.h"
#include "core/data/first_times.h"
#include "core/data/matrix_layout.h"
#include "core/data/selection.h"
#include "core/data/selection_details.h"
#include "core/data/sparsity_bins.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <stop_token>

using namespace recoscope;

namespace {

/// Ratings in half stars, some without a time, over two years; more users than one block holds.
Dataset smallData(bool times = true) {
    constexpr std::int32_t kUsers = 1300, kItems = 40;
    Random random(7);
    std::vector<Interaction> rows;
    for (std::int32_t u = 0; u < kUsers; ++u)
        for (std::int32_t i = 0; i < kItems; ++i)
            if (random.uniform() < 0.8 / (1 + i % 13))
                rows.push_back(
                    {UserIndex{u}, ItemIndex{i}, 0.5F * static_cast<float>(1 + random.below(10)),
                     !times || random.uniform() < 0.1 ? kNoTime : 900000000 + static_cast<std::int64_t>(random.below(60000000))});
    Dataset data;
    data.interactions = std::make_shared<const Interactions>(Interactions::fromRows(kUsers, kItems, rows, times));
    return data;
}

/// Genres, years and prices of most items.
void addFeatures(Dataset& data) {
    Random random(23);
    const auto items = static_cast<std::size_t>(data.interactions->itemCount());
    data.itemTable.genreNames = {"never", "b", "a", "c"};
    data.itemTable.genres.resize(items);
    FeatureColumn price;
    price.name = "price";
    price.kind = FeatureKind::Number;
    price.rows = items;
    LabelCollector makers(items);
    for (std::size_t i = 0; i < items; ++i) {
        for (std::uint16_t g = 1; g < 4; ++g)
            if (random.uniform() < 0.4) data.itemTable.genres[i].push_back(g);
        data.itemTable.years.push_back(random.uniform() < 0.2 ? 0 : 1950 + static_cast<std::int32_t>(random.below(60)));
        price.numbers.push_back(random.uniform() < 0.2 ? std::nan("") : 0.1 * static_cast<double>(random.below(30)));
        if (random.uniform() < 0.7) makers.add(i, std::string(1, static_cast<char>('p' + random.below(5))));
    }
    data.itemTable.columns = {price, std::move(makers).build("maker", {}, false)};
}

/// Whether an item is one of a share's, from the tables alone.
bool hasValue(const Dataset& data, const FeatureShares& feature, const FeatureShare& share, std::size_t item) {
    const ItemTable& t = data.itemTable;
    const bool last = &share == &feature.shares.back();
    const auto within = [&](double x) { return x >= share.from && (x < share.to || (last && x <= share.to)); };
    if (feature.name == "year") return t.years[item] > 0 && within(t.years[item]);
    if (feature.name == "price") return within(t.columns[0].numbers[item]);
    if (feature.name == "maker")
        return std::ranges::any_of(t.columns[1].codesOf(item), [&](auto c) { return t.columns[1].labels[c] == share.value; });
    return std::ranges::any_of(t.genres[item], [&](auto g) { return t.genreNames[g] == share.value; });
}

bool passes(const RowSelection& s, const Interaction& row) {
    const auto among = [](const auto& chosen, auto index) {
        return !chosen || std::ranges::find(*chosen, index) != chosen->end();
    };
    const auto rating = static_cast<double>(row.rating);
    return among(s.users, row.user) && among(s.items, row.item) &&
           (!s.ratings || (rating >= s.ratings->first && rating <= s.ratings->second)) &&
           (!s.times || (row.time != kNoTime && row.time >= s.times->first && row.time <= s.times->second));
}

std::vector<RowSelection> selections() {
    std::vector<UserIndex> users;
    std::vector<ItemIndex> items;
    for (std::int32_t u = 1200; u > 400; u -= 3) users.emplace_back(u);
    for (std::int32_t i = 0; i < 40; i += 4) items.emplace_back(i);
    const std::pair ratings{1.5, 4.0};
    const std::pair<std::int64_t, std::int64_t> times{905000000, 940000000};
    return {{},
            {users, {}, {}, {}},
            {{}, items, {}, {}},
            {{}, {}, ratings, {}},
            {{}, {}, {}, times},
            {users, items, ratings, times},
            {{}, {}, {}, std::pair{kNoTime, std::int64_t{1} << 60}},
            {std::vector<UserIndex>{}, {}, {}, {}}};
}

} // namespace

class TestSelection final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsWhatASlowReadingCounts() {
        const Dataset data = smallData();
        const DataProfile profile = profileOf(data);
        const std::vector<Interaction> all = data.interactions->toRows();
        for (const RowSelection& selection : selections()) {
            const SelectionProfile fast = selectionProfile(data, profile, selection);
            std::set<UserIndex> users;
            std::map<ItemIndex, std::int32_t> items;
            std::map<double, std::int64_t> histogram;
            std::vector<std::int64_t> activity(profile.activity.size());
            std::int64_t rows = 0;
            double sum = 0;
            for (const Interaction& row : all) {
                if (!passes(selection, row)) continue;
                ++rows;
                users.insert(row.user);
                ++items[row.item];
                ++histogram[static_cast<double>(row.rating)];
                sum += static_cast<double>(row.rating);
                for (std::size_t k = 0; row.time != kNoTime && k < activity.size(); ++k)
                    if (row.time >= profile.activity[k].start &&
                        row.time < profile.activity[k].start + profile.activityBinSeconds)
                        ++activity[k];
            }
            QCOMPARE(fast.rows, rows);
            QCOMPARE(fast.users, static_cast<std::int64_t>(users.size()));
            QCOMPARE(fast.items, static_cast<std::int64_t>(items.size()));
            QCOMPARE(std::isnan(fast.meanRating), rows == 0);
            if (rows > 0) QCOMPARE(fast.meanRating, sum / static_cast<double>(rows)); // halves add up exactly
            for (std::size_t k = 0; k < profile.histogram.size(); ++k)
                QCOMPARE(fast.histogram[k], histogram[profile.histogram[k].first]);
            QVERIFY(fast.activity == activity);
            for (std::size_t rank = 0; rank < profile.itemsByRank.size(); ++rank)
                QCOMPARE(fast.countsByRank[rank], items[profile.itemsByRank[rank]]);
        }
    }
    void detailsAreWhatASlowReadingFinds() {
        Dataset data = smallData();
        addFeatures(data);
        const DataProfile profile = profileOf(data);
        const ProfileDetails whole = detailsOf(data, profile);
        QCOMPARE(whole.features.size(), std::size_t{4});
        const std::vector<Interaction> all = data.interactions->toRows();
        for (const RowSelection& selection : selections()) {
            const SelectionProfile held = selectionProfile(data, profile, selection);
            const SelectionDetails part = selectionDetailsOf(data, profile, whole, held);
            std::map<UserIndex, std::pair<std::int64_t, std::int64_t>> users; // rows, first time
            std::map<ItemIndex, std::pair<std::int64_t, std::int64_t>> items;
            for (const Interaction& row : all) {
                if (!passes(selection, row)) continue;
                for (auto* sums : {&users.try_emplace(row.user, 0, kNever).first->second,
                                   &items.try_emplace(row.item, 0, kNever).first->second}) {
                    ++sums->first;
                    if (row.time != kNoTime) sums->second = std::min(sums->second, row.time);
                }
            }
            std::int64_t arrived = part.arrivals.undatedUsers;
            for (std::size_t k = 0; k < profile.activity.size(); ++k) {
                const std::int64_t from = profile.activity[k].start, to = from + profile.activityBinSeconds;
                const auto inBin = [&](const auto& entry) { return entry.second.second >= from && entry.second.second < to; };
                QCOMPARE(part.arrivals.users[k], std::ranges::count_if(users, inBin));
                QCOMPARE(part.arrivals.items[k], std::ranges::count_if(items, inBin));
                arrived += part.arrivals.users[k];
            }
            QCOMPARE(arrived, static_cast<std::int64_t>(users.size()));
            for (std::size_t k = 0; k < part.cold.users.counts.size(); ++k) {
                std::int64_t count = 0, rows = 0;
                for (const auto& [user, sums] : users)
                    if (data.interactions->rowSize(user) <= static_cast<std::size_t>(kColdSteps[k])) {
                        ++count;
                        rows += sums.first;
                    }
                QCOMPARE(part.cold.users.counts[k].count, count);
                QCOMPARE(part.cold.users.counts[k].interactions, rows);
            }
            for (std::size_t f = 0; f < whole.features.size(); ++f)
                for (std::size_t s = 0; s < whole.features[f].shares.size(); ++s) {
                    std::int64_t count = 0, rows = 0;
                    for (const auto& [item, sums] : items)
                        if (hasValue(data, whole.features[f], whole.features[f].shares[s], item.at())) {
                            ++count;
                            rows += sums.first;
                        }
                    QCOMPARE(part.features[f].shares[s].items, count);
                    QCOMPARE(part.features[f].shares[s].rows, rows);
                }
        }
    }
    void aValueSelectsItsItems() {
        Dataset data = smallData();
        addFeatures(data);
        const DataProfile profile = profileOf(data);
        const ProfileDetails whole = detailsOf(data, profile);
        for (const FeatureShares& feature : whole.features) {
            for (std::size_t s = 0; s < feature.shares.size(); ++s) {
                const std::vector<ItemIndex> items = itemsOfShares(data, feature, {s});
                QCOMPARE(static_cast<std::int64_t>(items.size()), feature.shares[s].items);
                for (const ItemIndex item : items) QVERIFY(hasValue(data, feature, feature.shares[s], item.at()));
                RowSelection selection;
                selection.items = items;
                QCOMPARE(selectionProfile(data, profile, selection).rows, feature.shares[s].interactions);
            }
            const std::size_t none = feature.shares.size();
            QCOMPARE(static_cast<std::int64_t>(itemsOfShares(data, feature, {none}).size()), feature.unknownItems);
            // Of several values: who has any of them, once.
            std::vector<std::size_t> all(none + 1);
            std::iota(all.begin(), all.end(), std::size_t{0});
            QCOMPARE(itemsOfShares(data, feature, all).size(), static_cast<std::size_t>(data.interactions->itemCount()));
            if (none < 2) continue;
            const auto two = itemsOfShares(data, feature, {0, 1});
            for (std::size_t item = 0; item < static_cast<std::size_t>(data.interactions->itemCount()); ++item) {
                const bool has =
                    hasValue(data, feature, feature.shares[0], item) || hasValue(data, feature, feature.shares[1], item);
                QCOMPARE(std::ranges::binary_search(two, ItemIndex{item}), has);
            }
        }
    }
    void theColdAreWhoIsCounted() {
        const Dataset data = smallData();
        const DataProfile profile = profileOf(data);
        const ProfileDetails whole = detailsOf(data, profile);
        for (const ColdCount& cold : whole.cold.users.counts) {
            const auto members = coldMembers(whole.users, cold.atMost, whole.cold.lateFrom);
            QCOMPARE(static_cast<std::int64_t>(members.size()), cold.count);
            RowSelection selection;
            selection.users.emplace(members.begin(), members.end());
            const SelectionProfile held = selectionProfile(data, profile, selection);
            QCOMPARE(held.rows, cold.interactions);
            // All of the selected are in the bar that selected them.
            const ColdStart part = selectionDetailsOf(data, profile, whole, held).cold;
            for (const ColdCount& c : part.users.counts)
                if (c.atMost == cold.atMost) QCOMPARE(c.count, held.users);
        }
        const auto late = coldMembers(whole.items, std::nullopt, whole.cold.lateFrom);
        QCOMPARE(static_cast<std::int64_t>(late.size()), whole.cold.items.late->count);
        QVERIFY(coldMembers(whole.items, std::nullopt, std::nullopt).empty());
    }
    void aMatrixOfTheSelectedRows() {
        const Dataset data = smallData();
        const DataProfile profile = profileOf(data);
        for (const RowSelection& selection : selections()) {
            const Interactions matrix = selectedMatrix(*data.interactions, selection);
            const auto rows = selectRows(*data.interactions, selection, data.interactions->size());
            std::map<UserIndex, std::int32_t> users;
            std::map<ItemIndex, std::int32_t> items;
            for (const Interaction& row : rows) users[row.user] = items[row.item] = 0;
            std::int32_t at = 0;
            for (auto& [user, place] : users) place = at++;
            at = 0;
            for (auto& [item, place] : items) place = at++;
            QCOMPARE(matrix.userCount(), static_cast<std::int32_t>(users.size()));
            QCOMPARE(matrix.itemCount(), static_cast<std::int32_t>(items.size()));
            const auto found = matrix.toRows();
            QCOMPARE(found.size(), rows.size());
            for (std::size_t k = 0; k < rows.size(); ++k)
                QVERIFY(found[k].user.value == users[rows[k].user] && found[k].item.value == items[rows[k].item] &&
                        found[k].rating == rows[k].rating);
        }
    }
    void noStatementMeansTheWhole() {
        const Dataset data = smallData();
        const DataProfile profile = profileOf(data);
        const SelectionProfile whole = selectionProfile(data, profile, {});
        QVERIFY(whole.countsByRank == profile.countsByRank);
        QVERIFY(whole.firstOfUser == firstTimesOfUsers(*data.interactions));
        QVERIFY(whole.firstOfItem == firstTimesOfItems(*data.interactions));
        for (std::size_t k = 0; k < profile.histogram.size(); ++k) QCOMPARE(whole.histogram[k], profile.histogram[k].second);
        for (std::size_t k = 0; k < profile.activity.size(); ++k) QCOMPARE(whole.activity[k], profile.activity[k].count);
        QCOMPARE(whole.times->first, profile.firstTime);
        QCOMPARE(whole.times->second, profile.lastTime);
    }
    void threadsDoNotMatter() {
        const Dataset data = smallData();
        const DataProfile profile = profileOf(data);
        for (const RowSelection& selection : selections()) {
            const SelectionProfile one = selectionProfile(data, profile, selection, {}, 1),
                                   many = selectionProfile(data, profile, selection, {}, 8);
            QVERIFY(one.rows == many.rows && one.users == many.users && one.histogram == many.histogram);
            QVERIFY(one.activity == many.activity && one.countsByRank == many.countsByRank && one.times == many.times);
            QVERIFY(std::bit_cast<std::uint64_t>(one.meanRating) == std::bit_cast<std::uint64_t>(many.meanRating));
        }
    }
    void manyValuesFallIntoTheirLogBins() {
        std::vector<Interaction> rows;
        for (std::int32_t k = 0; k < 400; ++k)
            rows.push_back({UserIndex{k / 20}, ItemIndex{k % 20}, 0.3F * static_cast<float>(k - 30), kNoTime});
        Dataset data;
        data.interactions = std::make_shared<const Interactions>(Interactions::fromRows(20, 20, rows, false));
        const DataProfile profile = profileOf(data);
        QVERIFY(profile.histogramBinned);
        const SelectionProfile whole = selectionProfile(data, profile, {});
        for (std::size_t k = 0; k < profile.histogram.size(); ++k) QCOMPARE(whole.histogram[k], profile.histogram[k].second);
        QVERIFY(!whole.times);
    }
    void withoutTimesATimeRangeSelectsNothing() {
        const Dataset data = smallData(false);
        const DataProfile profile = profileOf(data);
        RowSelection selection;
        selection.times = {0, std::int64_t{1} << 40};
        QCOMPARE(selectionProfile(data, profile, selection).rows, std::int64_t{0});
        QVERIFY(selectRows(*data.interactions, selection, 10).empty());
    }
    void theFirstRowsAreThoseOfASlowReading() {
        const Dataset data = smallData();
        for (const RowSelection& selection : selections()) {
            std::vector<Interaction> expected;
            for (const Interaction& row : data.interactions->toRows())
                if (passes(selection, row)) expected.push_back(row);
            const auto found = selectRows(*data.interactions, selection, 100);
            QCOMPARE(found.size(), std::min<std::size_t>(100, expected.size()));
            for (std::size_t k = 0; k < found.size(); ++k)
                QVERIFY(found[k].user == expected[k].user && found[k].item == expected[k].item &&
                        found[k].rating == expected[k].rating && found[k].time == expected[k].time);
        }
    }
    void cellsOfASelection() {
        const Dataset data = smallData();
        const DataProfile profile = profileOf(data);
        const MatrixLayout layout = layOut(*data.interactions, profile, MatrixOrder::FirstSeen, MatrixOrder::Count);
        const SparsityBins region{9, 14, 100, 1100, 3, 37, {}};
        for (const RowSelection& selection : selections()) {
            const RowTest test(selection, *data.interactions);
            const SparsityBins bins = binRatings(*data.interactions, layout.users, layout.rankOfItem, region, 0, {}, &test);
            std::vector<std::int32_t> expected(bins.counts.size());
            for (const Interaction& row : data.interactions->toRows()) {
                if (!passes(selection, row)) continue;
                const auto userRank = std::ranges::find(layout.users, row.user) - layout.users.begin();
                const std::int32_t itemRank = layout.rankOfItem[row.item.at()];
                for (int r = 0; r < bins.rows; ++r)
                    for (int c = 0; c < bins.columns; ++c)
                        if (userRank >= bins.usersOf(r).first && userRank <= bins.usersOf(r).second &&
                            itemRank >= bins.itemsOf(c).first && itemRank <= bins.itemsOf(c).second)
                            ++expected[static_cast<std::size_t>(r * bins.columns + c)];
            }
            QVERIFY(bins.counts == expected);
        }
    }
    void layoutsFollowTheirOrder() {
        const Dataset data = smallData();
        const Interactions& x = *data.interactions;
        const DataProfile profile = profileOf(data);
        const auto firstOf = [&](auto matches) {
            std::int64_t first = std::numeric_limits<std::int64_t>::max();
            for (const Interaction& row : x.toRows())
                if (row.time != kNoTime && matches(row)) first = std::min(first, row.time);
            return first;
        };
        const MatrixLayout one = layOut(x, profile, MatrixOrder::FirstSeen, MatrixOrder::FirstSeen, {}, 1);
        const MatrixLayout many = layOut(x, profile, MatrixOrder::FirstSeen, MatrixOrder::FirstSeen, {}, 8);
        QVERIFY(one.users == many.users && one.items == many.items);
        for (std::size_t k = 1; k < one.items.size(); ++k) {
            const auto before = firstOf([&](const Interaction&row) { return row.item == one.items[k - 1]; }),
                       here = firstOf([&](const Interaction&row) { return row.item == one.items[k]; });
            QVERIFY(before < here || (before == here && one.items[k - 1] < one.items[k]));
        }
        for (std::size_t k = 1; k < one.users.size(); k += 97) {
            const auto before = firstOf([&](const Interaction&row) { return row.user == one.users[k - 1]; }),
                       here = firstOf([&](const Interaction&row) { return row.user == one.users[k]; });
            QVERIFY(before < here || (before == here && one.users[k - 1] < one.users[k]));
        }
        const MatrixLayout ids = layOut(x, profile, MatrixOrder::Id, MatrixOrder::Id);
        QVERIFY(std::ranges::is_sorted(ids.users) && std::ranges::is_sorted(ids.items));
        const MatrixLayout counts = layOut(x, profile, MatrixOrder::Count, MatrixOrder::Count);
        QVERIFY(counts.users == profile.usersByRank && counts.items == profile.itemsByRank);
        for (const MatrixLayout& layout : {one, ids, counts})
            for (std::size_t k = 0; k < layout.items.size(); ++k)
                QCOMPARE(layout.rankOfItem[layout.items[k].at()], static_cast<std::int32_t>(k));
    }
    void aStopEndsIt() {
        const Dataset data = smallData();
        const DataProfile profile = profileOf(data);
        std::stop_source stop;
        stop.request_stop();
        const TaskContext stopped(stop.get_token(), {});
        QCOMPARE(selectionProfile(data, profile, {}, stopped).rows, std::int64_t{0});
        QVERIFY(selectRows(*data.interactions, {}, 10, stopped).empty());
    }
};
RECOSCOPE_TEST(TestSelection)
#include "tst_selection.moc"
