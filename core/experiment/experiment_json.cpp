#include "core/experiment/experiment_json.h"
#include "core/base/text.h"
#include "core/models/registry.h"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace recoscope {
namespace {

using Json = nlohmann::ordered_json;

Error badKey(const std::string& path, const std::string& message) { return {ErrorKind::InvalidParameter, message, path}; }

Result<> knownKeys(const Json& object, std::initializer_list<const char*> keys, const std::string& path) {
    std::vector<std::string> known(keys.begin(), keys.end());
    for (const auto& [key, value] : object.items())
        if (std::ranges::find(known, key) == known.end())
            return badKey(path, "The key \"" + key + "\" in " + path + " is unknown: known are " + join(known, ", ") + ".");
    return Done{};
}

Result<ParamValues> readParams(const Json& object, const AlgorithmInfo& algorithm) {
    ParamValues values;
    const auto specs = trainingParams(algorithm);
    for (const auto& [key, value] : object.items()) {
        if (value.is_boolean())
            values[key] = value.get<bool>();
        else if (value.is_number_integer())
            values[key] = value.get<std::int64_t>();
        else if (value.is_number())
            values[key] = value.get<double>();
        else if (value.is_string())
            values[key] = value.get<std::string>();
        else
            return Error{ErrorKind::InvalidParameter,
                         "Parameter " + key + " of " + algorithm.id + " must be a number, a word or true or false.", key};
    }
    auto completed = completeParams(specs, values);
    if (!completed) return completed;
    return values;
}

Result<> readModels(const Json& list, const std::string& path, ExperimentSpec& spec) {
    if (!list.is_array() || list.empty())
        return badKey(path, "\"models\" in " + path + " must be a list of {\"model\", \"set\"}.");
    for (const Json& entry : list) {
        if (!entry.is_object() || !entry.contains("model") || !entry["model"].is_string())
            return badKey(path, "Each entry of \"models\" in " + path + " needs a \"model\".");
        if (auto known = knownKeys(entry, {"model", "set"}, path); !known) return known;
        ModelSpec model{entry["model"].get<std::string>(), {}};
        const AlgorithmInfo* algorithm = findAlgorithm(model.algorithm);
        if (!algorithm) {
            std::vector<std::string> names;
            for (const AlgorithmInfo& a : algorithms()) names.push_back(a.id);
            return badKey(path, "There is no model \"" + model.algorithm + "\": known are " + join(names, ", ") + ".");
        }
        if (entry.contains("set")) {
            if (!entry["set"].is_object())
                return badKey(path, "\"set\" of " + model.algorithm + " must be an object of parameters.");
            auto params = readParams(entry["set"], *algorithm);
            if (!params) return params.as<Done>();
            model.params = std::move(params).value();
        }
        spec.models.push_back(std::move(model));
    }
    return Done{};
}

Result<> readSettings(const Json& j, const std::string& path, ExperimentSpec& spec) {
    const auto wrong = [&](const char* key, const char* expected) {
        return badKey(path, "\"" + std::string(key) + "\" in " + path + " must be " + expected + ".");
    };
    if (j.contains("seed")) {
        if (!j["seed"].is_number_unsigned()) return wrong("seed", "a whole number from 0");
        spec.seed = j["seed"].get<std::uint64_t>();
    }
    if (j.contains("threads")) {
        if (!j["threads"].is_number_unsigned() || j["threads"].get<std::uint64_t>() > 1024)
            return wrong("threads", "a whole number from 0 to 1024");
        spec.threads = j["threads"].get<int>();
    }
    if (j.contains("relevance_threshold") && !j["relevance_threshold"].is_null()) {
        if (!j["relevance_threshold"].is_number()) return wrong("relevance_threshold", "a number");
        spec.relevanceThreshold = j["relevance_threshold"].get<double>();
    }
    if (j.contains("k")) {
        if (!j["k"].is_array() || j["k"].empty()) return wrong("k", "a list of whole numbers from 1");
        spec.ks.clear();
        for (const Json& k : j["k"]) {
            if (!k.is_number_unsigned() || k.get<std::uint64_t>() < 1 || k.get<std::uint64_t>() > 100000)
                return wrong("k", "a list of whole numbers from 1");
            spec.ks.push_back(k.get<int>());
        }
    }
    if (j.contains("metrics")) {
        if (!j["metrics"].is_array()) return wrong("metrics", "a list of names");
        for (const Json& name : j["metrics"]) {
            if (!name.is_string()) return wrong("metrics", "a list of names");
            spec.metrics += (spec.metrics.empty() ? "" : ",") + name.get<std::string>();
        }
        if (auto parsed = parseMetrics(spec.metrics, spec.ks); !parsed) return parsed.as<Done>();
    }
    if (j.contains("split")) {
        if (!j["split"].is_string()) return wrong("split", "a text such as \"per-user:test=0.1\"");
        auto split = parseSplitSpec(j["split"].get<std::string>());
        if (!split) return split.as<Done>();
        spec.split = std::move(split).value();
    }
    return Done{};
}

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

Result<ExperimentFile> readExperimentFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file || std::filesystem::is_directory(path))
        return Error{ErrorKind::Io, "The experiment file " + path + " cannot be read.", path};
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    Json j;
    try {
        j = Json::parse(text);
    } catch (const Json::parse_error& e) {
        return Error{ErrorKind::InvalidInput, path + " is not JSON: something is wrong at byte " + std::to_string(e.byte) + ".",
                     path};
    }
    if (!j.is_object()) return Error{ErrorKind::InvalidInput, path + " must hold one JSON object.", path};
    if (auto known = knownKeys(j,
                               {"data", "split", "seed", "relevance_threshold", "metrics", "k", "models", "threads", "min_rating",
                                "k_core", "implicit"},
                               path);
        !known)
        return known.as<ExperimentFile>();
    if (!j.contains("data") || !j["data"].is_string()) return badKey(path, path + " needs \"data\": a path, or \"demo\".");
    if (!j.contains("models")) return badKey(path, path + " needs \"models\".");
    ExperimentFile result;
    result.data = j["data"].get<std::string>();
    const std::filesystem::path data(result.data);
    if (result.data != "demo" && data.is_relative())
        result.data = (std::filesystem::path(path).parent_path() / data).lexically_normal().string();
    if (j.contains("min_rating") && j["min_rating"].is_number()) result.load.minRating = j["min_rating"].get<double>();
    if (j.contains("k_core") && j["k_core"].is_number_unsigned()) result.load.kCore = j["k_core"].get<int>();
    if (j.contains("implicit") && j["implicit"].is_boolean()) result.load.implicit = j["implicit"].get<bool>();
    if (auto read = readSettings(j, path, result.spec); !read) return read.as<ExperimentFile>();
    if (auto read = readModels(j["models"], path, result.spec); !read) return read.as<ExperimentFile>();
    return result;
}

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
