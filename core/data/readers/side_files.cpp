#include "core/data/readers/side_files.h"
#include "core/base/text.h"
#include "core/data/limits.h"
#include "core/data/load_parts.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/formats/json_records.h"
#include "core/data/readers/side_lists.h"
#include "core/data/readers/side_relations.h"
#include "core/data/readers/side_tables.h"
#include "core/data/readers/side_tags.h"
#include "core/data/readers/side_vectors.h"
#include <algorithm>
#include <set>

namespace recoscope {
namespace {

/// Looks at each file beside the ratings once, in an order in which each finds what it needs: names of genres and tags first,
/// then the tables of items (which teach other names of the items), then what refers to them.
class SideJoiner {
public:
    SideJoiner(const Candidates& candidates, const std::string& ratings, Dataset& dataset, const TaskContext& context)
        : m_candidates(candidates),
          m_ratings(ratings),
          m_dataset(dataset),
          m_context(context) {}

    void run() {
        joinNames();
        each([](const Candidate& c) { return c.finding.kind == TableKind::Items; }, &SideJoiner::joinItemTable);
        each([](const Candidate& c) { return c.finding.kind == TableKind::Users; }, &SideJoiner::joinUserTable);
        each([](const Candidate& c) { return c.finding.kind == TableKind::Tags; }, &SideJoiner::joinTagTable);
        each([](const Candidate& c) { return c.finding.kind == TableKind::Vectors; }, &SideJoiner::joinVectorFile);
        each([](const Candidate& c) { return c.foreign == "JSON"; }, &SideJoiner::joinJson);
        each([](const Candidate& c) { return c.form.variant == "counted"; }, &SideJoiner::joinLists);
        each([](const Candidate& c) { return relationOf(c.file.name) && isText(c); }, &SideJoiner::joinNamedRelation);
        each([](const Candidate& c) { return c.finding.kind == TableKind::Other && isText(c); }, &SideJoiner::joinKeyTable);
    }
    [[nodiscard]] bool has(const std::string& file) const { return m_taken.contains(file); }

private:
    using Join = bool (SideJoiner::*)(const Candidate&, const std::string& text);

    static bool isText(const Candidate& c) { return c.reader && !c.reader->binary && c.finding.dialect.fields >= 2; }

    template <class Fits>
    void each(Fits fits, Join join) {
        for (const Candidate& c : m_candidates.files) {
            if (c.file.name == m_ratings || m_taken.contains(c.file.name) || !fits(c) || !isOwn(c)) continue;
            if (m_context.stopRequested()) return;
            if (c.file.size > limits::valueOf("side table")) {
                m_dataset.report.leftOut.push_back(
                    {c.file.name, "", "larger than " + limits::size(limits::valueOf("side table"))});
                m_taken.insert(c.file.name);
                continue;
            }
            const bool binary = c.reader && c.reader->binary;
            const auto bytes = binary ? readSource(c.file, 0, m_context) : Result<std::string>(std::string());
            const auto text = binary ? Result<Decoded>(Decoded{}) : readText(c, {}, m_context);
            if (!text || !bytes || !(this->*join)(c, binary ? bytes.value() : text.value().text)) continue;
            m_taken.insert(c.file.name);
            m_dataset.report.files.push_back(c.file.name);
            warnOfEncoding(c, text.value(), m_dataset.report);
        }
    }

    /// Of several sets in one folder ("Beauty.txt", "Beauty_attributes.json", "Yelp.txt"...), the files that begin as the
    /// ratings.
    bool isOwn(const Candidate& c) const {
        const auto stem = [](const std::string& name) { return name.substr(0, name.find('.')); };
        const std::string own = stem(m_ratings);
        if (c.file.name.starts_with(own)) return true;
        return std::ranges::none_of(m_candidates.files, [&](const Candidate& other) {
            const std::string name = stem(other.file.name);
            return other.file.name != c.file.name && other.finding.kind == TableKind::Ratings && other.file.name != m_ratings &&
                   name.size() >= 3 && stem(c.file.name).starts_with(name + "_");
        });
    }

