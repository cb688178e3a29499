#include "core/data/preview/preview.h"
#include "core/data/readers/rating_text.h"
#include "core/data/readers/time_text.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <functional>

using namespace recoscope;

/// Ratings and times as people, shops and spreadsheets write them: read as meant, said where it is not plain, asked where it is
/// open.
class TestRowWriting final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    std::string write(const std::string& text, const std::string& name = "rows.csv") const {
        std::ofstream(m_folder.path().toStdString() + "/" + name, std::ios::binary) << text;
        return m_folder.path().toStdString() + "/" + name;
    }
    using Cell = std::function<std::string(int)>;
    static std::string rows(const std::string& header, const Cell& more, int n = 120) {
        std::string text = header;
        for (int k = 0; k < n; ++k)
            text.append("u")
                .append(std::to_string(k % 20))
                .append(",i")
                .append(std::to_string(k % 17))
                .append(",")
                .append(more(k))
                .append("\n");
        return text;
    }
    static bool says(const Dataset& data, const std::string& words) {
        return std::ranges::any_of(data.report.warnings,
                                   [&](const std::string& w) { return w.find(words) != std::string::npos; });
    }
    static std::vector<std::string> column(const QByteArrayList& fields) {
        std::vector<std::string> all;
        for (const QByteArray& field : fields) all.push_back(field.toStdString());
        return all;
    }
    std::int64_t firstTime(const std::string& text, const LoadOptions& options = {}) const {
        const auto data = test::open(write(text), options);
        if (!data || !data->interactions->hasTimes()) return -1;
        return data->interactions->row(UserIndex{*data->users.find("u0")}).times[0];
    }

