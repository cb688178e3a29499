#include "core/base/text.h"
#include "core/data/load_parts.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/formats/json_records.h"
#include "core/data/readers/formats/npy_array.h"
#include "core/data/readers/side_files.h"
#include "core/data/readers/side_lists.h"
#include "core/data/readers/side_relations.h"
#include "core/data/readers/side_tables.h"
#include "core/data/readers/side_tags.h"
#include "core/data/readers/side_vectors.h"
#include <algorithm>
#include <set>

namespace recoscope {
namespace {

/// Tables of items and users before what refers to them; of equals the largest.
const Candidate* mainTable(const Candidates& candidates) {
    const auto rank = [](const Candidate& c) {
        const bool table = c.finding.kind == TableKind::Items || c.finding.kind == TableKind::Users;
        return std::pair(table ? 1 : 0, c.file.size);
    };
    const Candidate* best = nullptr;
    for (const Candidate& c : candidates.files)
        if (!sideKindOf(c).empty() && (!best || rank(c) > rank(*best))) best = &c;
    return best;
}

/// The distinct values of a column.
Vocabulary idsOf(const SideRows& table, int column) {
    std::set<std::string> ids;
    for (const auto& row : table.rows)
        if (const std::string& id = row[static_cast<std::size_t>(std::max(column, 0))]; !id.empty()) ids.insert(id);
    return Vocabulary::fromIds({ids.begin(), ids.end()});
}

int itemColumn(const SideRows& table, const std::string& kind) {
    if (!table.header) return kind == "tags" ? 1 : 0;
    for (std::size_t c = 0; c < table.columns(); ++c)
        if (namesAnItem(table.names[c])) return static_cast<int>(c);
    return 0;
}

/// Joins the table to the items (or users) that it names itself.
std::vector<FeatureColumn> columnsOf(const SideRows& table, const std::string& kind) {
    Dataset own;
    Aliases aliases;
    own.items = kind == "users" ? Vocabulary{} : idsOf(table, itemColumn(table, kind));
    own.users = kind == "users" ? idsOf(table, 0) : Vocabulary{};
    if (kind == "items") (void)joinItems(table, {}, true, own, aliases);
    if (kind == "users") (void)joinUsers(table, own);
    if (kind == "tags") (void)joinTags(table, {}, own, aliases);
    if (kind == "vectors") (void)joinVectors(table, own);
    return kind == "users" ? std::move(own.userTable.columns) : std::move(own.itemTable.columns);
}

void countObjects(std::string_view text, const std::string& file, SideTable& table) {
    const auto objects = jsonObjects(text);
    SideRows rows = rowsOfObjects(objects, file);
    LoadReport& report = table.report;
    report.records = static_cast<std::int64_t>(objects.size());
    report.accepted = std::ranges::count_if(rows.rows, [](const auto& row) { return !row[0].empty(); });
    report.rejected = report.records - report.accepted;
    table.columns = columnsOf(rows, table.kind);
}

/// False where the object does not hold a list for each item.
bool countLabels(std::string_view text, const std::string& file, SideTable& table) {
    const auto lists = parseLabelLists(text);
    if (!lists) return false;
    std::vector<std::string> ids;
    for (const auto& [id, labels] : *lists) ids.push_back(id);
    Dataset own;
    own.items = Vocabulary::fromIds(std::move(ids));
    if (!joinJsonLabels(text, file, own)) return false;
    table.report.format = "JSON, one list of labels for each item";
    table.report.records = table.report.accepted = own.items.size();
    table.columns = std::move(own.itemTable.columns);
    return true;
}

/// False where the bytes are no array of vectors.
bool countVectors(std::string_view bytes, const std::string& file, SideTable& table) {
    const auto parsed = parseNpy(bytes, file);
    if (!parsed || parsed.value().shape.size() != 2 || parsed.value().shape[1] < 2 || parsed.value().count() == 0) return false;
    const auto rows = static_cast<std::int64_t>(parsed.value().shape[0]);
    table.report.records = table.report.accepted = rows;
    std::vector<std::string> ids;
    for (std::int64_t r = 0; r < rows; ++r) ids.push_back(std::to_string(r));
    Dataset own;
    own.items = Vocabulary::fromIds(std::move(ids));
    const auto joined = joinNpyVectors(bytes, file, own);
    if (joined && joined.value()) table.columns = std::move(own.itemTable.columns);
    return true;
}

} // namespace

std::optional<SideTable> describeSideTable(const std::string& ref, const LoadOptions& options, const TaskContext& context) {
    const auto candidates = findCandidates(ref, context);
    if (!candidates || !candidates.value().unreadable.empty() || !options.columns.empty()) return {};
    for (const Candidate& c : candidates.value().files)
        if (c.finding.kind == TableKind::Ratings) return {};
    const Candidate* main = mainTable(candidates.value());
    if (!main) return {};
    auto candidate = withOverrides(*main, options, context);
    if (!candidate) return {};
    const std::string& file = main->file.name;
    SideTable table;
    table.kind = sideKindOf(*main);
    table.report.files.push_back(file);
    if (main->reader && main->reader->binary) {
        const auto bytes = readSource(main->file, 0, context);
        describeFormat(candidate.value(), table.report);
        return bytes && countVectors(bytes.value(), file, table) ? std::optional(std::move(table)) : std::nullopt;
    }
    const auto text = readText(candidate.value(), options.encoding, context);
    if (!text) return {};
    candidate.value().finding.encoding = text.value().encoding;
    describeFormat(candidate.value(), table.report);
    warnOfEncoding(candidate.value(), text.value(), table.report);
    if (table.kind == "labels")
        return countLabels(text.value().text, file, table) ? std::optional(std::move(table)) : std::nullopt;
    if (main->reader && main->reader->id.starts_with("json")) {
        countObjects(text.value().text, file, table);
        return table;
    }
    const Dialect& dialect = candidate.value().finding.dialect;
    if (dialect.fields < 2) return {};
    countRows(text.value().text, dialect, file, table.report);
    table.columns = columnsOf(readDelimitedRows(text.value().text, dialect, file), table.kind);
    return table;
}

} // namespace recoscope
