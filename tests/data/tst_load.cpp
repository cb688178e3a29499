#include "core/data/forecast.h"
#include "core/data/load.h"
#include "core/data/profile.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <clocale>
#include <cmath>
#include <filesystem>
#include <fstream>

using namespace recoscope;

class TestLoad final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    std::string write(const std::string& name, const std::string& bytes) {
        const std::string path = m_folder.path().toStdString() + "/" + name;
        std::filesystem::create_directories(std::filesystem::path(path).parent_path());
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }

private Q_SLOTS:
    void dialects_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("accepted");
        QTest::addColumn<int>("users");
        QTest::addColumn<int>("items");
        QTest::newRow("comma, header") << QByteArray("userId,movieId,rating,timestamp\n1,10,4.5,100\n2,10,3,200\n2,11,1,300\n")
                                       << 3 << 2 << 2;
        QTest::newRow("tab") << QByteArray("1\t10\t4\n2\t10\t3\n3\t12\t5\n") << 3 << 3 << 2;
        QTest::newRow("double colon") << QByteArray("1::10::4::9\n2::10::3::9\n") << 2 << 2 << 1;
        QTest::newRow("semicolon, CRLF") << QByteArray("user;item;rating\r\na;x;4\r\nb;y;3\r\n") << 2 << 2 << 2;
        QTest::newRow("blanks") << QByteArray("1 10 4.0\n2  10   3.5\n") << 2 << 2 << 1;
        QTest::newRow("byte-order mark") << QByteArray("\xef\xbb\xbfuser,item,rating\n1,2,3\n2,3,4\n") << 2 << 2 << 2;
        QTest::newRow("item first by its name") << QByteArray("book_id,user_id,rating\n1,77,5\n1,78,4\n1,79,4\n") << 3 << 3 << 1;
        QTest::newRow("quoted, with separators and line ends")
            << QByteArray("user,item,rating\n\"a\",\"x, y\",4\n\"b\",\"say \"\"hi\"\"\",3\n\"c\",\"two\nlines\",5\n") << 3 << 3
            << 3;
        QTest::newRow("ids are strings") << QByteArray("7,a,1\n07,a,2\n7.0,a,3\nnull,a,4\n") << 4 << 4 << 1;
        QTest::newRow("no ratings") << QByteArray("u1,i1\nu2,i1\nu2,i2\n") << 3 << 2 << 2;
        QTest::newRow("UTF-16") << QByteArray("\xff\xfe"
                                              "1\0,\0002\0,\0003\0\n\0"
                                              "2\0,\0003\0,\0004\0\n\0",
                                              26)
                                << 2 << 2 << 2;
    }
    void dialects() {
        QFETCH(QByteArray, bytes);
        QFETCH(int, accepted);
        QFETCH(int, users);
        QFETCH(int, items);
        const auto loaded = loadDataset(write(std::string(QTest::currentDataTag()) + "/data", bytes.toStdString()), {}, {});
        QVERIFY2(loaded.hasValue(), loaded.hasError() ? loaded.error().message.c_str() : "");
        QCOMPARE(loaded.value()->report.accepted, static_cast<std::int64_t>(accepted));
        QCOMPARE(loaded.value()->users.size(), users);
        QCOMPARE(loaded.value()->items.size(), items);
    }
    void rejectsSayWhere_data() {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("column");
        QTest::newRow("rating") << QByteArray("9,9,n/a,1") << "rating" << 5;
        QTest::newRow("not finite") << QByteArray("9,9,nan,1") << "rating" << 5;
        QTest::newRow("half a number") << QByteArray("9,9,4x,1") << "rating" << 5;
        QTest::newRow("too few fields") << QByteArray("9,9") << "field-count" << 3;
        QTest::newRow("too many fields") << QByteArray("9,9,3,1,7") << "field-count" << 7;
        QTest::newRow("empty user") << QByteArray(" ,9,3,1") << "empty-id" << 1;
        QTest::newRow("empty item") << QByteArray("\xc3\xa4,,3,1") << "empty-id" << 3;
        QTest::newRow("NUL in an id") << QByteArray("9,a\0b,3,1", 9) << "encoding" << 3;
        QTest::newRow("header again") << QByteArray("user,item,rating,timestamp") << "header" << 1;
        QTest::newRow("open quote") << QByteArray("9,\"x,3,1") << "open-quote" << 1;
    }
    void rejectsSayWhere() {
        QFETCH(QByteArray, row);
        QFETCH(QString, kind);
        QFETCH(int, column);
        const std::string good = "1,2,3,100\n2,2,4,200\n3,3,5,300\n4,3,1,400\n";
        const std::string tail = kind == "open-quote" ? "5,5,5,500\n" : "5,5,5,500\n\n6,6,1,\n";
        const auto loaded = loadDataset(write(std::string(QTest::currentDataTag()) + "/r.csv",
                                              "user,item,rating,timestamp\n" + good + row.toStdString() + "\n" + tail),
                                        {}, {});
        QVERIFY2(loaded.hasValue(), loaded.hasError() ? loaded.error().message.c_str() : "");
        const LoadReport& report = loaded.value()->report;
        QCOMPARE(report.rejected, std::int64_t{1});
        QCOMPARE(report.accepted + report.rejected + report.skipped, report.records);
        QCOMPARE(QString::fromStdString(report.rejects[0].kind), kind);
        QCOMPARE(report.rejects[0].line, std::int64_t{6});
        QCOMPARE(report.rejects[0].column, static_cast<std::int64_t>(column));
        QVERIFY(!report.rejects[0].expected.empty());
    }
    void refusalsShowTheFirstRejects() {
        const auto refused = loadDataset(write("bad/r.csv", "user,item,rating\n1,2,x\n2,3,y\n3,4,z\n4,5,3\n"), {}, {});
        QVERIFY(refused.hasError());
        for (const char* part : {"line 2", "line 3", "line 4", "character 5", "expected a number"})
            QVERIFY2(refused.error().message.find(part) != std::string::npos, refused.error().message.c_str());
        QVERIFY(loadDataset(m_folder.path().toStdString() + "/absent", {}, {}).hasError());
        QVERIFY(loadDataset(write("empty/e.csv", ""), {}, {}).hasError());
        QVERIFY(loadDataset(write("text/e.csv", "just words\nand more words here\n"), {}, {}).hasError());
    }
    void repeatsKeepTheLatest() {
        const auto loaded =
            loadDataset(write("rep/r.csv", "user,item,rating,timestamp\n1,2,3,200\n1,2,5,100\n2,2,1,1\n"), {}, {});
        QCOMPARE(loaded.value()->report.duplicates, std::int64_t{1});
        QCOMPARE(loaded.value()->interactions->row(UserIndex{0}).ratings[0], 3.0F);
    }
    void filtersAreApplied() {
        const std::string path = write("f/r.csv", "user,item,rating\n1,1,5\n1,2,5\n2,1,4\n2,2,1\n3,3,5\n");
        LoadOptions options;
        options.filters = {parseFilterStep("min-rating=4").value()};
        QCOMPARE(loadDataset(path, options, {}).value()->interactions->size(), std::size_t{4});
        options.filters = {parseFilterStep("k-core=2").value()};
        const auto core = loadDataset(path, options, {}).value();
        QCOMPARE(core->users.size(), 2);
        QVERIFY(core->report.filters[0].find("2-core") != std::string::npos);
        options.filters = {parseFilterStep("k-core=9").value()};
        QVERIFY(loadDataset(path, options, {}).error().message.find("9-core") != std::string::npos);
    }
    void locale() {
        const char* old = std::setlocale(LC_ALL, nullptr);
        const std::string before = old ? old : "C";
        if (!std::setlocale(LC_ALL, "de_DE.UTF-8")) {
            // Not installed: made for this test alone, where the package `locales` has its source.
            const QString own = m_folder.path() + "/locales";
            QDir().mkpath(own);
            QProcess::execute("localedef", {"-i", "de_DE", "-f", "UTF-8", own + "/de_DE.UTF-8"});
            qputenv("LOCPATH", own.toUtf8());
        }
        if (!std::setlocale(LC_ALL, "de_DE.UTF-8")) QSKIP("the locale de_DE.UTF-8 is not installed and cannot be made");
        const std::string point = std::localeconv()->decimal_point;
        const auto loaded = loadDataset(write("loc/r.csv", "user,item,rating\n1,2,3.5\n2,2,4.5\n"), {}, {});
        std::setlocale(LC_ALL, before.c_str());
        QCOMPARE(point, std::string(","));
        QCOMPARE(loaded.value()->interactions->ratings()[0], 3.5F);
    }
    void memoryIsForeseenAndBounded() {
        std::string text = "user,item,rating,timestamp\n";
        for (int k = 0; k < 300000; ++k)
            text +=
                std::to_string(k / 30) + "," + std::to_string(k % 977) + ",3.5,12345" + std::to_string(10000 + k % 90000) + "\n";
        const std::string path = write("large/ratings.csv", text);
        const auto foreseen = estimateLoad(path, {}, {});
        QVERIFY(foreseen.hasValue());
        QVERIFY2(std::abs(static_cast<double>(foreseen.value().rows) - 300000) < 15000,
                 qPrintable(QString::number(foreseen.value().rows)));
        QVERIFY(foreseen.value().bytes > 300000 * 20 && foreseen.value().bytes < 100e6);
        qputenv("RECOSCOPE_MEMORY", "0.02");
        const auto refused = loadDataset(path, {}, {});
        qunsetenv("RECOSCOPE_MEMORY");
        QVERIFY(refused.hasError());
        QVERIFY(refused.error().kind == ErrorKind::ResourceLimit);
        for (const char* words : {"ratings.csv", "needs 3", "at most 20 MB", "RECOSCOPE_MEMORY"})
            QVERIFY2(refused.error().message.find(words) != std::string::npos, refused.error().message.c_str());
        QVERIFY(loadDataset(path, {}, {}).hasValue());
    }
    void cancelIsAnOutcome() {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(loadDataset(write("c/r.csv", "user,item,rating\n1,2,3\n"), {}, TaskContext(stop.get_token(), {})).isCancelled());
    }
    void profileOfMovieLens() {
        RECOSCOPE_NEED_DATASET(folder, "ml-100k");
        const DataProfile p = profileOf(*test::open(*folder));
        QCOMPARE(p.medianPerUser, 65);
        QCOMPARE(p.fewestPerUser, 20);
        QCOMPARE(p.medianPerItem, 27);
        QCOMPARE(p.itemsRatedOnce, 141);
        QCOMPARE(p.head, 117);
        QCOMPARE(p.torso, 241);
        QCOMPARE(p.tail, 1324);
        QVERIFY(std::abs(p.gini - .629) < .0005 && std::abs(p.top10Share - .427) < .0005);
        QCOMPARE((p.lastTime - p.firstTime) / 86400, std::int64_t{214});
    }
    void namesAndWrappingsDoNotMatter() {
        RECOSCOPE_NEED_DATASET(folder, "ml-100k");
        namespace fs = std::filesystem;
        const fs::path copy = fs::path(m_folder.path().toStdString()) / "copy";
        fs::create_directories(copy);
        fs::copy_file(*folder + "/u.data", copy / "a.bin");
        fs::copy_file(*folder + "/u.item", copy / "b.bin");
        const auto original = test::open(*folder), renamed = test::open(copy.string());
        QVERIFY(renamed);
        QCOMPARE(renamed->checksum, original->checksum);
        QCOMPARE(renamed->itemTable.titles[49], original->itemTable.titles[49]);
        QCOMPARE(renamed->itemTable.years[49], 1977);
        const QString archive = m_folder.path() + "/x.bin";
        QCOMPARE(QProcess::execute("tar", {"-czf", archive, "-C", QString::fromStdString(copy.string()), "a.bin", "b.bin"}), 0);
        const auto packed = test::open(archive.toStdString());
        QVERIFY(packed);
        QCOMPARE(packed->checksum, original->checksum);
        QCOMPARE(packed->itemTable.titles[49], original->itemTable.titles[49]);
    }
    void demoWorldIsLabelled() {
        const auto demo = test::open("demo");
        QVERIFY(demo);
        QVERIFY(demo->simulated);
        QCOMPARE(demo->users.size(), 2000);
        QCOMPARE(demo->items.size(), 600);
        QCOMPARE(demo->itemTable.titles.size(), std::size_t{600});
        QVERIFY(profileOf(*demo).fewestPerUser >= 12);
    }
};
RECOSCOPE_TEST(TestLoad)
#include "tst_load.moc"
