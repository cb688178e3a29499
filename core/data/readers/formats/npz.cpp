#include "core/base/text.h"
#include "core/data/readers/archive_reader.h"
#include "core/data/readers/formats/npy_array.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/row_sink.h"
#include <map>

namespace recoscope {
namespace {

using Arrays = std::map<std::string, NpyArray>;

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions&) {
    return isNpz(head) ? findingOfNumbers("SciPy sparse matrix", "user,item,rating") : ReaderFinding{};
}

Error malformed(const std::string& file, const std::string& why) {
    return {ErrorKind::InvalidInput, file + " is no whole sparse matrix: " + why + ". Save it again with scipy.sparse.save_npz.",
            file};
}

/// `minor` runs along each of `offsets.count() - 1` compressed rows (CSR) or columns (CSC).
Result<RatingRows> readCompressed(const ReaderInput& input, const Arrays& arrays, bool byRow, LoadReport& report,
                                  const TaskContext& context) {
    const NpyArray &offsets = arrays.at("indptr"), &minor = arrays.at("indices"), &data = arrays.at("data");
    const std::size_t entries = minor.count();
    if (!offsets.isInteger() || !minor.isInteger() || offsets.count() == 0 || data.count() != entries)
        return malformed(input.file, "indptr, indices and data do not belong together");
    if (offsets.integer(0) != 0 || offsets.integer(offsets.count() - 1) != static_cast<std::int64_t>(entries))
        return malformed(input.file, "indptr leads outside of its entries, or not to all of them");
    RowSink sink(input.file, report);
    for (std::size_t major = 0; major + 1 < offsets.count(); ++major) {
        const std::int64_t from = offsets.integer(major), to = offsets.integer(major + 1);
        if (from < 0 || to < from || to > static_cast<std::int64_t>(entries))
            return malformed(input.file, "indptr leads outside of its entries");
        const std::string own = std::to_string(major);
        for (auto k = static_cast<std::size_t>(from); k < static_cast<std::size_t>(to); ++k) {
            if (sink.stopped(context, static_cast<double>(k) / static_cast<double>(entries))) return Cancelled{};
            const Place place{static_cast<std::int64_t>(k) + 1, 0, {}};
            const std::string other = minor.integer(k) < 0 ? std::string() : std::to_string(minor.integer(k));
            sink.row(place, byRow ? own : other, byRow ? other : own, data.number(k));
        }
    }
    return sink.finish(true, false);
}

Result<RatingRows> readTriplets(const ReaderInput& input, const Arrays& arrays, LoadReport& report, const TaskContext& context) {
    const NpyArray &row = arrays.at("row"), &column = arrays.at("col"), &data = arrays.at("data");
    if (!row.isInteger() || !column.isInteger() || row.count() != column.count() || row.count() != data.count())
        return malformed(input.file, "row, col and data do not belong together");
    RowSink sink(input.file, report);
    for (std::size_t k = 0; k < row.count(); ++k) {
        if (sink.stopped(context, static_cast<double>(k) / static_cast<double>(row.count()))) return Cancelled{};
        const auto id = [k](const NpyArray& array) {
            return array.integer(k) < 0 ? std::string() : std::to_string(array.integer(k));
        };
        sink.row({static_cast<std::int64_t>(k) + 1, 0, {}}, id(row), id(column), data.number(k));
    }
    return sink.finish(true, false);
}

Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    const auto members = unpackZip(input.bytes, input.file, context);
    if (!members) return members.as<RatingRows>();
    Arrays arrays;
    for (const auto& [name, bytes] : members.value()) {
        if (!name.ends_with(".npy")) continue;
        auto array = parseNpy(bytes, input.file + "/" + name);
        if (!array) return array.as<RatingRows>();
        if (!array.value().fields.empty()) return malformed(input.file, name + " holds records, no numbers");
        arrays.emplace(name.substr(0, name.size() - 4), array.value());
    }
    const auto holds = [&](std::initializer_list<const char*> names) {
        for (const char* name : names)
            if (!arrays.contains(name)) return false;
        return true;
    };
    if (holds({"indptr", "indices", "data"})) {
        const auto format = arrays.find("format");
        const std::string kind = format == arrays.end() ? "csr" : format->second.text();
        if (kind == "csr" || kind == "csc") return readCompressed(input, arrays, kind == "csr", report, context);
        return Error{ErrorKind::Unsupported,
                     input.file + " is a sparse matrix of kind \"" + kind + "\": expected csr, csc or coo.", input.file};
    }
    if (holds({"row", "col", "data"})) return readTriplets(input, arrays, report, context);
    std::string names;
    for (const auto& [name, array] : arrays)
        if (names.size() < 100) names += (names.empty() ? "" : ", ") + name;
    return Error{ErrorKind::Unsupported,
                 input.file + " holds the arrays " + names +
                     ", but no sparse matrix: expected one saved with scipy.sparse.save_npz (csr, csc or coo).",
                 input.file};
}

} // namespace

Reader npzReader() {
    return {"npz",
            "SciPy sparse matrix",
            "A .npz file of scipy.sparse (csr, csc, coo): row = user, column = item, counted from 0.",
            true,
            recognise,
            read};
}

} // namespace recoscope
