#include "core/data/load_parts.h"
#include "core/base/text.h"
#include "core/data/readers/formats/item_lists.h"
#include "core/data/readers/id_table.h"
#include "core/data/readers/side_relations.h"
#include <algorithm>
#include <filesystem>
#include <optional>

namespace recoscope {
namespace {

namespace fs = std::filesystem;

/// Adds the rows of another file. Ids that both know are one.
void append(RatingRows& rows, RatingRows&& more) {
    const auto unite = [](std::vector<std::string>& ids, const std::vector<std::string>& others) {
        IdTable table;
        for (const std::string& id : ids) table.indexOf(id);
        std::vector<std::int32_t> place;
        place.reserve(others.size());
        for (const std::string& id : others) place.push_back(table.indexOf(id));
        ids = table.release();
        return place;
    };
    const auto users = unite(rows.userIds, more.userIds), items = unite(rows.itemIds, more.itemIds);
    for (Interaction row : more.rows) {
        row.user = UserIndex{users[row.user.at()]};
        row.item = ItemIndex{items[row.item.at()]};
        rows.rows.push_back(row);
    }
    rows.hasTimes = rows.hasTimes || more.hasTimes;
}

/// Whether the data holds most of the first rows of a file; nothing where those cannot be read.
std::optional<bool> holdsFirstRows(const Dataset& dataset, const Candidate& c) {
    if (!c.reader || c.reader->binary) return {};
    LoadReport ignored;
    ReaderFinding form = c.form;
    form.table = c.finding;
    const auto rows = c.reader->read({c.firstRows, c.file.name, form, {}}, ignored, {});
    if (!rows || rows.value().userIds.empty()) return {};
    std::size_t held = 0;
    for (const Interaction row : rows.value().rows) {
        const auto user = dataset.users.find(rows.value().userIds[row.user.at()]),
                   item = dataset.items.find(rows.value().itemIds[row.item.at()]);
        held += user && item && dataset.interactions->contains(UserIndex{*user}, ItemIndex{*item}) ? 1 : 0;
    }
    return 2 * held >= rows.value().rows.size();
}

void forgetTimes(RatingRows& rows) {
    rows.rows.times.clear();
    rows.hasTimes = false;
}

} // namespace

void describeFormat(const Candidate& chosen, LoadReport& report) {
    if (chosen.reader && chosen.reader->id != "delimited" && !chosen.form.format.empty()) {
        report.format = chosen.form.format;
        report.encoding = chosen.finding.encoding;
        if (!report.columns.empty()) return; // the reader said it
        report.columns =
            chosen.form.columns.empty() ? chosen.finding.ratings.text(chosen.finding.dialect.fields) : chosen.form.columns;
        return;
    }
    const Dialect& dialect = chosen.finding.dialect;
    report.separator = dialect.separatorName();
    report.encoding = chosen.finding.encoding;
    report.columns =
        chosen.finding.kind == TableKind::Ratings ? chosen.finding.ratings.text(dialect.fields) : join(dialect.names, ",");
    const std::string kind = dialect.tuples             ? "tuples of a program"
                             : dialect.separator == "," ? "CSV"
                             : dialect.separator == " " ? "separated by blanks"
                                                        : report.separator + "-separated";
    report.format = kind + (dialect.header ? ", header" : ", no header") +
                    (dialect.titleLines > 0 ? " below " + counted(dialect.titleLines, "line", "lines") : "");
}

void warnOfEncoding(const Candidate& candidate, const Decoded& decoded, LoadReport& report) {
    if (decoded.guessed && decoded.encoding == "UTF-16")
        report.warnings.push_back(candidate.file.name + " is read as UTF-16 by its NUL bytes, though no mark says so.");
    else if (decoded.guessed)
        report.warnings.push_back(candidate.file.name + " is not valid UTF-8 and is read as Windows-1252.");
    if (decoded.damaged) report.warnings.push_back(candidate.file.name + " holds bytes that are no " + decoded.encoding + ".");
}

Result<Candidate> ratingsOf(const Candidates& candidates, const std::string& ref, const LoadOptions& options,
                            const TaskContext& context) {
    auto chosen = chooseRatings(candidates, ref, options.file);
    if (chosen.hasError() && !options.parts.empty() && options.file.empty())
        if (auto train = chooseRatings(candidates, ref, fs::path(options.parts[0]).filename().string()))
            chosen = std::move(train);
    if (!chosen) return chosen.as<Candidate>();
    auto ratings = withOverrides(candidates.files[chosen.value()], options, context);
    if (!ratings || ratings.value().finding.kind == TableKind::Ratings) return ratings;
    return noRatings({{ratings.value()}, candidates.unreadable}, candidates.files.size() == 1 ? ref : ratings.value().file.name);
}

namespace {

/// Files that cannot be streamed (UTF-16, lone CRs), one by one.
Result<RatingRows> readPieces(const Candidate& ratings, const LoadOptions& options, LoadReport& report,
                              const TaskContext& context) {
    RatingRows all;
    for (const SourceFile& file : filesOf(ratings)) {
        Candidate piece = ratings;
        piece.file = file;
        piece.goesOn.clear();
        auto rows = readRows(piece, options, report, context);
        if (!rows) return rows;
        if (all.userIds.empty())
            all = std::move(rows).value();
        else
            append(all, std::move(rows).value());
    }
    return all;
}

} // namespace

Result<RatingRows> readRows(Candidate& ratings, const LoadOptions& options, LoadReport& report, const TaskContext& context) {
    const Reader& reader = ratings.reader ? *ratings.reader : *findReader("delimited");
    for (const std::string& note : ratings.finding.notes) report.warnings.push_back(note);
    for (const Doubt& doubt : ratings.finding.doubts) report.warnings.push_back(doubt.text);
    const auto rowsOf = [&](std::string_view bytes) {
        ratings.form.table = ratings.finding;
        return reader.read({bytes, ratings.file.name, ratings.form, options.file}, report, context.part(0.2, 1));
    };
    if (reader.binary) {
        const auto bytes = readSource(ratings.file, 0, context.part(0, 0.2));
        return bytes ? rowsOf(bytes.value()) : bytes.as<RatingRows>();
    }
    if (reader.streams && ratings.finding.encoding != "UTF-16" && options.encoding != "utf-16") {
        auto streamed = streamRatings(filesOf(ratings), options.encoding, ratings.finding, report, context);
        if (!streamed) return streamed.as<RatingRows>();
        if (StreamedRatings& s = streamed.value(); !s.needsWhole) {
            ratings.finding.encoding = s.encoding;
            ratings.finding.mayBeDamaged = s.damaged;
            warnOfEncoding(ratings, {{}, s.encoding, s.guessed, s.damaged}, report);
            return std::move(s.rows);
        }
    }
    if (!ratings.goesOn.empty()) return readPieces(ratings, options, report, context);
    auto text = readText(ratings, options.encoding, context.part(0, 0.2));
    if (!text) return text.as<RatingRows>();
    ratings.finding.encoding = text.value().encoding;
    ratings.finding.mayBeDamaged = text.value().damaged;
    warnOfEncoding(ratings, text.value(), report);
    return rowsOf(text.value().text);
}

Result<> addParts(const OpenedFiles& opened, const LoadOptions& options, RatingRows& rows, LoadReport& report,
                  const TaskContext& context) {
    if (options.parts.empty()) return Done{};
    rows.repeats = dropRepeats(rows);
    const bool placesAreTimes = opened.ratings.reader && opened.ratings.reader->id == "sequences";
    for (const std::string& name : options.parts) {
        LoadReport own;
        auto part = readPart(opened, name, true, options, own, context);
        if (!part) return part.as<Done>();
        if (part.value().isWhole) continue;
        if (placesAreTimes) { // those of several files do not say which came first
            forgetTimes(rows);
            forgetTimes(part.value().rows);
        }
        append(rows, std::move(part.value().rows));
        dropRepeats(rows); // a pair that both files hold is no repeat
        report.files.push_back(part.value().file);
        if (std::erase(report.warnings, kPlacesAreTimes) > 0)
            report.warnings.emplace_back("Lists of several files are put together: their order is not read as time.");
    }
    return Done{};
}

bool holdsParts(const Dataset& dataset, const Candidates& candidates, const std::string& chosen) {
    return std::ranges::all_of(candidates.files, [&](const Candidate& c) {
        return c.finding.kind != TableKind::Ratings || c.file.name == chosen || !namesAPart(c.file.name) ||
               holdsFirstRows(dataset, c).value_or(true);
    });
}

void dropStrangers(const Dataset& dataset, const std::string& opened, Candidates& candidates) {
    if (candidates.partsBeside.empty()) return;
    const std::string own = groupOfPart(opened);
    std::erase_if(candidates.partsBeside, [&](const Candidate& c) {
        return own.empty() ? !holdsFirstRows(dataset, c).value_or(false) : groupOfPart(c.file.name) != own;
    });
}

std::string findPart(const std::string& dataPath, const std::string& name) {
    const fs::path folder = fs::is_directory(dataPath) ? fs::path(dataPath) : fs::path(dataPath).parent_path();
    const std::string direct = existingFile(name);
    return direct.empty() ? existingFile((folder / name).string()) : direct;
}

} // namespace recoscope
