#include "core/data/load.h"
#include "core/data/readers/side_tags.h"
#include "core/data/readers/typed_column.h"
#include "core/data/synthetic/truth.h"
#include "tests/data/reader_samples.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <filesystem>
#include <fstream>

using namespace recoscope;

/// What lies beside the ratings: features of items and users by kind, tags, labels, vectors, context, and what is left out.
class TestSideData final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    /// A folder of its own for each test, with the files given by name and bytes.
    std::string folderOf(const std::vector<std::pair<std::string, std::string>>& files) {
        const std::filesystem::path folder =
            std::filesystem::path(m_folder.path().toStdString()) /
            (std::string(QTest::currentTestFunction()) + "-" + (QTest::currentDataTag() ? QTest::currentDataTag() : ""));
        std::filesystem::create_directories(folder);
        for (const auto& [name, bytes] : files) std::ofstream(folder / name, std::ios::binary) << bytes;
        return folder.string();
    }
    static std::string ratings() {
        return "userId,movieId,rating,timestamp\n1,10,4,1000000001\n1,20,3,1000000002\n2,10,5,1000000003\n"
               "2,30,2,1000000004\n3,20,1,1000000005\n3,40,4,1000000006\n";
    }
    static const FeatureColumn* find(const std::vector<FeatureColumn>& columns, const std::string& name) {
        const auto it = std::ranges::find(columns, name, &FeatureColumn::name);
        return it == columns.end() ? nullptr : &*it;
    }
    static bool isLeftOut(const Dataset& data, const std::string& file, const std::string& column) {
        return std::ranges::any_of(data.report.leftOut,
                                   [&](const LeftOut& left) { return left.file == file && left.column == column; });
    }

