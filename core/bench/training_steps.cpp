#include "core/bench/steps.h"

namespace recoscope::bench {
namespace {

/// One epoch of an iterative model, after a first one that is not counted.
std::function<Result<Measurement>(const Bench&)> epochOf(const char* algorithm, const ParamValues& params) {
    return [=](const Bench& bench) -> Result<Measurement> {
        auto trainer = makeTrainer(bench.world, algorithm, params, bench.options.threads);
        if (!trainer) return trainer.as<Measurement>();
        const auto step = [&]() -> Result<> {
            auto report = trainer.value()->step(bench.context);
            return report ? Result<>(Done{}) : report.as<Done>();
        };
        if (auto first = step(); !first) return first.as<Measurement>();
        return repeat(bench, step);
    };
}

/// From the train part to a model that answers.
std::function<Result<Measurement>(const Bench&)> trainingOf(const char* algorithm, ParamValues params, int epochs = 1) {
    return [=](const Bench& bench) {
        return repeat(bench, [&]() -> Result<> {
            auto model = trainFor(bench.world, algorithm, params, epochs, bench.options.threads, bench.context);
            return model ? Result<>(Done{}) : model.as<Done>();
        });
    };
}

} // namespace

std::vector<Step> trainingSteps() {
    using namespace std::string_literals;
    const ParamValues rank{{"factors", std::int64_t{64}}};
    ParamValues exact = rank;
    exact["solver"] = "cholesky"s;
    const std::vector<std::string> all{"demo", "ml-1m", "generated"}, small{"demo", "ml-1m"};
    return {{"ials-epoch", "iALS epoch, CG, 64 factors", all, epochOf("ials", rank), {}, {{"ml-1m", 0.048}, {"generated", 1.16}}},
            {"ials-exact-epoch",
             "iALS epoch, exact, 64 factors",
             all,
             epochOf("ials", exact),
             {},
             {{"ml-1m", 0.148}, {"generated", 2.37}}},
            {"ials", "iALS, 16 epochs and snapshot", small, trainingOf("ials", rank, 16), {}, {}},
            {"mf-epoch", "MF SGD epoch, 64 factors", all, epochOf("mf_sgd", rank), {}, {{"ml-1m", 0.0129}, {"generated", 0.252}}},
            {"item-knn", "item kNN, cosine, k 100", all, trainingOf("item_knn", {}), {}, {{"ml-1m", 0.109}, {"generated", 4.81}}},
            {"item-knn-pearson",
             "item kNN, Pearson, baseline form",
             small,
             trainingOf("item_knn", {{"form", "baseline"s}, {"similarity", "pearson"s}}),
             {},
             {}},
            {"ease", "EASE", small, trainingOf("ease", {}), {}, {{"ml-1m", 0.78}}}};
}

} // namespace recoscope::bench
