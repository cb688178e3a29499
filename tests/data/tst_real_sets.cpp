#include "core/data/load.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>

using namespace recoscope;

namespace {

/// The sets of shared/datasets/README.md: one question (`file`) at most, and the counts stated there.
struct RealSet {
    const char* folder;
    const char* file; ///< "" = opens without a question.
    int users, items;
    std::int64_t rows;
    const char* noun = "item";
};
constexpr RealSet kSets[]{
    {"ml-100k", "", 943, 1682, 100000, "film"},
    {"ml-100k-recbole", "", 943, 1682, 100000, "film"},
    {"ml-1m", "", 6040, 3706, 1000209, "film"},
    {"ml-1m-lightgcn", "train.txt", 6039, 3583, 590733},
    {"ml-1m-lightgcn", "valid.txt", 0, 0, 80897},
    {"ml-1m-lightgcn", "test.txt", 0, 0, 164848},
    {"ml-latest-small", "", 610, 9724, 100836, "film"},
    {"hetrec2011-lastfm-2k", "", 1892, 17632, 92834, "artist"},
    {"lastfm-lightgcn", "data1.txt", 1878, 4476, 42135},
    {"lastfm-lightgcn", "test1.txt", 0, 0, 10533},
    {"filmtrust", "", 1508, 2071, 35497},
    {"book-crossing", "book_ratings.dat", 1295, 14684, 62656},
    {"book-crossing", "book_history.dat", 2946, 17384, 272678},
    {"book-crossing-excerpt", "", 9424, 63773, 99998, "book"},
    {"goodbooks-10k", "", 53424, 10000, 981756, "book"},
    {"gowalla-lightgcn", "train.txt", 29858, 40979, 719081},
    {"gowalla-lightgcn", "test.txt", 29858, 0, 217242},
    {"amazon-beauty-selfrec", "train.txt", 52204, 52893, 284530},
    {"s3rec-sequences", "Beauty.txt", 22363, 12101, 198502},
    {"s3rec-sequences", "LastFM.txt", 1090, 3646, 52551},
    {"s3rec-sequences", "Yelp.txt", 30431, 20033, 316354},
    {"diginetica-sample", "", 2986, 7139, 12391},
    {"retailrocket", "view_ecommerce.dat", 3423, 8878, 78371},
    {"retailrocket", "add_to_cart_ecommerce.dat", 0, 0, 9028},
    {"msweb", "anonymous-msweb.data", 32711, 285, 98654},
    {"msweb", "anonymous-msweb.test", 5000, 236, 15191},
    {"amazon-reviews-2018-5core", "All_Beauty_5.json", 991, 85, 5269},
    {"amazon-reviews-2018-5core", "AMAZON_FASHION_5.json", 406, 31, 3176},
    {"amazon-reviews-2018-5core", "Magazine_Subscriptions_5.json", 348, 157, 2375},
    {"librec-arff", "", 1429, 900, 10261},
    {"frappe", "", 957, 4082, 96203},
    {"depaulmovie", "", 97, 79, 5043},
    {"tripadvisor-v2", "", 2371, 2269, 14175},
    {"citeulike-a", "users.dat", 5551, 16980, 204986},
    {"yelp-hin", "user_business.dat", 16239, 14284, 198397},
    {"epinions-elliot", "", 8514, 8510, 300548},
    {"foursquare-librec", "trainData.txt", 2318, 5574, 69159},
    {"foursquare-librec", "testData.txt", 0, 0, 29099},
};

} // namespace

class TestRealSets final : public QObject {
    Q_OBJECT

