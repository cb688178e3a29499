#include "core/base/random.h"
#include "core/data/filters.h"
#include "core/data/quality.h"
#include "core/data/quality/heaviest.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <fstream>
#include <stop_token>

using namespace recoscope;

/// Checks of quality on small worlds worked by hand, and the true figures of MovieLens 100K.
class TestQuality final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    static constexpr std::int64_t kNow = 1700000000, kStart = 978220800, kDay = 86400;

    std::shared_ptr<const Dataset> opened(const std::string& rows) {
        const std::string path = m_folder.path().toStdString() + "/q.csv";
        std::ofstream(path, std::ios::binary) << "user,item,rating,timestamp\n" << rows;
        return test::open(path);
    }
    static std::string row(int user, int item, double rating, std::int64_t time) {
        return std::to_string(user) + "," + std::to_string(item) + "," + std::to_string(rating) + "," + std::to_string(time) +
               "\n";
    }
    static QualityFinding find(const std::vector<QualityFinding>& all, const std::string& id) {
        const auto it = std::ranges::find(all, id, &QualityFinding::id);
        QualityFinding none;
        none.count = -1;
        return it == all.end() ? none : *it;
    }
    static QualityFinding found(const Dataset& data, const std::string& id) { return find(qualityOf(data, kNow), id); }

    /// What the finding offers takes exactly its members away, or settles them.
    static void fixHelps(const std::shared_ptr<const Dataset>& data, const std::string& id, std::int64_t rowsLeft) {
        const QualityFinding f = found(*data, id);
        QVERIFY2(f.fix, id.c_str());
        const auto mended = applyFilters(data, std::vector{*f.fix}, {});
        QVERIFY2(mended.hasValue(), id.c_str());
        QCOMPARE(static_cast<std::int64_t>(mended.value()->interactions->size()), rowsLeft);
        QVERIFY2(found(*mended.value(), id).count <= 0, id.c_str());
    }

