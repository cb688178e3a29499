#include "core/data/preview/preview.h"
#include "core/data/readers/formats/json_columns.h"
#include "core/data/readers/reader.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <fstream>

using namespace recoscope;

/// JSON in rows and in columns, as pandas writes it: the same data in every form.
class TestJsonTables final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    std::string write(const QByteArray& text) const {
        const std::string path = m_folder.path().toStdString() + "/table.json";
        std::ofstream(path, std::ios::binary) << text.toStdString();
        return path;
    }
    struct Row {
        int user, item, rating, place;
        qint64 time;
    };
    static std::vector<Row> rows(int n) {
        std::vector<Row> all;
        for (int k = 0; k < n; ++k) all.push_back({k % 97 + 1, k * 7 % 211 + 1000, k % 5 + 1, k % 3, 880000000 + k});
        return all;
    }
    static QByteArray csv(int n) {
        QByteArray text = "user,item,rating,timestamp,place\n";
        for (const Row& r : rows(n))
            text += QStringLiteral("%1,%2,%3,%4,%5\n").arg(r.user).arg(r.item).arg(r.rating).arg(r.time).arg(r.place).toUtf8();
        return text;
    }
    static QByteArray columns(int n, bool keys, const QStringList& names = {"user", "item", "rating", "timestamp", "place"}) {
        QByteArray text = "{";
        for (int c = 0; c < 5; ++c) {
            text += (c > 0 ? ",\"" : "\"") + names[c].toUtf8() + (keys ? "\":{" : "\":[");
            int k = 0;
            for (const Row& r : rows(n)) {
                const std::array<qint64, 5> values{r.user, r.item, r.rating, r.time, r.place};
                if (k > 0) text += ',';
                if (keys) text += "\"" + QByteArray::number(k) + "\":";
                text += QByteArray::number(values[static_cast<std::size_t>(c)]);
                ++k;
            }
            text += keys ? '}' : ']';
        }
        return text + "}";
    }

private Q_SLOTS:
    void everyFormIsTheSameData_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("columns") << columns(2000, false);
        QTest::newRow("columns with keys") << columns(2000, true);
        QJsonArray data;
        for (const Row& r : rows(2000)) data.append(QJsonArray{r.user, r.item, r.rating, r.time, r.place});
        const QJsonObject split{{"columns", QJsonArray{"user", "item", "rating", "timestamp", "place"}}, {"data", data}};
        QTest::newRow("split") << QJsonDocument(split).toJson(QJsonDocument::Compact);
        QByteArray index;
        int k = 0;
        for (const Row& r : rows(2000)) {
            index += QStringLiteral(R"(%1"%2":{"user":%3,"item":%4,"rating":%5,"timestamp":%6,"place":%7})")
                         .arg(k > 0 ? QStringLiteral(",") : QStringLiteral("{"))
                         .arg(k)
                         .arg(r.user)
                         .arg(r.item)
                         .arg(r.rating)
                         .arg(r.time)
                         .arg(r.place)
                         .toUtf8();
            ++k;
        }
        QTest::newRow("rows by number") << index + "}";
        QTest::newRow("split, a number a line") << QJsonDocument(split).toJson(QJsonDocument::Indented);
    }
    void everyFormIsTheSameData() {
        QFETCH(QByteArray, text);
        const std::string plain = m_folder.path().toStdString() + "/plain.csv";
        std::ofstream(plain, std::ios::binary) << csv(2000).toStdString();
        const auto reference = test::open(plain), read = test::open(write(text));
        QVERIFY(reference && read);
        QCOMPARE(read->checksum, reference->checksum);
        QCOMPARE(read->report.accepted, std::int64_t{2000});
        QVERIFY(read->context && read->context->columns.size() == 1);
        const auto seen = previewSource(write(text), {}, {});
        QVERIFY(seen.hasValue() && seen.value().certain());
        QVERIFY(seen.value().finding("format")->value != "json_lines");
        QVERIFY(seen.value().report.accepted > 100); // of a number a line, the first thousand lines are shown
        QCOMPARE(seen.value().report.rejected, std::int64_t{0});
    }
    /// The beginning of a large file holds the first column only.
    void columnsFarBehindTheBeginning() {
        const auto large = test::open(write(columns(150000, true)));
        QVERIFY(large);
        QCOMPARE(large->report.accepted, std::int64_t{150000});
        QVERIFY(large->hasRatings);
        const auto seen = previewSource(write(columns(150000, true)), {}, {});
        QVERIFY(seen.hasValue() && seen.value().certain());
        QCOMPARE(seen.value().forecast.rows, std::int64_t{150000});
        QCOMPARE(seen.value().rows.size(), kPreviewRows);
    }
    /// The last object of what is shown goes on behind it: that is no reject.
    void objectsOverManyLines() {
        QJsonArray objects;
        for (const Row& r : rows(400)) objects.append(QJsonObject{{"user", r.user}, {"item", r.item}, {"rating", r.rating}});
        const auto seen = previewSource(write(QJsonDocument(objects).toJson(QJsonDocument::Indented)), {}, {});
        QVERIFY(seen.hasValue() && seen.value().certain());
        QVERIFY(seen.value().report.accepted > 100);
        QCOMPARE(seen.value().report.rejected, std::int64_t{0});
    }
    void namesThatSayNothingAreAsked() {
        const QByteArray text = columns(300, false, {"user", "thing", "points", "when", "place"});
        QVERIFY(loadDataset(write(text), {}, {}).error().message.find("user, thing, points") != std::string::npos);
        LoadOptions said;
        said.columns = "user=user,thing=item,points=rating,when=timestamp,place=-";
        const auto read = test::open(write(text), said);
        QVERIFY(read && read->hasRatings && !read->context);
        QCOMPARE(read->report.leftOut.size(), std::size_t{1});
    }
    void valuesStandWhereTheyAre() {
        const auto found = jsonColumns("{\"a\" : [1,\n \"x,]\\\"\", null], \"b\":{\"0\": -2.5e3 ,\"1\":true}}");
        QCOMPARE(found.size(), std::size_t{2});
        JsonValues a(found[0]), b(found[1]);
        QVERIFY(a.next() && a.value() == "1" && a.line() == 1);
        QVERIFY(a.next() && a.value() == "\"x,]\\\"\"" && a.line() == 2);
        QVERIFY(a.next() && a.value() == "null" && !a.next());
        QVERIFY(b.next() && b.key() == "\"0\"" && b.value() == "-2.5e3");
        QVERIFY(b.next() && b.value() == "true" && !b.next());
        const std::string text = "{\"a\":[1,2],\"b\":{\"0\":\"x\"}}";
        for (std::size_t end = 0; end < text.size(); ++end) // any cut is no crash and no half value
            for (const JsonColumn& column : jsonColumns(std::string_view(text).substr(0, end)))
                for (JsonValues values(column); values.next();) QVERIFY(!values.value().empty());
    }
    void oneListALineIsReadAsBefore() {
        QByteArray text;
        for (const Row& r : rows(300)) text += QStringLiteral("[%1,%2,%3],\n").arg(r.user).arg(r.item).arg(r.rating).toUtf8();
        const auto read = test::open(write(text));
        QVERIFY(read && read->report.format.find("tuples") != std::string::npos);
    }
};
RECOSCOPE_TEST(TestJsonTables)
#include "tst_json_tables.moc"
