#include "core/data/readers/candidates.h"
#include "core/base/text.h"
#include "core/data/limits.h"
#include "core/data/readers/foreign.h"
#include "core/data/readers/side_lists.h"
#include "core/data/readers/side_relations.h"
#include <algorithm>
#include <filesystem>

namespace recoscope {
namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t kSniffBytes = 1U << 18; // some thousand lines; folders hold many files, often compressed
constexpr std::size_t kKeptLines = 50;
constexpr int kSureOfPieces = 80;
constexpr std::size_t kKeptBytes = 1U << 16; // an archive may hold thousands of files whose lines never end

std::string beginning(const std::string& text) {
    std::size_t end = 0;
    for (std::size_t line = 0; line < kKeptLines && end < text.size(); ++line) {
        const std::size_t next = text.find('\n', end);
        end = next == std::string::npos ? text.size() : next + 1;
    }
    return text.substr(0, std::min(end, kKeptBytes));
}

/// Asks the readers of one kind; the surest, of equals the first, takes the candidate. A stated format is believed.
Result<> ask(bool binary, std::string_view head, const LoadOptions& options, Candidate& candidate) {
    const bool byPlace = !options.columns.empty() && !namesColumns(options.columns);
    const bool delimited = options.format.empty() && (!options.separator.empty() || byPlace);
    Result<> refused = Done{};
    const auto askOne = [&](const Reader& reader) {
        if (reader.binary != binary || (!options.format.empty() && reader.id != options.format)) return;
        if (delimited && reader.id != "delimited") return;
        auto found = reader.recognise(head, options);
        if (!found && refused) refused = found.as<Done>();
        if (!found) return;
        const int confidence = options.format.empty() ? found.value().confidence : 100;
        if (confidence <= candidate.form.confidence) return;
        candidate.reader = &reader;
        candidate.form = std::move(found).value();
        candidate.form.confidence = confidence;
    };
    // Pieces come in thousands: what is sure of one need not be doubted by all others.
    for (const Reader& reader : readers())
        if (reader.pieces) askOne(reader);
    if (candidate.form.confidence < kSureOfPieces)
        for (const Reader& reader : readers())
            if (!reader.pieces) askOne(reader);
    candidate.finding = candidate.form.table;
    return candidate.reader ? Result<>(Done{}) : refused;
}

Result<Candidate> examine(const SourceFile& file, std::string head, const LoadOptions& options) {
    Candidate candidate;
    candidate.file = file;
    if (auto asked = ask(true, head, options, candidate); !asked) return asked.as<Candidate>();
    if (candidate.reader) {
        candidate.finding.encoding = "binary";
        return candidate;
    }
    const bool cut = head.size() == kSniffBytes || (!file.member.empty() && head.size() < file.size);
    const std::string magic = foreignMagic(head);
    const Decoded decoded = cut ? decodeHead(std::move(head), options.encoding) : decode(std::move(head), options.encoding);
    candidate.firstRows = beginning(decoded.text);
    if (auto asked = ask(false, decoded.text, options, candidate); !asked) return asked.as<Candidate>();
    const bool stated = !options.separator.empty() || !options.columns.empty() || !options.format.empty();
    if (candidate.form.table.kind != TableKind::Ratings) candidate.firstRows = candidate.firstRows.substr(0, 256);
    if (!stated && candidate.form.confidence < 50)
        candidate.foreign = magic.empty() ? foreignFormat(decoded.text, candidate.finding.dialect.separator) : magic;
    if (!candidate.foreign.empty()) {
        candidate.reader = nullptr;
        candidate.finding = {};
    }
    const std::size_t columns = candidate.finding.dialect.fields;
    if (candidate.reader && candidate.reader->id == "delimited" && columns > Dialect::kMaxColumns)
        return Error{
            ErrorKind::ResourceLimit,
            file.name + " has " + std::to_string(columns) + " columns, more than the limit of " +
                counted(limits::kColumns, "columns", "columns") +
                " for tables: expected a user, an item and perhaps a rating and a time in each line; take those columns out.",
            file.name};
    candidate.finding.encoding = decoded.encoding;
    candidate.finding.encodingGuessed = decoded.guessed;
    return candidate;
}

std::string ratingsNames(const Candidates& candidates) {
    std::vector<std::string> names;
    for (const Candidate& c : candidates.files)
        if (c.finding.kind == TableKind::Ratings) names.push_back(c.file.name);
    return join(names, ", ");
}

Result<std::size_t> findWanted(const Candidates& candidates, const std::string& ref, const std::string& wanted) {
    for (std::size_t k = 0; k < candidates.files.size(); ++k)
        if (isNamed(candidates.files[k].file, wanted)) return k;
    for (const Error& error : candidates.unreadable)
        if (error.where == wanted) return error;
    const std::string known = ratingsNames(candidates);
    return Error{ErrorKind::InvalidParameter,
                 ref + " holds no file \"" + wanted + "\"" + (known.empty() ? "." : ": its files of ratings are " + known + "."),
                 "file"};
}

} // namespace