    SideRows rowsOf(const Candidate& c, const std::string& text) const {
        if (c.reader && c.reader->id.starts_with("json")) {
            SideRows rows = rowsOfObjects(jsonObjects(text), c.file.name);
            if (rows.furtherColumns > 0 &&
                std::ranges::find(m_dataset.report.leftOut, c.file.name, &LeftOut::file) == m_dataset.report.leftOut.end())
                m_dataset.report.leftOut.push_back({c.file.name,
                                                    counted(static_cast<std::int64_t>(rows.furtherColumns), "key", "keys"),
                                                    "more than the limit of " + counted(limits::kJsonColumns, "keys", "keys")});
            return rows;
        }
        return readDelimitedRows(text, c.finding.dialect, c.file.name);
    }

    void joinNames() {
        for (const Candidate& c : m_candidates.files) {
            const bool tagNames = c.finding.kind == TableKind::Other && c.finding.dialect.header && c.finding.dialect.fields == 2;
            if (c.file.name == m_ratings || c.file.size > limits::valueOf("side table") ||
                (c.finding.kind != TableKind::Genres && !tagNames))
                continue;
            const auto text = readText(c, {}, m_context);
            if (!text) continue;
            const SideRows table = rowsOf(c, text.value().text);
            if (!tagNames) {
                m_genreNames = firstColumn(table);
            } else if (TagNames names = readTagNames(table); !names.empty() && m_tagNames.empty()) {
                m_tagNames = std::move(names);
            } else {
                continue;
            }
            m_taken.insert(c.file.name);
            m_dataset.report.files.push_back(c.file.name);
            warnOfEncoding(c, text.value(), m_dataset.report);
        }
    }

    bool joinItemTable(const Candidate& c, const std::string& text) {
        const bool joined = joinItems(rowsOf(c, text), m_genreNames, !m_haveItems, m_dataset, m_aliases);
        m_haveItems = m_haveItems || joined;
        return joined;
    }
    bool joinUserTable(const Candidate& c, const std::string& text) { return joinUsers(rowsOf(c, text), m_dataset); }
    bool joinTagTable(const Candidate& c, const std::string& text) {
        return joinTags(rowsOf(c, text), m_tagNames, m_dataset, m_aliases);
    }
    bool joinVectorFile(const Candidate& c, const std::string& text) {
        if (!c.reader->binary) return joinVectors(rowsOf(c, text), m_dataset);
        const auto joined = joinNpyVectors(text, c.file.name, m_dataset);
        return joined && joined.value();
    }
    bool joinJson(const Candidate& c, const std::string& text) { return joinJsonLabels(text, c.file.name, m_dataset); }
    bool joinNamedRelation(const Candidate& c, const std::string& text) {
        return joinRelation(rowsOf(c, text), *relationOf(c.file.name), m_dataset);
    }

    /// The words of the numbers in "item-tag.dat" stand in a file "tags.dat" or "tag.txt", one a line.
    bool joinLists(const Candidate& c, const std::string& text) {
        const auto relation = relationOf(c.file.name);
        if (!relation && !c.file.name.starts_with("citation")) return false;
        std::string names;
        for (const Candidate& other : m_candidates.files) {
            const std::string stem = lower(other.file.name.substr(0, other.file.name.find('.')));
            if (!relation || (stem != relation->label && stem != relation->label + "s")) continue;
            if (auto words = readText(other, {}, m_context)) {
                names = std::move(words.value().text);
                m_taken.insert(other.file.name);
                m_dataset.report.files.push_back(other.file.name);
            }
        }
        return joinCountedLists(text, c.file.name, names, m_dataset);
    }

