#include "core/data/readers/side_tables.h"
#include "core/base/text.h"
#include "core/data/readers/column_names.h"
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>

namespace recoscope {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows readAll(std::string_view text, const Dialect& dialect) {
    Rows rows;
    RecordReader reader(text, dialect);
    bool header = dialect.header;
    for (auto status = reader.next(); status != RecordReader::Status::End; status = reader.next()) {
        if (status != RecordReader::Status::Record) continue;
        if (header) {
            header = false;
            continue;
        }
        if (reader.fields().size() < dialect.fields) continue;
        auto& row = rows.emplace_back();
        for (std::size_t c = 0; c < reader.fields().size(); ++c) row.emplace_back(reader.field(c));
    }
    return rows;
}

/// The column that holds the ids; -1 where none matches half of them. `matched` gets the index of every row's id, -1 for
/// strangers.
int findKey(const Rows& rows, const Vocabulary& ids, std::size_t columns, std::vector<std::int32_t>& matched) {
    int best = -1;
    std::size_t bestHits = 0;
    const std::size_t tried = std::min<std::size_t>(columns, 6);
    for (std::size_t c = 0; c < tried; ++c) {
        std::vector<char> hit(static_cast<std::size_t>(ids.size()), 0);
        std::size_t hits = 0;
        for (const auto& row : rows) {
            const auto index = ids.find(row[c]);
            if (index && !hit[static_cast<std::size_t>(*index)]) {
                hit[static_cast<std::size_t>(*index)] = 1;
                ++hits;
            }
        }
        if (hits > bestHits + bestHits / 50) {
            bestHits = hits;
            best = static_cast<int>(c);
        }
    }
    if (best < 0 || 2 * bestHits < static_cast<std::size_t>(ids.size())) return -1;
    matched.assign(rows.size(), -1);
    for (std::size_t r = 0; r < rows.size(); ++r)
        if (const auto index = ids.find(rows[r][static_cast<std::size_t>(best)])) matched[r] = *index;
    return best;
}

int columnNamed(const Dialect& dialect, std::initializer_list<std::string_view> names) {
    for (const std::string_view wanted : names)
        for (std::size_t c = 0; c < std::min(dialect.names.size(), dialect.fields); ++c) // a header may name more than rows have
            if (plainColumnName(dialect.names[c]) == wanted) return static_cast<int>(c);
    return -1;
}

/// Unnamed columns of 0 and 1 at the end of each row.
std::vector<std::size_t> flagColumns(const Rows& rows, std::size_t columns) {
    std::vector<std::size_t> flags;
    for (std::size_t c = 1; c < columns; ++c)
        if (std::ranges::all_of(rows, [c](const auto& row) { return row[c] == "0" || row[c] == "1"; })) flags.push_back(c);
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

} // namespace

std::int32_t takeYear(std::string& title) {
    const std::size_t n = title.size();
    if (n < 6 || title[n - 1] != ')' || title[n - 6] != '(') return 0;
    const auto year = parseInteger(std::string_view(title).substr(n - 5, 4));
    if (!year || *year < 1000) return 0;
    title = std::string(trim(std::string_view(title).substr(0, n - 6)));
    return static_cast<std::int32_t>(*year);
}

std::vector<std::string> readGenreNames(std::string_view text, const Dialect& dialect) {
    std::vector<std::string> names;
    for (const auto& row : readAll(text, dialect)) names.push_back(row[0]);
    return names;
}

bool joinItems(std::string_view text, const Dialect& dialect, const std::vector<std::string>& genreNames, Dataset& dataset) {
    const Rows rows = readAll(text, dialect);
    if (rows.empty()) return false;
    std::vector<std::int32_t> matched;
    const int key = findKey(rows, dataset.items, dialect.fields, matched);
    if (key < 0) return false;
    const auto items = static_cast<std::size_t>(dataset.items.size());
    ItemTable& table = dataset.itemTable;
    table = {};
    table.titles.resize(items);
    table.years.assign(items, 0);
    table.genres.resize(items);
    const int named = columnNamed(dialect, {"title", "movietitle", "booktitle", "name"});
    const int titleColumn = named >= 0 ? named : dialect.header ? -1 : 1;
    const int yearColumn = columnNamed(dialect, {"year", "releaseyear", "originalpublicationyear", "yearofpublication"});
    const int genreColumn = dialect.header ? columnNamed(dialect, {"genres", "genre", "class"}) : dialect.fields == 3 ? 2 : -1;
    // RecBole's typed headers say where words stand in a row.
    const bool words =
        genreColumn >= 0 && dialect.header && dialect.names[static_cast<std::size_t>(genreColumn)].ends_with(":token_seq");
    const char genreSeparator = words ? ' ' : '|';
    const auto flags = dialect.header ? std::vector<std::size_t>{} : flagColumns(rows, dialect.fields);
    std::vector<std::pair<int, std::size_t>> extras;
    for (const auto& [wanted, label] :
         {std::pair{"authors", "author"}, {"author", "author"}, {"keywords", "keywords"}, {"publisher", "publisher"}})
        if (const int c = columnNamed(dialect, {wanted}); c >= 0) {
            extras.emplace_back(c, table.extra.size());
            table.extra.emplace_back(label, std::vector<std::string>(items));
        }
    GenreCollector genres(table);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (matched[r] < 0) continue;
        const auto item = static_cast<std::size_t>(matched[r]);
        const auto& row = rows[r];
        if (titleColumn >= 0) {
            table.titles[item] = row[static_cast<std::size_t>(titleColumn)];
            table.years[item] = takeYear(table.titles[item]);
        }
        if (yearColumn >= 0)
            if (const auto year = parseNumber(row[static_cast<std::size_t>(yearColumn)]); year && std::abs(*year) < 10000)
                table.years[item] = static_cast<std::int32_t>(*year);
        if (genreColumn >= 0)
            for (const std::string& name : split(row[static_cast<std::size_t>(genreColumn)], genreSeparator))
                genres.add(item, std::string(trim(name)));
        for (std::size_t k = 0; k < flags.size(); ++k)
            if (row[flags[k]] == "1")
                genres.add(item, k < genreNames.size()                     ? genreNames[k]
                                 : flags.size() == kMovieLensGenres.size() ? kMovieLensGenres[k]
                                                                           : "genre " + std::to_string(k));
        for (const auto& [column, place] : extras) table.extra[place].second[item] = row[static_cast<std::size_t>(column)];
    }
    genres.sort();
    if (table.genreNames.empty()) table.genres.clear();
    const auto ofFilms = std::ranges::count_if(table.genreNames, [](const std::string& name) {
        return std::ranges::find(kMovieLensGenres, name) != kMovieLensGenres.end();
    });
    if (!flags.empty() || 2 * ofFilms > static_cast<std::ptrdiff_t>(table.genreNames.size())) {
        dataset.itemNoun = "film";
        dataset.itemNounPlural = "films";
    }
    return true;
}

