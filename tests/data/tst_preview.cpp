#include "core/base/text.h"
#include "core/data/preview/preview.h"
#include "tests/data/reader_samples.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sqlite3.h>

using namespace recoscope;

/// What the beginning of a file says, and that opening it then does the same.
class TestPreview final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    std::string write(const std::string& name, const std::string& text) const {
        const std::filesystem::path path = std::filesystem::path(m_folder.path().toStdString()) / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
        return path.string();
    }
    static SourcePreview see(const std::string& path, const LoadOptions& options = {}) {
        auto seen = previewSource(path, options, {});
        if (!seen) qWarning("%s", seen.error().message.c_str());
        return seen ? std::move(seen).value() : SourcePreview{};
    }
    static std::string roles(const SourcePreview& p) {
        std::vector<std::string> words;
        for (const PreviewColumn& c : p.columns) words.emplace_back(nameOf(c.role));
        return join(words, ",");
    }
    static std::string lines(int n, const std::string& separator) {
        std::string text;
        for (int k = 0; k < n; ++k)
            text += std::to_string(k % 40 + 1) + separator + std::to_string(100 + k * 7 % 60) + separator +
                    std::to_string(k % 5 + 1) + separator + std::to_string(880000000 + k) + "\n";
        return text;
    }

private Q_SLOTS:
    void everyFormatShowsWhatItsReaderReads_data() {
        QTest::addColumn<QString>("id");
        for (const auto& sample : test::readerSamples(0)) QTest::newRow(sample.id.c_str()) << QString::fromStdString(sample.id);
    }
    void everyFormatShowsWhatItsReaderReads() {
        QFETCH(QString, id);
        const auto samples = test::readerSamples(0);
        const auto sample = std::ranges::find(samples, id.toStdString(), &test::ReaderSample::id);
        const std::string path = write("formats/" + sample->id, sample->bytes);
        LoadOptions options;
        options.format = sample->id;
        const SourcePreview p = see(path, options);
        QVERIFY2(!p.problem, p.problem ? p.problem->message.c_str() : "");
        const auto data = test::open(path, options);
        QVERIFY(data);
        QCOMPARE(p.report.accepted, data->report.accepted);
        QCOMPARE(p.report.records, data->report.records);
        QCOMPARE(p.forecast.rows, data->report.accepted);
        QVERIFY(p.forecast.exact && p.forecast.fits());
        QCOMPARE(p.report.format, data->report.format);
        QCOMPARE(p.finding("format")->value, sample->id);
        QVERIFY(!p.rows.empty() && p.columns.size() >= 2);
    }
    /// What was found is among what can be chosen, and stated it reads the same.
    void rareSeparatorsAreFoundAndCanBeStated_data() {
        QTest::addColumn<QByteArray>("separator");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("ctrl-A") << QByteArray("\x01") << QByteArray("ctrl-a");
        QTest::newRow("unit separator") << QByteArray("\x1f") << QByteArray("unit");
        for (const char* same : {"^", "~", ":"}) QTest::newRow(same) << QByteArray(same) << QByteArray(same);
    }
    void rareSeparatorsAreFoundAndCanBeStated() {
        QFETCH(QByteArray, separator);
        QFETCH(QByteArray, value);
        const std::string path = write("rare.txt", lines(300, separator.toStdString()));
        const SourcePreview p = see(path);
        QVERIFY(p.certain());
        QCOMPARE(roles(p), std::string("user,item,rating,timestamp"));
        const PreviewFinding* found = p.finding("separator");
        QCOMPARE(found->value, value.toStdString());
        QVERIFY(std::ranges::find(found->choices, found->value, &PreviewChoice::value) != found->choices.end());
        QVERIFY(std::ranges::none_of(found->words, [](char c) { return static_cast<unsigned char>(c) < ' '; }));
        LoadOptions stated;
        stated.separator = found->value;
        const auto plain = test::open(write("plain.csv", lines(300, ",")));
        QCOMPARE(test::open(path)->checksum, plain->checksum);
        QCOMPARE(test::open(path, stated)->checksum, plain->checksum);
    }
    /// A rating in the first column that nothing names: certain where the others are ids, else asked as before.
    void ratingsInTheFirstColumn() {
        std::string ids, plays;
        for (int k = 0; k < 300; ++k) {
            ids += std::to_string((k * 7 % 11) % 5 + 1) + ",u" + std::to_string(k * 17 % 90) + ",i" +
                   std::to_string(k * 29 % 130) + "," + std::to_string(880000000 + k) + "\n";
            plays += std::to_string(k / 60 + 1) + "," + std::to_string(1000 + k * 17 % 290) + "," +
                     std::to_string(k * k % 97 + 1) + "\n";
        }
        const SourcePreview certain = see(write("first.csv", ids));
        QVERIFY(certain.certain());
        QCOMPARE(roles(certain), std::string("rating,user,item,timestamp"));
        const auto data = test::open(write("first.csv", ids));
        QVERIFY(data && data->hasRatings && data->users.size() == 90);
        QCOMPARE(data->scale.value().maximum, 5.0);
        const SourcePreview asked = see(write("plays.csv", plays));
        QVERIFY(asked.question && asked.question->key == "columns");
        QCOMPARE(roles(asked), std::string("user,item,rating"));
    }
    /// Of a large database the first rows are read; how many there are is counted, not read.
    void largeDatabasesShowTheirFirstRows() {
        const std::string path = write("large.db", "");
        sqlite3* db = nullptr;
        QCOMPARE(sqlite3_open(path.c_str(), &db), SQLITE_OK);
        sqlite3_exec(
            db,
            "CREATE TABLE ratings(user_id INTEGER, item_id INTEGER, rating TEXT, timestamp INTEGER);"
            "WITH RECURSIVE n(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM n WHERE k < 149999)"
            "INSERT INTO ratings SELECT k % 997, k % 1409, CASE WHEN k = 3 THEN 'x' ELSE k % 5 + 1 END, 880000000 + k FROM n",
            nullptr, nullptr, nullptr);
        sqlite3_close(db);
        const SourcePreview p = see(path);
        QVERIFY(p.certain());
        QCOMPARE(p.report.records, static_cast<std::int64_t>(kPreviewRows));
        QCOMPARE(p.report.rejected, std::int64_t{1});
        QCOMPARE(p.forecast.rows, std::int64_t{150000});
        QVERIFY(!p.forecast.exact);
        QCOMPARE(test::open(path)->report.accepted, std::int64_t{149999});
    }
    /// What lies beside the ratings is read and joined: that takes its time.
    void filesBesideAreForeseen() {
        std::string tags = "user,item,tag\n";
        for (int k = 0; k < 200000; ++k)
            tags += std::to_string(k % 40 + 1) + "," + std::to_string(100 + k * 7 % 60) + ",tag " + std::to_string(k % 90) + "\n";
        write("beside/ratings.csv", "user,item,rating,timestamp\n" + lines(3000, ","));
        const std::string folder = m_folder.path().toStdString() + "/beside";
        const double alone = see(folder).forecast.seconds;
        write("beside/tags.csv", tags);
        const double both = see(folder).forecast.seconds;
        QVERIFY2(both > alone + 0.04, (std::to_string(alone) + " " + std::to_string(both)).c_str());
    }
    void textsWithoutColumnsAreAsked() {
        std::string prose;
        for (int k = 0; k < 40; ++k) prose += "The river ran under tree " + std::to_string(k) + "; nobody saw it go that year.\n";
        const SourcePreview p = see(write("prose.txt", prose));
        QVERIFY(p.question && p.question->key == "columns" && p.problem);
        LoadOptions said;
        said.columns = "user,item";
        QVERIFY(test::open(write("prose.txt", prose), said)); // who says so is believed
    }
    void typesRolesAndEvidence() {
        const SourcePreview p = see(write("plain.tsv", lines(300, "\t")));
        QVERIFY(p.certain());
        QCOMPARE(roles(p), std::string("user,item,rating,timestamp"));
        QCOMPARE(p.columns[2].type, ColumnType::Integer);
        QVERIFY2(p.columns[2].why.find("1 to 5") != std::string::npos, p.columns[2].why.c_str());
        QVERIFY2(p.columns[3].why.find("1997-11-20") != std::string::npos, p.columns[3].why.c_str());
        QCOMPARE(p.finding("separator")->value, std::string("tab"));
        QVERIFY2(p.finding("separator")->why.find("300 of 300 lines") != std::string::npos, p.finding("separator")->why.c_str());
        QCOMPARE(p.finding("header")->value, std::string("no"));
        QCOMPARE(p.finding("time_unit")->value, std::string("s"));
        QVERIFY(p.finding("encoding")->choices.size() == 4 && p.finding("format")->choices.size() > 5);
        QCOMPARE(p.rows.size(), std::size_t{300});
        QCOMPARE(p.rows[299].line, std::int64_t{300});
    }
    void aThousandRowsOfALargeFileAndAForecast() {
        const std::string path = write("large.csv", "userId,movieId,rating,timestamp\n" + lines(200000, ","));
        const SourcePreview p = see(path);
        QVERIFY(p.certain());
        QCOMPARE(p.rows.size(), kPreviewRows);
        QCOMPARE(p.report.records, std::int64_t{1000});
        QVERIFY(!p.forecast.exact);
        QVERIFY2(std::abs(p.forecast.rows - 200000) < 4000, std::to_string(p.forecast.rows).c_str());
        QVERIFY(p.columns[1].why.starts_with("the header names it"));
    }
    void rejectsStandAtTheirRows() {
        const SourcePreview p = see(write("odd.csv", "user,item,rating\na,x,5\nb,y,none\n\nc,z\nd,x,3\ne,y,1\n"));
        QCOMPARE(p.report.rejected, std::int64_t{2});
        QCOMPARE(p.report.skipped, std::int64_t{1});
        QCOMPARE(p.rows.size(), std::size_t{5});
        QCOMPARE(p.rows[1].reject, 0);
        QCOMPARE(p.rows[2].reject, 1);
        QCOMPARE(p.rows[2].line, std::int64_t{5});
        QCOMPARE(p.rows[3].reject, -1);
        QCOMPARE(p.report.rejects[0].column, std::int64_t{5});
    }
    void overridesHoldForPreviewAndOpening() {
        const std::string path = write("swap.csv", lines(200, ","));
        LoadOptions options;
        options.columns = "item,user,rating,timestamp";
        const SourcePreview p = see(path, options);
        QVERIFY(p.certain());
        QCOMPARE(roles(p), std::string("item,user,rating,timestamp"));
        const auto data = test::open(path, options);
        QCOMPARE(data->items.size(), 40);
        options.columns = "user,item,rating,-";
        QCOMPARE(roles(see(path, options)), std::string("user,item,rating,-"));
        options.columns = "user,user";
        const SourcePreview wrong = see(path, options);
        QVERIFY(wrong.problem && wrong.problem->kind == ErrorKind::InvalidParameter);
        QCOMPARE(wrong.rows.size(), std::size_t{200});
    }
    void quotesDecimalAndTimeUnitCanBeStated() {
        const std::string path = write("times.csv", "a;x;3,5;1000\nb;y;4,0;2000\nc;x;1,5;3000\nd;z;2,5;4000\n");
        QCOMPARE(see(path).finding("decimal")->value, std::string("comma"));
        // A cell that is no number at all does not say which sign the others have.
        QCOMPARE(see(write("gap.csv", "a;x;3,5\nb;y;-\nc;x;1,5\n")).report.accepted, std::int64_t{2});
        LoadOptions options;
        options.columns = "user,item,rating,timestamp";
        options.timeUnit = "ms";
        const auto data = test::open(path, options);
        QVERIFY(data && data->interactions->hasTimes());
        QCOMPARE(data->interactions->row(UserIndex{3}).times[0], std::int64_t{4});
        QCOMPARE(see(path, options).finding("time_unit")->value, std::string("ms"));
        options.decimal = "point";
        QVERIFY(see(path, options).problem);
        QVERIFY(loadDataset(path, options, {}).hasError());
        const std::string quoted = write("quotes.tsv", "\"a\"\tx\t1\n\"b\"\ty\t2\n\"c\"\tx\t3\n");
        QCOMPARE(see(quoted).rows[0].cells[0], std::string("a"));
        LoadOptions plain;
        plain.quotes = false;
        QCOMPARE(see(quoted, plain).rows[0].cells[0], std::string("\"a\""));
        QVERIFY(test::open(quoted, plain)->users.find("\"a\"").has_value());
    }
    void questionsOnlyWhereNothingSaysSo() {
        QVERIFY(see(write("named.csv", "user,item\na,x\nb,y\n")).certain());
        QVERIFY(see(write("three.csv", "a,x,5\nb,y,4\nc,x,1\n")).certain());
        const SourcePreview odd = see(write("hidden.txt", "a 1 x 5\nb 2 y 4\nc 1 x 3\n"));
        QVERIFY(odd.question && odd.question->key == "columns" && !odd.problem);
        const SourcePreview named = see(write("other.csv", "alpha,beta,gamma\n1,7,5\n2,8,4\n3,7,2\n"));
        QVERIFY(named.question && named.question->key == "columns");
        const SourcePreview films = see(write("films.csv", "movieId,title,genres\n1,A,x\n2,B,y\n3,C,x\n"));
        QVERIFY(!films.question && films.problem && !films.certain()); // certainly no ratings
        LoadOptions said;
        said.columns = "user,item,-,rating";
        QVERIFY(see(write("hidden.txt", "a 1 x 5\nb 2 y 4\nc 1 x 3\n"), said).certain());
        write("two/alpha.csv", "user,item,rating\na,x,5\nb,y,4\n");
        write("two/omega.csv", "user,item,rating\na,x,5\nb,z,4\n");
        const SourcePreview two = see(std::filesystem::path(write("two/notes.md", "words\n")).parent_path().string());
        QVERIFY(two.question && two.question->key == "file");
        QCOMPARE(two.finding("file")->choices.size(), std::size_t{2});
        QVERIFY(two.shape.starts_with("files|"));
        QVERIFY(!two.rows.empty());
    }
    void shapesSayTheSameOfFilesAlike() {
        const std::string one = see(write("one.csv", "userId,movieId,rating\n1,2,3\n4,5,1\n")).shape;
        QCOMPARE(see(write("two.csv", "userId,movieId,rating\n9,2,5\n")).shape, one);
        LoadOptions options;
        options.separator = ";";
        options.header = false;
        QCOMPARE(see(write("three.csv", "userId,movieId,rating\n9,2,5\n8,2,1\n"), options).shape, one);
        QVERIFY(see(write("four.csv", "userId,movieId,stars\n9,2,5\n")).shape != one);
        const std::string numbers = see(write("n.tsv", lines(50, "\t"))).shape;
        QCOMPARE(see(write("m.tsv", lines(90, "\t"))).shape, numbers);
        QVERIFY(see(write("w.tsv", "a\tb\t3\t880000000\nc\td\t2\t880000001\n")).shape != numbers);
    }
    void whatCannotBePreviewedIsRefused() {
        QVERIFY(previewSource("/nowhere.csv", {}, {}).hasError());
        QVERIFY(previewSource("synthetic:users=10", {}, {}).hasError());
        QVERIFY(previewSource(write("picture.png", std::string(4000, '\1')), {}, {}).hasError());
        LoadOptions options;
        options.file = "absent";
        QVERIFY(previewSource(m_folder.path().toStdString(), options, {}).hasError());
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(previewSource(write("any.csv", lines(10, ",")), {}, TaskContext(stop.get_token(), {})).isCancelled());
    }
    void realSets_data() {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("question");
        QTest::addColumn<QString>("roles");
        QTest::newRow("ml-100k") << "ml-100k"
                                 << ""
                                 << "user,item,rating,timestamp";
        QTest::newRow("ml-latest-small") << "ml-latest-small"
                                         << ""
                                         << "user,item,rating,timestamp";
        QTest::newRow("goodbooks-10k") << "goodbooks-10k"
                                       << ""
                                       << "item,user,rating";
        QTest::newRow("msweb") << "msweb"
                               << ""
                               << "user,item";
        QTest::newRow("diginetica-sample") << "diginetica-sample"
                                           << ""
                                           << "user,context,item,other,timestamp"; // its first rows know no user
        QTest::newRow("citeulike-a") << "citeulike-a"
                                     << "file"
                                     << "";
        QTest::newRow("gowalla-lightgcn") << "gowalla-lightgcn"
                                          << "file"
                                          << "user,item";
    }
    void realSets() {
        QFETCH(QString, folder);
        QFETCH(QString, question);
        QFETCH(QString, roles);
        RECOSCOPE_NEED_DATASET(path, folder.toStdString());
        const SourcePreview p = see(*path);
        QCOMPARE(QString::fromStdString(p.question ? p.question->key : std::string()), question);
        if (!roles.isEmpty()) QCOMPARE(QString::fromStdString(TestPreview::roles(p)), roles);
        QCOMPARE(p.report.rejected, std::int64_t{0});
        if (!question.isEmpty()) return;
        const auto data = test::open(*path);
        QVERIFY(data);
        const double off = std::abs(static_cast<double>(p.forecast.rows - data->report.accepted));
        QVERIFY2(off < 0.1 * static_cast<double>(data->report.accepted), std::to_string(p.forecast.rows).c_str());
    }
    void filmsAndTagsAloneAskNothing() {
        RECOSCOPE_NEED_DATASET(path, "ml-10m-metadata");
        const SourcePreview p = see(*path);
        QVERIFY(!p.question);
        QCOMPARE(p.report.rejected, std::int64_t{0});
    }
    void membersOfTheFolderAreNamed() {
        RECOSCOPE_NEED_DATASET(path, "ml-100k");
        const SourcePreview p = see(*path);
        const auto kind = [&](const char* name) {
            const auto it = std::ranges::find(p.files, std::string(name), &PreviewFile::name);
            return it == p.files.end() ? std::string() : it->kind;
        };
        QCOMPARE(kind("u.item"), std::string("items"));
        QCOMPARE(kind("u.user"), std::string("users"));
        QCOMPARE(kind("u1.base"), std::string("part of a split"));
    }
};
RECOSCOPE_TEST(TestPreview)
#include "tst_preview.moc"
