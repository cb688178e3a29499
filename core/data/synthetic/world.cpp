#include "core/data/synthetic/world.h"
#include "core/base/memory.h"
#include "core/base/parallel.h"
#include "core/base/text.h"
#include "core/data/filters.h"
#include "core/data/synthetic/draw_rows.h"
#include "core/data/synthetic/make_truth.h"
#include <algorithm>
#include <cmath>

namespace recoscope {
namespace {

using Made = std::shared_ptr<const Dataset>;
constexpr double kBytesPerId = 160; ///< Text, place in the vocabulary and title.
constexpr double kSecondsPerRow = 3e-7, kSecondsPerPerson = 2e-6;

std::vector<std::string> numbered(std::int64_t n, const char* before = "") {
    std::vector<std::string> ids;
    ids.reserve(static_cast<std::size_t>(n));
    for (std::int64_t k = 1; k <= n; ++k) ids.push_back(before + std::to_string(k));
    return ids;
}

void describeItems(const WorldTruth& truth, Dataset& dataset) {
    dataset.itemTable.titles = numbered(truth.spec.items, "Item ");
    dataset.itemTable.genreNames = numbered(truth.spec.genres, "Genre ");
    for (const auto& pair : truth.genres) {
        auto& genres = dataset.itemTable.genres.emplace_back();
        for (const std::uint16_t g : pair)
            if (g != WorldTruth::kNoGenre) genres.push_back(g);
        std::ranges::sort(genres);
    }
}

void describeUsers(const WorldTruth& truth, Dataset& dataset) {
    if (truth.spec.greySheep <= 0 && truth.spec.lateUsers <= 0) return;
    LabelCollector kinds(truth.userCount());
    for (std::size_t u = 0; u < truth.userCount(); ++u)
        kinds.add(u, truth.greySheep[u] ? "grey sheep" : truth.newcomer[u] ? "newcomer" : "usual");
    dataset.userTable.columns.push_back(std::move(kinds).build("kind", {}, false));
}

/// Friendship holds both ways; nullptr in a world without friends.
std::shared_ptr<const SocialGraph> friendsOf(const WorldTruth& truth) {
    if (truth.friends.empty()) return nullptr;
    std::vector<std::pair<UserIndex, UserIndex>> edges;
    edges.reserve(2 * truth.friends.size());
    for (const auto& [a, b] : truth.friends) {
        edges.emplace_back(a, b);
        edges.emplace_back(b, a);
    }
    return std::make_shared<const SocialGraph>(
        SocialGraph::fromEdges(static_cast<std::int32_t>(truth.userCount()), std::move(edges)));
}

void describeReport(const WorldSpec& spec, Dataset& dataset) {
    dataset.report.format = "simulated from a seed";
    dataset.report.encoding = "none";
    dataset.report.columns =
        std::string(scaleOf(spec).implicit ? "user,item" : "user,item,rating") + (spec.times ? ",timestamp" : "");
    dataset.report.records = dataset.report.accepted = static_cast<std::int64_t>(dataset.interactions->size());
}

std::string nameOf(const WorldSpec& spec) {
    for (const WorldPreset& preset : worldPresets())
        if (preset.id == spec.preset && spec.preset != WorldSpec{}.preset) return "Synthetic world, " + preset.name;
    return "Synthetic world";
}

} // namespace

WorldForecast forecastOf(const WorldSpec& spec) {
    const auto rows = static_cast<double>(spec.interactions), users = static_cast<double>(spec.users),
               items = static_cast<double>(spec.items);
    const double vectors = (users * (spec.drift > 0 ? 2 : 1) + items) * static_cast<double>(spec.factors) * sizeof(float);
    WorldForecast forecast;
    forecast.rows = spec.interactions;
    forecast.density = rows / (users * items);
    forecast.bytes = rows * (sizeof(ItemIndex) + sizeof(float) + (spec.times ? sizeof(std::int64_t) : 0)) +
                     (users + items) * kBytesPerId + vectors + users * static_cast<double>(spec.friends) * 8 +
                     hardwareThreads() * items * 21;
    forecast.seconds = 0.01 + (rows * kSecondsPerRow) / hardwareThreads() + (users + items) * kSecondsPerPerson;
    return forecast;
}

Result<> requireRoom(const WorldSpec& spec) {
    const auto gigabytes = [](double bytes) { return formatNumber(std::round(bytes / 1e8) / 10) + " GB"; };
    const double bytes = forecastOf(spec).bytes;
    if (bytes <= memoryBudget()) return Done{};
    return Error{ErrorKind::ResourceLimit,
                 "A world of " + counted(spec.interactions, "row", "rows") + " takes " + gigabytes(bytes) +
                     " of memory, and a job may take " + gigabytes(memoryBudget()) +
                     " on this machine. Ask for fewer interactions, or leave the times out (times=no).",
                 "interactions"};
}

Result<std::shared_ptr<const Dataset>> makeWorld(const WorldSpec& spec, const TaskContext& context, int threads) {
    if (auto fits = checkWorld(spec); !fits) return fits.as<Made>();
    if (auto fits = requireRoom(spec); !fits) return fits.as<Made>();
    const auto truth = makeTruth(spec, context.part(0, 0.1));
    if (!truth) return truth.as<Made>();
    auto rows = drawRows(*truth.value(), threads, context.part(0.1, 0.95));
    if (!rows) return rows.as<Made>();
    auto dataset = std::make_shared<Dataset>();
    dataset->name = nameOf(spec);
    dataset->path = formatWorld(spec);
    dataset->simulated = true;
    dataset->hasRatings = !scaleOf(spec).implicit;
    dataset->users = Vocabulary::fromIds(numbered(spec.users));
    dataset->items = Vocabulary::fromIds(numbered(spec.items));
    dataset->interactions = std::make_shared<const Interactions>(std::move(rows).value());
    dataset->truth = truth.value();
    describeItems(*truth.value(), *dataset);
    describeUsers(*truth.value(), *dataset);
    dataset->social = friendsOf(*truth.value());
    describeReport(spec, *dataset);
    if (dataset->hasRatings) dataset->scale = findScale(*dataset->interactions);
    return Made(std::move(dataset));
}

Result<std::shared_ptr<const Dataset>> openWorldRef(const std::string& ref, const LoadOptions& options,
                                                    const TaskContext& context) {
    for (const auto& [given, name] : {std::pair{!options.file.empty(), "file"},
                                      {!options.format.empty(), "format"},
                                      {!options.separator.empty(), "separator"},
                                      {!options.columns.empty(), "columns"},
                                      {!options.encoding.empty(), "encoding"},
                                      {!options.parts.empty(), "split by files"},
                                      {options.header.has_value(), "header"}})
        if (given)
            return Error{ErrorKind::InvalidParameter,
                         std::string("A synthetic world has no ") + name + ": it is made, not read. Leave that out.", name};
    const auto spec = parseWorld(ref);
    if (!spec) return spec.as<Made>();
    auto whole = makeWorld(spec.value(), context.part(0, 0.9));
    if (!whole) return whole;
    context.report(0.92, "checking");
    if (context.stopRequested()) return Cancelled{};
    auto dataset = std::make_shared<Dataset>(*whole.value());
    dataset->path = ref;
    if (!options.filters.empty()) return applyFilters(dataset, options.filters, context.part(0.92, 1));
    dataset->checksum = checksumOf(*dataset);
    return Made(std::move(dataset));
}

} // namespace recoscope
