#include "core/data/load.h"
#include "core/data/readers/delimited.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace recoscope;

/// Plausible files that nobody prepared: what is above a header, names in other languages, opinions in words, days of
/// spreadsheets.
class TestOddFiles final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    std::shared_ptr<const Dataset> openText(const std::string& text, const LoadOptions& options = {}) const {
        const std::string path = m_folder.path().toStdString() + "/odd.csv";
        std::ofstream(path, std::ios::binary) << text;
        auto data = test::open(path, options);
        if (data) {
            const LoadReport& r = data->report;
            if (r.accepted + r.rejected + r.skipped != r.records) return nullptr;
        }
        return data;
    }
    /// Thirty users and ten items, the columns in the order of `form`: u, i, r, anything else as it stands.
    static std::string rows(const std::string& form, const std::string& end = "\n") {
        std::string text;
        for (int k = 0; k < 90; ++k) {
            for (const char c : form)
                if (c == 'u')
                    text.append(1, 'p').append(std::to_string(k % 30));
                else if (c == 'i')
                    text.append(1, 'f').append(std::to_string(k * 7 % 10));
                else if (c == 'r')
                    text += std::to_string(1 + k % 5);
                else
                    text += c;
            text += end;
        }
        return text;
    }

private Q_SLOTS:
    /// Titles above the header are rejected and say so; the header is found below them, or user and item would change places.
    void titlesAboveTheHeader_data() {
        QTest::addColumn<QByteArray>("above");
        QTest::addColumn<int>("rejected");
        QTest::addColumn<int>("skipped");
        QTest::newRow("a title") << QByteArray("Export of 2021-03-01\n") << 1 << 0;
        QTest::newRow("a title and a blank line") << QByteArray("Export of 2021-03-01\n\n") << 1 << 1;
        QTest::newRow("comments") << QByteArray("# made by a tool\n# version 2\n") << 2 << 0;
        QTest::newRow("as spreadsheets pad") << QByteArray("Ratings export;;\n;;\n") << 2 << 0;
        QTest::newRow("CRLF") << QByteArray("My ratings\r\n") << 1 << 0;
        QTest::newRow("the separator") << QByteArray("sep=;\r\n") << 0 << 0;
        QTest::newRow("the separator and a title") << QByteArray("sep=;\nExport\n") << 1 << 0;
        QTest::newRow("nothing") << QByteArray() << 0 << 0;
    }
    void titlesAboveTheHeader() {
        QFETCH(QByteArray, above);
        QFETCH(int, rejected);
        QFETCH(int, skipped);
        for (const char* header : {"item;user;rating\n", "movie_id;user_id;rating\r\n"}) {
            const auto data = openText(above.toStdString() + header + rows("i;u;r"));
            QVERIFY(data);
            QCOMPARE(data->users.size(), 30);
            QCOMPARE(data->items.size(), 10);
            QCOMPARE(data->report.accepted, std::int64_t{90});
            QCOMPARE(data->report.rejected, std::int64_t{rejected});
            QCOMPARE(data->report.skipped, std::int64_t{skipped});
            for (const Reject& r : data->report.rejects) QCOMPARE(r.kind, std::string("title"));
        }
    }
    void whatIsNoTitleStays() {
        const auto late =
            openText(rows("u;i;r") + "item;user;rating\n" + rows("u;i;r")); // no title, and no header, in the middle
        QVERIFY(late);
        QCOMPARE(late->users.size(), 30);
        QCOMPARE(late->report.rejected, std::int64_t{1});
        LoadOptions options;
        options.header = false;
        options.columns = "item,user,rating";
        const auto told = openText("Export\nitem;user;rating\n" + rows("i;u;r"), options); // the user says: no header
        QVERIFY(told);
        QCOMPARE(told->report.rejected, std::int64_t{2});
        QCOMPARE(told->users.size(), 30);
    }
    void tabsWithinTitlesSeparateNothing() {
        const auto data = openText("user,title,rating\n" + rows("u,\"The\ti\",r"));
        QVERIFY(data && data->scale);
        QCOMPARE(data->items.size(), 10);
        QVERIFY(data->items.find("The\tf7"));
    }
    void sequencesOfNames() {
        std::string text;
        for (int u = 0; u < 40; ++u) {
            text.append("user").append(std::to_string(u));
            for (int k = 0; k < 3 + u % 6; ++k) text.append(" it").append(std::to_string((u * 5 + k * 3) % 25));
            text += '\n';
        }
        const auto data = openText(text);
        QVERIFY(data && !data->hasRatings && data->interactions->hasTimes());
        QCOMPARE(data->users.size(), 40);
        QCOMPARE(data->items.size(), 25);
        QCOMPARE(data->interactions->rowSize(UserIndex{*data->users.find("user5")}), std::size_t{8});
    }
    void whatHoldsNoRatingsIsNotTakenForThem_data() {
        QTest::addColumn<QByteArray>("text");
        QByteArray graph("head_id:token\trelation_id:token\ttail_id:token\n"), yaml, prose;
        for (int k = 0; k < 60; ++k) {
            const QByteArray n = QByteArray::number(k % 12), m = QByteArray::number(k % 5);
            graph += n + "\tr" + m + "\t" + m + "\n";
            yaml += "- user: " + n + "\n  item: " + m + "\n  rating: 3\n";
            prose +=
                "the film of day " + n + (k % 3 ? " was fine" : "") + (k % 4 ? " and went on for " + m + " hours" : "") + "\n";
        }
        QTest::newRow("edges of a knowledge graph") << graph;
        QTest::newRow("YAML") << yaml;
        QTest::newRow("prose") << prose;
    }
    void whatHoldsNoRatingsIsNotTakenForThem() {
        QFETCH(QByteArray, text);
        const std::string path = m_folder.path().toStdString() + "/none";
        std::ofstream(path, std::ios::binary) << text.toStdString();
        const auto opened = loadDataset(path, {}, {});
        QVERIFY(opened.hasError());
        QVERIFY2(opened.error().message.find("expected") != std::string::npos, opened.error().message.c_str());
    }
    void theSeparatorOnTop() {
        QCOMPARE(statedOnTop("sep=;"), std::string_view(";"));
        QCOMPARE(statedOnTop("SEP=,\r"), std::string_view(","));
        QVERIFY(statedOnTop("sep=").empty() && statedOnTop("sep=ab").empty() && statedOnTop("user;item").empty());
    }
    void namesInOtherLanguages_data() {
        QTest::addColumn<QByteArray>("header");
        for (const char* header : {"Bewertung;Film;Benutzer", "note;article;utilisateur", "voto;prodotto;utente",
                                   "puntuacion;pelicula;usuario", "My Rating;Movie Title;User Name", "rating;sku;customer"})
            QTest::newRow(header) << QByteArray(header);
    }
    void namesInOtherLanguages() {
        QFETCH(QByteArray, header);
        const auto data = openText(header.toStdString() + "\n" + rows("r;i;u"));
        QVERIFY(data);
        QCOMPARE(data->users.size(), 30);
        QCOMPARE(data->items.size(), 10);
        QVERIFY(data->hasRatings);
    }
    void opinionsInWordsAreSaid() {
        std::string text = "user,item,liked\n";
        for (int k = 0; k < 60; ++k)
            text.append("p")
                .append(std::to_string(k % 9))
                .append(",f")
                .append(std::to_string(k))
                .append(k % 3 ? ",true\n" : ",false\n");
        const auto data = openText(text);
        QVERIFY(data && !data->hasRatings);
        QCOMPARE(data->report.warnings.size(), std::size_t{1});
        QVERIFY(data->report.warnings[0].find("liked") != std::string::npos &&
                data->report.warnings[0].find("\"false\"") != std::string::npos);
    }
    void daysOfSpreadsheetsAreDoubted() {
        const auto timed = [](int first, int step) {
            std::string text = "user,item,rating,timestamp\n";
            for (int k = 0; k < 60; ++k)
                text.append("p")
                    .append(std::to_string(k % 9))
                    .append(",f")
                    .append(std::to_string(k))
                    .append(",3,")
                    .append(std::to_string(first + step * k))
                    .append("\n");
            return text;
        };
        const auto days = openText(timed(44000, 7));
        QVERIFY(days && days->report.warnings.size() == 1);
        QVERIFY(days->report.warnings[0].find("days") != std::string::npos);
        const auto seconds = openText(timed(44000, 700)); // reaches further than spreadsheets do
        QVERIFY(seconds && seconds->report.warnings.empty());
        const auto periods = openText(timed(1, 1));
        QVERIFY(periods && periods->report.warnings.empty());
    }
    void aTextThatBeginsAsBzip2() {
        for (const char* first : {"BZh", "BZh9", "BZh1AY", "BZhang"}) {
            const auto data = openText(std::string(first) + ";f1;4\n" + rows("u;i;r"));
            QVERIFY2(data, first);
            QCOMPARE(data->report.accepted, std::int64_t{91});
            QVERIFY(data->users.find(first));
        }
    }
};
RECOSCOPE_TEST(TestOddFiles)
#include "tst_odd_files.moc"
