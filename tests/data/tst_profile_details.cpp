#include "core/base/random.h"
#include "core/data/first_times.h"
#include "core/data/profile_details.h"
#include "core/data/tail.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <cmath>
#include <map>
#include <set>

using namespace recoscope;

namespace {

constexpr std::int64_t kDay = 86400;
using Counts = std::vector<std::int64_t>;

Dataset dataOf(std::int32_t users, std::int32_t items, const std::vector<Interaction>& rows, bool times) {
    Dataset data;
    data.interactions = std::make_shared<const Interactions>(Interactions::fromRows(users, items, rows, times));
    return data;
}

/// User 0: day 0 and 1; user 1: day 1; user 2: day 10, and once without a time; user 3: only without a time.
Dataset smallData(bool times = true) {
    const auto at = [&](std::int64_t day) { return times && day >= 0 ? day * kDay + 60 : kNoTime; };
    return dataOf(4, 4,
                  {{UserIndex{0}, ItemIndex{0}, 5, at(0)},
                   {UserIndex{0}, ItemIndex{1}, 3, at(1)},
                   {UserIndex{1}, ItemIndex{0}, 4, at(1)},
                   {UserIndex{2}, ItemIndex{2}, 1, at(10)},
                   {UserIndex{2}, ItemIndex{0}, 2, at(-1)},
                   {UserIndex{3}, ItemIndex{3}, 3, at(-1)}},
                  times);
}

ProfileDetails detailsOf(const Dataset& data) { return recoscope::detailsOf(data, profileOf(data)); }

Counts countsOf(const ColdSide& side) {
    Counts counts;
    for (const ColdCount& c : side.counts) counts.insert(counts.end(), {c.count, c.interactions});
    return counts;
}

Dataset randomData() {
    Random random(11);
    std::vector<Interaction> rows;
    for (std::int32_t u = 0; u < 900; ++u)
        for (std::int32_t i = 0; i < 50; ++i)
            if (random.uniform() < 0.5 / (1 + i % 9))
                rows.push_back({UserIndex{u}, ItemIndex{i}, static_cast<float>(1 + random.below(5)),
                                random.uniform() < 0.05 ? kNoTime : static_cast<std::int64_t>(random.below(400 * kDay))});
    Dataset data = dataOf(900, 51, rows, true);
    data.itemTable.genreNames = {"a", "b", "c"};
    data.itemTable.genres.resize(51);
    for (std::size_t i = 0; i < 51; ++i)
        for (std::uint16_t g = 0; g < 3; ++g)
            if (random.uniform() < 0.4) data.itemTable.genres[i].push_back(g);
    return data;
}

} // namespace

