#include "core/data/load.h"
#include "core/base/text.h"
#include "core/data/filters.h"
#include "core/data/forecast.h"
#include "core/data/load_parts.h"
#include "core/data/readers/candidates.h"
#include "core/data/readers/context_collector.h"
#include "core/data/readers/side_files.h"
#include "core/data/readers/side_relations.h"
#include "core/data/synthetic/world.h"
#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace recoscope {
namespace {

namespace fs = std::filesystem;

/// Renumbers rows from order of appearance to natural order and builds the matrix.
void index(RatingRows&& parsed, Dataset& dataset) {
    const auto renumber = [](std::vector<std::string> ids, auto& column, Vocabulary& vocabulary) {
        const std::vector<std::int32_t> place = sortNaturally(ids);
        vocabulary = Vocabulary::fromIds(std::move(ids));
        if (std::ranges::is_sorted(place)) return; // as streamed rows come
        for (auto& index : column) index.value = place[index.at()];
    };
    renumber(std::move(parsed.userIds), parsed.rows.users, dataset.users);
    renumber(std::move(parsed.itemIds), parsed.rows.items, dataset.items);
    const std::size_t rows = parsed.rows.size();
    auto repeats = std::make_shared<RepeatedRows>();
    dataset.interactions = std::make_shared<Interactions>(Interactions::fromTable(
        dataset.users.size(), dataset.items.size(), std::move(parsed.rows), parsed.hasTimes, 0, repeats.get()));
    if (repeats->pairs() > 0) dataset.repeats = std::move(repeats);
    dataset.report.duplicates = parsed.repeats + static_cast<std::int64_t>(rows - dataset.interactions->size());
    dataset.hasRatings = parsed.hasRatings;
}

using Titles = std::vector<std::pair<std::string, std::string>>;

/// Titles that the ratings file itself states.
void joinOwnTitles(const Titles& titles, Dataset& dataset) {
    if (titles.empty()) return;
    dataset.itemTable.titles.resize(static_cast<std::size_t>(dataset.items.size()));
    for (const auto& [id, title] : titles)
        if (const auto item = dataset.items.find(id)) dataset.itemTable.titles[static_cast<std::size_t>(*item)] = title;
}

/// What the ratings file says beyond ratings, where it has more columns than those.
void readMore(const Candidate& ratings, const LoadOptions& options, Dataset& dataset, const TaskContext& context) {
    const Reader* reader = ratings.reader;
    ReaderFinding form = ratings.form;
    form.table = ratings.finding;
    if (!reader || !mayHoldMore(*reader, form)) return;
    context.report(0, "reading contexts");
    if (reader->binary) {
        if (const auto bytes = readSource(ratings.file, 0, context))
            reader->readMore({bytes.value(), ratings.file.name, form, options.file}, dataset, context);
        return;
    }
    if (auto text = readText(ratings, options.encoding, context))
        reader->readMore({text.value().text, ratings.file.name, form, options.file}, dataset, context);
}

/// The file, or those that are read as one; of thousands the first and the last.
void nameFiles(const Candidate& ratings, LoadReport& report) {
    constexpr std::size_t kNamed = 20;
    report.files.push_back(ratings.file.name);
    const auto& more = ratings.goesOn;
    if (more.size() > kNamed)
        report.files.push_back(counted(static_cast<std::int64_t>(more.size() - 1), "file", "files") + " more");
    for (std::size_t k = more.size() > kNamed ? more.size() - 1 : 0; k < more.size(); ++k) report.files.push_back(more[k].name);
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
    if (isWorldRef(ref)) return openWorldRef(ref, options, context);
    if (!options.format.empty() && !findReader(options.format))
        return Error{ErrorKind::InvalidParameter,
                     "Format \"" + options.format + "\" is not known: known are " + readerIds() + ".", "format"};
    const bool demo = ref == "demo";
    const std::string path = demo ? (fs::path(shippedDataFolder()) / "demo").string() : ref;
    auto opened = openedFiles(path, options, context);
    if (!opened) return opened.as<Loaded>();
    Candidate& ratings = opened.value().ratings;
    Candidates& candidates = opened.value().candidates;
    if (auto room = requireRoom(ratings, context); !room) return room.as<Loaded>();
    const std::string name = ratings.file.name;
    const bool single = fs::is_regular_file(path) && ratings.file.member.empty();
    if (single) addNeighbours(path, candidates, context);

    auto dataset = std::make_shared<Dataset>();
    dataset->path = ref;
    dataset->readAs = std::make_shared<const LoadOptions>(options);
    nameFiles(ratings, dataset->report);
    for (const Error& error : candidates.unreadable) dataset->report.warnings.push_back(error.message);
    auto rows = readRows(ratings, options, dataset->report, context.part(0.05, 0.8));
    if (!rows) return rows.as<Loaded>();
    describeFormat(ratings, dataset->report);
    if (auto added = addParts(opened.value(), options, rows.value(), dataset->report, context); !added) return added.as<Loaded>();
    dataset->itemNoun = ratings.finding.ratings.itemNoun;
    dataset->itemNounPlural = dataset->itemNoun + "s";
    context.report(0.85, "indexing");
    if (context.stopRequested()) return Cancelled{};
    const Titles titles = std::move(rows.value().itemTitles);
    index(std::move(rows).value(), *dataset);
    joinOwnTitles(titles, *dataset);
    if (options.file.empty() && options.parts.empty() && !holdsParts(*dataset, candidates, name))
        return severalRatings(candidates, ref);
    context.report(0.92, "joining titles");
    if (context.stopRequested()) return Cancelled{};
    dropStrangers(*dataset, name, candidates);
    dataset->predefinedParts = findParts(candidates);
    joinSideFiles(candidates, name, !single, *dataset, context);
    readMore(ratings, options, *dataset, context.part(0.95, 1));
    if (context.stopRequested()) return Cancelled{};
    if (dataset->hasRatings) dataset->scale = findScale(*dataset->interactions);
    dataset->name = demo ? "Demo world" : nameOf(*dataset, ref);
    dataset->simulated = demo || fs::exists(fs::path(path) / "demo.json");
    if (!options.filters.empty()) return applyFilters(dataset, options.filters, context.part(0.95, 1));
    dataset->checksum = checksumOf(*dataset);
    context.report(1, "ready");
    return Loaded(std::move(dataset));
}

} // namespace recoscope
