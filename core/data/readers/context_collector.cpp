#include "core/data/readers/context_collector.h"
#include "core/base/text.h"
#include "core/data/readers/time_text.h"
#include "core/data/readers/typed_column.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace recoscope {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

double timeOf(std::string_view text, DateOrder order) {
    if (const auto number = parseNumber(text)) return *number;
    const auto date = parseDate(text, order);
    return date ? static_cast<double>(*date) : std::numeric_limits<double>::lowest();
}

/// Whether every group of entries has one value only, and some groups have several entries.
template <class GroupOf>
bool dependsOn(const ContextColumn& column, std::size_t groups, GroupOf groupOf) {
    constexpr std::int64_t kFewest = 10;
    std::vector<std::uint16_t> first(groups, ContextColumn::kUnknown);
    std::int64_t repeats = 0;
    for (std::size_t entry = 0; entry < column.codes.size(); ++entry) {
        const std::uint16_t code = column.codes[entry];
        std::uint16_t& own = first[groupOf(entry)];
        if (code == ContextColumn::kUnknown) continue;
        if (own == ContextColumn::kUnknown)
            own = code;
        else if (own != code)
            return false;
        else
            ++repeats;
    }
    return repeats >= kFewest;
}

std::vector<std::size_t> userOfEntries(const Interactions& x) {
    std::vector<std::size_t> users(x.size());
    for (std::size_t u = 0; u < static_cast<std::size_t>(x.userCount()); ++u)
        for (auto entry = x.offsets()[u]; entry < x.offsets()[u + 1]; ++entry) users[static_cast<std::size_t>(entry)] = u;
    return users;
}

} // namespace

ContextCollector::ContextCollector(Dataset& dataset, std::vector<std::string> names)
    : m_dataset(dataset),
      m_times(dataset.interactions->size(), kNever),
      m_several(dataset.interactions->size(), 0) {
    for (std::string& name : names) {
        m_columns.emplace_back().name = std::move(name);
        m_columns.back().codes.assign(dataset.interactions->size(), ContextColumn::kUnknown);
    }
}

std::int64_t ContextCollector::entryOf(std::string_view user, std::string_view item) const {
    const auto u = m_dataset.users.find(user), i = m_dataset.items.find(item);
    if (!u || !i) return -1;
    const auto row = m_dataset.interactions->row(UserIndex{*u});
    const auto it = std::ranges::lower_bound(row.items, ItemIndex{*i}, {}, {});
    if (it == row.items.end() || *it != ItemIndex{*i}) return -1;
    return m_dataset.interactions->offsets()[static_cast<std::size_t>(*u)] + (it - row.items.begin());
}

std::uint16_t ContextCollector::codeOf(Column& column, std::string_view value) {
    if (column.tooMany || saysUnknown(value)) return ContextColumn::kUnknown;
    ++column.known;
    const auto [it, isNew] = column.places.try_emplace(std::string(value), static_cast<std::uint16_t>(column.places.size()));
    if (isNew && column.places.size() > kMostValues) column.tooMany = true;
    return it->second;
}

void ContextCollector::row(std::string_view user, std::string_view item, double time, std::span<const std::string_view> values) {
    const std::int64_t found = entryOf(user, item);
    if (found < 0) return;
    const auto entry = static_cast<std::size_t>(found);
    ++m_rows;
    const bool first = m_times[entry] == kNever, counts = first || time >= m_times[entry];
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        const std::uint16_t code = codeOf(m_columns[c], values[c]);
        if (!first && code != m_columns[c].codes[entry]) m_several[entry] = 1;
        if (counts) m_columns[c].codes[entry] = code;
    }
    if (counts) m_times[entry] = time;
}

std::string ContextCollector::whyNot(const Column& column) const {
    constexpr std::size_t kFew = 20;
    const std::size_t values = column.places.size();
    if (values == 0) return "empty in every row";
    if (values == 1 && column.known == m_rows) return "the same in every row: " + column.places.begin()->first;
    if (column.tooMany) return "more than " + counted(static_cast<std::int64_t>(kMostValues), "value", "different values");
    if (values > kFew && 10 * static_cast<std::int64_t>(values) > m_rows)
        return counted(static_cast<std::int64_t>(values), "value", "different values") + " in " + counted(m_rows, "row", "rows");
    return {};
}

void ContextCollector::addFeature(const ContextColumn& column, const std::string& file) {
    if (column.of == ContextColumn::Of::Interaction) return;
    const bool ofUsers = column.of == ContextColumn::Of::User;
    auto& features = ofUsers ? m_dataset.userTable.columns : m_dataset.itemTable.columns;
    if (std::ranges::any_of(features, [&](const FeatureColumn& known) { return known.name == column.name; })) return;
    const Interactions& x = *m_dataset.interactions;
    const auto users = userOfEntries(x);
    const auto rows = static_cast<std::size_t>(ofUsers ? x.userCount() : x.itemCount());
    LabelCollector labels(rows);
    std::vector<char> seen(rows, 0);
    for (std::size_t entry = 0; entry < column.codes.size(); ++entry) {
        const std::size_t row = ofUsers ? users[entry] : x.items()[entry].at();
        if (column.codes[entry] == ContextColumn::kUnknown || std::exchange(seen[row], 1)) continue;
        labels.add(row, column.values[column.codes[entry]]);
    }
    features.push_back(std::move(labels).build(column.name, file, false));
}

