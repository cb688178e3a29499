#include "core/experiment/experiment_json.h"
#include <cmath>
#include <nlohmann/json.hpp>

namespace recoscope {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json paramsJson(const ParamValues& params) {
    Json object = Json::object();
    for (const auto& [key, value] : params) std::visit([&](const auto& v) { object[key] = v; }, value);
    return object;
}

Json metricsJson(const std::map<std::string, MetricValue>& values) {
    Json object = Json::object();
    for (const auto& [key, value] : values) object[key] = number(value.value);
    return object;
}

Json resultJson(const ModelResult& r) {
    Json object = {{"model", r.spec.algorithm},
                   {"params", paramsJson(r.params)},
                   {"seconds", {{"train", r.trainSeconds}, {"evaluate", r.evaluateSeconds}}},
                   {"metrics", metricsJson(r.means)},
                   {"users_evaluated", r.evaluation.users.size()},
                   {"users_without_relevant_items", r.evaluation.usersWithoutRelevantItems},
                   {"short_lists", r.evaluation.shortLists},
                   {"ties_at_cut", r.evaluation.tiesAtCut},
                   {"fallback_predictions", r.evaluation.fallbackPredictions}};
    if (!r.log.epochs.empty())
        object["training"] = {{"epochs", r.log.epochs.size()},
                              {"best_epoch", r.log.bestEpoch > 0 ? Json(r.log.bestEpoch) : Json(nullptr)},
                              {"kept_epoch", r.log.keptEpoch}};
    if (!r.folds.empty()) {
        object["folds"] = Json::array();
        for (const Evaluation& fold : r.folds)
            object["folds"].push_back({{"metrics", metricsJson(fold.values)}, {"users_evaluated", fold.users.size()}});
    }
    return object;
}

} // namespace

std::string experimentDocument(const ExperimentResult& result, const Dataset& dataset) {
    Json protocol = Json::object();
    for (const ProtocolLine& line : result.protocol) protocol[line.key] = line.value;
    Json document = {{"dataset",
                      {{"name", dataset.name},
                       {"path", dataset.path},
                       {"checksum", dataset.checksum},
                       {"users", dataset.users.size()},
                       {"items", dataset.items.size()},
                       {"interactions", dataset.interactions->size()},
                       {"simulated", dataset.simulated}}},
                     {"protocol", protocol},
                     {"results", Json::array()}};
    for (const ModelResult& model : result.models) document["results"].push_back(resultJson(model));
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace recoscope