private Q_SLOTS:
    void styles_data() {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("form");
        QTest::addColumn<bool>("comma");
        QTest::addColumn<double>("last");
        const auto row = [](const char* fields, RatingForm form, bool comma, double last) {
            QTest::newRow(fields) << QByteArray(fields) << static_cast<int>(form) << comma << last;
        };
        row("1 2 3.5", RatingForm::Number, false, 3.5);
        row("1,5 2 3,25", RatingForm::Number, true, 3.25);
        row("1,234 87 12,500", RatingForm::Thousands, false, 12500);
        row("1,234.5 87.25 2,000,001", RatingForm::Thousands, false, 2000001);
        row("1.234,5 87 2.000,75", RatingForm::Thousands, true, 2000.75);
        row("1.234.567 87 2.000", RatingForm::Thousands, true, 2000);
        row("1.234 2.500 3.125", RatingForm::Number, false, 3.125);
        row("0,125 0,250 1,500", RatingForm::Number, true, 1.5); // no thousand begins with 0
        row("85% 90% 7.5%", RatingForm::Percent, false, 7.5);
        row("85,5% 90% 7,5%", RatingForm::Percent, true, 7.5);
        row("4/5 3/5 2.5/5", RatingForm::OutOf, false, 2.5);
        row("★★★★☆ ★★★☆☆ ★★½", RatingForm::Stars, false, 2.5);
        row("**** ** ***", RatingForm::Stars, false, 3);
        row("A B C", RatingForm::Number, false, -1);
        row("4/5 8/10 3/4", RatingForm::Number, false, -1);
        row("$3.99 $4.99 $1", RatingForm::Number, false, -1);
    }
    void styles() {
        QFETCH(QByteArray, fields);
        QFETCH(int, form);
        QFETCH(bool, comma);
        QFETCH(double, last);
        const RatingWriting found = ratingWriting(column(fields.split(' ')));
        QCOMPARE(static_cast<int>(found.style.form), form);
        QCOMPARE(found.style.decimalComma, comma);
        QCOMPARE(parseRating(fields.split(' ').last().toStdString(), found.style).value_or(-1), last);
        QCOMPARE(found.note.empty() && found.doubt.empty(), form == static_cast<int>(RatingForm::Number));
    }
    void whatIsNotOfTheFormIsRejected() {
        const auto data = test::open(write(rows("user,item,rating\n", [](int k) {
            return k == 50 ? std::string("7") : k == 60 ? std::string("3/10") : std::to_string(k % 5 + 1) + "/5";
        })));
        QVERIFY(data);
        QCOMPARE(data->report.accepted, std::int64_t{118});
        QCOMPARE(data->report.rejects[1].expected, std::string("a rating out of 5, found \"3/10\""));
        QVERIFY(says(*data, "out of 5"));
        QCOMPARE(data->scale->maximum, 5.0);
    }
    void wordsForRatingsAreRefusedByWhatStandsThere() {
        const auto refused = loadDataset(write(rows("user,item,rating\n", [](int) { return std::string("good"); })), {}, {});
        QVERIFY(refused.hasError());
        QVERIFY2(refused.error().message.find("found \"good\"") != std::string::npos, refused.error().message.c_str());
    }
    void thousandsAreAskedWhereTheyCouldBeDecimals() {
        const std::string path = write(
            rows("user,item,plays\n", [](int k) { return std::string("\"").append(std::to_string(k % 9 + 1)) + ",250\""; }));
        const auto seen = previewSource(path, {}, {});
        QVERIFY(seen && seen.value().question && seen.value().question->key == "decimal");
        LoadOptions comma;
        comma.decimal = "comma";
        QVERIFY(previewSource(path, comma, {}).value().certain());
        QCOMPARE(test::open(path)->scale->maximum, 9250.0);
        QCOMPARE(test::open(path, comma)->scale->maximum, 9.25);
    }
    void datesWithTheYearLast_data() {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second");
        QTest::addColumn<qint64>("seconds");
        const auto row = [](const char* first, const char* second, qint64 seconds) {
            QTest::newRow(first) << QByteArray(first) << QByteArray(second) << seconds;
        };
        row("3/4/2021", "3/14/2021", 1614816000);               // March 4th, as the second says
        row("3/4/2021", "14/3/2021", 1617408000);               // April 3rd
        row("03.04.2021 14:05", "01.02.2021 9:05", 1617458700); // points: the day first
        row("3/4/21 2:05 PM", "12/31/21 12:30 AM", 1614866700);
        row("4-Mar-2021", "31-DEC-20", 1614816000);
        row("\"Mar 4, 2021\"", "\"April 30, 2021\"", 1614816000);
        row("2021.03.04", "2021.12.31", 1614816000);
        row("20210304", "20211231", 1614816000);
        row("Tue Apr 03 18:00:09 +0000 2012", "Sun Dec 30 8:00:00 +0100 2012", 1333476009);
        row("Tue Apr  3 18:00:09 2012", "Sun Dec 30 08:00:00 2012", 1333476009);
        row("2021-03-04 14:05:06", "2021-12-31 00:00:00", 1614866706);
    }
    void datesWithTheYearLast() {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, second);
        QFETCH(qint64, seconds);
        for (const char* header : {"user,item,rating,date\n", ""}) { // by name, and by content alone
            const std::string text = rows(header, [&](int k) { return "4," + (k % 3 ? second : first).toStdString(); });
            QCOMPARE(firstTime(text), static_cast<std::int64_t>(seconds));
        }
    }
    void anOpenOrderIsAskedAndCanBeSaid() {
        const std::string text = rows("user,item,rating,date\n",
                                      [](int k) { return std::string("4,3/").append(std::to_string(k % 12 + 1)) + "/2021"; });
        const std::string path = write(text);
        const auto seen = previewSource(path, {}, {});
        QVERIFY(seen && seen.value().question && seen.value().question->key == "time_unit");
        QVERIFY(says(*test::open(path), "month/day/year"));
        QCOMPARE(firstTime(text), std::int64_t{1614556800}); // March 1st
        LoadOptions said;
        said.timeUnit = "dmy";
        QVERIFY(previewSource(path, said, {}).value().certain());
        QCOMPARE(firstTime(text, said), std::int64_t{1609632000}); // January 3rd
        QVERIFY(test::open(path, said)->report.warnings.empty());
    }
    void datesOfTheOtherOrderAreMissingAndSaid() {
        const std::string text =
            rows("user,item,rating,date\n", [](int k) { return std::string("4,") + (k % 10 == 9 ? "3/25/2021" : "25/3/2021"); });
        const auto data = test::open(write(text));
        QVERIFY(data && says(*data, "12 dates are none as day/month/year") && says(*data, "12 times are empty or unreadable"));
    }
    void datesOfObjects() {
        std::string text;
        for (int k = 0; k < 60; ++k)
            text.append("{\"user\":\"u")
                .append(std::to_string(k % 9))
                .append("\",\"item\":\"i")
                .append(std::to_string(k))
                .append("\",\"stars\":\"")
                .append(std::to_string(k % 5 + 1))
                .append("/5\",\"date\":\"25.3.2021\"}\n");
        const auto data = test::open(write(text, "objects.jsonl"));
        QVERIFY(data && data->scale);
        QCOMPARE(data->scale->maximum, 5.0);
        QCOMPARE(data->interactions->row(UserIndex{0}).times[0], std::int64_t{1616630400});
    }
};
RECOSCOPE_TEST(TestRowWriting)
#include "tst_row_writing.moc"
