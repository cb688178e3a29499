#include "tests/support/variants.h"
#include "core/models/registry.h"
#include "tests/support/worlds.h"
#include <algorithm>

namespace recoscope::test {
namespace {

/// All values of the parameters that are words or switches.
std::vector<ParamValues> combinations(const AlgorithmInfo& algorithm) {
    std::vector<ParamValues> all{{}};
    for (const ParamSpec& spec : algorithm.params) {
        std::vector<ParamValue> values(spec.choices.begin(), spec.choices.end());
        if (paramType(spec) == "boolean") values = {false, true};
        if (values.empty()) continue;
        std::vector<ParamValues> longer;
        for (const ParamValues& begun : all)
            for (const ParamValue& value : values) {
                longer.push_back(begun);
                longer.back()[spec.key] = value;
            }
        all = std::move(longer);
    }
    return all;
}

/// Every number away from its default: half of it (nine tenths where differences count, not factors), or a step above where that
/// is out of range or changes nothing.
ParamValues movedNumbers(const AlgorithmInfo& algorithm) {
    ParamValues moved;
    for (const ParamSpec& spec : algorithm.params) {
        if (const auto* integer = std::get_if<std::int64_t>(&spec.defaultValue))
            moved[spec.key] = *integer >= 2 && static_cast<double>(*integer / 2) >= spec.minimum ? *integer / 2 : *integer + 1;
        else if (const auto* number = std::get_if<double>(&spec.defaultValue)) {
            const double share = spec.logScale ? 0.5 : 0.9;
            moved[spec.key] =
                *number > 0 && *number * share >= spec.minimum ? *number * share : std::min(spec.maximum, *number + 1);
        }
    }
    return moved;
}

bool accepted(const AlgorithmInfo& algorithm, const ParamValues& params) {
    static const auto tiny = checkerboard(4);
    return algorithm.makeTrainer(TrainInput::make(tiny, std::nan(""), 1, 1), params).hasValue();
}

void add(std::vector<Variant>& all, const AlgorithmInfo& algorithm, const ParamValues& given, const std::string& mark) {
    ParamValues params = completeParams(algorithm.params, given).value();
    if (!accepted(algorithm, params)) return;
    std::string name = algorithm.id + mark;
    for (const ParamSpec& spec : algorithm.params)
        if (!spec.choices.empty() || paramType(spec) == "boolean")
            name += ' ' + spec.key + '=' + formatParam(params.at(spec.key));
    Capabilities capabilities = algorithm.capabilitiesFor(params);
    all.push_back({&algorithm, std::move(name), std::move(params), capabilities, !mark.empty()});
}

std::vector<Variant> makeVariants() {
    std::vector<Variant> all;
    for (const AlgorithmInfo& algorithm : algorithms()) {
        const ParamValues moved = movedNumbers(algorithm);
        const std::size_t before = all.size();
        for (const ParamValues& words : combinations(algorithm)) add(all, algorithm, words, "");
        if (moved.empty()) continue;
        std::vector<ParamValues> bases{all[before].params}; // the first and the last accepted words
        if (all.size() - before > 1) bases.push_back(all.back().params);
        for (ParamValues& params : bases) {
            for (const auto& [key, value] : moved) params[key] = value;
            add(all, algorithm, params, " moved");
        }
    }
    return all;
}

} // namespace

const std::vector<Variant>& variants() {
    static const std::vector<Variant> all = makeVariants();
    return all;
}

std::unique_ptr<const Model> train(const Variant& variant, const std::shared_ptr<const Interactions>& x, int threads,
                                   double threshold) {
    auto trainer = variant.algorithm->makeTrainer(TrainInput::make(x, threshold, 1, threads), variant.params);
    if (!trainer) return nullptr;
    for (int step = 0; step < trainer.value()->stepCount(); ++step)
        if (!trainer.value()->step({})) return nullptr;
    return trainer.value()->snapshot({});
}

} // namespace recoscope::test