    static void rows() {
        QTest::addColumn<int>("index");
        for (int k = 0; k < static_cast<int>(std::size(kSets)); ++k)
            QTest::newRow((std::string(kSets[k].folder) + " " + kSets[k].file).c_str()) << k;
    }

private Q_SLOTS:
    void countsOfTheReadme_data() { rows(); }
    void countsOfTheReadme() {
        QFETCH(int, index);
        const RealSet& set = kSets[index];
        RECOSCOPE_NEED_DATASET(folder, set.folder);
        LoadOptions options;
        options.file = set.file;
        const auto data = test::open(*folder, options);
        QVERIFY(data);
        if (set.users > 0) QCOMPARE(data->users.size(), set.users);
        if (set.items > 0) QCOMPARE(data->items.size(), set.items);
        QCOMPARE(data->report.accepted, set.rows);
        QCOMPARE(data->report.rejected, std::int64_t{0});
        QCOMPARE(data->itemNoun, std::string(set.noun));
    }
    void namesDoNotMatter_data() { rows(); }
    void namesDoNotMatter() {
        QFETCH(int, index);
        const RealSet& set = kSets[index];
        if (*set.file == '\0') QSKIP("a folder that opens as a whole");
        RECOSCOPE_NEED_DATASET(folder, set.folder);
        const QTemporaryDir copies;
        namespace fs = std::filesystem;
        const fs::path packed = fs::path(*folder) / (std::string(set.file) + ".gz"), plain = fs::path(*folder) / set.file;
        const fs::path copy = fs::path(copies.path().toStdString()) / "x.bin";
        fs::copy_file(fs::exists(packed) ? packed : plain, copy);
        const auto renamed = test::open(copy.string());
        QVERIFY(renamed);
        QCOMPARE(renamed->report.accepted, set.rows);
        if (set.users > 0) QCOMPARE(renamed->users.size(), set.users);
    }
    void friendsAndTrust_data() {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("file");
        QTest::addColumn<qint64>("edges");
        QTest::addColumn<bool>("mutual");
        QTest::newRow("friends") << "hetrec2011-lastfm-2k"
                                 << "" << qint64{25434} << true;
        QTest::newRow("trust") << "filmtrust"
                               << "" << qint64{1853} << false;
        QTest::newRow("relation") << "yelp-hin"
                                  << "user_business.dat" << qint64{158590} << true;
    }
    void friendsAndTrust() {
        QFETCH(QString, folder);
        QFETCH(QString, file);
        RECOSCOPE_NEED_DATASET(path, folder.toStdString());
        LoadOptions options;
        options.file = file.toStdString();
        const auto data = test::open(*path, options);
        QVERIFY(data && data->social);
        QFETCH(qint64, edges);
        QFETCH(bool, mutual);
        QCOMPARE(static_cast<qint64>(data->social->edges() + data->social->strangers), edges);
        QCOMPARE(data->social->reciprocity() == 1.0, mutual);
    }
    void sideColumns_data() {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("known");
        const auto row = [](const char* folder, const char* file, const char* column, const char* kind, int known) {
            QTest::newRow((std::string(folder) + " " + column).c_str())
                << QString(folder) << QString(file) << QString(column) << QString(kind) << known;
        };
        row("ml-latest-small", "", "tags", "tags", 1554);
        row("ml-latest-small", "", "imdbId", "text", 9724);
        row("hetrec2011-lastfm-2k", "", "tags", "tags", 0);
        row("hetrec2011-lastfm-2k", "", "url", "text", 0);
        row("goodbooks-10k", "", "tags", "tags", 10000);
        row("goodbooks-10k", "", "authors", "labels", 10000);
        row("ml-100k", "", "age", "number", 943);
        row("ml-100k-recbole", "", "entity_id", "text", 0);
        row("ml-1m", "", "occupation", "category", 6040);
        row("book-crossing-excerpt", "", "Age", "number", 0);
        row("frappe", "", "description", "text", 0);
        row("frappe", "", "category", "category", 0);
        row("citeulike-a", "users.dat", "tag", "labels", 0);
        row("s3rec-sequences", "Beauty.txt", "attributes", "", 12101);
        row("yelp-hin", "user_business.dat", "category", "labels", 0);
        row("yelp-hin", "user_business.dat", "city", "category", 0);
        row("foursquare-librec", "trainData.txt", "column 2", "number", 0);
        row("msweb", "anonymous-msweb.data", "url", "text", 0);
    }
    void sideColumns() {
        QFETCH(QString, folder);
        QFETCH(QString, file);
        QFETCH(QString, column);
        QFETCH(QString, kind);
        QFETCH(int, known);
        RECOSCOPE_NEED_DATASET(path, folder.toStdString());
        LoadOptions options;
        options.file = file.toStdString();
        const auto data = test::open(*path, options);
        QVERIFY(data);
        const FeatureColumn* found = nullptr;
        for (const auto* columns : {&data->itemTable.columns, &data->userTable.columns})
            for (const FeatureColumn& each : *columns)
                if (each.name == column.toStdString()) found = &each;
        QVERIFY(found);
        if (!kind.isEmpty()) QCOMPARE(QString::fromStdString(std::string(featureKindName(found->kind))), kind);
        if (known > 0)
            QCOMPARE(found->knownRows(), static_cast<std::int64_t>(known));
        else
            QVERIFY(2 * found->knownRows() > static_cast<std::int64_t>(found->rows));
    }
    void contexts_data() {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("column");
        QTest::addColumn<int>("values");
        QTest::newRow("frappe") << "frappe"
                                << "daytime" << 7;
        QTest::newRow("depaulmovie") << "depaulmovie"
                                     << "Companion" << 3;
        QTest::newRow("tripadvisor") << "tripadvisor-v2"
                                     << "TripType" << 5;
        QTest::newRow("epinions") << "epinions-elliot"
                                  << "column 4" << 11;
    }
    void contexts() {
        QFETCH(QString, folder);
        QFETCH(QString, column);
        QFETCH(int, values);
        RECOSCOPE_NEED_DATASET(path, folder.toStdString());
        const auto data = test::open(*path);
        QVERIFY(data && data->context);
        const ContextColumn* found = data->context->find(column.toStdString());
        QVERIFY(found);
        QCOMPARE(found->codes.size(), data->interactions->size());
        QCOMPARE(static_cast<int>(found->values.size()), values);
    }
    void predefinedPartsAreOffered() {
        RECOSCOPE_NEED_DATASET(folder, "ml-100k");
        const auto data = test::open(*folder);
        QCOMPARE(data->predefinedParts.size(), std::size_t{14});
        QCOMPARE(data->predefinedParts[0].file, std::string("u1.base"));
        QCOMPARE(data->predefinedParts[0].group, std::string("u1"));
        QCOMPARE(data->predefinedParts[1].group, std::string("u1"));
        QVERIFY(data->predefinedParts[1].role == PredefinedPart::Role::Test);
    }
    void severalSetsAreNotGuessedAt() {
        for (const char* name : {"citeulike-a", "s3rec-sequences", "amazon-reviews-2018-5core", "ml-1m-lightgcn"}) {
            RECOSCOPE_NEED_DATASET(folder, name);
            const auto refused = loadDataset(*folder, {}, {});
            QVERIFY(refused.hasError());
            QVERIFY(refused.error().message.find("--file") != std::string::npos);
        }
    }
};
RECOSCOPE_TEST(TestRealSets)
#include "tst_real_sets.moc"