Error noRatings(const Candidates& candidates, const std::string& ref) {
    if (std::ranges::any_of(candidates.files, [](const Candidate& c) { return c.file.member == "[Content_Types].xml"; }))
        return {ErrorKind::Unsupported,
                ref + " is a workbook or document of an office program, which is not read: save its sheet as CSV and open that.",
                ref};
    for (const Candidate& c : candidates.files)
        if (!c.foreign.empty())
            return {ErrorKind::Unsupported,
                    c.file.name + " looks like " + c.foreign +
                        ", which holds no ratings that can be read: expected one of the formats " + readerIds() +
                        ", with a user, an item and perhaps a rating and a time; " +
                        (c.foreign == "JSON" ? "write one object for each rating, one a line or all in one array."
                                             : "unpack or convert it."),
                    c.file.name};
    for (const Candidate& c : candidates.files)
        if (c.reader && c.form.confidence >= 50 && c.finding.kind != TableKind::Ratings)
            return {ErrorKind::InvalidInput,
                    c.file.name + " is read as " + c.form.format +
                        ", in which no user and item were found: expected columns that are named so; say which is which with " +
                        std::string(c.reader->show ? "--columns NAME=user,NAME=item." : "--columns user,item,rating,timestamp."),
                    c.file.name};
    if (!candidates.unreadable.empty()) return candidates.unreadable.front();
    if (candidates.files.size() == 1 && trim(candidates.files[0].firstRows).empty())
        return {ErrorKind::InvalidInput, ref + " is empty: expected lines with a user, an item and perhaps a rating and a time.",
                ref};
    return {
        ErrorKind::InvalidInput,
        "No ratings were found in " + ref +
            ": expected lines with a user, an item and perhaps a rating and a time, separated by commas, tabs, semicolons, |, "
            ":: or blanks; say which column is which with --columns user,item,rating,timestamp.",
        ref};
}

bool isNamed(const SourceFile& file, const std::string& wanted) {
    return file.name == wanted || file.member == wanted || fs::path(file.path).filename() == wanted ||
           (!file.member.empty() && fs::path(file.member).filename() == wanted);
}

bool namesAPart(const std::string& name) {
    return name.find("train") != std::string::npos || name.find("test") != std::string::npos ||
           name.find("valid") != std::string::npos || name.find("fold") != std::string::npos || name.ends_with(".base");
}

Error severalRatings(const Candidates& candidates, const std::string& ref) {
    return {ErrorKind::InvalidInput,
            ref + " holds several files of ratings: " + ratingsNames(candidates) + ". Say which one with --file NAME.", ref};
}

Result<Candidates> findCandidates(const std::string& path, const TaskContext& context) {
    Candidates found;
    const auto visited = visitHeads(path, kSniffBytes, context, [&](const SourceFile& file, Result<std::string> head) {
        auto candidate = head ? examine(file, std::move(head).value(), {}) : head.as<Candidate>();
        if (candidate) {
            found.files.push_back(std::move(candidate).value());
        } else {
            found.unreadable.push_back(candidate.error());
            found.unreadable.back().where = file.name;
        }
    });
    if (!visited) return visited.as<Candidates>();
    if (found.files.empty())
        return found.unreadable.empty()
                   ? Error{ErrorKind::InvalidInput,
                           path + " holds no readable file: links, devices, subfolders and clutter of the system are left out; "
                                  "expected a file of ratings.",
                           path}
                   : found.unreadable.front();
    std::ranges::stable_sort(found.files, {}, [](const Candidate& c) { return c.file.name; });
    return found;
}

