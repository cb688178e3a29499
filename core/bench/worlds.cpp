#include "core/bench/worlds.h"
#include "core/data/load.h"
#include "core/data/synthetic/world.h"
#include "core/models/registry.h"
#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace recoscope::bench {
namespace {

/// The shape of MovieLens 20M, without times.
constexpr const char* kMovieLens20M =
    "users=138493,items=26744,interactions=20000263,genres=32,activity=1.225,scale=0.5-5,times=no";

Result<World> cut(std::string name, std::string path, std::shared_ptr<const Dataset> dataset, const TaskContext& context) {
    SplitSpec spec;
    spec.kind = SplitKind::PerUser;
    spec.test = 0.2;
    auto splits = makeSplits(*dataset, spec, 1, context);
    if (!splits) return splits.as<World>();
    return World{std::move(name), std::move(path), std::move(dataset), splits.value().front()};
}

Result<World> generate(const std::string& name, const char* world, int threads, const TaskContext& context) {
    const auto spec = parseWorld(world);
    if (!spec) return spec.as<World>();
    auto dataset = makeWorld(spec.value(), context, threads);
    if (!dataset) return dataset.as<World>();
    return cut(name, {}, dataset.value(), context);
}

} // namespace

std::string realDataFolder(const std::string& name) {
    namespace fs = std::filesystem;
    const char* given = std::getenv("RECOSCOPE_DATASETS");
    const fs::path root = given ? fs::path(given) : fs::path(shippedDataFolder()) / "../../shared/datasets";
    std::error_code error;
    return fs::is_directory(root / name, error) ? (root / name).lexically_normal().string() : std::string();
}

Result<World> openWorld(const std::string& name, int threads, const TaskContext& context) {
    if (name == "generated") { return generate(name, kMovieLens20M, threads, context); }
    const std::string path = name == "demo" ? name : realDataFolder(name);
    auto dataset = loadDataset(path, {}, context);
    if (!dataset) return dataset.as<World>();
    return cut(name, path, dataset.value(), context);
}

Result<World> wideWorld(int threads, const TaskContext& context) {
    return generate("60,000 items", "users=2000,items=60000,interactions=400000,times=no", threads, context);
}

Result<std::unique_ptr<Trainer>> makeTrainer(const World& world, const std::string& algorithm, const ParamValues& params,
                                             int threads) {
    const AlgorithmInfo& info = *findAlgorithm(algorithm);
    const auto complete = completeParams(info.params, params);
    if (!complete) return complete.as<std::unique_ptr<Trainer>>();
    TrainInput input = TrainInput::make(world.split.train, std::nan(""), 1, threads);
    input.dataset = world.dataset;
    return info.makeTrainer(input, complete.value());
}

Result<std::shared_ptr<const Model>> trainFor(const World& world, const std::string& algorithm, const ParamValues& params,
                                              int epochs, int threads, const TaskContext& context) {
    using Trained = std::shared_ptr<const Model>;
    auto trainer = makeTrainer(world, algorithm, params, threads);
    if (!trainer) return trainer.as<Trained>();
    for (int epoch = 0; epoch < std::min(epochs, trainer.value()->stepCount()); ++epoch)
        if (auto step = trainer.value()->step(context); !step) return step.as<Trained>();
    Trained model = trainer.value()->snapshot(context);
    if (!model) return Cancelled{};
    return model;
}

Query queryOf(const World& world, UserIndex user) {
    const auto row = world.split.train->row(user);
    return Query::known(user, {row.items, row.ratings, row.times});
}

} // namespace recoscope::bench