bool joinUsers(std::string_view text, const Dialect& dialect, Dataset& dataset) {
    const Rows rows = readAll(text, dialect);
    if (rows.empty()) return false;
    std::vector<std::int32_t> matched;
    const int key = findKey(rows, dataset.users, dialect.fields, matched);
    if (key < 0) return false;
    static const std::array<const char*, 5> movieLens100k{"id", "age", "sex", "occupation", "zip"};
    static const std::array<const char*, 5> movieLens1m{"id", "sex", "age", "occupation", "zip"};
    for (std::size_t c = 0; c < dialect.fields; ++c) {
        if (static_cast<int>(c) == key) continue;
        std::string name = c < dialect.names.size() ? dialect.names[c] : "column " + std::to_string(c + 1);
        if (dialect.names.empty() && dialect.fields == 5) name = dialect.separator == "|" ? movieLens100k[c] : movieLens1m[c];
        std::vector<std::string> values(static_cast<std::size_t>(dataset.users.size()));
        for (std::size_t r = 0; r < rows.size(); ++r)
            if (matched[r] >= 0) values[static_cast<std::size_t>(matched[r])] = rows[r][c];
        dataset.userTable.columns.emplace_back(std::move(name), std::move(values));
    }
    return true;
}

} // namespace recoscope
