#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include "core/models/algorithm.h"
#include "core/split/split.h"
#include <memory>
#include <string>

namespace recoscope::bench {

/// A data set that is measured on, cut once: per-user:test=0.2, seed 1.
struct World {
    std::string name;
    std::string path; ///< What loadDataset takes; "" for generated ones.
    std::shared_ptr<const Dataset> dataset;
    Split split;
};

/// Where `name` ("ml-1m") would be: under $RECOSCOPE_DATASETS, else in shared/datasets beside the source folder; "" if absent.
[[nodiscard]] std::string realDataFolder(const std::string& name);

/// "demo", "generated" (MovieLens 20M's shape), or a folder of real data. Errors: those of the loader.
[[nodiscard]] Result<World> openWorld(const std::string& name, int threads, const TaskContext& context);

/// 60,000 items and few users: what one user's list over a large catalogue is measured on.
[[nodiscard]] Result<World> wideWorld(int threads, const TaskContext& context);

/// A trainer on the world's train part, every interaction positive, seed 1. `params` is completed with defaults.
[[nodiscard]] Result<std::unique_ptr<Trainer>> makeTrainer(const World& world, const std::string& algorithm,
                                                           const ParamValues& params, int threads);

/// Trained for at most `epochs` steps.
[[nodiscard]] Result<std::shared_ptr<const Model>> trainFor(const World& world, const std::string& algorithm,
                                                            const ParamValues& params, int epochs, int threads,
                                                            const TaskContext& context);

/// A known user's query with the history of the train part.
[[nodiscard]] Query queryOf(const World& world, UserIndex user);

} // namespace recoscope::bench