    /// A table whose header or name says that it is of the items or of the users: other ids, places, numbers.
    bool joinKeyTable(const Candidate& c, const std::string& text) {
        if (headerNamesUsersTwice(c.finding.dialect) || namesUsersTwice(c.file.name)) return false;
        const SideRows table = rowsOf(c, text);
        bool item = false, user = false;
        for (const std::string& name : table.names) {
            item = item || (table.header && namesAnItem(name));
            user = user || (table.header && meaningOf(name) == ColumnMeaning::User);
        }
        if (item == user) {
            const std::string name = lower(c.file.name);
            item = name.starts_with("item") || name.starts_with("movie") || name.starts_with("book");
            user = name.starts_with("user");
        }
        if (item == user) { // ids of their own look belong to the one or to the other
            const RowKeys items = findKeys(table, m_dataset.items, 0), users = findKeys(table, m_dataset.users, 0);
            const bool words = !table.rows.empty() && !parseNumber(table.rows[0][0]);
            item = words && items.rows > 0 && users.rows == 0;
            user = words && users.rows > 0 && items.rows == 0;
        }
        if (item == user) return false;
        return item ? joinItems(table, m_genreNames, false, m_dataset, m_aliases) : joinUsers(table, m_dataset);
    }

    const Candidates& m_candidates;
    const std::string& m_ratings;
    Dataset& m_dataset;
    const TaskContext& m_context;
    std::set<std::string> m_taken;
    std::vector<std::string> m_genreNames;
    TagNames m_tagNames;
    Aliases m_aliases;
    bool m_haveItems = false;
};

bool isAbout(const std::string& name) {
    const std::string small = lower(name);
    return small.starts_with("readme") || small.starts_with("license") || small.starts_with("sha256") || small.ends_with(".md") ||
           small.ends_with(".html") || small.ends_with(".info") || small == "demo.json";
}

std::string whyNotTaken(const Candidate& c) {
    if (c.finding.kind == TableKind::Ratings) return "other interactions: open it with --file";
    if (!c.foreign.empty()) return c.foreign + " in which no known item was found";
    if (c.finding.dialect.fields < 2) return "no table";
    return "no column of known items or users was found in it";
}

/// {"17": [3, 5], ...
bool beginsAsLabels(std::string_view text) {
    text = trim(text);
    if (!text.starts_with('{')) return false;
    text = trim(text.substr(1));
    const std::size_t end = text.find('"', 1);
    if (text.starts_with("\"columns\"")) return false; // pandas, orient="split"
    if (!text.starts_with('"') || end == std::string_view::npos) return false;
    text = trim(text.substr(end + 1));
    return text.starts_with(':') && trim(text.substr(1)).starts_with('[');
}

} // namespace

std::string sideKindOf(const Candidate& c) {
    const std::size_t fields = c.finding.dialect.fields;
    if (namesUsersTwice(c.file.name) && fields >= 2 && fields <= 3) return "friends";
    switch (c.finding.kind) {
    case TableKind::Items:
        return "items";
    case TableKind::Users:
        return "users";
    case TableKind::Genres:
        return "genres";
    case TableKind::Tags:
        return "tags";
    case TableKind::Vectors:
        return "vectors";
    case TableKind::Ratings:
        return {};
    default:
        if (c.foreign == "JSON" && beginsAsLabels(c.firstRows)) return "labels";
        return headerNamesUsersTwice(c.finding.dialect) ? "friends" : "";
    }
}

void joinSideFiles(const Candidates& candidates, const std::string& ratings, bool wholeFolder, Dataset& dataset,
                   const TaskContext& context) {
    SideJoiner joiner(candidates, ratings, dataset, context);
    joiner.run();
    joinSocial(candidates, ratings, dataset, context);
    if (!wholeFolder) return;
    for (const Candidate& c : candidates.files) {
        const bool part =
            std::ranges::any_of(dataset.predefinedParts, [&](const PredefinedPart& p) { return p.file == c.file.name; });
        const bool social = dataset.social && dataset.social->file == c.file.name;
        if (c.file.name == ratings || part || social || joiner.has(c.file.name) || isAbout(c.file.name)) continue;
        dataset.report.leftOut.push_back({c.file.name, "", whyNotTaken(c)});
    }
}

} // namespace recoscope