Result<Candidate> withOverrides(const Candidate& candidate, const LoadOptions& options, const TaskContext& context) {
    if (options.readsAsFound()) return candidate;
    const bool byPlace = !options.columns.empty() && !namesColumns(options.columns);
    if (byPlace && options.separator.empty() && candidate.reader && candidate.reader->show &&
        (options.format.empty() || options.format == candidate.reader->id))
        return Error{ErrorKind::InvalidParameter,
                     "The columns of " + candidate.file.name +
                         " have names, not places: expected roles such as user_id=user,item_id=item"
                         ",stars=rating with its own names.",
                     "columns"};
    auto head = readSource(candidate.file, kSniffBytes, context);
    if (!head) return head.as<Candidate>();
    return examine(candidate.file, std::move(head).value(), options);
}

Result<std::size_t> chooseRatings(const Candidates& candidates, const std::string& ref, const std::string& wanted) {
    const auto& files = candidates.files;
    const bool database = files.size() == 1 && files[0].reader && files[0].reader->id == "sqlite"; // whose tables are files
    if (!wanted.empty() && !database) return findWanted(candidates, ref, wanted);
    if (files.size() == 1) return std::size_t{0};
    std::vector<std::size_t> ratings;
    int best = 0;
    for (std::size_t k = 0; k < files.size(); ++k)
        if (files[k].finding.kind == TableKind::Ratings) {
            ratings.push_back(k);
            best = std::max(best, files[k].finding.confidence);
        }
    if (ratings.empty()) return noRatings(candidates, ref);
    std::erase_if(ratings, [&](std::size_t k) { return files[k].finding.confidence < std::min(best, 2); });
    if (ratings.size() == 1) return ratings[0];
    const auto size = [&](std::size_t k) { return files[k].file.size; };
    const std::size_t largest = *std::ranges::max_element(ratings, {}, size);
    const bool whole = std::ranges::all_of(ratings, [&](std::size_t k) {
        return k == largest || 10 * size(k) <= 9 * size(largest) || namesAPart(files[k].file.name);
    });
    // Files of one special form beside each other are different data (or its relations), unless their names say parts.
    const bool alike = files[largest].form.confidence >= 50 && files[largest].form.confidence < 100 &&
                       std::ranges::any_of(ratings, [&](std::size_t k) {
                           return k != largest && files[k].reader == files[largest].reader && !namesAPart(files[k].file.name);
                       });
    if (whole && !alike && !namesAPart(files[largest].file.name)) return largest;
    return severalRatings(candidates, ref);
}

void addNeighbours(const std::string& path, Candidates& candidates, const TaskContext& context) {
    const auto folder = fs::path(path).has_parent_path() ? fs::path(path).parent_path().string() : std::string(".");
    std::error_code error;
    std::size_t entries = 0;
    for (const auto& entry : fs::directory_iterator(folder, error)) entries += entry.is_regular_file(error) ? 1 : 0;
    if (error || entries > limits::kSideFiles) return;
    auto beside = findCandidates(folder, context);
    if (!beside) return;
    for (Candidate& c : beside.value().files) {
        if (c.finding.kind == TableKind::Ratings && !groupOfPart(c.file.name).empty()) candidates.partsBeside.push_back(c);
        if ((c.finding.kind != TableKind::Ratings || namesUsersTwice(c.file.name) || relationOf(c.file.name)) &&
            c.file.size <= limits::valueOf("side table") && !fs::equivalent(c.file.path, path, error))
            candidates.files.push_back(std::move(c));
    }
}

Result<Decoded> readText(const Candidate& candidate, const std::string& encoding, const TaskContext& context) {
    auto bytes = readSource(candidate.file, 0, context);
    if (!bytes) return bytes.as<Decoded>();
    return decode(std::move(bytes).value(), encoding);
}

} // namespace recoscope
