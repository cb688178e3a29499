#include "core/base/random.h"
#include "core/base/text.h"
#include "core/data/readers/block_reader.h"
#include "core/data/sparsity_bins.h"
#include "tests/support/memory_stream.h"
#include "tests/support/test_registry.h"
#include "tests/support/worlds.h"
#include <QTest>
#include <cmath>
#include <limits>
#include <map>
#include <set>

using namespace recoscope;

namespace {

using Row = std::tuple<std::string, std::string, float, std::int64_t>;

QString described(const Row& row) {
    const auto& [user, item, rating, time] = row;
    return QStringLiteral("%1|%2|%3|%4")
        .arg(QString::fromStdString(user), QString::fromStdString(item), QString::number(static_cast<double>(rating), 'g', 9),
             QString::number(time));
}

struct Reading {
    std::vector<Row> rows;
    LoadReport report;
    bool needsWhole = false;
    friend bool operator==(const Reading& a, const Reading& b) {
        const auto rejects = [](const Reading& r) {
            std::vector<std::tuple<std::int64_t, std::int64_t, std::string, std::string>> all;
            for (const Reject& x : r.report.rejects) all.emplace_back(x.line, x.column, x.kind, x.text);
            return all;
        };
        return a.rows == b.rows && rejects(a) == rejects(b) && a.report.records == b.report.records &&
               a.report.accepted == b.report.accepted && a.report.rejected == b.report.rejected &&
               a.report.skipped == b.report.skipped;
    }
};

Reading readAll(BlockSource& source, const TableFinding& finding, TextForm form, int threads) {
    Reading reading;
    const std::string name = "x.csv";
    auto read = readBlocks(source, finding, form, name, reading.report, threads, {});
    if (!read) return reading;
    reading.needsWhole = read.value().needsWhole;
    const RatingRows& rows = read.value().rows;
    for (const Interaction row : rows.rows)
        reading.rows.emplace_back(rows.userIds[row.user.at()], rows.itemIds[row.item.at()], row.rating, row.time);
    return reading;
}

/// The loading policy, line by line, in its plainest form: for texts without quotes.
Reading readPlainly(const std::string& text, const TableFinding& finding) {
    Reading reading;
    std::size_t number = 0;
    std::string header;
    for (const std::string& raw : split(text.ends_with('\n') ? text.substr(0, text.size() - 1) : text, '\n')) {
        ++number;
        const std::string line = raw.ends_with('\r') ? raw.substr(0, raw.size() - 1) : raw;
        if (finding.dialect.header && header.empty()) {
            header = line;
            continue;
        }
        ++reading.report.records;
        if (trim(line).empty()) {
            ++reading.report.skipped;
            continue;
        }
        std::vector<std::string> fields;
        for (std::size_t at = 0;;) {
            const std::size_t to = line.find(finding.dialect.separator, at);
            fields.push_back(line.substr(at, to - at));
            if (to == std::string::npos) break;
            at = to + finding.dialect.separator.size();
        }
        const auto field = [&](int c) { return std::string(trim(fields[static_cast<std::size_t>(c)])); };
        const auto& roles = finding.ratings;
        const bool whole = fields.size() == finding.dialect.fields && line != header;
        const auto rating = whole ? parseNumber(field(roles.rating)) : std::nullopt;
        const bool fits = rating && std::abs(*rating) <= static_cast<double>(std::numeric_limits<float>::max());
        if (!whole || field(roles.user).empty() || field(roles.item).empty() || !fits ||
            field(roles.user).find('\0') != std::string::npos || field(roles.item).find('\0') != std::string::npos) {
            ++reading.report.rejected;
            continue;
        }
        ++reading.report.accepted;
        const auto time = parseInteger(field(roles.time));
        reading.rows.emplace_back(field(roles.user), field(roles.item), static_cast<float>(*rating), time ? *time : kNoTime);
    }
    return reading;
}

std::string pick(Random& random, std::initializer_list<const char*> words) {
    return *(words.begin() + static_cast<std::ptrdiff_t>(random.below(words.size())));
}

/// Mostly plain lines, and every oddity between them.
std::string oddText(std::size_t lines, const std::string& separator, const char* end, std::uint64_t seed) {
    Random random(seed);
    std::string text = "user" + separator + "note" + separator + "item" + separator + "rating" + separator + "time" + end;
    const std::string header = text;
    for (std::size_t k = 0; k < lines; ++k) {
        const bool odd = random.below(8) == 0;
        const std::string user = odd ? pick(random, {"", " 7", "07", "-3", "+5", "user x", "12345678", "123456789012", "7.0",
                                                     "NaN", "\xc3\xa9", "A1B2C3D4E5F6G7H8I9"})
                                     : std::to_string(random.below(3000));
        const std::string item = odd ? pick(random, {"0", "00", " ", "x", "9999999", "10000000", "b\t", "004213", "a:b"})
                                     : std::to_string(random.below(500));
        const std::string rating =
            odd ? pick(random, {"", "nan", "4.", ".5", "-2", "-0.25", "1e1", "1e39", "3.14159265", "12345678", "5 ", "x", "007"})
                : pick(random, {"4", "3.5", "0.5", "10", "4.25"});
        const std::string time = odd ? pick(random, {"", "-5", "1", "0", "99999999", "100000000", "99999999999", "x"})
                                     : std::to_string(1100000000 + random.below(100000000));
        text += user + separator + pick(random, {"", "n", "note"}) + separator + item + separator + rating + separator + time;
        if (random.below(40) == 0) text += separator + "more";
        text += random.below(60) == 0 ? "\r\n" : end;
        if (random.below(50) == 0) text += pick(random, {"\n", "   \n", "lonely\n", "\r\n"});
        if (random.below(200) == 0) text += header;
        if (random.below(200) == 0)
            text += std::string("a\0b", 3) + separator + separator + "5" + separator + "1" + separator + "1\n";
    }
    return text + "9" + separator + separator + "9" + separator + "1" + separator + "5"; // without a line end
}

TableFinding findingFor(const std::string& separator, bool quotes) {
    TableFinding finding;
    finding.kind = TableKind::Ratings;
    finding.dialect.separator = separator;
    finding.dialect.quotes = quotes;
    finding.dialect.fields = 5;
    finding.dialect.header = true;
    finding.ratings.user = 0;
    finding.ratings.item = 2;
    finding.ratings.rating = 3;
    finding.ratings.time = 4;
    return finding;
}

} // namespace

