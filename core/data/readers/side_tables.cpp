#include "core/data/readers/side_tables.h"
#include "core/base/text.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/typed_column.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace recoscope {
namespace {

/// Enough of the data set's ids, or of the table's rows, to believe that the column holds them.
bool isEnough(const RowKeys& keys, const SideRows& table, std::int32_t ids) {
    return keys.column >= 0 && (2 * keys.distinct >= ids || 2 * keys.rows >= static_cast<std::int64_t>(table.rows.size()));
}

/// Unnamed columns of 0 and 1 at the end of each row.
std::vector<std::size_t> flagColumns(const SideRows& table) {
    std::vector<std::size_t> flags;
    if (table.header) return flags;
    for (std::size_t c = 1; c < table.columns(); ++c)
        if (std::ranges::all_of(table.rows, [c](const auto& row) { return row[c] == "0" || row[c] == "1"; })) flags.push_back(c);
    return flags.size() >= 10 ? flags : std::vector<std::size_t>{};
}

/// The nineteen flags of MovieLens 100K, in their order, for copies that come without u.genre.
constexpr std::array<const char*, 19> kMovieLensGenres{
    "unknown",   "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime",    "Documentary", "Drama",  "Fantasy",
    "Film-Noir", "Horror", "Musical",   "Mystery",   "Romance",    "Sci-Fi", "Thriller", "War",         "Western"};

class GenreCollector {
public:
    explicit GenreCollector(ItemTable& table) : m_table(table) {}
    void add(std::size_t item, const std::string& name) {
        if (name.empty() || name == "unknown" || name == "(no genres listed)") return;
        const auto [it, isNew] = m_index.try_emplace(name, static_cast<std::uint16_t>(m_table.genreNames.size()));
        if (isNew) m_table.genreNames.push_back(name);
        auto& list = m_table.genres[item];
        if (std::ranges::find(list, it->second) == list.end()) list.push_back(it->second);
    }
    /// Alphabetical order, so that it does not depend on the order of the rows.
    void sort() {
        std::vector<std::uint16_t> place(m_table.genreNames.size());
        std::ranges::sort(m_table.genreNames);
        for (std::size_t k = 0; k < m_table.genreNames.size(); ++k)
            place[m_index[m_table.genreNames[k]]] = static_cast<std::uint16_t>(k);
        for (auto& list : m_table.genres) {
            for (std::uint16_t& genre : list) genre = place[genre];
            std::ranges::sort(list);
        }
    }

private:
    ItemTable& m_table;
    std::map<std::string, std::uint16_t> m_index;
};

/// Which column of a table of items is what; -1 = absent.
struct ItemColumns {
    int title = -1, year = -1, genre = -1;
    char genreSign = '|';
    std::vector<std::size_t> flags;
};

ItemColumns itemColumnsOf(const SideRows& table) {
    ItemColumns found;
    found.title = table.columnNamed({"title", "movietitle", "booktitle", "name"});
    if (!table.header && table.columns() > 1) found.title = 1;
    found.year = table.columnNamed({"year", "releaseyear", "originalpublicationyear", "yearofpublication"});
    found.genre = table.header ? table.columnNamed({"genres", "genre", "class"}) : table.columns() == 3 ? 2 : -1;
    if (found.genre >= 0) {
        const auto column = static_cast<std::size_t>(found.genre);
        const bool listed =
            std::ranges::any_of(table.rows, [&](const auto& row) { return row[column].find(kListSign) != std::string::npos; });
        found.genreSign = table.types[column] == "token_seq" ? ' ' : listed ? kListSign : '|';
    }
    found.flags = flagColumns(table);
    return found;
}

void takeItem(const std::vector<std::string>& row, const ItemColumns& columns, std::size_t item,
              const std::vector<std::string>& genreNames, ItemTable& table, GenreCollector& genres) {
    if (columns.title >= 0) {
        table.titles[item] = row[static_cast<std::size_t>(columns.title)];
        table.years[item] = takeYear(table.titles[item]);
    }
    if (columns.year >= 0)
        if (const auto year = parseNumber(row[static_cast<std::size_t>(columns.year)]); year && std::abs(*year) < 10000)
            table.years[item] = static_cast<std::int32_t>(*year);
    if (columns.genre >= 0)
        for (const std::string& name : split(row[static_cast<std::size_t>(columns.genre)], columns.genreSign))
            genres.add(item, std::string(trim(name)));
    for (std::size_t k = 0; k < columns.flags.size(); ++k)
        if (row[columns.flags[k]] == "1")
            genres.add(item, k < genreNames.size()                             ? genreNames[k]
                             : columns.flags.size() == kMovieLensGenres.size() ? kMovieLensGenres[k]
                                                                               : "genre " + std::to_string(k));
}

void callThemFilms(const ItemTable& table, bool flags, Dataset& dataset) {
    const auto ofFilms = std::ranges::count_if(table.genreNames, [](const std::string& name) {
        return std::ranges::find(kMovieLensGenres, name) != kMovieLensGenres.end();
    });
    if (!flags && 2 * ofFilms <= static_cast<std::ptrdiff_t>(table.genreNames.size())) return;
    dataset.itemNoun = "film";
    dataset.itemNounPlural = "films";
}

/// The first columns of MovieLens' tables, which have no header.
SideRows withKnownNames(const SideRows& table, std::initializer_list<const char*> names) {
    SideRows named = table;
    std::size_t c = 0;
    for (const char* name : names) named.names[c++] = name;
    return named;
}

} // namespace

