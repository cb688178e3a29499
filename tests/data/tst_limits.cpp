#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/data/limits.h"
#include "core/data/preview/preview.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include "ui/format.h"
#include <QTemporaryDir>
#include <QTest>
#include <archive.h>
#include <archive_entry.h>
#include <cmath>
#include <fstream>
#include <functional>
#include <map>
#include <unistd.h>
#include <zlib.h>

using namespace recoscope;

/// Every limit of the table is met by a file that goes beyond it, and who refuses names it in the table's words.
class TestLimits final : public QObject {
    Q_OBJECT
    using Said = std::function<std::string()>;
    QTemporaryDir m_folder;
    std::string m_rows = "user,item,rating\n"; // some good rows

    std::string path(const std::string& name) const { return m_folder.path().toStdString() + '/' + name; }
    static std::string joined(std::initializer_list<std::string_view> pieces) {
        std::string all;
        for (const std::string_view piece : pieces) all += piece;
        return all;
    }
    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(path(name), std::ios::binary) << text;
        return path(name);
    }
    static std::string refusalOf(const std::string& ref) {
        const auto loaded = loadDataset(ref, {}, {});
        return loaded.hasError() ? loaded.error().message : "opened";
    }
    /// What was expected in the place of the only reject.
    static std::string rejectOf(const std::string& ref) {
        const auto data = test::open(ref);
        return data && data->report.rejects.size() == 1 ? data->report.rejects[0].expected : "not one reject";
    }
    static std::string leftOutOf(const std::string& ref, const std::string& file) {
        const auto data = test::open(ref);
        if (!data) return "not opened";
        std::string said;
        for (const LeftOut& l : data->report.leftOut)
            if (l.file == file) said += l.column + ": " + l.why + "; ";
        return said;
    }
    std::string gzipped(const std::string& name, const std::vector<std::string>& members) const {
        std::filesystem::remove(path(name));
        for (const std::string& text : members) {
            gzFile file = gzopen(path(name).c_str(), "ab1");
            gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
            gzclose(file);
        }
        return path(name);
    }
    std::string archived(const std::string& name, int members, const std::string& memberName) const {
        archive* a = archive_write_new();
        archive_write_set_format_zip(a);
        archive_write_open_filename(a, path(name).c_str());
        for (int k = 0; k < members; ++k) {
            archive_entry* entry = archive_entry_new();
            archive_entry_set_pathname(entry, (memberName + std::to_string(k)).c_str());
            archive_entry_set_filetype(entry, AE_IFREG);
            archive_entry_set_size(entry, 0);
            archive_write_header(a, entry);
            archive_entry_free(entry);
        }
        archive_write_close(a);
        archive_write_free(a);
        return path(name);
    }
    std::string sparse(const std::string& name, std::uint64_t size, const std::string& text) const {
        write(name, text);
        std::filesystem::resize_file(path(name), size);
        return path(name);
    }
    std::string jsonLines(int depth) const {
        std::string text;
        for (int k = 0; k < 30; ++k)
            text += joined({R"({"user":"u)", std::to_string(k % 5), R"(","item":"i)", std::to_string(k % 7), R"(","rating":)",
                            std::to_string(k % 5 + 1), "}\n"});
        const auto levels = static_cast<std::size_t>(depth - 1);
        return text + R"({"user":"a","item":"b","rating":1,"x":)" + std::string(levels, '[') + std::string(levels, ']') + "}\n";
    }
    static std::string wordsOf(std::string_view name) {
        return limits::words(*std::ranges::find(limits::table(), name, &limits::Limit::name));
    }
    /// The words of the limit where a file is refused in the words of a lower one.
    static std::string refusedWhenLowered(std::string_view name, std::uint64_t value, const std::string& ref) {
        {
            const limits::Lowered lowered(name, value);
            const std::string said = refusalOf(ref);
            if (said.find(wordsOf(name)) == std::string::npos) return said;
        }
        return refusalOf(ref).find("opened") == 0 || name == "zip directory" ? wordsOf(name) : "refused also within the limit";
    }
    std::map<std::string, Said, std::less<>> cases();

