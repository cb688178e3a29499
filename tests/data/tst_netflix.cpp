#include "core/data/preview/preview.h"
#include "core/data/readers/block_reader.h"
#include "core/data/readers/reader.h"
#include "tests/data/reader_samples.h"
#include "tests/support/memory_stream.h"
#include "tests/support/test_registry.h"
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <tuple>

using namespace recoscope;

/// The form of the Netflix Prize: in one file, in one file a film, in archives; where blocks end does not matter.
class TestNetflix final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    /// Films of very different lengths; every 50th row is broken. The films' own ids are words where `words`.
    static std::string film(int k, bool words) {
        QString text = QString(words ? "film-%1:\n" : "%1:\n").arg(k);
        for (int u = 0; u < (k * 37) % 90; ++u)
            text += QStringLiteral("%1,%2,2005-03-%3%4\n")
                        .arg(u * 31 % 400)
                        .arg((k + u) % 50 == 0 ? QStringLiteral("x") : QString::number((k + u) % 5 + 1))
                        .arg(u % 28 + 1, 2, 10, QLatin1Char('0'))
                        .arg(u % 40 == 7 ? QStringLiteral(" 10:30:00") : QString());
        return text.toStdString();
    }
    static std::string films(int n, bool words) {
        std::string text;
        for (int k = 1; k <= n; ++k) text += film(k, words);
        return text;
    }
    std::string write(const std::string& name, const std::string& text) const {
        const std::filesystem::path path = std::filesystem::path(m_folder.path().toStdString()) / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
        return path.string();
    }
    /// One file a film, from the first to the n-th.
    std::string writeFolder(const std::string& name, int n) const {
        for (int k = 1; k <= n; ++k)
            write(name + QStringLiteral("/mv_%1.txt").arg(k, 7, 10, QLatin1Char('0')).toStdString(), film(k, false));
        return (std::filesystem::path(m_folder.path().toStdString()) / name).string();
    }
    static std::shared_ptr<const Dataset> open(const std::string& path) {
        const auto loaded = loadDataset(path, {}, {});
        return loaded ? loaded.value() : nullptr;
    }
    using Rows = std::vector<std::tuple<std::string, std::string, float, std::int64_t>>;
    static Rows described(const RatingRows& rows) {
        Rows all;
        for (const Interaction row : rows.rows)
            all.emplace_back(rows.userIds[row.user.at()], rows.itemIds[row.item.at()], row.rating, row.time);
        return all;
    }

