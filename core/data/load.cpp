#include "core/data/load.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/data/filters.h"
#include "core/data/readers/encoding.h"
#include "core/data/readers/rating_reader.h"
#include "core/data/readers/side_tables.h"
#include "core/data/readers/source.h"
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <numeric>

namespace recoscope {
namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t kSniffBytes = 1U << 20;
constexpr std::uint64_t kMaxSideBytes = 256U << 20;
constexpr std::size_t kMaxSideFiles = 60;

struct Candidate {
    SourceFile file;
    TableFinding finding;
};

Result<Candidate> examine(const SourceFile& file, const LoadOptions& options, bool own, const TaskContext& context) {
    auto head = readSource(file, kSniffBytes, context);
    if (!head) return head.as<Candidate>();
    const bool cut = head.value().size() == kSniffBytes;
    Decoded decoded = decode(std::move(head).value(), own ? options.encoding : std::string());
    if (cut) decoded.text.resize(std::min(decoded.text.size(), decoded.text.rfind('\n') + 1));
    const Dialect dialect =
        sniff(decoded.text, own ? options.separator : std::string(), own && options.header ? &*options.header : nullptr);
    auto finding = judge(decoded.text, dialect, own ? options.columns : std::string());
    if (!finding) return finding.as<Candidate>();
    finding.value().encoding = decoded.encoding;
    finding.value().encodingGuessed = decoded.guessed;
    return Candidate{file, std::move(finding).value()};
}

/// Reads and decodes a whole file.
Result<std::string> readText(const Candidate& candidate, const LoadOptions& options, bool own, const TaskContext& context) {
    auto bytes = readSource(candidate.file, 0, context);
    if (!bytes) return bytes;
    return decode(std::move(bytes).value(), own ? options.encoding : std::string()).text;
}

bool namesAPart(const std::string& name) {
    return name.find("train") != std::string::npos || name.find("test") != std::string::npos ||
           name.find("valid") != std::string::npos || name.ends_with(".base");
}

/// The ratings among the candidates: the only one, the named one, or the one that plainly is the whole. Else an error that lists
/// them.
Result<std::size_t> chooseRatings(const std::vector<Candidate>& candidates, const std::string& ref, const std::string& wanted) {
    std::vector<std::size_t> ratings;
    for (std::size_t k = 0; k < candidates.size(); ++k) {
        const SourceFile& file = candidates[k].file;
        if (!wanted.empty() && (file.name == wanted || file.member == wanted || fs::path(file.path).filename() == wanted))
            return k;
        if (candidates[k].finding.kind == TableKind::Ratings) ratings.push_back(k);
    }
    std::vector<std::string> names;
    for (const std::size_t k : ratings) names.push_back(candidates[k].file.name);
    if (!wanted.empty())
        return Error{ErrorKind::InvalidParameter,
                     ref + " holds no file " + wanted + (names.empty() ? "." : ": it holds " + join(names, ", ") + "."), "file"};
    if (ratings.empty())
        return Error{ErrorKind::InvalidInput,
                     "No ratings were found in " + ref +
                         ": expected lines with a user, an item and perhaps a rating and a time, separated by commas, tabs, "
                         "semicolons, |, :: or blanks.",
                     ref};
    int best = 0;
    for (const std::size_t k : ratings) best = std::max(best, candidates[k].finding.confidence);
    std::erase_if(ratings, [&](std::size_t k) { return candidates[k].finding.confidence < std::min(best, 2); });
    if (ratings.size() == 1) return ratings[0];
    const auto size = [&](std::size_t k) { return candidates[k].file.size; };
    const std::size_t largest = *std::ranges::max_element(ratings, {}, size);
    const bool whole = std::ranges::all_of(ratings, [&](std::size_t k) {
        return k == largest || 10 * size(k) <= 9 * size(largest) || namesAPart(candidates[k].file.name);
    });
    if (whole && !namesAPart(candidates[largest].file.name)) return largest;
    return Error{ErrorKind::InvalidInput,
                 ref + " holds several files of ratings: " + join(names, ", ") + ". Say which one with --file NAME.", ref};
}

void describeFormat(const Candidate& chosen, LoadReport& report) {
    const Dialect& dialect = chosen.finding.dialect;
    report.separator = dialect.separatorName();
    report.encoding = chosen.finding.encoding;
    report.columns = chosen.finding.ratings.text(dialect.fields);
    const std::string kind = dialect.separator == ","   ? "CSV"
                             : dialect.separator == " " ? "separated by blanks"
                                                        : report.separator + "-separated";
    report.format = kind + (dialect.header ? ", header" : ", no header");
    if (chosen.finding.encodingGuessed)
        report.warnings.push_back(chosen.file.name + " is not valid UTF-8 and is read as Windows-1252.");
}

/// Renumbers rows from order of appearance to natural order and builds the matrix.
void index(RatingRows&& parsed, Dataset& dataset) {
    const auto renumber = [](std::vector<std::string> ids, Vocabulary& vocabulary) {
        vocabulary = Vocabulary::fromIds(ids);
        std::vector<std::int32_t> place(ids.size());
        for (std::size_t k = 0; k < ids.size(); ++k) place[k] = *vocabulary.find(ids[k]);
        return place;
    };
    const auto users = renumber(std::move(parsed.userIds), dataset.users),
               items = renumber(std::move(parsed.itemIds), dataset.items);
    for (Interaction& row : parsed.rows) {
        row.user = UserIndex{users[row.user.at()]};
        row.item = ItemIndex{items[row.item.at()]};
    }
    dataset.interactions = std::make_shared<Interactions>(
        Interactions::fromRows(dataset.users.size(), dataset.items.size(), parsed.rows, parsed.hasTimes));
    dataset.report.duplicates = static_cast<std::int64_t>(parsed.rows.size() - dataset.interactions->size());
    dataset.hasRatings = parsed.hasRatings;
}

void joinSideTables(const std::vector<Candidate>& candidates, std::size_t ratings, const LoadOptions& options, Dataset& dataset,
                    const TaskContext& context) {
    std::vector<std::string> genreNames;
    for (const Candidate& c : candidates) {
        if (c.finding.kind != TableKind::Genres) continue;
        if (auto text = readText(c, options, false, context)) genreNames = readGenreNames(text.value(), c.finding.dialect);
    }
    bool haveItems = false, haveUsers = false;
    for (std::size_t k = 0; k < candidates.size(); ++k) {
        const Candidate& c = candidates[k];
        const bool items = c.finding.kind == TableKind::Items && !haveItems,
                   users = c.finding.kind == TableKind::Users && !haveUsers;
        if (k == ratings || (!items && !users) || c.file.size > kMaxSideBytes) continue;
        const auto text = readText(c, options, false, context);
        if (!text) continue;
        const bool joined = items ? joinItems(text.value(), c.finding.dialect, genreNames, dataset)
                                  : joinUsers(text.value(), c.finding.dialect, dataset);
        if (!joined) continue;
        (items ? haveItems : haveUsers) = true;
        dataset.report.files.push_back(c.file.name);
        if (c.finding.encodingGuessed)
            dataset.report.warnings.push_back(c.file.name + " is not valid UTF-8 and is read as Windows-1252.");
    }
}

std::string checksumOf(const Dataset& dataset) {
    Sha256 sum;
    for (const auto* ids : {&dataset.users.ids(), &dataset.items.ids()})
        for (const std::string& id : *ids) sum.add(id.c_str(), id.size() + 1);
    const Interactions& x = *dataset.interactions;
    sum.add(x.offsets().data(), x.offsets().size_bytes());
    sum.add(x.items().data(), x.items().size_bytes());
    sum.add(x.ratings().data(), x.ratings().size_bytes());
    sum.add(x.times().data(), x.times().size_bytes());
    return sum.hex();
}

/// A name that people know, where shape and counts leave no doubt; else the folder's or the file's.
std::string nameOf(const Dataset& dataset, const std::string& ref) {
    const auto users = dataset.users.size(), items = dataset.items.size();
    const auto rows = dataset.report.accepted;
    if (users == 943 && items == 1682 && rows == 100000) return "MovieLens 100K";
    if (users == 6040 && items == 3706 && rows == 1000209) return "MovieLens 1M";
    if (users == 610 && items == 9724 && rows == 100836) return "MovieLens latest-small";
    if (users == 1892 && items == 17632 && rows == 92834) return "Last.fm 2K";
    const fs::path path = fs::path(ref).lexically_normal();
    return (path.has_filename() ? path.filename() : path.parent_path().filename()).string();
}

Result<std::vector<Candidate>> examineAll(const std::string& ref, const std::vector<SourceFile>& files,
                                          const LoadOptions& options, const TaskContext& context) {
    std::vector<Candidate> candidates;
    std::optional<Error> first;
    for (const SourceFile& file : files) {
        if (context.stopRequested()) return Cancelled{};
        auto candidate = examine(file, options, files.size() == 1 || options.file == file.name, context);
        if (candidate)
            candidates.push_back(std::move(candidate).value());
        else if (candidate.isCancelled())
            return Cancelled{};
        else if (files.size() == 1 || candidate.error().kind == ErrorKind::InvalidParameter)
            return candidate.error();
        else if (!first)
            first = candidate.error();
    }
    if (candidates.empty()) return first ? *first : Error{ErrorKind::InvalidInput, ref + " holds no readable file.", ref};
    return candidates;
}

/// The files beside a single ratings file, whose titles and users it may need.
void addNeighbours(const std::string& path, const LoadOptions& options, std::vector<Candidate>& candidates,
                   const TaskContext& context) {
    const auto folder = fs::path(path).has_parent_path() ? fs::path(path).parent_path().string() : std::string(".");
    auto beside = listSource(folder);
    if (!beside || beside.value().size() > kMaxSideFiles) return;
    for (const SourceFile& file : beside.value()) {
        std::error_code error;
        if (fs::equivalent(file.path, path, error) || file.size > kMaxSideBytes) continue;
        auto candidate = examine(file, options, false, context);
        if (candidate && candidate.value().finding.kind != TableKind::Ratings) candidates.push_back(std::move(candidate).value());
    }
}

} // namespace