private Q_SLOTS:
    void repeatsAndContradictions() {
        const auto data = opened(row(1, 1, 5, kStart) + row(1, 1, 2, kStart + 9) + row(1, 2, 4, kStart + 20) +
                                 row(1, 2, 4, kStart + 30) + row(2, 1, 3, kStart));
        QCOMPARE(found(*data, "repeated-pairs").count, std::int64_t{2});
        const QualityFinding conflicts = found(*data, "conflicting-pairs");
        QCOMPARE(conflicts.count, std::int64_t{1});
        QCOMPARE(conflicts.members, std::vector<std::int64_t>{0});
        fixHelps(data, "repeated-pairs", 3);
        fixHelps(data, "conflicting-pairs", 3);
    }
    void usersOfOneValueAndOfEverything() {
        std::string text;
        for (int i = 0; i < 25; ++i) text += row(1, i, 1 + i % 5, kStart + i * kDay); // everything
        for (int i = 0; i < 12; ++i) text += row(2, i, 4, kStart + i * kDay);         // one value
        for (int i = 0; i < 9; ++i) text += row(3, i, 4, kStart + i * kDay);          // too few to prove anything
        text += row(4, 3, 2, kStart);
        const auto data = opened(text);
        QCOMPARE(found(*data, "constant-users").members, std::vector<std::int64_t>{1});
        QCOMPARE(found(*data, "all-raters").members, std::vector<std::int64_t>{0});
        QCOMPARE(found(*data, "single-row-users").members, std::vector<std::int64_t>{3});
        QCOMPARE(found(*data, "single-row-items").count, std::int64_t{13});
        fixHelps(data, "constant-users", 35);
        fixHelps(data, "all-raters", 22);
        fixHelps(data, "single-row-users", 46);
        fixHelps(data, "single-row-items", 34);
    }
    void wrongClocks() {
        std::string text;
        for (int i = 0; i < 6; ++i) text += row(1, i, 3, kStart + i * kDay);
        const auto data = opened(text + row(2, 1, 4, 86400 * 30) + row(2, 2, 4, kNow + 40 * kDay));
        QCOMPARE(found(*data, "times-of-1970").count, std::int64_t{1});
        QCOMPARE(found(*data, "times-in-future").count, std::int64_t{1});
        fixHelps(data, "times-of-1970", 7);
        fixHelps(data, "times-in-future", 7);
        QCOMPARE(found(*opened(text), "times-in-future").count, std::int64_t{0});
    }
    void oneSecondAndOneDay() {
        const auto data = opened(row(1, 1, 3, kStart) + row(1, 2, 4, kStart) + row(1, 3, 4, kStart + 5) + row(2, 1, 2, kStart) +
                                 row(2, 2, 3, kStart + 3 * kDay));
        const auto all = qualityOf(*data, kNow);
        QVERIFY(find(all, "same-second").sentence.starts_with("2 rows share"));
        QCOMPARE(find(all, "same-second").members, std::vector<std::int64_t>{0});
        QCOMPARE(find(all, "one-day-users").members, std::vector<std::int64_t>{0});
    }
    void burstsAreFarAboveTheUsualDay() {
        std::string text;
        for (int day = 0; day < 20; ++day)
            for (int k = 0; k < (day == 7 ? 150 : 3); ++k) text += row(k, day, 1 + k % 5, kStart + day * kDay + k);
        QCOMPARE(found(*opened(text), "burst-days").count, std::int64_t{150});
    }
    void placesInAListAreNoClocks() {
        std::string text;
        for (int user = 0; user < 20; ++user)
            for (int place = 1; place < 6; ++place) text += row(user, user + place, 4, place);
        const auto data = opened(text);
        QVERIFY(data->interactions->hasTimes());
        for (const char* id : {"times-of-1970", "same-second", "one-day-users"})
            QCOMPARE(found(*data, id).count, std::int64_t{-1});
    }
    void checksThatTheDataDoesNotAllowAreLeftOut() {
        const std::string path = m_folder.path().toStdString() + "/p.csv";
        std::ofstream(path, std::ios::binary) << "user,item\n1,1\n1,2\n2,1\n2,2\n";
        const auto all = qualityOf(*test::open(path), kNow);
        QVERIFY(!all.empty());
        for (const char* id : {"constant-users", "conflicting-pairs", "times-missing", "same-second", "untitled-items"})
            QCOMPARE(find(all, id).count, std::int64_t{-1});
        for (const QualityFinding& f : all) {
            QCOMPARE(f.count, std::int64_t{0});
            QVERIFY(!f.sentence.empty() && f.members.empty() && !f.fix);
        }
    }
    /// 300,000 rows of 3,000 users: several blocks of each kind, and more members than are listed.
    static std::shared_ptr<const Dataset> manyRows() {
        Random random(5);
        std::vector<Interaction> rows;
        for (std::int32_t u = 0; u < 3000; ++u)
            for (std::int32_t i = 0; i < 100; ++i) {
                const auto day = static_cast<std::int64_t>(random.below(900));
                const std::int64_t time = day < 30 ? kNow + day : day < 60 ? day : day == 60 ? kNoTime : kStart + day / 9 * kDay;
                rows.push_back({UserIndex{u}, ItemIndex{i}, u % 7 == 0 ? 3.0F : static_cast<float>(1 + random.below(5)), time});
            }
        auto data = std::make_shared<Dataset>();
        data->interactions = std::make_shared<const Interactions>(Interactions::fromRows(3000, 101, rows, true));
        data->hasRatings = true;
        data->scale = RatingScale{1, 5};
        return data;
    }
    void sameFindingsOnAnyNumberOfThreads() {
        const auto data = manyRows();
        const auto one = qualityOf(*data, kNow, {}, 1);
        for (const int threads : {2, 5}) {
            const auto more = qualityOf(*data, kNow, {}, threads);
            QCOMPARE(more.size(), one.size());
            for (std::size_t k = 0; k < one.size(); ++k) {
                QCOMPARE(more[k].id, one[k].id);
                QCOMPARE(more[k].count, one[k].count);
                QCOMPARE(more[k].sentence, one[k].sentence);
                QVERIFY(more[k].members == one[k].members);
            }
        }
        std::int64_t early = 0;
        for (const std::int64_t time : data->interactions->times()) early += time != kNoTime && time < 365 * kDay ? 1 : 0;
        QVERIFY(early > 5000);
        QCOMPARE(find(one, "times-of-1970").count, early);
        QCOMPARE(find(one, "times-of-1970").members.size(), QualityFinding::kListed);
        QCOMPARE(find(one, "constant-users").count, std::int64_t{429});
    }
    void theHeaviestAreKeptInWhateverOrderTheyCome() {
        quality::Heaviest up, down, left, right;
        for (std::int64_t k = 0; k < 20'000; ++k) {
            up.add(k / 3, k);
            down.add((19'999 - k) / 3, 19'999 - k);
            (k % 2 == 0 ? left : right).add(k / 3, k);
        }
        right.join(left);
        QCOMPARE(right.count(), std::int64_t{20'000});
        QVERIFY(up.members() == down.members() && up.members() == right.members());
        // 19,998 and 19,999 weigh most; of equal ones the first number stands first.
        QCOMPARE(up.members().size(), QualityFinding::kListed);
        const auto members = up.members();
        QVERIFY(std::equal(members.begin(), members.begin() + 5, std::begin({19'998L, 19'999L, 19'995L, 19'996L, 19'997L})));
    }
    void nothingOfEmptyDataAndNothingAfterAStop() {
        Dataset empty;
        empty.interactions = std::make_shared<const Interactions>();
        for (const QualityFinding& f : qualityOf(empty, kNow)) QCOMPARE(f.count, std::int64_t{0});
        std::stop_source source;
        source.request_stop();
        QVERIFY(qualityOf(*manyRows(), kNow, {source.get_token(), {}}).empty());
    }
    void movieLens() {
        RECOSCOPE_NEED_DATASET(folder, "ml-100k");
        const auto data = test::open(*folder);
        const auto all = qualityOf(*data, kNow);
        QVERIFY2(find(all, "same-second").sentence.starts_with("75,772 rows share"), find(all, "same-second").sentence.c_str());
        QCOMPARE(find(all, "one-day-users").count, std::int64_t{638});
        QVERIFY2(find(all, "shared-titles").sentence.starts_with("18 titles are"), find(all, "shared-titles").sentence.c_str());
        QCOMPARE(find(all, "untitled-items").count, std::int64_t{1});
        QCOMPARE(find(all, "repeated-pairs").count, std::int64_t{0});
        QCOMPARE(find(all, "single-row-items").count, std::int64_t{141});
    }
};
RECOSCOPE_TEST(TestQuality)
#include "tst_quality.moc"
