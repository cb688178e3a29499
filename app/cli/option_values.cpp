#include "app/cli/option_values.h"
#include "core/base/text.h"
#include "core/data/readers/reader.h"
#include "core/models/registry.h"
#include <algorithm>
#include <charconv>
#include <limits>

namespace recoscope::cli {
namespace {

constexpr int kMaxList = 100000;

Error usage(const std::string& message) { return {ErrorKind::InvalidParameter, message, {}}; }

Result<int> wholeNumber(const char* option, const std::string& text, int low, int high) {
    const auto value = parseInteger(trim(text));
    if (value && *value >= low && *value <= high) return static_cast<int>(*value);
    return usage("\"" + text + "\" after " + option + " cannot be: expected a whole number from " + std::to_string(low) + " to " +
                 std::to_string(high) + ".");
}

Result<double> number(const char* option, const std::string& text) {
    if (const auto value = parseNumber(trim(text))) return *value;
    return usage("\"" + text + "\" after " + option + " is no number.");
}

} // namespace

Result<> addModel(Options& options, const std::string& value) {
    if (!findAlgorithm(value)) {
        std::vector<std::string> known;
        for (const AlgorithmInfo& a : algorithms()) known.push_back(a.id);
        return usage("There is no model \"" + value + "\": known are " + join(known, ", ") + ".");
    }
    options.spec.models.push_back({value, {}});
    return Done{};
}

Result<> addSetting(Options& options, const std::string& value) {
    const std::size_t equals = value.find('=');
    if (equals == std::string::npos) return usage("\"" + value + "\" after --set is no key=value.");
    if (options.spec.models.empty())
        return usage("--set " + value + " stands before any --model: it binds to the --model before it.");
    ModelSpec& model = options.spec.models.back();
    const auto specs = trainingParams(*findAlgorithm(model.algorithm));
    const std::string key = value.substr(0, equals);
    const auto spec = std::ranges::find(specs, key, &ParamSpec::key);
    if (spec == specs.end()) {
        std::vector<std::string> known;
        for (const ParamSpec& s : specs) known.push_back(s.key);
        return usage("Model " + model.algorithm + " has no parameter \"" + key +
                     "\": " + (known.empty() ? "it has none." : "known are " + join(known, ", ") + "."));
    }
    auto parsed = parseParam(*spec, value.substr(equals + 1));
    if (!parsed) return parsed.as<Done>();
    model.params[key] = std::move(parsed).value();
    return Done{};
}

Result<> setSplit(Options& options, const std::string& value) {
    auto split = parseSplitSpec(value);
    if (!split) return split.as<Done>();
    options.spec.split = std::move(split).value();
    options.hasSplit = true;
    return Done{};
}

Result<> setCutoffs(Options& options, const std::string& value) {
    options.spec.ks.clear();
    for (const std::string& word : split(value, ',')) {
        const auto k = wholeNumber("--k", word, 1, kMaxList);
        if (!k) return k.as<Done>();
        options.spec.ks.push_back(k.value());
    }
    return Done{};
}

Result<> setThreshold(Options& options, const std::string& value) {
    const auto read = number("--relevance-threshold", value);
    if (!read) return read.as<Done>();
    options.spec.relevanceThreshold = read.value();
    return Done{};
}

Result<> setConvention(Options&, const std::string& value) {
    if (value == "default") return Done{};
    return usage("Convention \"" + value + "\" is not known: known is default.");
}

Result<> setLength(Options& options, const std::string& value) {
    const auto n = wholeNumber("--n", value, 1, 1000000);
    if (!n) return n.as<Done>();
    options.n = n.value();
    return Done{};
}

Result<> addWith(Options& options, const std::string& value) {
    const std::size_t equals = value.rfind('=');
    if (equals == std::string::npos || equals == 0)
        return usage("\"" + value + "\" after --with is no ITEM=RATING, for example --with 50=4.");
    const auto rating = parseNumber(trim(std::string_view(value).substr(equals + 1)));
    if (!rating || std::abs(*rating) > static_cast<double>(std::numeric_limits<float>::max()))
        return usage("\"" + value.substr(equals + 1) + "\" in --with " + value +
                     " is no rating: expected ITEM=RATING with a number.");
    options.with.emplace_back(value.substr(0, equals), static_cast<float>(*rating));
    return Done{};
}

Result<> addWithout(Options& options, const std::string& value) {
    options.without.push_back(value);
    return Done{};
}

Result<> refuseProject(Options&, const std::string&) { return usage("--project has not landed yet."); }

Result<> setFormat(Options& options, const std::string& value) {
    if (!findReader(value)) return usage("Format \"" + value + "\" is not known: known are " + readerIds() + ".");
    options.load.format = value;
    return Done{};
}

Result<> setEncoding(Options& options, const std::string& value) {
    const auto& known = encodingNames();
    if (std::ranges::find(known, value) == known.end())
        return usage("Encoding \"" + value + "\" is not known: known are " + join(known, ", ") + ".");
    options.load.encoding = value;
    return Done{};
}

Result<> setHeader(Options& options, const std::string& value) {
    if (value != "yes" && value != "no") return usage("\"" + value + "\" after --header is neither yes nor no.");
    options.load.header = value == "yes";
    return Done{};
}

Result<> setQuotes(Options& options, const std::string& value) {
    if (value != "yes" && value != "no") return usage("\"" + value + "\" after --quotes is neither yes nor no.");
    options.load.quotes = value == "yes";
    return Done{};
}

Result<> setDecimal(Options& options, const std::string& value) {
    if (value != "point" && value != "comma") return usage("\"" + value + "\" after --decimal is neither point nor comma.");
    options.load.decimal = value;
    return Done{};
}

Result<> setTimeUnit(Options& options, const std::string& value) {
    if (value != "s" && value != "ms" && value != "us" && value != "ns" && value != "dmy" && value != "mdy")
        return usage("\"" + value + "\" after --time-unit is none of s, ms, us, ns, dmy, mdy.");
    options.load.timeUnit = value;
    return Done{};
}

Result<> setMinRating(Options& options, const std::string& value) {
    const auto read = number("--min-rating", value);
    if (!read) return read.as<Done>();
    options.filters.minRating = read.value();
    return Done{};
}

Result<> setKCore(Options& options, const std::string& value) {
    const auto n = wholeNumber("--k-core", value, 0, 1000000);
    if (!n) return n.as<Done>();
    options.filters.kCore = n.value();
    return Done{};
}

Result<> addFilter(Options& options, const std::string& value) {
    const auto step = parseFilterStep(value);
    if (!step) return step.as<Done>();
    options.filters.steps.push_back(step.value());
    return Done{};
}

Result<> setSeed(Options& options, const std::string& value) {
    const char* end = value.data() + value.size();
    const auto [stop, error] = std::from_chars(value.data(), end, options.spec.seed);
    if (value.empty() || error != std::errc{} || stop != end)
        return usage("\"" + value + "\" after --seed cannot be: expected a whole number from 0.");
    return Done{};
}

Result<> setThreads(Options& options, const std::string& value) {
    const auto n = wholeNumber("--threads", value, 0, 1024);
    if (!n) return n.as<Done>();
    options.threads = options.spec.threads = n.value();
    return Done{};
}

Result<> addOnly(Options& options, const std::string& value) {
    for (std::string& word : split(value, ',')) options.only.push_back(std::move(word));
    return Done{};
}

Result<> setRuns(Options& options, const std::string& value) {
    const auto n = wholeNumber("--runs", value, 1, 1000);
    if (!n) return n.as<Done>();
    options.runs = n.value();
    return Done{};
}

} // namespace recoscope::cli