private Q_SLOTS:
    void initTestCase() {
        for (int k = 0; k < 40; ++k)
            m_rows += joined({"u", std::to_string(k % 7), ",i", std::to_string(k % 11), ",", std::to_string(k % 5 + 1), "\n"});
    }
    void beyondEachOfThem() {
        const auto said = cases();
        for (const limits::Limit& limit : limits::table()) {
            const auto of = said.find(limit.name);
            QVERIFY2(of != said.end(), limit.name.data());
            const std::string words = of->second();
            QVERIFY2(words.find(limits::words(limit)) != std::string::npos,
                     (std::string(limit.name) + ": \"" + words + "\" does not say " + limits::words(limit)).c_str());
        }
        QCOMPARE(said.size(), limits::table().size());
    }
    void asTheGuideHasThem() {
        QCOMPARE(limits::size(limits::kLineBytes), std::string("16 MiB"));
        QCOMPARE(limits::size(limits::kFieldBytes), std::string("64 KiB"));
        QCOMPARE(limits::size(limits::kMemberNameBytes), std::string("4 KiB"));
        QCOMPARE(limits::size(limits::kTotalBytes), std::string("64 GiB"));
        QCOMPARE(limits::size(limits::kFreeBytes), std::string("64 MiB"));
        QCOMPARE(limits::kColumns, std::size_t{4096});
        QCOMPARE(limits::kTitleCharacters, std::size_t{512});
        QCOMPARE(limits::kPreviewRows, std::size_t{1000});
        QCOMPARE(limits::kKeptRejects, std::size_t{1000});
        QCOMPARE(limits::kJsonDepth, 64);
        QCOMPARE(limits::kQuotedLines, 20);
        QCOMPARE(limits::kMembers, 10000);
        QCOMPARE(limits::kRatio, std::uint64_t{200});
        QCOMPARE(kMemoryShare, 0.6);
    }
    void theReadmeListsThem() {
        const char* source = std::getenv("RECOSCOPE_SOURCE_DIR");
        std::ifstream file(std::string(source ? source : ".") + "/core/data/README.md");
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        QVERIFY(!text.empty());
        for (const limits::Limit& limit : limits::table()) {
            const std::string row =
                "| " + std::string(limit.name) + " | " + limits::words(limit) + " | " + std::string(limit.beyond) + " |";
            QVERIFY2(text.find(row) != std::string::npos, row.c_str());
        }
    }
    /// A stream that promises little and holds much is stopped as its rows come.
    void rowsThatOutgrowTheMemory() {
        std::string much = "user,item,rating\n";
        for (int k = 0; k < 3'000'000; ++k) much += joined({std::to_string(k % 999), ",", std::to_string(k % 997), ",3\n"});
        const std::string file = gzipped("grows.csv.gz", {much, "1,1,1\n"}); // whose end states the length of its last member
        qputenv("RECOSCOPE_MEMORY", "0.03");
        const std::string said = refusalOf(file);
        qunsetenv("RECOSCOPE_MEMORY");
        QVERIFY2(said.find("grows.csv holds more rows than there is memory for") != std::string::npos &&
                     said.find("0 GB") != std::string::npos,
                 said.c_str());
    }
};

