#include "core/bench/ratings_csv.h"
#include "core/bench/steps.h"
#include "core/data/load.h"
#include "core/data/matrix_layout.h"
#include "core/data/overlap.h"
#include "core/data/quality.h"
#include "core/data/selection.h"
#include "core/data/sparsity_bins.h"
#include <filesystem>
#include <numeric>

namespace recoscope::bench {
namespace {

constexpr double kGigabyte = 1e9;
constexpr std::size_t kRows25M = 25000095;
constexpr double kMostBytes = 2.5 * kGigabyte;

Result<std::shared_ptr<const Dataset>> openWhole(const std::string& path, const Bench& bench) {
    auto dataset = loadDataset(path, {}, bench.context);
    if (dataset && dataset.value()->report.accepted != static_cast<std::int64_t>(kRows25M))
        return Error{ErrorKind::Internal, path + " lost rows.", {}};
    return dataset;
}

/// Opens a file again and again; the peak is that of the whole process, mapped pages included.
Result<Measurement> opening(const Bench& bench, const std::string& path) {
    resetPeakMemory();
    auto measured = repeat(bench, [&]() -> Result<> {
        const auto dataset = openWhole(path, bench);
        return dataset ? Result<>(Done{}) : dataset.as<Done>();
    });
    if (!measured) return measured;
    measured.value().peakBytes = peakMemory();
    measured.value().mostBytes = kMostBytes;
    std::error_code error;
    const auto megabytes = static_cast<std::int64_t>(std::filesystem::file_size(path, error) / 1000000);
    measured.value().note = "25,000,095 rows, " + std::to_string(megabytes) + " MB";
    return measured;
}

Result<Measurement> openCsv(const Bench& bench) { return opening(bench, bench.world.path); }
Result<Measurement> openZip(const Bench& bench) {
    return opening(bench, (std::filesystem::path(bench.world.path).parent_path() / "ratings.zip").string());
}

/// The whole map at the size of a window, and a part of it: what every zoom asks for.
Result<Measurement> rebin(const Bench& bench) {
    const auto dataset = openWhole(bench.world.path, bench);
    if (!dataset) return dataset.as<Measurement>();
    const Interactions& x = *dataset.value()->interactions;
    const DataProfile profile = profileOf(*dataset.value(), bench.context);
    const MatrixLayout layout = layOut(x, profile, MatrixOrder::Count, MatrixOrder::Count, bench.context, bench.options.threads);
    const SparsityBins whole{1400, 800, 0, static_cast<double>(x.userCount()), 0, static_cast<double>(x.itemCount()), {}};
    auto measured = repeat(bench, [&]() -> Result<> {
        const SparsityBins bins = binRatings(x, layout.users, layout.rankOfItem, whole, bench.options.threads);
        const auto counted = std::accumulate(bins.counts.begin(), bins.counts.end(), std::int64_t{0});
        if (counted != static_cast<std::int64_t>(x.size())) return Error{ErrorKind::Internal, "The map lost ratings.", {}};
        return Done{};
    });
    if (measured) measured.value().note = std::to_string(x.size()) + " ratings into 1400 x 800 cells";
    return measured;
}

/// Both orders by time: a pass over all times. What choosing an order waits for before the map is binned again.
Result<Measurement> orderByTime(const Bench& bench) {
    const auto dataset = openWhole(bench.world.path, bench);
    if (!dataset) return dataset.as<Measurement>();
    const Interactions& x = *dataset.value()->interactions;
    const DataProfile profile = profileOf(*dataset.value(), bench.context);
    return repeat(bench, [&]() -> Result<> {
        const MatrixLayout layout =
            layOut(x, profile, MatrixOrder::FirstSeen, MatrixOrder::FirstSeen, bench.context, bench.options.threads);
        return layout.users.size() == static_cast<std::size_t>(x.userCount())
                   ? Result<>(Done{})
                   : Error{ErrorKind::Internal, "The layout lost users.", {}};
    });
}

/// Profile and checks of quality: what opening waits for after the file is read.
Result<Measurement> findOut(const Bench& bench) {
    const auto dataset = openWhole(bench.world.path, bench);
    if (!dataset) return dataset.as<Measurement>();
    constexpr std::int64_t kNow = 1'700'000'000;
    std::size_t checks = 0;
    auto measured = repeat(bench, [&]() -> Result<> {
        if (profileOf(*dataset.value(), bench.context).interactions != static_cast<std::int64_t>(kRows25M))
            return Error{ErrorKind::Internal, "The profile lost rows.", {}};
        checks = qualityOf(*dataset.value(), kNow, bench.context, bench.options.threads).size();
        return checks > 0 ? Result<>(Done{}) : Error{ErrorKind::Internal, "Nothing was checked.", {}};
    });
    if (measured) measured.value().note = std::to_string(checks) + " checks of quality";
    return measured;
}

/// What pairs of users, and of items, have in common: counted when its card is seen.
Result<Measurement> overlap(const Bench& bench) {
    const auto dataset = openWhole(bench.world.path, bench);
    if (!dataset) return dataset.as<Measurement>();
    std::int64_t drawn = 0;
    auto measured = repeat(bench, [&]() -> Result<> {
        OverlapOptions options;
        options.threads = bench.options.threads;
        drawn = overlapOf(*dataset.value()->interactions, OverlapSide::Users, options, bench.context).drawn;
        const Overlap items = overlapOf(*dataset.value()->interactions, OverlapSide::Items, options, bench.context);
        return drawn > 0 && items.drawn > 0 ? Result<>(Done{}) : Error{ErrorKind::Internal, "No pair was compared.", {}};
    });
    if (measured) measured.value().note = std::to_string(drawn) + " users compared with all others";
    return measured;
}

/// Every second user, ratings of 3 and more: what the overlays of the Data page wait for.
Result<Measurement> select(const Bench& bench) {
    const auto dataset = openWhole(bench.world.path, bench);
    if (!dataset) return dataset.as<Measurement>();
    const DataProfile profile = profileOf(*dataset.value(), bench.context);
    RowSelection selection;
    selection.users.emplace();
    for (std::size_t k = 0; k < profile.usersByRank.size(); k += 2) selection.users->push_back(profile.usersByRank[k]);
    selection.ratings = {3, 5};
    std::int64_t rows = 0;
    auto measured = repeat(bench, [&]() -> Result<> {
        rows = selectionProfile(*dataset.value(), profile, selection, bench.context, bench.options.threads).rows;
        return rows > 0 ? Result<>(Done{}) : Error{ErrorKind::Internal, "The selection is empty.", {}};
    });
    if (measured) measured.value().note = std::to_string(rows) + " of " + std::to_string(kRows25M) + " rows selected";
    return measured;
}

} // namespace

std::vector<Step> largeFileSteps() {
    return {{"csv-25m", "ratings.csv to checked, indexed data set", {"ml-25m-csv"}, openCsv, {{"ml-25m-csv", 1.0}}, {}},
            {"zip-25m", "the same inside a zip", {"ml-25m-csv"}, openZip, {}, {}},
            {"rebin", "sparsity map binned again", {"ml-25m-csv"}, rebin, {{"ml-25m-csv", 0.1}}, {}},
            {"order-by-time", "users and items of the map by time", {"ml-25m-csv"}, orderByTime, {}, {}},
            {"find-out", "profile and checks of quality", {"ml-25m-csv"}, findOut, {{"ml-25m-csv", 1.0}}, {}},
            {"overlap", "what pairs of users and of items share", {"ml-25m-csv"}, overlap, {}, {}},
            {"select", "a selection counted for all pictures", {"ml-25m-csv"}, select, {{"ml-25m-csv", 0.5}}, {}}};
}

} // namespace recoscope::bench