class TestBlocks final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyLineIsReadByTheRules_data() {
        QTest::addColumn<QString>("separator");
        QTest::addColumn<QString>("end");
        for (const char* separator : {",", "\t", "::", ";"})
            for (const char* end : {"\n", "\r\n"})
                QTest::addRow("%s %d", separator, static_cast<int>(strlen(end))) << QString(separator) << QString(end);
    }
    void everyLineIsReadByTheRules() {
        QFETCH(QString, separator);
        QFETCH(QString, end);
        const TableFinding finding = findingFor(separator.toStdString(), false);
        for (std::uint64_t seed = 1; seed <= 2; ++seed) {
            const std::string text = oddText(1500, finding.dialect.separator, end.toUtf8().constData(), seed);
            const Reading plain = readPlainly(text, finding);
            QVERIFY(plain.report.accepted > 1000 && plain.report.rejected > 30 && plain.report.skipped > 10);
            const auto whole = blocksOf(text, true);
            const Reading reference = readAll(*whole, finding, TextForm::Decoded, 1);
            QCOMPARE(reference.rows.size(), plain.rows.size());
            for (std::size_t k = 0; k < plain.rows.size(); ++k) QCOMPARE(described(reference.rows[k]), described(plain.rows[k]));
            QCOMPARE(reference.report.rejected, plain.report.rejected);
            QCOMPARE(reference.report.skipped, plain.report.skipped);
            for (const std::size_t bytes : {1U, 7U, 4096U, 1U << 20U})
                for (const int threads : {1, 2, 8}) {
                    const auto blocks = blocksOf(std::make_unique<test::MemoryStream>(text), false, bytes);
                    QVERIFY2(readAll(*blocks, finding, TextForm::MaybeUtf8, threads) == reference,
                             qPrintable(QString("%1 bytes, %2 threads").arg(bytes).arg(threads)));
                }
        }
    }
    void quotedFieldsGoOverLinesAndBlocks() {
        const TableFinding finding = findingFor(",", true);
        std::string text = "user,note,item,rating,time\n";
        for (int k = 0; k < 3000; ++k) {
            const std::string n = std::to_string(k);
            text +=
                k % 3 == 0 ? "\"u, " + n + "\",\"two\nlines \"\"" + n + "\"\"\",\"" + n + "\",4,5\n" : n + ",x," + n + ",3,4\n";
        }
        const auto whole = blocksOf(text, true);
        const Reading reference = readAll(*whole, finding, TextForm::Decoded, 1);
        QCOMPARE(reference.report.accepted, std::int64_t{3000});
        for (const std::size_t bytes : {64U, 4096U}) {
            const auto blocks = blocksOf(std::make_unique<test::MemoryStream>(text), true, bytes);
            const Reading reading = readAll(*blocks, finding, TextForm::MaybeUtf8, 2);
            QVERIFY(!reading.needsWhole && reading == reference);
        }
    }
    /// Where the comma is both, a rating stands in quotes: "4,5" outside of them is two fields, wherever a block ends.
    void aCommaOutsideOfQuotesIsNoDecimalSign() {
        std::string text = "user,item,rating\n";
        for (int k = 0; k < 60; ++k)
            text.append("u").append(std::to_string(k % 9)).append(",i").append(std::to_string(k)).append(",\"3,5\"\n");
        text += "u1,i99,4,5\nu2,i99,\"2,5\"\n";
        TableFinding finding;
        finding.kind = TableKind::Ratings;
        finding.dialect.separator = ",";
        finding.dialect.quotes = finding.dialect.header = true;
        finding.dialect.fields = 3;
        finding.ratings.user = 0;
        finding.ratings.item = 1;
        finding.ratings.rating = 2;
        finding.ratings.style.decimalComma = true;
        const auto uncut = blocksOf(text, true);
        const Reading whole = readAll(*uncut, finding, TextForm::Decoded, 1);
        QCOMPARE(whole.report.accepted, std::int64_t{61});
        QCOMPARE(whole.report.rejected, std::int64_t{1});
        QCOMPARE(QString::fromStdString(whole.report.rejects[0].kind), QStringLiteral("field-count"));
        for (const std::size_t bytes : {1, 16, 64, 300}) {
            const auto blocks = blocksOf(std::make_unique<test::MemoryStream>(text), true, bytes);
            const Reading cut = readAll(*blocks, finding, TextForm::Decoded, 2);
            QVERIFY(cut.needsWhole || cut == whole);
        }
    }
    void strayQuotesAskForTheWhole() {
        const TableFinding finding = findingFor(",", true);
        std::string text = "user,note,item,rating,time\n1,5\" disk,1,1,1\n";
        for (int k = 0; k < 500; ++k) text += "2,\"a\nb\"," + std::to_string(k) + ",3,4\n";
        const auto whole = blocksOf(text, true);
        const Reading reference = readAll(*whole, finding, TextForm::Decoded, 1);
        const auto blocks = blocksOf(std::make_unique<test::MemoryStream>(text), true, 256);
        const Reading reading = readAll(*blocks, finding, TextForm::MaybeUtf8, 1);
        QVERIFY(reading.needsWhole || reading == reference);
        QCOMPARE(readRatings(text, finding, "x", *std::make_unique<LoadReport>(), {}).value().rows.size(), reference.rows.size());
    }
    void bytesThatAreNoUtf8AreFound() {
        const TableFinding finding = findingFor(",", false);
        const std::string text = "user,note,item,rating,time\n1,,\xe9,1,1\n\xc3\xa9,,2,1,1\n";
        LoadReport report;
        const std::string name = "x";
        const auto blocks = [&] { return blocksOf(std::make_unique<test::MemoryStream>(text), false, 8); };
        QVERIFY(readBlocks(*blocks(), finding, TextForm::MaybeUtf8, name, report, 1, {}).value().notUtf8);
        QCOMPARE(report.records, std::int64_t{0});
        const auto damaged = readBlocks(*blocks(), finding, TextForm::StatedUtf8, name, report, 1, {});
        QVERIFY(damaged.value().damaged);
        QCOMPARE(report.rejects.at(0).kind, std::string("encoding"));
        QCOMPARE(report.accepted, std::int64_t{1});
        const auto windows = readBlocks(*blocks(), finding, TextForm::Windows1252, name, report, 1, {});
        QCOMPARE(windows.value().rows.itemIds.back(), std::string("\xc3\xa9"));
    }
    void cellsCountWhatLiesInThem() {
        const auto x = test::randomRatings(300, 200, 0.3, 5);
        std::vector<UserIndex> users;
        std::vector<std::int32_t> ranks;
        for (std::int32_t u = 0; u < 300; ++u) users.emplace_back(299 - u);
        for (std::int32_t i = 0; i < 200; ++i) ranks.push_back((i * 7) % 200);
        for (const SparsityBins& region :
             {SparsityBins{20, 30, 0, 300, 0, 200, {}}, SparsityBins{7, 11, 13.5, 250.25, 20.1, 90, {}}}) {
            const SparsityBins one = binRatings(*x, users, ranks, region, 1), many = binRatings(*x, users, ranks, region, 8);
            QVERIFY(one.counts == many.counts);
            for (int r = 0; r < region.rows; ++r)
                for (int c = 0; c < region.columns; ++c) {
                    const auto inUsers = one.usersOf(r), inItems = one.itemsOf(c);
                    std::int32_t expected = 0;
                    for (std::int32_t u = inUsers.first; u <= std::min(inUsers.second, 299); ++u)
                        for (const ItemIndex item : x->row(users[static_cast<std::size_t>(u)]).items) {
                            const std::int32_t rank = ranks[item.at()];
                            expected += rank >= inItems.first && rank <= inItems.second ? 1 : 0;
                        }
                    QCOMPARE(one.at(r, c), expected);
                }
        }
    }
};
RECOSCOPE_TEST(TestBlocks)
#include "tst_blocks.moc"
