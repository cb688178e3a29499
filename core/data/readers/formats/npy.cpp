#include "core/base/text.h"
#include "core/data/readers/formats/npy_array.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/row_sink.h"
#include <cmath>

namespace recoscope {
namespace {

constexpr std::size_t kMostColumns = 4; ///< User, item, rating, time; more are vectors.

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions&) {
    if (!isNpy(head)) return ReaderFinding{};
    const auto shape = npyShape(head);
    if (shape.size() != 2 || shape[1] <= kMostColumns)
        return findingOfNumbers("NumPy array of triplets", "user,item,rating,timestamp");
    auto finding = findingOfNumbers("NumPy array of vectors", "");
    finding.table.kind = TableKind::Vectors;
    return finding;
}

/// Columns user, item and perhaps rating and time, one row an event. Rejects name the row of the array as the line.
Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    const auto parsed = parseNpy(input.bytes, input.file);
    if (!parsed) return parsed.as<RatingRows>();
    const NpyArray& array = parsed.value();
    const bool numbers = array.isInteger() || array.kind == 'f';
    if (array.kind == 'S' || array.kind == 'U')
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
        const auto id = [&](std::size_t c) -> std::string {
            if (array.isInteger()) return std::to_string(array.integer(at(c)));
            const double value = array.number(at(c));
            return std::isfinite(value) ? formatNumber(value) : std::string();
        };
        const Place place{static_cast<std::int64_t>(r) + 1, 0, {}};
        const std::int64_t time = columns > 3 ? sink.times().take(array.number(at(3))) : kNoTime;
        sink.row(place, id(0), id(1), columns > 2 ? array.number(at(2)) : 1, time);
    }
    return sink.finish(columns > 2, columns > 3);
}

} // namespace

Reader npyReader() {
    return {"npy", "NumPy array", "A .npy file with rows of user, item and perhaps rating and time; never pickle.",
            true,  recognise,     read};
}

} // namespace recoscope
