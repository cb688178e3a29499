#include "core/data/readers/reader.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace recoscope;

/// {"ann": {"film": 3.5}} and {"ann": ["film"]}: the form of lessons, of any size.
class TestJsonNested final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    std::string write(const std::string& text, const char* name = "critics.json") const {
        const std::string path = m_folder.path().toStdString() + "/" + name;
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }
    static int ratingOf(int user, int k) { return 1 + (user + k) % 5; }
    /// `users` of 3 to 8 ratings each; a line for each user where `lines`, as a list of items where `lists`.
    static std::string nested(int users, bool lists, bool lines) {
        std::string text = "{";
        for (int u = 0; u < users; ++u) {
            text.append(u > 0 ? "," : "").append(lines ? "\n  \"" : "\"").append("u ").append(std::to_string(u));
            text += lists ? "\": [" : "\": {";
            for (int k = 0; k < 3 + u % 6; ++k) {
                text.append(k > 0 ? ", \"" : "\"").append("The \\\"Film\\\", ").append(std::to_string((u * 5 + k * 3) % 25));
                text += '"';
                if (!lists) text.append(": ").append(std::to_string(ratingOf(u, k))).append(".5");
            }
            text += lists ? ']' : '}';
        }
        return text + "}\n";
    }
    static std::string csv(int users, bool lists) {
        std::string text = lists ? "user,item\n" : "user,item,rating\n";
        for (int u = 0; u < users; ++u)
            for (int k = 0; k < 3 + u % 6; ++k) {
                text.append("u ").append(std::to_string(u)).append(",\"The \"\"Film\"\", ");
                text.append(std::to_string((u * 5 + k * 3) % 25)).append("\"");
                if (!lists) text.append(",").append(std::to_string(ratingOf(u, k))).append(".5");
                text += '\n';
            }
        return text;
    }

private Q_SLOTS:
    void isTheSameDataAsRows_data() {
        QTest::addColumn<int>("users");
        QTest::addColumn<bool>("lists");
        QTest::addColumn<bool>("lines");
        for (const int users : {7, 5000})
            for (const bool lists : {false, true})
                for (const bool lines : {false, true})
                    QTest::addRow("%d %s %s", users, lists ? "lists" : "objects", lines ? "on lines" : "in one line")
                        << users << lists << lines;
    }
    void isTheSameDataAsRows() {
        QFETCH(int, users);
        QFETCH(bool, lists);
        QFETCH(bool, lines);
        LoadOptions options;
        if (lists) options.format = "json_nested"; // labels of items look the same
        const auto data = test::open(write(nested(users, lists, lines)), options);
        const auto reference = test::open(write(csv(users, lists), "plain.csv"));
        QVERIFY(data && reference);
        QCOMPARE(data->checksum, reference->checksum);
        QCOMPARE(data->hasRatings, !lists);
        QCOMPARE(data->report.accepted, reference->report.accepted);
    }
    void whatIsNoRatingIsRejectedWithItsLine() {
        std::string text = nested(40, false, true);
        text.replace(text.find("\"u 3\": {"), 8, "\"u 3\": {\"x\": null, \"y\": \"good\", ");
        text.replace(text.rfind('}', text.size() - 4), 1, ""); // the last user stays open
        const auto data = loadDataset(write(text), {}, {});
        QVERIFY(data.hasValue());
        const LoadReport& r = data.value()->report;
        QCOMPARE(r.accepted + r.rejected + r.skipped, r.records);
        QVERIFY(r.rejected >= 3);
        QCOMPARE(r.rejects.front().line, std::int64_t{5});
    }
    void recordsOfSomethingElseAreNoRatings_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("the same keys in each") << QByteArray("{\"Bonn\": {\"people\": 3, \"area\": 1}, \"Ulm\": {\"people\": 1, "
                                                             "\"area\": 2}, \"Jena\": {\"people\": 2, \"area\": 3}}");
        QTest::newRow("settings") << QByteArray(
            "{\"window\": {\"width\": 3}, \"font\": {\"size\": 2}, \"list\": {\"rows\": 7, \"gap\": 1}}");
        QTest::newRow("words") << QByteArray(
            "{\"a\": {\"k\": \"x\"}, \"b\": {\"k\": \"y\", \"l\": \"z\"}, \"c\": {\"l\": \"x\"}}");
    }
    void recordsOfSomethingElseAreNoRatings() {
        QFETCH(QByteArray, text);
        const Reader* reader = findReader("json_nested");
        QVERIFY(reader);
        QCOMPARE(reader->recognise(text.toStdString(), {}).value().confidence, 0);
        QVERIFY(!loadDataset(write(text.toStdString()), {}, {}));
    }
};
RECOSCOPE_TEST(TestJsonNested)
#include "tst_json_nested.moc"
