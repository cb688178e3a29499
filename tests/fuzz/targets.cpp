#include "tests/fuzz/targets.h"
#include "core/base/text.h"
#include "core/data/readers/archive_reader.h"
#include "core/data/readers/candidates.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/foreign.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/side_tables.h"
#include "core/data/readers/side_tags.h"
#include "core/data/readers/side_vectors.h"
#include "core/data/readers/time_text.h"
#include "tests/data/reader_samples.h"
#include "tests/fuzz/block_target.h"
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>
#include <unistd.h>

namespace recoscope::fuzz {
namespace {

namespace fs = std::filesystem;

void require(bool held, const char* promise) {
    if (!held) throw std::logic_error(std::string("broken promise: ") + promise);
}

void requireGood(const Error& error) {
    require(!error.message.empty() && error.message.ends_with('.'), "an error is a sentence");
    require(!error.where.empty(), "an error says where");
}

void requireAddsUp(const LoadReport& report) {
    require(report.accepted + report.rejected + report.skipped == report.records, "accepted + rejected + skipped = records");
    require(report.accepted >= 0 && report.rejected >= 0 && report.skipped >= 0, "counts are not negative");
    require(report.rejects.size() <= 1000 && static_cast<std::int64_t>(report.rejects.size()) <= report.rejected,
            "at most 1,000 rejects are kept");
    for (const Reject& reject : report.rejects)
        require(reject.line > 0 && reject.column > 0 && !reject.kind.empty() && !reject.expected.empty(),
                "a reject has a place and says what was expected");
}

void requireIds(const std::vector<std::string>& ids) {
    std::set<std::string_view> seen;
    for (const std::string& id : ids) {
        require(!id.empty() && id.size() <= (64U << 10), "ids have 1 byte to 64 KiB");
        require(isUtf8(id) && id.find('\0') == std::string::npos, "ids can be decoded");
        require(seen.insert(id).second, "ids are distinct");
    }
}

void fuzzReader(const Reader& reader, std::string_view bytes) {
    const Decoded decoded = reader.binary ? Decoded{std::string(bytes), "binary"} : decode(std::string(bytes), {});
    LoadOptions options;
    options.format = reader.id;
    auto finding = reader.recognise(decoded.text, options);
    if (!finding) return requireGood(finding.error());
    if (finding.value().table.kind != TableKind::Ratings) return;
    finding.value().table.mayBeDamaged = decoded.damaged;
    LoadReport report;
    const std::string file = "input";
    const auto rows = reader.read({decoded.text, file, finding.value(), {}}, report, {});
    if (rows.hasError()) return requireGood(rows.error());
    requireAddsUp(report);
    const RatingRows& read = rows.value();
    require(static_cast<std::int64_t>(read.rows.size()) == report.accepted, "every accepted row is kept");
    requireIds(read.userIds);
    requireIds(read.itemIds);
    for (const Interaction& row : read.rows) {
        require(row.user.at() < read.userIds.size() && row.item.at() < read.itemIds.size(), "indices lead to ids");
        require(std::isfinite(row.rating), "ratings are finite");
    }
}

const Dataset& smallDataset() {
    static const Dataset data = [] {
        Dataset d;
        d.users = Vocabulary::fromIds({"1", "2", "3", "a"});
        d.items = Vocabulary::fromIds({"1", "2", "3", "b"});
        return d;
    }();
    return data;
}

void fuzzTable(const std::string& text, const Dialect& dialect) {
    RecordReader reader(text, dialect);
    for (auto status = reader.next(); status != RecordReader::Status::End; status = reader.next()) {
        require(reader.offsets().size() == reader.fields().size(), "every field has an offset");
        for (std::size_t k = 0; status == RecordReader::Status::Record && k < reader.fields().size(); ++k) {
            require(reader.field(k).size() <= RecordReader::kMaxField, "fields have at most 64 KiB");
            require(reader.offsets()[k] <= reader.line().size(), "offsets lead into the line");
            if (const auto time = parseDate(reader.field(k)))
                require(std::abs(*time) < 400'000'000'000, "dates have four digits");
            if (const auto number = parseDecimal(reader.field(k))) require(std::isfinite(*number), "numbers are finite");
        }
    }
    LoadReport report;
    countRows(text, dialect, "input", report);
    requireAddsUp(report);
    Dataset data = smallDataset();
    const SideRows table = readDelimitedRows(text, dialect, "input");
    Aliases aliases;
    (void)joinItems(table, {"Action", "Drama"}, true, data, aliases);
    require(data.itemTable.titles.empty() || data.itemTable.titles.size() == 4, "one title an item");
    (void)joinUsers(table, data);
    (void)joinTags(table, {}, data, aliases);
    (void)joinVectors(table, data);
    for (const auto* columns : {&data.itemTable.columns, &data.userTable.columns})
        for (const FeatureColumn& column : *columns) require(column.rows == 4, "one row for each of them");
}

/// The first byte chooses an encoding and a separator.
void fuzzText(std::string_view bytes) {
    static const std::vector<std::string> encodings{"", "utf-8", "utf-16", "latin-1", "windows-1252"};
    static const std::vector<std::string> separators{"", "tab", "comma", "::", "space", "|", ";", "xy"};
    if (bytes.empty()) return;
    const auto choice = static_cast<unsigned char>(bytes[0]);
    const std::string& encoding = encodings[choice % encodings.size()];
    const std::string content(bytes.substr(1));
    const Decoded decoded = decode(content, encoding), head = decodeHead(content, encoding);
    require(decoded.damaged || isUtf8(decoded.text), "what is not damaged is UTF-8");
    require(head.text.size() <= decoded.text.size() + 3 || encoding.empty(), "a head is no longer than the whole");
    for (const std::size_t n : {0U, 1U, 80U})
        require(decoded.damaged || isUtf8(firstCharacters(decoded.text, n)), "no cut inside a character");
    (void)foreignFormat(decoded.text);
    (void)foreignMagic(content);
    const Dialect dialect = sniff(decoded.text, separators[(choice / 8) % separators.size()], nullptr);
    const auto finding = judge(decoded.text, dialect, {});
    require(finding.hasValue(), "a guess is no error");
    if (finding.value().kind == TableKind::Ratings)
        require(finding.value().ratings.user >= 0 && finding.value().ratings.item >= 0, "ratings have a user and an item");
    if (dialect.fields > 0) fuzzTable(decoded.text, dialect);
}

/// A file of our own in memory, written anew for each input.
class ScratchFile {
public:
    ScratchFile() : m_folder("/dev/shm/recoscope-fuzz-" + std::to_string(getpid())) { fs::create_directories(m_folder); }
    ~ScratchFile() {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    std::string write(std::string_view bytes) const {
        std::string path = m_folder + "/input";
        std::ofstream(path, std::ios::binary | std::ios::trunc).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return path;
    }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(m_folder), fs::directory_iterator{}));
    }

private:
    std::string m_folder;
};

const ScratchFile& scratch() {
    static const ScratchFile file;
    return file;
}

void fuzzArchive(std::string_view bytes) {
    const std::string path = scratch().write(bytes);
    if (const auto members = unpackZip(bytes, "input", {}); members.hasError()) requireGood(members.error());
    std::vector<SourceFile> found;
    const auto visited = visitHeads(path, 4096, {}, [&](const SourceFile& file, const Result<std::string>& head) {
        if (head.hasError()) requireGood(head.error());
        require(head.hasError() || head.value().size() <= 4096, "a head has at most the bytes that were asked for");
        if (found.size() < 8) found.push_back(file);
    });
    if (visited.hasError()) requireGood(visited.error());
    for (const SourceFile& file : found)
        if (const auto whole = readSource(file, 1U << 22, {}); whole.hasError()) requireGood(whole.error());
    require(scratch().files() == 1, "nothing is extracted");
}

void fuzzOpen(std::string_view bytes) {
    const auto loaded = loadDataset(scratch().write(bytes), {}, {});
    require(scratch().files() == 1, "nothing is left behind");
    if (loaded.hasError()) return requireGood(loaded.error());
    const Dataset& data = *loaded.value();
    requireAddsUp(data.report);
    require(static_cast<std::int64_t>(data.interactions->size()) + data.report.duplicates == data.report.accepted,
            "rows + duplicates = accepted");
    require(data.users.size() > 0 && data.items.size() > 0, "there is somebody and something");
}

} // namespace

const std::map<std::string, Target>& targets() {
    static const std::map<std::string, Target> all = [] {
        std::map<std::string, Target> made{
            {"text", fuzzText}, {"archive", fuzzArchive}, {"open", fuzzOpen}, {"blocks", fuzzBlocks}};
        for (const Reader& reader : readers()) made[reader.id] = [&reader](std::string_view bytes) { fuzzReader(reader, bytes); };
        return made;
    }();
    return all;
}

void writeSeeds(const std::string& folder) {
    fs::create_directories(folder);
    for (const test::ReaderSample& sample : test::readerSamples(0))
        std::ofstream(folder + "/" + sample.id, std::ios::binary) << sample.bytes << sample.broken;
}

} // namespace recoscope::fuzz
