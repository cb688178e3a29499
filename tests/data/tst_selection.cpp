#include "core/base/random.h"
#include "core/data/matrix_layout.h"
#include "core/data/selection.h"
#include "core/data/sparsity_bins.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <algorithm>
#include <map>
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
    void noStatementMeansTheWhole() {
        const Dataset data = smallData();
        const DataProfile profile = profileOf(data);
        const SelectionProfile whole = selectionProfile(data, profile, {});
        QVERIFY(whole.countsByRank == profile.countsByRank);
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