std::map<std::string, TestLimits::Said, std::less<>> TestLimits::cases() {
    return {
        {"line", [this] { return rejectOf(write("line.csv", m_rows + std::string(limits::kLineBytes + 1, 'x') + "\n")); }},
        {"field", [this] { return rejectOf(write("field.csv", m_rows + std::string(limits::kFieldBytes + 1, 'x') + ",i,1\n")); }},
        {"quoted lines",
         [this] {
             return rejectOf(write("quoted.csv", m_rows + "\"a" + std::string(limits::kQuotedLines, '\n') + "b\",i,1\n"));
         }},
        {"columns",
         [this] {
             std::string names = "user,item,rating", cells = "a,b,1";
             for (std::size_t k = 3; k <= limits::kColumns; ++k) {
                 names += joined({",c", std::to_string(k)});
                 cells += ",x";
             }
             return refusalOf(write("columns.csv", names + "\n" + cells + "\n" + cells + "\n"));
         }},
        {"JSON depth", [this] { return rejectOf(write("deep.jsonl", jsonLines(limits::kJsonDepth + 1))); }},
        {"JSON columns",
         [this] {
             std::filesystem::create_directories(path("json"));
             write("json/ratings.csv", m_rows);
             std::string items;
             for (int k = 0; k < 11; ++k) {
                 items += joined({R"({"item":"i)", std::to_string(k), R"(","title":"T)", std::to_string(k), "\""});
                 for (std::size_t c = 0; c < limits::kJsonColumns; ++c)
                     items += joined({",\"k", std::to_string(c), "\":", std::to_string(k)});
                 items += "}\n";
             }
             write("json/items.jsonl", items);
             return leftOutOf(path("json"), "items.jsonl");
         }},
        {"array header",
         [this] {
             std::string header = "{'descr': '<f8', 'fortran_order': False, 'shape': (4, 3), }";
             header.resize(limits::kArrayHeaderBytes, ' ');
             const auto n = static_cast<std::uint32_t>(header.size() + 1);
             std::string bytes("\x93NUMPY\x02\x00", 8);
             for (int k = 0; k < 4; ++k) bytes += static_cast<char>(n >> (8 * k) & 0xff);
             return refusalOf(write("header.npy", bytes + header + "\n" + std::string(96, '\0')));
         }},
        {"kept rejects",
         [this] {
             std::string text;
             for (int k = 0; k < 1500; ++k)
                 text += joined({"u,i", std::to_string(k), ",1\n", std::string_view(k % 10 < 8 ? "u,,1\n" : "")});
             const auto data = test::open(write("rejects.csv", text));
             const bool all = data && data->report.rejected == 1200 && data->report.rejects.size() == limits::kKeptRejects;
             return all ? counted(static_cast<std::int64_t>(data->report.rejects.size()), "rejects", "rejects") : "not kept";
         }},
        {"shown line",
         [this] {
             const auto data = test::open(write("shown.csv", m_rows + "u,i," + std::string(300, 'x') + "\n"));
             return counted(data ? static_cast<std::int64_t>(data->report.rejects[0].text.size()) : 0, "characters",
                            "characters");
         }},
        {"preview rows",
         [this] {
             std::string text(m_rows);
             for (int k = 0; k < 3000; ++k) text += joined({"u", std::to_string(k % 71), ",i", std::to_string(k), ",1\n"});
             const auto preview = previewSource(write("preview.csv", text), {}, {});
             return counted(preview ? static_cast<std::int64_t>(preview.value().rows.size()) : 0, "rows", "rows");
         }},
        {"context values",
         [this] {
             std::string text = "user,item,rating,place\n";
             for (std::size_t k = 0; k < 12 * limits::kContextValues; ++k)
                 text += joined({"u", std::to_string(k % 301), ",i", std::to_string(k), ",1,p",
                                 std::to_string(k % (limits::kContextValues + 1)), "\n"});
             return leftOutOf(write("context.csv", text), "context.csv");
         }},
        {"members", [this] { return refusalOf(archived("many.zip", limits::kMembers + 1, "m")); }},
        {"member name", [this] { return refusalOf(archived("named.zip", 1, std::string(limits::kMemberNameBytes + 1, 'n'))); }},
        {"unpacked", [this] { return refusalOf(sparse("large.csv", limits::kTotalBytes + 1, m_rows)); }},
        {"free of ratio",
         [this] { // just as much as may be unpacked at any ratio opens
             const std::string line = "u,i,1" + std::string(1019, ' ');
             std::string text;
             while (text.size() + 1024 < limits::kFreeBytes) text += line.substr(0, 1023) + "\n";
             const auto data = test::open(gzipped("free.csv.gz", {text}));
             return data && text.size() > limits::kFreeBytes - 2048 ? limits::size(limits::kFreeBytes) : "refused";
         }},
        {"ratio",
         [this] { return refusalOf(gzipped("bomb.csv.gz", {m_rows + std::string(limits::kFreeBytes + (16U << 20), ' ')})); }},
        {"compressions",
         [this] {
             const std::string inner = gzipped("twice.csv.gz", {m_rows});
             std::ifstream file(inner, std::ios::binary);
             const std::string bytes{std::istreambuf_iterator<char>(file), {}};
             const std::string said = refusalOf(gzipped("twice2.csv.gz", {bytes}));
             return said.find("compressed twice") == std::string::npos ? said : wordsOf("compressions");
         }},
        {"side files",
         [this] { // at the limit titles are joined, beyond it not
             std::filesystem::create_directories(path("many"));
             write("many/ratings.csv", m_rows);
             std::string items = "item,title\n";
             for (int k = 0; k < 11; ++k) items += joined({"i", std::to_string(k), ",Title ", std::to_string(k), "\n"});
             write("many/movies.csv", items);
             for (std::size_t k = 3; k <= limits::kSideFiles; ++k)
                 write(std::string("many/note") + std::to_string(k) + ".txt", "x\n");
             const auto at = test::open(path("many/ratings.csv"));
             write("many/one more.txt", "x\n");
             const auto beyond = test::open(path("many/ratings.csv"));
             const bool held = at && beyond && !at->itemTable.titles.empty() && beyond->itemTable.titles.empty();
             return held ? wordsOf("side files") : "not held";
         }},
        // Those that no file of a test reaches are lowered: to rows of text and of objects, to users, and to items.
        {"rows",
         [this] {
             const std::string streamed = refusedWhenLowered("rows", 30, write("rows.csv", m_rows));
             return streamed == wordsOf("rows") ? refusedWhenLowered("rows", 30, write("rows.jsonl", jsonLines(2))) : streamed;
         }},
        {"ids",
         [this] {
             for (const auto& [name, text] : {std::pair{"ids.csv", m_rows},
                                              {"names.csv", std::string("user,item,rating\na,1,1\nb,1,1\nc,1,1\nd,2,1\ne,2,2\n")},
                                              {"items.csv", std::string("user,item,rating\n1,a,1\n1,b,1\n1,c,1\n1,d,1\n1,e,2\n")},
                                              {"ids.jsonl", jsonLines(2)}})
                 if (const std::string said = refusedWhenLowered("ids", 4, write(name, text)); said != wordsOf("ids"))
                     return said;
             return wordsOf("ids");
         }},
        {"title",
         [] {
             const QString shown = ui::format::safe(std::string(2 * limits::kTitleCharacters, 't'));
             return counted(shown.count(QLatin1Char('t')), "characters", "characters");
         }},
        {"zip directory", [this] { return refusedWhenLowered("zip directory", 300, archived("directory.zip", 9, "member")); }},
        {"side table",
         [this] { // at the limit titles are joined, beyond it not, and it is said
             std::filesystem::create_directories(path("large"));
             write("large/ratings.csv", m_rows);
             std::string items = "item,title\n";
             for (int k = 0; k < 11; ++k) items += joined({"i", std::to_string(k), ",Title ", std::to_string(k), "\n"});
             write("large/movies.csv", items);
             const limits::Lowered at("side table", items.size());
             const auto whole = test::open(path("large"));
             const limits::Lowered beyond("side table", items.size() - 1);
             const std::string said = leftOutOf(path("large"), "movies.csv");
             const bool held = whole && !whole->itemTable.titles.empty() && said.find(wordsOf("side table")) != std::string::npos;
             return held ? limits::size(limits::kSideTableBytes) : said;
         }},
        {"memory",
         [this] { // a file that promises twice as much as may be used
             const double budget = memoryBudget(),
                          machine = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
             const auto size = std::min<std::uint64_t>(limits::kTotalBytes, static_cast<std::uint64_t>(2 * budget));
             const std::string said = refusalOf(sparse("promises.jsonl", size, jsonLines(2)));
             const std::string figure = formatNumber(std::round(budget / 1e8) / 10);
             const double share = std::round(100 * budget / machine);
             return said.find(figure) == std::string::npos ? said : formatNumber(share) + " % of the machine's memory";
         }},
    };
}
RECOSCOPE_TEST(TestLimits)
#include "tst_limits.moc"