namespace {

/// Columns of opinions in words are no ratings: who opens them has to know that a "no" counts as much as a "yes".
std::string opinionWarning(const ContextColumn& column) {
    constexpr std::array<std::string_view, 6> kNo{"false", "no", "dislike", "disliked", "down", "n"},
        kYes{"true", "yes", "like", "liked", "up", "y"};
    const auto isOf = [](const auto& words) {
        return [&words](const std::string& value) { return std::ranges::find(words, lower(value)) != words.end(); };
    };
    const auto no = std::ranges::find_if(column.values, isOf(kNo));
    if (column.values.size() != 2 || no == column.values.end() || std::ranges::none_of(column.values, isOf(kYes))) return {};
    return "The column " + column.name + " is no rating, as it holds no numbers: rows that say \"" + *no +
           "\" count as interactions like all others. Write 1 and 0 to have it as the rating.";
}

} // namespace

void ContextCollector::finish(const std::string& file) && {
    ContextColumns all;
    const Interactions& x = *m_dataset.interactions;
    const auto users = userOfEntries(x);
    for (Column& column : m_columns) {
        if (const std::string why = whyNot(column); !why.empty()) {
            m_dataset.report.leftOut.push_back({file, column.name, why});
            continue;
        }
        ContextColumn& own = all.columns.emplace_back();
        own.name = std::move(column.name);
        for (const auto& [value, place] : column.places) own.values.push_back(value);
        std::ranges::sort(own.values);
        std::vector<std::uint16_t> place(own.values.size());
        for (std::size_t k = 0; k < own.values.size(); ++k) place[column.places[own.values[k]]] = static_cast<std::uint16_t>(k);
        for (std::uint16_t& code : column.codes)
            if (code != ContextColumn::kUnknown) code = place[code];
        own.codes = std::move(column.codes);
        if (dependsOn(own, static_cast<std::size_t>(x.userCount()), [&](std::size_t e) { return users[e]; }))
            own.of = ContextColumn::Of::User;
        else if (dependsOn(own, static_cast<std::size_t>(x.itemCount()), [&](std::size_t e) { return x.items()[e].at(); }))
            own.of = ContextColumn::Of::Item;
        addFeature(own, file);
        if (const std::string warning = opinionWarning(own); !warning.empty()) m_dataset.report.warnings.push_back(warning);
    }
    if (all.columns.empty()) return;
    all.severalContexts = std::ranges::count(m_several, char{1});
    if (all.severalContexts > 0)
        m_dataset.report.warnings.push_back(
            counted(all.severalContexts, "pair of user and item stands", "pairs of user and item stand") +
            " in the file in several contexts: the latest row counts, with its context.");
    m_dataset.context = std::make_shared<const ContextColumns>(std::move(all));
}

void readContext(const ReaderInput& input, Dataset& dataset, const TaskContext& context) {
    collectContext(input.bytes, input.finding.table, input.file, dataset, context);
}

bool mayHoldMore(const Reader& reader, const ReaderFinding& finding) {
    const RatingColumns& roles = finding.table.ratings;
    std::size_t used = 0;
    for (const int role : {roles.user, roles.item, roles.rating, roles.time}) used += role >= 0 ? 1 : 0;
    return reader.readMore && (finding.table.dialect.fields == 0 || finding.table.dialect.fields > used);
}

void collectContext(std::string_view text, const TableFinding& finding, const std::string& file, Dataset& dataset,
                    const TaskContext& context) {
    constexpr std::int64_t kRowsBetweenChecks = 20000;
    const RatingColumns& roles = finding.ratings;
    const Dialect& dialect = finding.dialect;
    std::vector<std::string> names;
    std::vector<std::size_t> columns;
    for (int c = 0; c < static_cast<int>(dialect.fields); ++c) {
        if (c == roles.user || c == roles.item || c == roles.rating || c == roles.time) continue;
        const auto column = static_cast<std::size_t>(c);
        const bool named = column < dialect.names.size() && !dialect.names[column].empty();
        std::string name =
            named ? dialect.names[column].substr(0, dialect.names[column].find(':')) : "column " + std::to_string(c + 1);
        if (std::ranges::find(roles.unused, c) != roles.unused.end()) {
            dataset.report.leftOut.push_back({file, std::move(name), "not to be kept, as you said"});
            continue;
        }
        names.push_back(std::move(name));
        columns.push_back(column);
    }
    if (names.empty()) return;
    ContextCollector collector(dataset, std::move(names));
    std::vector<std::string_view> values(columns.size());
    RecordReader reader(text, dialect);
    bool header = dialect.header;
    std::int64_t n = 0;
    for (auto status = reader.next(); status != RecordReader::Status::End; status = reader.next()) {
        if (++n % kRowsBetweenChecks == 0 && context.stopRequested()) return;
        if (status != RecordReader::Status::Record || std::exchange(header, false) || reader.fields().size() < dialect.fields)
            continue;
        if (roles.rating >= 0) {
            const std::string_view field = reader.field(static_cast<std::size_t>(roles.rating));
            if (!parseRating(field, roles.style)) continue;
        }
        for (std::size_t k = 0; k < columns.size(); ++k) values[k] = trim(reader.field(columns[k]));
        collector.row(reader.field(static_cast<std::size_t>(roles.user)), reader.field(static_cast<std::size_t>(roles.item)),
                      roles.time >= 0 ? timeOf(reader.field(static_cast<std::size_t>(roles.time)), roles.dates) : 0, values);
    }
    std::move(collector).finish(file);
}

} // namespace recoscope
