#include "core/data/load.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include <QTemporaryDir>
#include <QTest>
#include <archive.h>
#include <archive_entry.h>
#include <filesystem>
#include <fstream>
#include <map>

using namespace recoscope;

/// Forms that side data and ratings come in: nested JSON, symmetric matrices, 7z, and files that hold only side data.
class TestSideFormats final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    std::string write(const std::string& name, const std::string& bytes) {
        const std::filesystem::path path =
            std::filesystem::path(m_folder.path().toStdString()) / QTest::currentTestFunction() / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << bytes;
        return path.string();
    }

private Q_SLOTS:
    void arraysWithinObjects() {
        const auto data = test::open(write("r.json", R"({"source": "shop", "reviews": [
  {"review": {"user_id": "u1", "stars": 4}, "item_id": "a", "mood": "good"},
  {"review": {"user_id": "u2", "stars": 2}, "item_id": "a", "mood": "bad"},
  {"review": {"user_id": "u2"}, "item_id": "b", "mood": "bad"},
  {"review": {"user_id": "u3", "stars": 5}, "item_id": "b", "mood": "good"}], "n": 4})"));
        QVERIFY(data);
        QCOMPARE(data->report.accepted, std::int64_t{3});
        QCOMPARE(data->report.rejected, std::int64_t{1});
        QCOMPARE(data->report.rejects[0].line, std::int64_t{4});
        QCOMPARE(data->users.size(), 3);
        QVERIFY(data->context && data->context->find("mood"));
    }
    void itemsFromJsonLines() {
        write("ratings.csv", "user,item,rating\n1,B1,4\n1,B2,3\n2,B1,5\n2,B3,1\n");
        write("meta.json", R"({"asin": "B1", "title": "Soap", "brand": "Acme", "price": "$5.49", "category": [["Beauty", "Bath"]]}
{"asin": "B2", "title": "Brush", "brand": "Acme", "category": [["Beauty", "Tools"]], "description": ["Soft."]}
{"asin": "B9", "title": "Comb", "brand": "Other", "price": "$2.00", "category": [["Beauty"]]}
)");
        const auto data = test::open((std::filesystem::path(m_folder.path().toStdString()) / "itemsFromJsonLines").string());
        QVERIFY(data);
        QCOMPARE(data->itemTable.titles, (std::vector<std::string>{"Soap", "Brush", ""}));
        std::map<std::string, std::string> kinds;
        for (const FeatureColumn& column : data->itemTable.columns)
            kinds[column.name] = std::string(featureKindName(column.kind));
        QCOMPARE(kinds["category"], std::string("labels"));
        QCOMPARE(kinds["price"], std::string("number"));
        QCOMPARE(kinds["brand"], std::string("category"));
    }
    void symmetricMatricesHoldBothWays() {
        const auto data =
            test::open(write("m.mtx", "%%MatrixMarket matrix coordinate real symmetric\n4 4 4\n1 1 3\n2 1 5\n3 2 1\n4 1 2\n"));
        QVERIFY(data);
        QCOMPARE(data->report.records, std::int64_t{4});
        QCOMPARE(data->report.accepted, std::int64_t{4});
        QCOMPARE(data->interactions->size(), std::size_t{7});
        QVERIFY(data->interactions->contains(UserIndex{0}, ItemIndex{3}));
        QVERIFY(data->interactions->contains(UserIndex{3}, ItemIndex{0}));
        QVERIFY(!data->report.warnings.empty());
    }
    void sevenZipIsReadAsAFolder() {
        const std::string path = write("set.7z", "");
        archive* out = archive_write_new();
        archive_write_set_format_7zip(out);
        QCOMPARE(archive_write_open_filename(out, path.c_str()), ARCHIVE_OK);
        for (const auto& [name, bytes] :
             {std::pair<std::string, std::string>{"ratings.csv", "userId,movieId,rating\n1,10,4\n1,20,3\n2,10,5\n"},
              {"movies.csv", "movieId,title,price\n10,One,1\n20,Two,2\n"}}) {
            archive_entry* entry = archive_entry_new();
            archive_entry_set_pathname(entry, name.c_str());
            archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
            archive_entry_set_filetype(entry, AE_IFREG);
            archive_entry_set_perm(entry, 0644);
            archive_write_header(out, entry);
            archive_write_data(out, bytes.data(), bytes.size());
            archive_entry_free(entry);
        }
        archive_write_close(out);
        archive_write_free(out);
        const auto data = test::open(path);
        QVERIFY(data);
        QCOMPARE(data->report.accepted, std::int64_t{3});
        QCOMPARE(data->itemTable.titles[1], std::string("Two"));
    }
    void filesOfOneKindAreDescribed_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("bytes");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("accepted");
        QTest::newRow("tags") << "t.csv"
                              << "userId,movieId,tag,timestamp\n1,10,fun,5\n2,10,long,6\n2,20,fun,7\n"
                              << "tags" << 3;
        QTest::newRow("vectors") << "v.csv"
                                 << "a,0.5,0.25,-1.5,2.5\nb,1.5,0.75,0.5,0.125\nc,0.1,0.2,0.3,0.4\n"
                                 << "vectors" << 3;
        QTest::newRow("items") << "m.json"
                               << "{\"asin\": \"B1\", \"title\": \"Soap\"}\n{\"asin\": \"B2\", \"title\": \"Brush\"}\n"
                               << "items" << 2;
        QTest::newRow("labels") << "a.json"
                                << "{\"1\": [1, 2], \"2\": [3]}"
                                << "labels" << 2;
        QTest::newRow("friends") << "f.txt"
                                 << "userID\tfriendID\n1\t2\n2\t1\n"
                                 << "friends" << 2;
    }
    void filesOfOneKindAreDescribed() {
        QFETCH(QString, name);
        QFETCH(QString, bytes);
        QFETCH(QString, kind);
        QFETCH(int, accepted);
        const std::string path = write(std::string(QTest::currentDataTag()) + "/" + name.toStdString(), bytes.toStdString());
        QVERIFY(loadDataset(path, {}, {}).hasError());
        const auto table = describeSideTable(path, {}, {});
        QVERIFY(table);
        QCOMPARE(QString::fromStdString(table->kind), kind);
        QCOMPARE(table->report.accepted, static_cast<std::int64_t>(accepted));
    }
};
RECOSCOPE_TEST(TestSideFormats)
#include "tst_side_formats.moc"
