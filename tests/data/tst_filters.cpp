#include "core/data/filter_bounds.h"
#include "core/data/filters.h"
#include "core/data/load.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <map>

using namespace recoscope;

/// Filters on a six by six world, worked by hand: each step's rows, users and items.
class TestFilters final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    std::shared_ptr<const Dataset> opened(const std::string& name, const std::string& bytes) {
        const std::string path = m_folder.path().toStdString() + "/" + name;
        std::ofstream(path, std::ios::binary) << bytes;
        return test::open(path);
    }
    /// A chain hangs on a block of three users and three items: user u rates at noon of January u, 2001.
    std::shared_ptr<const Dataset> chain() {
        std::string text = "user,item,rating,timestamp\n";
        for (const auto& [user, items] : std::map<int, std::map<int, int>>{{1, {{1, 5}, {2, 4}, {3, 3}, {4, 4}}},
                                                                           {2, {{1, 4}, {2, 5}, {3, 4}}},
                                                                           {3, {{1, 3}, {2, 4}, {3, 5}}},
                                                                           {4, {{4, 5}, {5, 2}}},
                                                                           {5, {{5, 4}, {6, 5}}},
                                                                           {6, {{6, 3}}}})
            for (const auto& [item, rating] : items)
                text += std::to_string(user) + "," + std::to_string(item) + "," + std::to_string(rating) + "," +
                        std::to_string(978220800 + user * 86400 + 43200) + "\n";
        return opened("chain.csv", text);
    }
    static std::vector<FilterStep> steps(const std::vector<std::string>& texts) {
        std::vector<FilterStep> all;
        for (const std::string& text : texts) {
            const auto step = parseFilterStep(text);
            if (!step) qFatal("%s", step.error().message.c_str());
            all.push_back(step.value());
        }
        return all;
    }
    static std::shared_ptr<const Dataset> filtered(const std::shared_ptr<const Dataset>& data,
                                                   const std::vector<std::string>& texts) {
        auto result = applyFilters(data, steps(texts), {});
        if (!result) qWarning("%s", result.error().message.c_str());
        return result ? result.value() : nullptr;
    }
    static FunnelCounts sizeOf(const Dataset& d) {
        return {static_cast<std::int64_t>(d.interactions->size()), d.users.size(), d.items.size()};
    }