private Q_SLOTS:
    void kindsByContent_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("values");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("known");
        QTest::newRow("numbers") << "age" << QStringList{"24", "53", "NULL", "23.5"} << "number" << 3;
        QTest::newRow("money") << "price" << QStringList{"$12.99", "$1,299.00", "", "3"} << "number" << 3;
        QTest::newRow("decimal comma") << "price" << QStringList{"1,5", "2,25", "3"} << "number" << 3;
        QTest::newRow("codes with leading zeros") << "shelf" << QStringList{"0110", "0111", "0112"} << "text" << 3;
        QTest::newRow("ids are no numbers") << "tmdbId" << QStringList{"862", "8844", "15602"} << "text" << 3;
        QTest::newRow("few words") << "colour of box" << QStringList{"red", "blue", "red", "NA"} << "category" << 3;
        QTest::newRow("a known name") << "brand" << QStringList{"A", "B", "C"} << "category" << 3;
        QTest::newRow("bars") << "keywords" << QStringList{"war|love", "love", "sea"} << "labels" << 3;
        QTest::newRow("comma and blank") << "cast" << QStringList{"Ann, Bob", "Bob, Cy", "Ann, Cy", "Ann, Bob"} << "labels" << 4;
        QTest::newRow("prose with commas") << "review"
                                           << QStringList{"A long sentence about it, and then some more of the same",
                                                          "Another of these sentences, which never ends in time",
                                                          "The third one is short, yet it says what there is to say"}
                                           << "text" << 3;
        QTest::newRow("titles are never labels") << "title" << QStringList{"Me|You", "We|They"} << "text" << 2;
    }
    void kindsByContent() {
        QFETCH(QString, name);
        QFETCH(QStringList, values);
        QFETCH(QString, kind);
        QFETCH(int, known);
        std::vector<std::string> texts;
        for (const QString& value : values) texts.push_back(value.toStdString());
        const auto typed = typedColumn(name.toStdString(), "f", std::move(texts));
        QVERIFY(typed);
        QCOMPARE(std::string(featureKindName(typed->column.kind)), kind.toStdString());
        QCOMPARE(typed->column.knownRows(), static_cast<std::int64_t>(known));
        QCOMPARE(typed->noNumbers, std::int64_t{0});
    }
    void aColumnWithoutValuesIsNone() { QVERIFY(!typedColumn("x", "f", {"", "NA", "null", "?"})); }
    void singleStrayWordsDoNotUndoNumbers() {
        std::vector<std::string> texts(300, "7");
        texts[5] = "seven";
        const auto typed = typedColumn("age", "f", std::move(texts));
        QCOMPARE(std::string(featureKindName(typed->column.kind)), std::string("number"));
        QCOMPARE(typed->noNumbers, std::int64_t{1});
        QVERIFY(!typed->column.isKnown(5));
    }
    void pickedRowsKeepTheirValues() {
        LabelCollector labels(3);
        labels.add(0, "b", 2);
        labels.add(0, "a", 5);
        labels.add(2, "b", 1);
        labels.add(2, "b", 3);
        QVERIFY(labels.repeats());
        const FeatureColumn column = std::move(labels).build("tags", "f", true);
        QCOMPARE(column.shown(0), std::string("a, b"));
        QCOMPARE(column.countsOf(2)[0], 4.0F);
        const std::vector<std::int32_t> kept{2, 0};
        const FeatureColumn part = column.picked(kept);
        QCOMPARE(part.rows, std::size_t{2});
        QCOMPARE(part.countsOf(0)[0], 4.0F);
        QCOMPARE(part.shown(1, 1), std::string("a"));
        QCOMPARE(part.knownRows(), std::int64_t{2});
    }
    void itemAndUserColumnsByKind() {
        const auto data = test::open(folderOf(
            {{"ratings.csv", ratings()},
             {"movies.csv", "movieId,title,genres,price,keywords\n10,One (1999),War|Drama,$3.50,sea|love\n20,Two,Drama,1,sea\n"
                            "30,Three,,NA,love\n40,Four,War,2.5,\n"},
             {"users.csv", "userId,age,gender\n1,24,M\n2,,F\n3,61,M\n"}}));
        QVERIFY(data);
        QCOMPARE(data->itemTable.titles[0], std::string("One"));
        QCOMPARE(data->itemTable.years[0], 1999);
        QCOMPARE(data->itemTable.genreNames, (std::vector<std::string>{"Drama", "War"}));
        const auto* price = find(data->itemTable.columns, "price");
        QVERIFY(price && price->kind == FeatureKind::Number && price->numbers[0] == 3.5 && std::isnan(price->numbers[2]));
        const auto* words = find(data->itemTable.columns, "keywords");
        QVERIFY(words && words->kind == FeatureKind::Labels);
        QCOMPARE(words->shown(0), std::string("love, sea"));
        const auto* age = find(data->userTable.columns, "age");
        QVERIFY(age && age->kind == FeatureKind::Number && age->knownRows() == 2);
        const auto* gender = find(data->userTable.columns, "gender");
        QVERIFY(gender && gender->kind == FeatureKind::Category);
        QVERIFY(data->report.leftOut.empty());
    }
    void tagsAreCountedByTheirNames() {
        const auto data = test::open(
            folderOf({{"ratings.csv", ratings()},
                      {"user_tags.csv", "userId,movieId,tagId,day\n1,10,1,3\n2,10,1,4\n9,10,2,4\n1,20,2,1\n1,99,1,1\n"},
                      {"tags.csv", "tagId,tagName\n1,quirky\n2,based on a book\n"}}));
        QVERIFY(data);
        const auto* tags = find(data->itemTable.columns, "tags");
        QVERIFY(tags && tags->kind == FeatureKind::Tags);
        QCOMPARE(tags->labels, (std::vector<std::string>{"based on a book", "quirky"}));
        QCOMPARE(tags->shown(0), std::string("quirky, based on a book"));
        QCOMPARE(tags->countsOf(0)[1], 2.0F);
        QCOMPARE(tags->knownRows(), std::int64_t{2});
    }
    void tagsOfItemsByAnotherId() {
        const auto data = test::open(
            folderOf({{"ratings.csv", ratings()},
                      {"movies.csv", "movieId,title,imdb_movie_id\n10,One,771\n20,Two,772\n30,Three,773\n40,Four,774\n"},
                      {"movie_tags.csv", "imdb_movie_id,tag_id,count\n771,5,30\n771,6,2\n773,5,7\n774,6,1\n"}}));
        QVERIFY(data);
        const auto* tags = find(data->itemTable.columns, "tags");
        QVERIFY(tags);
        QCOMPARE(tags->shown(0), std::string("5, 6"));
        QCOMPARE(tags->countsOf(2)[0], 7.0F);
    }
    void vectorsFromText() {
        const auto data =
            test::open(folderOf({{"ratings.csv", ratings()},
                                 {"vectors.csv", "10,0.5,-1.25,3.5,0.125\n20,1.5,2.25,-0.5,0.75\n30,0.1,0.2,0.3,0.4\n"
                                                 "77,0.1,0.2,0.3,0.4\n"}}));
        QVERIFY(data);
        const auto* vectors = find(data->itemTable.columns, "vectors");
        QVERIFY(vectors && vectors->kind == FeatureKind::Vector);
        QCOMPARE(vectors->width, std::size_t{4});
        QCOMPARE(vectors->knownRows(), std::int64_t{3});
        QCOMPARE(vectors->vectorOf(1)[1], 2.25F);
        QVERIFY(vectors->vectorOf(3).empty());
    }
    void vectorsFromNumPy() {
        std::vector<float> numbers;
        for (const float id : {10.0F, 20.0F, 30.0F, 40.0F})
            for (int k = 0; k < 6; ++k) numbers.push_back(k == 0 ? id : id + static_cast<float>(k) / 8);
        numbers[20] = std::numeric_limits<float>::quiet_NaN(); // of item 40
        const std::string bytes(reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(float));
        const auto data = test::open(folderOf({{"ratings.csv", ratings()}, {"emb.npy", test::npyOf("<f4", "(4, 6)", bytes)}}));
        QVERIFY(data);
        const auto* vectors = find(data->itemTable.columns, "emb");
        QVERIFY(vectors);
        QCOMPARE(vectors->width, std::size_t{5});
        QCOMPARE(vectors->vectorOf(2)[0], 30.125F);
        QCOMPARE(vectors->knownRows(), std::int64_t{3});
        QVERIFY(isLeftOut(*data, "emb.npy", ""));
    }
    void labelsFromJson() {
        const auto data =
            test::open(folderOf({{"ratings.csv", ratings()}, {"item2attributes.json", R"({"10": [3, 7, 3], "40": ["a"]})"}}));
        QVERIFY(data);
        const auto* labels = find(data->itemTable.columns, "attributes");
        QVERIFY(labels && labels->kind == FeatureKind::Tags);
        QCOMPARE(labels->shown(0), std::string("3, 7"));
        QCOMPARE(labels->countsOf(0)[0], 2.0F);
    }
    void whatIsNotTakenIsSaid() {
        const auto data =
            test::open(folderOf({{"ratings.csv", ratings()}, {"notes.txt", "nothing\nof use\n"}, {"README", "about\n"}}));
        QVERIFY(data);
        QVERIFY(isLeftOut(*data, "notes.txt", ""));
        QVERIFY(!isLeftOut(*data, "README", ""));
    }
    void contextOfTheRowThatCounts() {
        for (const bool turned : {false, true}) {
            const std::string a = "1,10,4,100,morning,Alone\n", b = "1,10,2,300,evening,Family\n";
            const std::string text = "user,item,rating,timestamp,daytime,companion\n" + (turned ? b + a : a + b) +
                                     "1,20,5,200,NA,Alone\n2,10,1,50,morning,Alone\n2,20,3,60,evening,Partner\n";
            const auto data = test::open(folderOf({{turned ? "b.csv" : "a.csv", text}}) + (turned ? "/b.csv" : "/a.csv"));
            QVERIFY(data && data->context);
            QCOMPARE(data->context->columns.size(), std::size_t{2});
            const ContextColumn* daytime = data->context->find("daytime");
            QVERIFY(daytime);
            QCOMPARE(daytime->values, (std::vector<std::string>{"evening", "morning"}));
            QCOMPARE(daytime->codes, (std::vector<std::uint16_t>{0, ContextColumn::kUnknown, 1, 0}));
            QCOMPARE(daytime->known(), std::int64_t{3});
            QCOMPARE(*data->context->find("companion")->codeOf("Family"), std::uint16_t{1});
            QVERIFY(!data->context->find("companion")->codeOf("Nobody"));
            QCOMPARE(data->report.duplicates, std::int64_t{1});
            QCOMPARE(data->context->severalContexts, std::int64_t{1});
            QVERIFY(data->report.warnings.back().find("several contexts") != std::string::npos);
            const std::vector<std::int64_t> kept{3, 0};
            QCOMPARE(data->context->picked(kept).columns[0].codes, (std::vector<std::uint16_t>{0, 0}));
        }
    }
    void pairsOfUserAndItemAreNoTags() {
        Dataset data;
        data.items = Vocabulary::fromIds({"10", "20"});
        SideRows table;
        table.names = {std::string("column 1"), std::string("column 2")};
        for (const char* item : {"10", "20", "10"}) table.rows.push_back({std::string("1"), std::string(item)});
        QVERIFY(!joinTags(table, {}, data, {}));
        QVERIFY(data.itemTable.columns.empty());
    }
    void columnsThatAreNoContextAreSaid() {
        std::string text = "user,item,rating,event,session code,place,mood\n";
        for (int k = 0; k < 60; ++k)
            text += std::to_string(k % 6) + "," + std::to_string(k / 6) + ",3,view,s" + std::to_string(k) + "," +
                    (k % 6 < 3 ? "north" : "south") + "," + (k % 7 < 3 ? "good" : "bad") + "\n";
        const auto data = test::open(folderOf({{"r.csv", text}}) + "/r.csv");
        QVERIFY(data && data->context);
        QVERIFY(isLeftOut(*data, "r.csv", "event"));
        QVERIFY(isLeftOut(*data, "r.csv", "session code"));
        QVERIFY(data->context->find("place")->of == ContextColumn::Of::User);
        QVERIFY(data->context->find("mood")->of == ContextColumn::Of::Interaction);
        const auto* place = find(data->userTable.columns, "place");
        QVERIFY(place && place->shown(0) == "north" && place->shown(5) == "south");
    }
    void contextFollowsTheFilters() {
        LoadOptions options;
        options.filters = {{.kind = FilterStep::Kind::MinRating, .rating = 3}};
        const auto data =
            test::open(folderOf({{"r.csv", "user,item,rating,timestamp,mood\n1,1,5,1,good\n1,1,1,2,bad\n2,1,4,1,bad\n"
                                           "2,2,2,1,good\n3,2,3,1,good\n"}}) +
                           "/r.csv",
                       options);
        QVERIFY(data && data->context);
        const ContextColumn& mood = data->context->columns[0];
        QCOMPARE(mood.codes.size(), data->interactions->size());
        // The row of the first pair whose mood is known did not stay.
        QCOMPARE(mood.codes, (std::vector<std::uint16_t>{ContextColumn::kUnknown, 0, 1}));
    }
    void filesOfFourColumnsHaveNone() { QVERIFY(!test::open(folderOf({{"r.csv", ratings()}}) + "/r.csv")->context); }
    void friendsOfAMadeWorld() {
        const auto world = test::open("synthetic:users=200,items=80,interactions=3000,friends=4,seed=3");
        QVERIFY(world && world->social);
        QCOMPARE(world->social->edges(), static_cast<std::int64_t>(2 * world->truth->friends.size()));
        QCOMPARE(world->social->reciprocity(), 1.0);
        LoadOptions options;
        options.filters = {{.kind = FilterStep::Kind::KCore, .perUser = 12, .perItem = 12}};
        const auto core = test::open("synthetic:users=200,items=80,interactions=3000,friends=4,seed=3", options);
        QVERIFY(core && core->users.size() < world->users.size());
        QCOMPARE(core->social->users(), core->users.size());
        QVERIFY(!test::open("synthetic:users=50,items=40,interactions=500,friends=0,seed=3")->social);
    }
};
RECOSCOPE_TEST(TestSideData)
#include "tst_side_data.moc"
