#include "core/bench/ratings_csv.h"
#include "core/bench/steps.h"
#include "core/data/load.h"
#include "core/data/preview/preview.h"
#include "core/data/profile.h"

namespace recoscope::bench {
namespace {

constexpr std::size_t kCsvRows = 2000000;

Result<Measurement> openToProfile(const Bench& bench) {
    return repeat(bench, [&]() -> Result<> {
        auto dataset = loadDataset(bench.world.path, {}, bench.context);
        if (!dataset) return dataset.as<Done>();
        (void)profileOf(*dataset.value(), bench.context);
        return Done{};
    });
}

Result<Measurement> profileOnly(const Bench& bench) {
    return repeat(bench, [&]() -> Result<> {
        (void)profileOf(*bench.world.dataset, bench.context);
        return Done{};
    });
}

Result<Measurement> openCsv(const Bench& bench) {
    TemporaryCsv csv;
    const std::size_t rows = std::min(kCsvRows, bench.world.dataset->interactions->size());
    if (auto written = writeCsv(csv.path(), *bench.world.dataset->interactions, {rows}, bench.context); !written)
        return written.as<Measurement>();
    auto measured = repeat(bench, [&]() -> Result<> {
        auto dataset = loadDataset(csv.path(), {}, bench.context);
        if (!dataset) return dataset.as<Done>();
        if (dataset.value()->interactions->size() != rows) return Error{ErrorKind::Internal, "The CSV file lost rows.", {}};
        return Done{};
    });
    if (measured) measured.value().note = std::to_string(rows) + " rows";
    return measured;
}

Result<Measurement> preview(const Bench& bench) {
    return repeat(bench, [&]() -> Result<> {
        const auto seen = previewSource(bench.world.path, {}, bench.context);
        return seen ? Result<>(Done{}) : seen.as<Done>();
    });
}

Result<Measurement> previewCsv(const Bench& bench) {
    TemporaryCsv csv;
    const std::size_t rows = std::min(kCsvRows, bench.world.dataset->interactions->size());
    if (auto written = writeCsv(csv.path(), *bench.world.dataset->interactions, {rows}, bench.context); !written)
        return written.as<Measurement>();
    return repeat(bench, [&]() -> Result<> {
        const auto seen = previewSource(csv.path(), {}, bench.context);
        return seen ? Result<>(Done{}) : seen.as<Done>();
    });
}

} // namespace

std::vector<Step> readingSteps() {
    return {{"open", "from file to profile", {"demo", "ml-100k", "ml-1m"}, openToProfile, {{"ml-100k", 0.2}}, {}},
            {"profile", "profile", {"demo", "ml-100k", "ml-1m", "generated"}, profileOnly, {}, {}},
            {"preview",
             "first rows of a file or folder",
             {"demo", "ml-100k", "ml-1m"},
             preview,
             {{"demo", 0.3}, {"ml-100k", 0.3}, {"ml-1m", 0.3}},
             {}},
            {"preview-csv", "first rows of a CSV file", {"generated"}, previewCsv, {{"generated", 0.3}}, {}},
            {"csv", "CSV to data set", {"demo", "generated"}, openCsv, {}, {{"generated", 1.3 * kCsvRows / 25e6}}}};
}

} // namespace recoscope::bench
