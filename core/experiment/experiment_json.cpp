#include "core/experiment/experiment_json.h"
#include "core/base/text.h"
#include "core/catalogue/place.h"
#include "core/data/synthetic/world_spec.h"
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
    if (j.contains("convention") && j["convention"] != "default") return wrong("convention", "\"default\"");
    if (j.contains("metrics")) {
        if (!j["metrics"].is_array() || j["metrics"].empty()) return wrong("metrics", "a list of names");
        for (const Json& name : j["metrics"]) {
            if (!name.is_string()) return wrong("metrics", "a list of names");
            spec.metrics += (spec.metrics.empty() ? "" : ",") + name.get<std::string>();
        }
        if (auto parsed = parseMetrics(spec.metrics, spec.ks); !parsed) return parsed.as<Done>();
    }
    if (!j.contains("split")) return badKey(path, path + " needs \"split\", for example \"per-user:test=0.1,valid=0.1\".");
    {
        if (!j["split"].is_string()) return wrong("split", "a text such as \"per-user:test=0.1\"");
        auto split = parseSplitSpec(j["split"].get<std::string>());
        if (!split) return split.as<Done>();
        spec.split = std::move(split).value();
    }
    return Done{};
}

/// The same filters as on the command line, in the same order.
Result<> readFilters(const Json& j, const std::string& path, std::vector<FilterStep>& steps) {
    const auto wrong = [&](const char* key, const char* expected) {
        return badKey(path, "\"" + std::string(key) + "\" in " + path + " must be " + expected + ".");
    };
    NamedFilters filters;
    if (j.contains("min_rating")) {
        if (!j["min_rating"].is_number()) return wrong("min_rating", "a number");
        filters.minRating = j["min_rating"].get<double>();
    }
    if (j.contains("k_core")) {
        if (!j["k_core"].is_number_unsigned() || j["k_core"].get<std::uint64_t>() > 1000000)
            return wrong("k_core", "a whole number from 0");
        filters.kCore = j["k_core"].get<std::int32_t>();
    }
    if (j.contains("implicit")) {
        if (!j["implicit"].is_boolean()) return wrong("implicit", "true or false");
        filters.implicit = j["implicit"].get<bool>();
    }
    if (j.contains("filters")) {
        if (!j["filters"].is_array()) return wrong("filters", "a list of texts such as \"min-user=5\"");
        for (const Json& text : j["filters"]) {
            if (!text.is_string()) return wrong("filters", "a list of texts such as \"min-user=5\"");
            const auto step = parseFilterStep(text.get<std::string>());
            if (!step) return badKey(path, step.error().message);
            filters.steps.push_back(step.value());
        }
    }
    steps = filters.inOrder();
    return Done{};
}

/// How the data is opened: the same overrides and filters as on the command line.
Result<> readLoadOptions(const Json& j, const std::string& path, LoadOptions& load) {
    const auto wrong = [&](const char* key, const char* expected) {
        return badKey(path, "\"" + std::string(key) + "\" in " + path + " must be " + expected + ".");
    };
    for (const auto& [key, text] : {std::pair{"file", &load.file},
                                    {"format", &load.format},
                                    {"separator", &load.separator},
                                    {"columns", &load.columns},
                                    {"encoding", &load.encoding}}) {
        if (!j.contains(key)) continue;
        if (!j[key].is_string()) return wrong(key, "a text");
        *text = j[key].get<std::string>();
    }
    if (const auto& known = encodingNames(); !load.encoding.empty() && std::ranges::find(known, load.encoding) == known.end())
        return wrong("encoding", ("one of " + join(known, ", ")).c_str());
    if (j.contains("header")) {
        if (!j["header"].is_boolean()) return wrong("header", "true or false");
        load.header = j["header"].get<bool>();
    }
    return readFilters(j, path, load.filters);
}

Result<Json> parseObject(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::error_code error;
    if (!file || !std::filesystem::is_regular_file(path, error))
        return Error{ErrorKind::Io, "The experiment file " + path + " cannot be read: check the path and its permissions.", path};
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    try {
        Json j = Json::parse(text);
        if (j.is_object()) return j;
    } catch (const Json::parse_error& e) {
        const std::size_t at = std::min(e.byte == 0 ? 0 : e.byte - 1, text.size());
        const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
        return badKey(path, path + " is no JSON: something is wrong in line " + std::to_string(line) + ", at byte " +
                                std::to_string(e.byte) + ".");
    }
    return badKey(path, path + " must hold one JSON object.");
}

} // namespace

Result<ExperimentFile> readExperimentFile(const std::string& path) {
    auto parsed = parseObject(path);
    if (!parsed) return parsed.as<ExperimentFile>();
    const Json& j = parsed.value();
    if (auto known =
            knownKeys(j,
                      {"data", "split", "seed", "relevance_threshold", "metrics", "k", "models", "threads", "convention", "file",
                       "format", "separator", "columns", "encoding", "header", "min_rating", "k_core", "implicit", "filters"},
                      path);
        !known)
        return known.as<ExperimentFile>();
    if (!j.contains("data") || !j["data"].is_string())
        return badKey(path, path + " needs \"data\": a path, \"demo\", \"catalogue:ID\" or \"synthetic:...\".");
    if (!j.contains("models")) return badKey(path, path + " needs \"models\".");
    ExperimentFile result;
    result.data = j["data"].get<std::string>();
    const std::filesystem::path data(result.data);
    if (result.data != "demo" && !isWorldRef(result.data) && !isCatalogueRef(result.data) && data.is_relative())
        result.data = (std::filesystem::path(path).parent_path() / data).lexically_normal().string();
    if (auto read = readLoadOptions(j, path, result.load); !read) return read.as<ExperimentFile>();
    if (auto read = readSettings(j, path, result.spec); !read) return read.as<ExperimentFile>();
    if (auto read = readModels(j["models"], path, result.spec); !read) return read.as<ExperimentFile>();
    result.load.parts = partFiles(result.spec.split);
    return result;
}

} // namespace recoscope