private Q_SLOTS:
    void blocksEndAnywhere_data() {
        QTest::addColumn<bool>("words");
        QTest::newRow("numbers") << false;
        QTest::newRow("words") << true;
    }
    void blocksEndAnywhere() {
        QFETCH(bool, words);
        const std::string text = "7,3,2005-01-01\n" + films(120, words); // the first row has no film
        auto finding = findReader("netflix")->recognise(films(120, words), {});
        QVERIFY(finding.hasValue() && finding.value().confidence > 0);
        LoadReport report;
        const auto whole = readBlocks(*blocksOf(text, true), finding.value().table, TextForm::Decoded, "a", report, 1, {});
        QVERIFY(whole.hasValue());
        const Rows reference = described(whole.value().rows);
        QVERIFY(reference.size() > 4000 && report.rejected > 50);
        QCOMPARE(report.accepted + report.rejected, report.records);
        QCOMPARE(report.records, std::ranges::count(text, ',') / 2); // films are no records
        QCOMPARE(report.rejects[0].kind, std::string("empty-id"));
        for (const std::size_t bytes : {1U, 13U, 500U, 1U << 16U})
            for (const int threads : {1, 2, 8}) {
                LoadReport own;
                const auto blocks = blocksOf(std::make_unique<test::MemoryStream>(text), false, bytes);
                const auto read = readBlocks(*blocks, finding.value().table, TextForm::MaybeUtf8, "a", own, threads, {});
                QVERIFY(read.hasValue() && described(read.value().rows) == reference);
                QCOMPARE(own.rejected, report.rejected);
                for (std::size_t k = 0; k < own.rejects.size(); ++k) QCOMPARE(own.rejects[k].line, report.rejects[k].line);
            }
    }
    void aFileAFilmIsTheSameData() {
        const auto one = open(write("one/combined.txt", films(60, false)));
        const auto many = open(writeFolder("many", 60));
        QVERIFY(one && many);
        QCOMPARE(many->checksum, one->checksum);
        QCOMPARE(many->report.records, one->report.records);
        QCOMPARE(many->report.rejected, one->report.rejected);
        QCOMPARE(one->itemNoun, std::string("film"));
        for (const Reject& reject : many->report.rejects) {
            std::ifstream file(m_folder.path().toStdString() + "/many/" + reject.file);
            std::string line;
            for (std::int64_t n = 0; n < reject.line; ++n) std::getline(file, line);
            QCOMPARE(line, reject.text);
        }
        LoadOptions single;
        single.file = "mv_0000002.txt";
        const auto only = loadDataset(m_folder.path().toStdString() + "/many", single, {});
        QVERIFY(only.hasValue());
        QCOMPARE(only.value()->items.size(), 1);
    }
    void archivesAreReadInOnePass_data() {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("zip") << QStringList{"zip", "-q", "-r", "../made.zip", "."};
        QTest::newRow("tar.gz") << QStringList{"tar", "czf", "../made.tar.gz", "."};
    }
    void archivesAreReadInOnePass() {
        QFETCH(QStringList, command);
        const std::string folder = writeFolder("packed", 60);
        QProcess process;
        process.setWorkingDirectory(QString::fromStdString(folder));
        process.start(command[0], command.mid(1));
        if (!process.waitForStarted()) QSKIP("the program is not installed");
        QVERIFY(process.waitForFinished() && process.exitCode() == 0);
        const auto packed = open(m_folder.path().toStdString() + "/made." + QTest::currentDataTag());
        QVERIFY(packed);
        QCOMPARE(packed->checksum, open(folder)->checksum);
        QCOMPARE(packed->items.size(), 60);
    }
    void theSetsToBeGuessedStandBack() {
        const std::string folder = writeFolder("whole", 5);
        write("whole/probe.txt", "1:\n31\n62\n2:\n93\n");
        write("whole/qualifying.txt", "1:\n31,2005-03-02\n62,2005-03-03\n2:\n93,2005-03-04\n");
        const auto whole = open(folder);
        QVERIFY(whole);
        QCOMPARE(whole->items.size(), 5);
        QVERIFY(whole->hasRatings);
        const auto probe = open(folder + "/probe.txt");
        QVERIFY(probe && !probe->hasRatings);
        QCOMPARE(probe->report.accepted, std::int64_t{3});
    }
    void previewShowsRowsAndForeseesAll() {
        const std::string folder = writeFolder("shown", 60);
        const auto preview = previewSource(folder, {}, {});
        QVERIFY(preview.hasValue());
        const SourcePreview& p = preview.value();
        QVERIFY(p.certain());
        QCOMPARE(p.columns.size(), std::size_t{4});
        QCOMPARE(p.finding("format")->value, std::string("netflix"));
        const auto rows = static_cast<double>(open(folder)->report.accepted);
        QVERIFY2(std::abs(static_cast<double>(p.forecast.rows) - rows) < 0.25 * rows, std::to_string(p.forecast.rows).c_str());
    }
    void cancelStopsBetweenFiles() {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(loadDataset(writeFolder("stopped", 3), {}, TaskContext(stop.get_token(), {})).isCancelled());
    }
    void otherTextsAreNotTakenForIt_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("ids with colons") << QByteArray("a:,b:,3\na:,c:,4\nd:,b:,2\n");
        QTest::newRow("a title") << QByteArray("Ratings:\nuser,item,rating\n1,2,3\n2,3,4\n");
        QTest::newRow("a title of one number") << QByteArray("2021:\nuser,item,rating\n1,2,3\n2,3,4\n");
        QTest::newRow("a recipe") << QByteArray("Soup:\nflour,much\nsalt,little\nCake:\nsugar,much\n");
        QTest::newRow("a program") << QByteArray("try:\n    f()\nfinally:\n    g()\n");
        QTest::newRow("rows first") << QByteArray("1,5,2005-09-06\n1:\n2,3,2005-05-13\n");
    }
    void otherTextsAreNotTakenForIt() {
        QFETCH(QByteArray, text);
        QCOMPARE(findReader("netflix")->recognise(text.toStdString(), {}).value().confidence, 0);
    }
};
RECOSCOPE_TEST(TestNetflix)
#include "tst_netflix.moc"
