#include "core/base/text.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/formats/json_columns.h"
#include "core/data/readers/formats/json_values.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/row_sink.h"
#include <algorithm>
#include <set>

namespace recoscope {
namespace {

constexpr const char* kLists = "lists";
constexpr std::size_t kSampleUsers = 200, kFewestUsers = 3;

/// What the beginning shows of {"ann": {"film": 3.5}} or {"ann": ["film"]}.
struct Shape {
    std::size_t users = 0, values = 0, strange = 0; ///< Strange: no number where a rating would stand, no scalar for an item.
    std::set<std::string> items;
    std::set<std::vector<std::string>> sets; ///< Different sets of items that a user has.
    bool objects = true, named = false;      ///< Named: an item has the name of a column.
};

Shape shapeOf(std::string_view head) {
    Shape shape;
    auto users = jsonColumns(head, kSampleUsers);
    if (users.size() > 1 && users.size() < kSampleUsers && !trim(head).ends_with('}')) users.pop_back(); // cut off
    for (const JsonColumn& user : users) {
        const bool object = user.values.starts_with('{');
        if (shape.users++ > 0 && object != shape.objects) return {};
        shape.objects = object;
        std::vector<std::string> own;
        for (JsonValues values(user); values.next(); ++shape.values) {
            std::string item = parseScalar(object ? values.key() : values.value());
            if (item.empty() || (object && !parseNumber(parseScalar(values.value())))) ++shape.strange;
            shape.named = shape.named || (object && isColumnName(item));
            own.push_back(std::move(item));
        }
        std::ranges::sort(own);
        shape.items.insert(own.begin(), own.end());
        shape.sets.insert(std::move(own));
    }
    return shape;
}

/// Users share items, and differ in them: members that all have the same keys are records of something else.
bool areRatings(const Shape& s) {
    return s.users >= kFewestUsers && 20 * s.strange <= s.values && s.items.size() < s.values && s.sets.size() > 1 &&
           s.items.size() > 2 && !s.named;
}

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions&) {
    ReaderFinding finding;
    finding.table.kind = TableKind::Ratings;
    const Shape shape = shapeOf(head);
    finding.format = shape.objects ? "JSON, an object of ratings for each user" : "JSON, a list of items for each user";
    finding.columns = shape.objects ? "user,item,rating" : "user,items";
    if (!shape.objects) finding.variant = kLists;
    finding.table.confidence = shape.objects ? 2 : 1;
    // Above rows under numbers, which have names of columns within. Lists may as well be labels of items: only where stated.
    if (shape.objects && areRatings(shape)) finding.confidence = 87;
    return finding;
}

void takeUser(const JsonColumn& user, bool lists, RowSink& sink) {
    for (JsonValues values(user); values.next();) {
        const Place place{values.line(), 0, values.value()};
        const std::string item = parseScalar(lists ? values.value() : values.key());
        const auto rating = lists ? std::optional<double>(1) : parseNumber(parseScalar(values.value()));
        if (item.empty())
            sink.reject(place, "list", "the id of an item");
        else if (!rating)
            sink.reject(place, "rating", "a number behind the item " + item);
        else
            sink.row(place, user.name, item, *rating, kNoTime);
    }
    if (!user.values.ends_with(lists ? ']' : '}'))
        sink.reject({user.line, 0, user.values}, "json", std::string(lists ? "a list" : "an object") + " that ends");
}

/// What stands behind the last user.
std::string_view restOf(std::string_view text, const std::vector<JsonColumn>& users) {
    if (users.empty()) return trim(text);
    const std::string_view last = users.back().values;
    std::string_view rest = trim(text.substr(static_cast<std::size_t>(last.data() + last.size() - text.data())));
    if (rest.starts_with('}')) rest = trim(rest.substr(1));
    return rest;
}

Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    const bool lists = input.finding.variant == kLists;
    const auto users = jsonColumns(input.bytes, static_cast<std::size_t>(-1));
    report.columns = input.finding.columns;
    RowSink sink(input.file, report);
    for (std::size_t k = 0; k < users.size(); ++k) {
        if (sink.stopped(context, static_cast<double>(k) / static_cast<double>(users.size()))) return Cancelled{};
        if (users[k].values.starts_with(lists ? '[' : '{'))
            takeUser(users[k], lists, sink);
        else
            sink.reject({users[k].line, 0, users[k].values}, "json", lists ? "a list of items" : "an object of ratings");
    }
    if (const std::string_view rest = restOf(input.bytes, users); !rest.empty()) {
        const auto line =
            1 + std::ranges::count(input.bytes.substr(0, static_cast<std::size_t>(rest.data() - input.bytes.data())), '\n');
        sink.reject({line, 0, rest}, "json", "nothing behind the users");
    }
    report.warnings.emplace_back("The outer keys are read as users, what stands in them as items.");
    return sink.finish(!lists, false);
}

} // namespace

Reader jsonNestedReader() {
    return {"json_nested",
            "JSON by user",
            "An object with a member for each user: an object of items and ratings, or (where stated) a list of items.",
            false,
            recognise,
            read};
}

} // namespace recoscope
