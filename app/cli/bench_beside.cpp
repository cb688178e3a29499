#include "app/cli/commands.h"
#include "app/cli/json.h"
#include "core/base/text.h"
#include "core/bench/measure.h"
#include "core/bench/ratings_csv.h"
#include "core/bench/worlds.h"
#include "core/ranking/rank.h"
#include <fstream>
#include <ostream>

namespace recoscope::cli {
namespace {

Result<> writeRows(const std::string& path, const Interactions& x) {
    std::string text = "user,item,rating\n";
    for (std::int32_t u = 0; u < x.userCount(); ++u) {
        const auto row = x.row(UserIndex{u});
        for (std::size_t k = 0; k < row.size(); ++k)
            text += std::to_string(u) + "," + std::to_string(row.items[k].value) + "," +
                    formatNumber(static_cast<double>(row.ratings[k])) + "\n";
    }
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.flush();
    if (!file.good())
        return Error{ErrorKind::Io, path + " could not be written: check that the folder exists and has room.", path};
    return Done{};
}

/// MovieLens 1M where it is present, else the demo world; a fifth of each user's ratings held out.
Result<> writeSplit(const Call& call) {
    const bool real = !bench::realDataFolder("ml-1m").empty();
    const auto world = bench::openWorld(real ? "ml-1m" : "demo", call.options.spec.threads, call.context);
    if (!world) return world.as<Done>();
    const Split& split = world.value().split;
    if (auto done = writeRows(call.options.beside + "/train.csv", *split.train); !done) return done;
    if (auto done = writeRows(call.options.beside + "/test.csv", *split.test); !done) return done;
    const Json document{{"data", world.value().dataset->name},
                        {"users", split.train->userCount()},
                        {"items", split.train->itemCount()},
                        {"train", split.train->size()},
                        {"test", split.test->size()}};
    call.terminal.out << dump(document);
    return Done{};
}

Result<> writeLists(const std::string& path, const Model& model, const Dataset& dataset, int n, const TaskContext& context) {
    const Interactions& x = *dataset.interactions;
    std::vector<std::string> lines(static_cast<std::size_t>(x.userCount()));
    const bool finished = scoreUsers(
        model, lines.size(), 0, context,
        [&](std::size_t u) {
            const auto row = x.row(UserIndex{u});
            return Query::known(UserIndex{u}, {row.items, row.ratings, row.times});
        },
        [&](std::size_t u, std::span<const float> scores) {
            lines[u] = dataset.users.id(static_cast<std::int32_t>(u));
            for (const ScoredItem& s : topK(scores, n, x.row(UserIndex{u}).items))
                lines[u] += "," + dataset.items.id(s.item.value);
        });
    if (!finished) return Cancelled{};
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    for (const std::string& line : lines) file << line << "\n";
    file.flush();
    if (!file.good())
        return Error{ErrorKind::Io, path + " could not be written: check that the folder exists and has room.", path};
    return Done{};
}

/// From the file that writeMovieLens25M wrote to a data set.
Result<> timeReading(const std::string& csv, const Call& call) {
    std::int64_t rows = 0;
    bench::resetPeakMemory();
    const auto timing = bench::measure(call.options.runs, [&]() -> Result<> {
        const auto dataset = loadDataset(csv, {}, call.context);
        if (!dataset) return dataset.as<Done>();
        rows = dataset.value()->report.accepted;
        return Done{};
    });
    if (!timing) return timing.as<Done>();
    const Json document{{"rows", rows},
                        {"wall_seconds", timing.value().wall},
                        {"cpu_seconds", timing.value().cpu},
                        {"peak_bytes", bench::peakMemory()}};
    call.terminal.out << dump(document);
    return Done{};
}

} // namespace

Result<> benchBeside(const Call& call) {
    const std::string csv = call.options.beside + "/ratings.csv";
    if (call.options.only == std::vector<std::string>{"ml-25m-csv"}) return bench::writeMovieLens25M(csv, 0, call.context);
    if (call.options.only == std::vector<std::string>{"csv-25m"}) return timeReading(csv, call);
    if (call.options.spec.models.empty()) return writeSplit(call);
    const auto dataset = loadDataset(call.options.beside + "/train.csv", {}, call.context);
    if (!dataset) return dataset.as<Done>();
    const ModelSpec& spec = call.options.spec.models.front();
    const Split whole = wholeDataset(*dataset.value());
    std::shared_ptr<const Model> model;
    const auto timing = bench::measure(call.options.runs, [&]() -> Result<> {
        model.reset();
        auto trained = trainModel(spec, call.options.spec, dataset.value(), whole, call.context);
        if (!trained) return trained.as<Done>();
        model = trained.value().model;
        return Done{};
    });
    if (!timing) return timing.as<Done>();
    const std::string lists = call.options.beside + "/ours-" + spec.algorithm + ".csv";
    if (auto done = writeLists(lists, *model, *dataset.value(), call.options.n, call.context); !done) return done;
    const Json document{
        {"model", spec.algorithm}, {"wall_seconds", timing.value().wall}, {"cpu_seconds", timing.value().cpu}, {"lists", lists}};
    call.terminal.out << dump(document);
    return Done{};
}

} // namespace recoscope::cli