class TestProfileDetails final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tailByHand() {
        const std::vector<std::int32_t> counts{6, 3, 1, 1, 1}; // 12 in all
        const Tail thirds = tailOf(counts);
        QCOMPARE((Counts{thirds.head.items, thirds.torso.items, thirds.tail.items}), (Counts{1, 1, 3}));
        QCOMPARE((Counts{thirds.head.interactions, thirds.torso.interactions, thirds.tail.interactions}), (Counts{6, 3, 3}));
        QCOMPARE(thirds.tail.share, 0.25);
        const Tail moved = tailOf(counts, {0.6, 0.8}); // before them: 0, 6, 9, 10, 11; borders 7.2 and 9.6
        QCOMPARE((Counts{moved.head.items, moved.torso.items, moved.tail.items}), (Counts{2, 1, 2}));
        const Tail crossed = tailAt(counts, 4, 2);
        QCOMPARE((Counts{crossed.head.items, crossed.torso.items, crossed.tail.items}), (Counts{4, 0, 1}));
        QCOMPARE(tailAt(counts, -3, 99).torso.items, std::int64_t{5});
        QCOMPARE(topShare(counts, 0.4), 0.75);
        QCOMPARE(topShare(counts, 0.01), 0.5); // one item at least
        QVERIFY(std::isnan(topShare({}, 0.1)) && std::isnan(tailOf({}).head.share));
    }
    void profileHasTheDefaultBorders() {
        const Dataset data = randomData();
        const DataProfile p = profileOf(data);
        const Tail tail = tailOf(p.countsByRank);
        QCOMPARE((Counts{p.head, p.torso, p.tail}), (Counts{tail.head.items, tail.torso.items, tail.tail.items}));
        QCOMPARE(tail.head.interactions + tail.torso.interactions + tail.tail.interactions, p.interactions);
    }
    void arrivalsByHand() {
        const Arrivals a = detailsOf(smallData()).arrivals;
        QCOMPARE(a.users, (Counts{1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
        QCOMPARE(a.items, (Counts{1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
        QCOMPARE(cumulated(a.users).back(), std::int64_t{3});
        QCOMPARE(a.undatedUsers, std::int64_t{1});
        QCOMPARE(a.undatedItems, std::int64_t{1});
        QVERIFY(detailsOf(smallData(false)).arrivals.isEmpty());
    }
    void coldByHand() {
        const ColdStart cold = detailsOf(smallData()).cold;
        QCOMPARE(countsOf(cold.users), (Counts{2, 2, 4, 6, 4, 6, 4, 6, 4, 6}));
        QCOMPARE(countsOf(cold.items), (Counts{3, 3, 3, 3, 4, 6, 4, 6, 4, 6}));
        QCOMPARE(*cold.lateFrom, 9 * kDay + 60);
        QCOMPARE((Counts{cold.users.late->count, cold.users.late->interactions}), (Counts{1, 2}));
        QCOMPARE((Counts{cold.items.late->count, cold.items.late->interactions}), (Counts{1, 1}));
        const ColdStart timeless = detailsOf(smallData(false)).cold;
        QVERIFY(!timeless.users.late && !timeless.items.late && !timeless.lateFrom);
    }
    void featuresByHand() {
        Dataset data = smallData();
        data.itemTable.genreNames = {"Drama", "Comedy", "Never"};
        data.itemTable.genres = {{0, 1}, {1}, {}, {0}};
        data.itemTable.years = {1987, 1991, 0, 1993};
        FeatureColumn price;
        price.name = "price";
        price.kind = FeatureKind::Number;
        price.rows = 4;
        price.numbers = {0.25, std::nan(""), 0.75, 0.75};
        data.itemTable.columns.push_back(price);
        const auto features = detailsOf(data).features;
        QCOMPARE(features.size(), std::size_t{3});
        const FeatureShares& genre = features[0];
        QVERIFY(genre.several);
        QCOMPARE((Counts{genre.unknownItems, genre.unknownInteractions}), (Counts{1, 1}));
        QCOMPARE(genre.shares.size(), std::size_t{2}); // "Never" is of no item
        QCOMPARE(genre.shares[0].value, std::string("Drama"));
        QCOMPARE((Counts{genre.shares[0].items, genre.shares[0].interactions}), (Counts{2, 4}));
        QCOMPARE(genre.shares[0].meanRating, (5 + 4 + 2 + 3) / 4.0);
        const FeatureShares& year = features[1];
        QCOMPARE(year.shares.front().value, std::string("1987"));
        QCOMPARE((Counts{year.shares.front().items, year.shares.front().interactions}), (Counts{1, 3}));
        QCOMPARE(year.shares.back().value, std::string("1993"));
        QVERIFY(std::isnan(year.shares[1].meanRating)); // 1988: nobody
        std::int64_t known = 0;
        for (const FeatureShare& share : features[2].shares) known += share.items;
        QCOMPARE(known, std::int64_t{3});
        QCOMPARE(features[2].shares.back().items, std::int64_t{2});
        data.hasRatings = false;
        QVERIFY(std::isnan(detailsOf(data).features[0].shares[0].meanRating));
    }
    void numbersThatAreAllEqualAreOneBin() {
        Dataset data = smallData();
        data.itemTable.years = {2001, 2001, 2001, 2001};
        const FeatureShares year = detailsOf(data).features[0];
        QCOMPARE(year.shares.size(), std::size_t{1});
        QCOMPARE(year.shares[0].value, std::string("2001"));
        QCOMPARE(year.shares[0].items, std::int64_t{4});
    }
    void whatASlowReadingFinds() {
        const Dataset data = randomData();
        const DataProfile profile = profileOf(data);
        const ProfileDetails details = recoscope::detailsOf(data, profile, {}, 3);
        std::map<ItemIndex, std::int64_t> first;
        std::map<std::uint16_t, Counts> genres;
        for (const Interaction& row : data.interactions->toRows()) {
            if (row.time != kNoTime) {
                const auto it = first.emplace(row.item, row.time).first;
                it->second = std::min(it->second, row.time);
            }
            for (const std::uint16_t g : data.itemTable.genres[row.item.at()]) {
                genres[g].resize(1);
                ++genres[g][0];
            }
        }
        Counts bins(profile.activity.size());
        for (const auto& [item, time] : first)
            ++bins[static_cast<std::size_t>((time - profile.activity[0].start) / profile.activityBinSeconds)];
        QCOMPARE(details.arrivals.items, bins);
        QCOMPARE(details.arrivals.undatedItems, std::int64_t{51} - static_cast<std::int64_t>(first.size()));
        QVERIFY(details.arrivals.undatedItems >= 1); // nobody has item 50
        QVERIFY(details.features[0].shares.size() == 3);
        for (const FeatureShare& share : details.features[0].shares)
            QCOMPARE(share.interactions, genres[static_cast<std::uint16_t>(share.value[0] - 'a')][0]);
        QVERIFY(firstTimesOfItems(*data.interactions, {}, 1) == firstTimesOfItems(*data.interactions, {}, 4));
    }
};

RECOSCOPE_TEST(TestProfileDetails)
#include "tst_profile_details.moc"