std::int32_t takeYear(std::string& title) {
    const std::size_t n = title.size();
    if (n < 6 || title[n - 1] != ')' || title[n - 6] != '(') return 0;
    const auto year = parseInteger(std::string_view(title).substr(n - 5, 4));
    if (!year || *year < 1000) return 0;
    title = std::string(trim(std::string_view(title).substr(0, n - 6)));
    return static_cast<std::int32_t>(*year);
}

std::vector<std::string> firstColumn(const SideRows& table) {
    std::vector<std::string> names;
    for (const auto& row : table.rows) names.push_back(row[0]);
    return names;
}

void joinColumns(const SideRows& table, const RowKeys& keys, std::size_t rows, const std::vector<int>& taken,
                 std::vector<FeatureColumn>& columns, LoadReport& report) {
    std::vector<std::string> doubled;
    for (std::size_t c = 0; c < table.columns(); ++c) {
        if (static_cast<int>(c) == keys.column || std::ranges::find(taken, static_cast<int>(c)) != taken.end()) continue;
        const std::string& name = table.names[c];
        if (std::ranges::any_of(columns, [&](const FeatureColumn& known) { return known.name == name; })) {
            doubled.push_back(name);
            continue;
        }
        std::vector<std::string> values(rows);
        for (std::size_t r = 0; r < table.rows.size(); ++r)
            if (keys.indices[r] >= 0) values[static_cast<std::size_t>(keys.indices[r])] = table.rows[r][c];
        auto typed = typedColumn(name, table.file, std::move(values), table.types[c]);
        if (!typed) continue;
        if (typed->noNumbers > 0)
            report.leftOut.push_back(
                {table.file, name, counted(typed->noNumbers, "value that is no number", "values that are no numbers")});
        columns.push_back(std::move(typed->column));
    }
    if (!doubled.empty()) report.leftOut.push_back({table.file, join(doubled, ", "), "another file has the same"});
}

bool joinItems(const SideRows& given, const std::vector<std::string>& genreNames, bool first, Dataset& dataset,
               Aliases& aliases) {
    const RowKeys keys = findKeys(given, dataset.items);
    if (!isEnough(keys, given, dataset.items.size())) return false;
    const auto items = static_cast<std::size_t>(dataset.items.size());
    ItemColumns columns = itemColumnsOf(given);
    const bool flagged = columns.flags.size() == kMovieLensGenres.size() && given.columns() == 24;
    const SideRows table =
        flagged ? withKnownNames(given, {"id", "title", "release date", "video release date", "IMDb URL"}) : given;
    ItemTable& known = dataset.itemTable;
    aliases.learn(table, keys);
    const bool names = columns.title >= 0 || columns.genre >= 0 || !columns.flags.empty();
    if (!names || (!first && !given.header)) columns = {}; // without a header only the first is taken for a table of titles
    std::vector<int> taken{columns.title, columns.year, columns.genre};
    for (const std::size_t flag : columns.flags) taken.push_back(static_cast<int>(flag));
    if (first && names) {
        known.titles.resize(items);
        known.years.resize(items, 0);
        known.genres.resize(items);
        GenreCollector genres(known);
        for (std::size_t r = 0; r < table.rows.size(); ++r)
            if (keys.indices[r] >= 0)
                takeItem(table.rows[r], columns, static_cast<std::size_t>(keys.indices[r]), genreNames, known, genres);
        genres.sort();
        if (known.genreNames.empty()) known.genres.clear();
        callThemFilms(known, !columns.flags.empty(), dataset);
    }
    joinColumns(table, keys, items, taken, known.columns, dataset.report);
    return true;
}

bool joinUsers(const SideRows& given, Dataset& dataset) {
    const RowKeys keys = findKeys(given, dataset.users);
    if (!isEnough(keys, given, dataset.users.size())) return false;
    const bool movieLens = !given.header && given.columns() == 5 && keys.column == 0;
    const bool ageFirst =
        movieLens && std::ranges::none_of(given.rows, [](const auto& row) { return row[1] == "M" || row[1] == "F"; });
    const SideRows table = !movieLens ? given
                           : ageFirst ? withKnownNames(given, {"id", "age", "sex", "occupation", "zip"})
                                      : withKnownNames(given, {"id", "sex", "age", "occupation", "zip"});
    joinColumns(table, keys, static_cast<std::size_t>(dataset.users.size()), {}, dataset.userTable.columns, dataset.report);
    return true;
}

} // namespace recoscope