private Q_SLOTS:
    void theCoreIsPeeledRoundByRound() {
        const auto core = filtered(chain(), {"k-core=2"});
        const Funnel& funnel = core->report.funnel;
        QCOMPARE(funnel.before, (FunnelCounts{15, 6, 6}));
        const std::vector<FunnelCounts> rounds{{14, 5, 6}, {13, 5, 5}, {12, 4, 5}, {11, 4, 4}, {10, 3, 4}, {9, 3, 3}};
        QCOMPARE(funnel.steps[0].rounds, rounds);
        QCOMPARE(funnel.steps[0].left, (FunnelCounts{9, 3, 3}));
        QCOMPARE(sizeOf(*core), (FunnelCounts{9, 3, 3}));
        QCOMPARE(core->report.filters[0], std::string("2-core (stable after 6 rounds)"));
        QCOMPARE(filtered(core, {"k-core=3"})->report.filters[1], std::string("3-core (held already)"));
    }
    void thresholdsOfUsersAndItemsDiffer() {
        // Items with 3 rows or more: 1, 2, 3. Users with 1 or more of those: 1, 2, 3.
        QCOMPARE(sizeOf(*filtered(chain(), {"k-core=1:3"})), (FunnelCounts{9, 3, 3}));
        // Users with 3 or more: 1, 2, 3; item 4 keeps the row of user 1.
        QCOMPARE(sizeOf(*filtered(chain(), {"k-core=3:1"})), (FunnelCounts{10, 3, 4}));
    }
    void boundsAreThoseOfTheRows() {
        const FilterBounds bounds = filterBoundsOf(*chain());
        QCOMPARE(bounds.perUser, (std::pair{1, 4}));
        QCOMPARE(bounds.perItem, (std::pair{2, 3}));
        QCOMPARE(*bounds.times,
                 (std::pair<std::int64_t, std::int64_t>{978220800 + 86400 + 43200, 978220800 + 6 * 86400 + 43200}));
        // All rows of repeated pairs count, and a file may state no time at all.
        const FilterBounds repeated =
            filterBoundsOf(*opened("twice.csv", "user,item,rating\n1,1,3\n1,1,4\n1,1,5\n1,2,3\n2,2,1\n"));
        QCOMPARE(repeated.perUser, (std::pair{1, 4}));
        QCOMPARE(repeated.perItem, (std::pair{2, 3}));
        QVERIFY(!repeated.times);
    }
    void orderMatters_data() {
        QTest::addColumn<QStringList>("texts");
        QTest::addColumn<QList<qint64>>("left");
        QTest::newRow("users, then items") << QStringList{"min-user=2", "min-item=2"} << QList<qint64>{13, 5, 5};
        QTest::newRow("items, then users") << QStringList{"min-item=2", "min-user=2"} << QList<qint64>{14, 5, 6};
        QTest::newRow("threshold, then core") << QStringList{"min-rating=4", "k-core=2"} << QList<qint64>{7, 3, 3};
        QTest::newRow("core, then threshold") << QStringList{"k-core=3", "min-rating=4"} << QList<qint64>{7, 3, 3};
        QTest::newRow("low ratings") << QStringList{"max-rating=3"} << QList<qint64>{4, 4, 4};
        QTest::newRow("busy users") << QStringList{"max-user=3"} << QList<qint64>{11, 5, 6};
        QTest::newRow("days") << QStringList{"from=2001-01-02", "to=2001-01-03"} << QList<qint64>{6, 2, 3};
        QTest::newRow("seconds") << QStringList{"from=2001-01-02T12:00:01"} << QList<qint64>{8, 4, 6};
        QTest::newRow("everybody") << QStringList{"sample-users=1"} << QList<qint64>{15, 6, 6};
    }
    void orderMatters() {
        QFETCH(QStringList, texts);
        QFETCH(QList<qint64>, left);
        std::vector<std::string> words;
        for (const QString& text : texts) words.push_back(text.toStdString());
        const auto data = filtered(chain(), words);
        QVERIFY(data);
        QCOMPARE(sizeOf(*data), (FunnelCounts{left[0], left[1], left[2]}));
        QCOMPARE(data->report.funnel.steps.back().left, sizeOf(*data));
        const auto forecast = forecastFilters(*chain(), steps(words), {});
        QVERIFY(forecast && !forecast.value().refusal);
        QCOMPARE(forecast.value().funnel.steps.back().left, sizeOf(*data));
    }
    void aStepThatEmptiesIsNamed() {
        const auto refused = applyFilters(chain(), steps({"min-rating=4", "k-core=3"}), {});
        QVERIFY(refused.hasError());
        for (const char* part : {"\"k-core=3\"", "11 rows of 5 users and 6 items"})
            QVERIFY2(refused.error().message.find(part) != std::string::npos, refused.error().message.c_str());
        const auto forecast = forecastFilters(*chain(), steps({"min-rating=4", "k-core=3", "implicit"}), {});
        QCOMPARE(forecast.value().funnel.steps.size(), std::size_t{1});
        QCOMPARE(forecast.value().refusal->message, refused.error().message);
        const auto tooHigh = applyFilters(chain(), steps({"min-rating=6"}), {});
        QVERIFY(tooHigh.error().message.find("from 2 to 5") != std::string::npos);
        const auto timeless = applyFilters(opened("t.csv", "user,item,rating\n1,1,5\n2,1,4\n"), steps({"to=2001-01-01"}), {});
        QVERIFY(timeless.hasError() && timeless.error().message.find("needs times") != std::string::npos);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(applyFilters(chain(), steps({"k-core=2"}), TaskContext(stop.get_token(), {})).isCancelled());
    }
    void usersOfOneValue() {
        const auto data = opened("c.csv", "user,item,rating\n1,1,4\n1,2,4\n1,3,4\n2,1,4\n2,2,4\n3,1,1\n3,2,2\n3,3,1\n");
        QCOMPARE(filtered(data, {"constant-users=3"})->users.ids(), (std::vector<std::string>{"2", "3"}));
        QCOMPARE(filtered(data, {"constant-users=2"})->users.ids(), (std::vector<std::string>{"3"}));
        QVERIFY(applyFilters(data, steps({"implicit", "constant-users=2"}), {}).hasError()); // all are of one value
        auto titled = std::make_shared<Dataset>(*data);
        titled->itemTable.titles = {"one", "", "three"};
        QCOMPARE(filtered(titled, {"untitled-items"})->items.ids(), (std::vector<std::string>{"1", "3"}));
        QVERIFY(applyFilters(data, steps({"untitled-items"}), {}).hasError());
    }
    void ratingsAreForgotten() {
        const auto data = filtered(chain(), {"implicit"});
        QVERIFY(!data->hasRatings && !data->scale);
        for (const float rating : data->interactions->ratings()) QCOMPARE(rating, 1.0F);
    }
    void whatIsLeftIsWhole() {
        auto whole = std::make_shared<Dataset>(*chain());
        whole->itemTable.titles = {"one", "two", "three", "four", "five", "six"};
        whole->itemTable.years = {1991, 1992, 1993, 1994, 1995, 1996};
        std::vector<std::pair<UserIndex, UserIndex>> edges{{UserIndex{3}, UserIndex{4}}, {UserIndex{4}, UserIndex{5}}};
        whole->social = std::make_shared<SocialGraph>(SocialGraph::fromEdges(6, edges));
        const auto data = filtered(whole, {"from=2001-01-04", "to=2001-01-05"}); // users 4 and 5, items 4, 5, 6
        QCOMPARE(data->users.ids(), (std::vector<std::string>{"4", "5"}));
        QCOMPARE(data->itemTable.titles, (std::vector<std::string>{"four", "five", "six"}));
        QCOMPARE(data->itemTable.years, (std::vector<std::int32_t>{1994, 1995, 1996}));
        QCOMPARE(data->social->edges(), std::int64_t{1});
        QVERIFY(data->social->contains(UserIndex{0}, UserIndex{1}));
        QCOMPARE(data->social->strangers, std::int64_t{1});
        QCOMPARE(data->interactions->row(UserIndex{1}).ratings[1], 5.0F); // user 5, item 6
        QVERIFY(data->checksum != whole->checksum);
        QCOMPARE(data->checksum, checksumOf(*data));
    }
    /// With the one id that is no number gone, the others stand by value: 9 before 10.
    void theOrderOfIdsFollows() {
        const auto data = opened("o.csv", "user,item,rating\n10,10,5\n10,9,4\n9,10,3\nx,x,1\n");
        QCOMPARE(data->users.id(0), std::string("10"));
        const auto left = filtered(data, {"min-rating=3"});
        QCOMPARE(left->users.ids(), (std::vector<std::string>{"9", "10"}));
        QCOMPARE(left->items.ids(), (std::vector<std::string>{"9", "10"}));
        const auto row = left->interactions->row(UserIndex{1});
        QCOMPARE(std::vector<float>(row.ratings.begin(), row.ratings.end()), (std::vector<float>{4, 5}));
        QVERIFY(left->interactions->contains(UserIndex{0}, ItemIndex{1}));
    }
    void repeatedPairs_data() {
        QTest::addColumn<QStringList>("texts");
        QTest::addColumn<double>("rating");
        QTest::addColumn<bool>("open");
        QTest::newRow("the last by time, then place") << QStringList{"sample-users=1"} << 3.0 << true;
        QTest::newRow("first") << QStringList{"duplicates=first"} << 5.0 << false;
        QTest::newRow("mean") << QStringList{"duplicates=mean"} << 10.0 / 3 << false;
        QTest::newRow("sum") << QStringList{"duplicates=sum"} << 10.0 << false;
        QTest::newRow("only the high row stays") << QStringList{"min-rating=4"} << 5.0 << false;
        QTest::newRow("two rows stay") << QStringList{"min-rating=3", "duplicates=sum"} << 8.0 << false;
        QTest::newRow("the other order") << QStringList{"duplicates=sum", "min-rating=4"} << 10.0 << false;
        QTest::newRow("counts") << QStringList{"implicit", "duplicates=sum"} << 3.0 << false;
    }
    void repeatedPairs() {
        QFETCH(QStringList, texts);
        QFETCH(double, rating);
        QFETCH(bool, open);
        const auto data = opened("r.csv", "user,item,rating,timestamp\n1,1,2,200\n1,1,5,100\n1,1,3,200\n2,2,4,100\n2,1,5,100\n");
        QCOMPARE(data->repeats->pairs(), std::size_t{1});
        QCOMPARE(data->report.duplicates, std::int64_t{2});
        std::vector<std::string> words;
        for (const QString& text : texts) words.push_back(text.toStdString());
        const auto left = filtered(data, words);
        QCOMPARE(left->interactions->row(UserIndex{0}).ratings[0], static_cast<float>(rating));
        QCOMPARE(left->repeats != nullptr, open);
    }
    void oneCircumstanceStays() {
        std::string text = "user,item,rating,daytime\n";
        for (int k = 0; k < 60; ++k)
            text += std::to_string(k % 6) + "," + std::to_string(k / 6) + ",4," + (k % 7 < 3 ? "evening" : "morning") + "\n";
        const auto data = opened("d.csv", text);
        QVERIFY(data->context);
        const auto evening = filtered(data, {"context:daytime=evening"});
        QVERIFY(evening && evening->context);
        QCOMPARE(evening->interactions->size(), std::size_t{27}); // 60 = 8 weeks of 3, and 3 of the last 4 days
        const ContextColumn& daytime = evening->context->columns[0];
        QCOMPARE(daytime.codes, std::vector<std::uint16_t>(27, *daytime.codeOf("evening")));
        for (const auto& [step, part] :
             {std::pair{"context:daytime=night", "evening, morning"}, {"context:mood=good", "daytime"}}) {
            const auto refused = applyFilters(data, steps({step}), {});
            QVERIFY(refused.hasError());
            QVERIFY2(refused.error().message.find(part) != std::string::npos, refused.error().message.c_str());
        }
        QVERIFY(applyFilters(chain(), steps({"context:daytime=evening"}), {}).hasError());
    }
    void countsWhereThereAreNoRatings() {
        const auto data = opened("p.csv", "user,item\n1,1\n1,1\n1,1\n2,1\n2,2\n");
        const auto left = filtered(data, {"duplicates=sum"});
        QVERIFY(!data->hasRatings && left->hasRatings);
        QCOMPARE(left->scale->maximum, 3.0);
        QVERIFY(opened("q.csv", "user,item,rating\n1,1,2\n2,1,3\n")->repeats == nullptr);
    }
    /// A hundred users with 1 to 100 rows: of every ten alike in activity two stay, whatever the seed.
    void samplesAreAlikeInActivity() {
        std::string text = "user,item\n";
        for (int u = 1; u <= 100; ++u)
            for (int i = 1; i <= u; ++i) text += std::to_string(u) + "," + std::to_string(i) + "\n";
        const auto data = opened("s.csv", text);
        const auto left = filtered(data, {"sample-users=0.2:7"});
        QCOMPARE(left->users.size(), 20);
        std::array<int, 10> perTen{};
        for (const std::string& id : left->users.ids()) ++perTen[static_cast<std::size_t>((std::stoi(id) - 1) / 10)];
        for (const int n : perTen) QCOMPARE(n, 2);
        QCOMPARE(filtered(data, {"sample-users=0.2:7"})->checksum, left->checksum);
        QVERIFY(filtered(data, {"sample-users=0.2:8"})->checksum != left->checksum);
    }
    void textsAreReadBack() {
        for (const char* text :
             {"min-rating=3.5", "max-rating=5", "implicit", "k-core=5", "k-core=5:10", "min-user=2", "max-user=9", "min-item=3",
              "from=2001-01-01", "to=2001-12-31", "to=2001-12-31T10:00:00Z", "sample-users=0.25:9", "duplicates=mean",
              "duplicates=last", "constant-users=4", "untitled-items", "context:daytime=evening", "context:a=b=c"}) {
            const auto step = parseFilterStep(text);
            QVERIFY2(step.hasValue(), text);
            QCOMPARE(formatFilterStep(step.value()), std::string(text));
            QVERIFY(!filterWords(step.value()).empty());
        }
        for (const FilterKindInfo& kind : filterKinds()) QVERIFY2(parseFilterStep(kind.example).hasValue(), kind.example);
        for (const char* text : {"",
                                 "core=5",
                                 "k-core",
                                 "k-core=",
                                 "k-core=0",
                                 "k-core=1:2:3",
                                 "k-core=2.5",
                                 "implicit=1",
                                 "min-rating=x",
                                 "min-rating=nan",
                                 "from=2001-02-31",
                                 "from=yesterday",
                                 "sample-users=0",
                                 "sample-users=1.5",
                                 "sample-users=0.5:-1",
                                 "duplicates=max",
                                 "min-user=-3",
                                 "context",
                                 "context=evening",
                                 "context:daytime",
                                 "context:=x",
                                 "k-core:x=5"}) {
            const auto step = parseFilterStep(text);
            QVERIFY2(step.hasError() && step.error().kind == ErrorKind::InvalidParameter, text);
        }
    }
    void realData() {
        RECOSCOPE_NEED_DATASET(folder, "ml-100k");
        const auto data = filtered(test::open(*folder), {"min-rating=4", "k-core=5"});
        QCOMPARE(data->report.funnel.steps[0].left, (FunnelCounts{55375, 942, 1447}));
        const std::vector<std::int32_t> perItem = data->interactions->itemCounts();
        QVERIFY(*std::ranges::min_element(perItem) >= 5);
        for (std::int32_t u = 0; u < data->users.size(); ++u) QVERIFY(data->interactions->rowSize(UserIndex{u}) >= 5);
        QCOMPARE(data->name, std::string("MovieLens 100K"));
    }
};
RECOSCOPE_TEST(TestFilters)
#include "tst_filters.moc"
