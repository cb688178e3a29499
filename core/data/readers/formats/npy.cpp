#include "core/base/text.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/formats/npy_array.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/row_sink.h"
#include <algorithm>
#include <cmath>

namespace recoscope {
namespace {

constexpr std::size_t kMostColumns = 4; ///< User, item, rating, time; more are vectors.

/// Which field is what: by the names, else the first ones in the usual order. "" where there is none.
NamedRoles rolesOf(const std::vector<NpyField>& fields) {
    NamedRoles roles;
    for (const NpyField& field : fields) {
        const ColumnMeaning meaning = meaningOf(field.name);
        std::string* role = meaning == ColumnMeaning::User     ? &roles.user
                            : meaning == ColumnMeaning::Item   ? &roles.item
                            : meaning == ColumnMeaning::Rating ? &roles.rating
                            : meaning == ColumnMeaning::Time   ? &roles.time
                                                               : nullptr;
        if (role && role->empty()) *role = field.name;
    }
    if (!roles.user.empty() && !roles.item.empty()) return roles;
    const auto name = [&](std::size_t k) { return k < fields.size() ? fields[k].name : std::string(); };
    return {name(0), name(1), name(2), name(3), {}};
}

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions&) {
    if (!isNpy(head)) return ReaderFinding{};
    if (const auto fields = npyFields(head); !fields.empty())
        return findingOfNumbers("NumPy array of records", rolesOf(fields).text());
    const auto shape = npyShape(head);
    if (shape.size() != 2 || shape[1] <= kMostColumns)
        return findingOfNumbers("NumPy array of triplets", "user,item,rating,timestamp");
    auto finding = findingOfNumbers("NumPy array of vectors", "");
    finding.table.kind = TableKind::Vectors;
    return finding;
}

/// An id of any type; "" where a number is none.
std::string idOf(const NpyType& type, const char* element) {
    if (type.isText()) return type.text(element);
    if (type.isInteger()) return std::to_string(type.integer(element));
    const double value = type.number(element);
    return std::isfinite(value) ? formatNumber(value) : std::string();
}

/// Records with named fields, one an event.
Result<RatingRows> readRecords(const NpyArray& array, const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    const NamedRoles roles = rolesOf(array.fields);
    const auto fieldOf = [&](const std::string& name) -> const NpyField* {
        const auto it = std::ranges::find(array.fields, name, &NpyField::name);
        return name.empty() || it == array.fields.end() ? nullptr : &*it;
    };
    const NpyField *user = fieldOf(roles.user), *item = fieldOf(roles.item), *rating = fieldOf(roles.rating),
                   *time = fieldOf(roles.time);
    if (!user || !item || (rating && rating->type.isText()) || array.shape.size() != 1)
        return Error{ErrorKind::Unsupported,
                     input.file + " is an array of other records: expected one dimension, and the fields user, item and perhaps "
                                  "a rating and a time as numbers.",
                     input.file};
    RowSink sink(input.file, report);
    const std::size_t rows = array.shape[0];
    for (std::size_t r = 0; r < rows; ++r) {
        if (sink.stopped(context, static_cast<double>(r) / static_cast<double>(rows))) return Cancelled{};
        const char* record = array.at(r);
        const auto takeTime = [&](const NpyField& field) {
            const char* at = record + field.offset;
            return field.type.isText() ? sink.times().take(field.type.text(at)) : sink.times().take(field.type.number(at));
        };
        sink.row({static_cast<std::int64_t>(r) + 1, 0, {}}, idOf(user->type, record + user->offset),
                 idOf(item->type, record + item->offset), rating ? rating->type.number(record + rating->offset) : 1,
                 time ? takeTime(*time) : kNoTime);
    }
    for (const NpyField& field : array.fields)
        if (&field != user && &field != item && &field != rating && &field != time)
            report.leftOut.push_back({input.file, field.name, "no user, item, rating or time"});
    return sink.finish(rating != nullptr, time != nullptr);
}

/// Columns user, item and perhaps rating and time, one row an event. Rejects name the row of the array as the line.
Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    const auto parsed = parseNpy(input.bytes, input.file);
    if (!parsed) return parsed.as<RatingRows>();
    const NpyArray& array = parsed.value();
    if (!array.fields.empty()) return readRecords(array, input, report, context);
    const bool numbers = array.isInteger() || array.kind == 'f';
    if (array.isText())
        return Error{ErrorKind::Unsupported,
                     input.file + " is an array of texts: expected numbers; write it as text (numpy.savetxt with fmt=\"%s\").",
                     input.file};
    if (array.shape.size() != 2 || array.shape[1] < 2 || array.shape[1] > kMostColumns || !numbers)
        return Error{ErrorKind::Unsupported,
                     input.file + " is an array of another shape: expected rows of user, item and perhaps rating and time.",
                     input.file};
    const std::size_t rows = array.shape[0], columns = array.shape[1];
    RowSink sink(input.file, report);
    for (std::size_t r = 0; r < rows; ++r) {
        if (sink.stopped(context, static_cast<double>(r) / static_cast<double>(rows))) return Cancelled{};
        const auto at = [&](std::size_t c) { return array.fortran ? c * rows + r : r * columns + c; };
        const Place place{static_cast<std::int64_t>(r) + 1, 0, {}};
        const std::int64_t time = columns > 3 ? sink.times().take(array.number(at(3))) : kNoTime;
        sink.row(place, idOf(array, array.at(at(0))), idOf(array, array.at(at(1))), columns > 2 ? array.number(at(2)) : 1, time);
    }
    return sink.finish(columns > 2, columns > 3);
}

} // namespace

Reader npyReader() {
    return {"npy", "NumPy array", "A .npy file with rows (or records) of user, item and perhaps rating and time; never pickle.",
            true,  recognise,     read};
}

} // namespace recoscope
