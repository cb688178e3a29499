#include "core/data/read_part.h"
#include "core/data/load_parts.h"
#include "core/data/readers/archive_reader.h"
#include <algorithm>
#include <filesystem>
#include <optional>

namespace recoscope {
namespace {

namespace fs = std::filesystem;

bool isSameFile(const SourceFile& a, const SourceFile& b) {
    std::error_code error;
    return a.member == b.member && fs::equivalent(a.path, b.path, error);
}

Error absent(const std::string& name, const std::string& path) {
    std::error_code error;
    const bool folder = fs::is_directory(path, error);
    return {ErrorKind::Io,
            "The split's file " + name + " cannot be read: it is neither at that path nor in " +
                (folder ? path : path + " or its folder") + ".",
            name};
}

/// The only candidate of a file on disk.
Result<Candidate> examineFile(const std::string& file, const TaskContext& context) {
    auto found = findCandidates(file, context);
    if (!found) return found.as<Candidate>();
    if (found.value().files.size() == 1) return std::move(found.value().files[0]);
    return severalRatings(found.value(), file);
}

Result<Candidate> findPartFile(const OpenedFiles& opened, const std::string& name, const TaskContext& context) {
    if (const std::string direct = existingFile(name); !direct.empty()) return examineFile(direct, context);
    const auto member = std::ranges::find_if(opened.candidates.files,
                                             [&](const Candidate& c) { return !c.file.member.empty() && isNamed(c.file, name); });
    if (member != opened.candidates.files.end()) return *member;
    if (const std::string beside = findPart(opened.path, name); !beside.empty()) return examineFile(beside, context);
    const Candidate& whole = opened.ratings;
    if (whole.reader && whole.reader->id == "sqlite") return whole; // its tables are files
    return absent(name, opened.path);
}

/// Neither names nor the number of columns say that the part is written another way than the whole.
bool mayBeWrittenAlike(const TableFinding& part, const TableFinding& whole) {
    const Dialect &p = part.dialect, &w = whole.dialect;
    return p.separator == w.separator && p.fields == w.fields && p.header == w.header && p.names == w.names;
}

/// A part is written as its whole, even where its few rows would allow another reading.
void readAsWhole(const Candidate& whole, Candidate& part) {
    const bool table = whole.reader && whole.reader->id == "delimited";
    const bool other = part.finding.kind != TableKind::Ratings || part.reader != whole.reader;
    if (!other && !(table && mayBeWrittenAlike(part.finding, whole.finding))) return;
    const TableFinding own = part.finding;
    part.reader = whole.reader;
    part.form = whole.form;
    part.finding = whole.finding;
    part.finding.encoding = own.encoding;
    part.finding.encodingGuessed = own.encodingGuessed;
}

} // namespace

Result<OpenedFiles> openedFiles(const std::string& path, const LoadOptions& options, const TaskContext& context) {
    auto candidates = findCandidates(path, context);
    if (!candidates) return candidates.as<OpenedFiles>();
    if (options.file.empty() && options.parts.empty()) unitePieces(candidates.value());
    auto ratings = ratingsOf(candidates.value(), path, options, context);
    if (!ratings) return ratings.as<OpenedFiles>();
    return OpenedFiles{path, std::move(candidates).value(), std::move(ratings).value()};
}

Result<PartRows> readPart(const OpenedFiles& opened, const std::string& name, bool skipWhole, const LoadOptions& options,
                          LoadReport& report, const TaskContext& context) {
    const auto found = findPartFile(opened, name, context);
    if (!found) return found.as<PartRows>();
    LoadOptions read = options;
    PartRows part{found.value().file.name, false, {}};
    const bool sameFile = isSameFile(found.value().file, opened.ratings.file);
    if (sameFile && opened.ratings.reader && opened.ratings.reader->id == "sqlite" && !isNamed(found.value().file, name))
        part.file = read.file = name;
    else
        part.isWhole = sameFile;
    if (part.isWhole && skipWhole) return part;
    auto candidate = withOverrides(found.value(), read, context);
    if (!candidate) return candidate.as<PartRows>();
    if (part.isWhole)
        candidate.value() = opened.ratings;
    else
        readAsWhole(opened.ratings, candidate.value());
    auto rows = readRows(candidate.value(), read, report, context);
    if (!rows) return rows.as<PartRows>();
    part.rows = std::move(rows).value();
    return part;
}

} // namespace recoscope