std::string shippedDataFolder() {
    if (const char* folder = std::getenv("RECOSCOPE_DATA_DIR")) return folder;
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
    for (const fs::path& folder :
         {program / "datasets", program / "../share/recoscope/datasets", fs::path(RECOSCOPE_SOURCE_DATASETS)})
        if (fs::is_directory(folder / "demo", error)) return folder.lexically_normal().string();
    return RECOSCOPE_SOURCE_DATASETS;
}

Result<std::shared_ptr<const Dataset>> loadDataset(const std::string& ref, const LoadOptions& options,
                                                   const TaskContext& context) {
    using Loaded = std::shared_ptr<const Dataset>;
    if (!options.format.empty() && options.format != "delimited")
        return Error{ErrorKind::InvalidParameter, "Format \"" + options.format + "\" is not known: known is delimited.",
                     "format"};
    const bool demo = ref == "demo";
    const std::string path = demo ? (fs::path(shippedDataFolder()) / "demo").string() : ref;
    auto files = listSource(path);
    if (!files) return files.as<Loaded>();
    auto candidates = examineAll(ref, files.value(), options, context);
    if (!candidates) return candidates.as<Loaded>();
    const auto chosen = chooseRatings(candidates.value(), ref, options.file);
    if (!chosen) return chosen.as<Loaded>();
    const Candidate ratings = candidates.value()[chosen.value()];
    if (ratings.finding.kind != TableKind::Ratings)
        return Error{ErrorKind::InvalidInput,
                     ratings.file.name + " does not look like ratings: expected a user, an item and perhaps a rating and a time "
                                         "in each line. Name the columns with --columns.",
                     ratings.file.name};
    if (files.value().size() == 1 && files.value()[0].member.empty()) addNeighbours(path, options, candidates.value(), context);

    auto dataset = std::make_shared<Dataset>();
    dataset->path = ref;
    dataset->report.files.push_back(ratings.file.name);
    describeFormat(ratings, dataset->report);
    auto text = readText(ratings, options, true, context);
    if (!text) return text.as<Loaded>();
    auto rows = readRatings(text.value(), ratings.finding, ratings.file.name, dataset->report, context.part(0.05, 0.8));
    if (!rows) return rows.as<Loaded>();
    dataset->itemNoun = ratings.finding.ratings.itemNoun;
    dataset->itemNounPlural = dataset->itemNoun + "s";
    if (auto filtered = applyFilters(rows.value(), options, dataset->report); !filtered) return filtered.as<Loaded>();
    context.report(0.85, "indexing");
    index(std::move(rows).value(), *dataset);
    context.report(0.92, "joining titles");
    joinSideTables(candidates.value(), chosen.value(), options, *dataset, context);
    if (context.stopRequested()) return Cancelled{};
    if (dataset->hasRatings) dataset->scale = findScale(*dataset->interactions);
    dataset->checksum = checksumOf(*dataset);
    dataset->name = demo ? "Demo world" : nameOf(*dataset, ref);
    dataset->simulated = demo || fs::exists(fs::path(path) / "demo.json");
    context.report(1, "ready");
    return Loaded(std::move(dataset));
}

} // namespace recoscope
