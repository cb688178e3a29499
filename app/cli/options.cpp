#include "app/cli/options.h"
#include "core/base/text.h"
#include "core/models/registry.h"
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

namespace recoscope::cli {
namespace {

constexpr std::array<const char*, 9> kCommands{"models",  "describe", "evaluate", "recommend", "predict",
                                               "similar", "train",    "run",      "bench"};

Error usage(const std::string& message) { return {ErrorKind::InvalidParameter, message, {}}; }

/// Texts as given, before they are read as what they mean.
struct Raw {
    std::vector<std::string> models, sets, with, without;
    std::string split, metrics, ks, threshold, convention, header, minRating, project;
};

/// --set binds to the --model before it, so their order on the command line is kept by hand: each --set is written down with its
/// model's number.
std::vector<std::pair<std::size_t, std::string>> boundSettings(const std::vector<std::string>& arguments) {
    std::vector<std::pair<std::size_t, std::string>> bound;
    std::size_t models = 0;
    for (std::size_t k = 0; k < arguments.size(); ++k) {
        const std::string& a = arguments[k];
        if (a == "--model" || a.starts_with("--model=") || a == "--load" || a.starts_with("--load=")) ++models;
        if (a.starts_with("--set="))
            bound.emplace_back(models, a.substr(6));
        else if (a == "--set" && k + 1 < arguments.size())
            bound.emplace_back(models, arguments[++k]);
    }
    return bound;
}

Result<> readModels(const std::vector<std::string>& arguments, const Raw& raw, Options& options) {
    for (const std::string& id : raw.models) {
        if (!findAlgorithm(id)) {
            std::vector<std::string> known;
            for (const AlgorithmInfo& a : algorithms()) known.push_back(a.id);
            return usage("There is no model \"" + id + "\": known are " + join(known, ", ") + ".");
        }
        options.spec.models.push_back({id, {}});
    }
    for (const auto& [number, text] : boundSettings(arguments)) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos) return usage("\"" + text + "\" after --set is no key=value.");
        if (number == 0 || number > options.spec.models.size())
            return usage("--set " + text + " stands before any --model; it binds to the --model before it.");
        ModelSpec& model = options.spec.models[number - 1];
        const auto specs = trainingParams(*findAlgorithm(model.algorithm));
        const std::string key = text.substr(0, equals);
        const auto spec = std::ranges::find(specs, key, &ParamSpec::key);
        if (spec == specs.end()) {
            std::vector<std::string> known;
            for (const ParamSpec& s : specs) known.push_back(s.key);
            return usage("Model " + model.algorithm + " has no parameter \"" + key +
                         "\": " + (known.empty() ? "it has none." : "known are " + join(known, ", ") + "."));
        }
        auto value = parseParam(*spec, text.substr(equals + 1));
        if (!value) return value.as<Done>();
        model.params[key] = std::move(value).value();
    }
    for (const ModelSpec& model : options.spec.models) {
        const AlgorithmInfo& algorithm = *findAlgorithm(model.algorithm);
        if (auto complete = completeParams(trainingParams(algorithm), model.params); !complete) return complete.as<Done>();
    }
    return Done{};
}

Result<> readCutoffs(const Raw& raw, Options& options) {
    if (!raw.ks.empty()) {
        options.spec.ks.clear();
        for (const std::string& word : split(raw.ks, ',')) {
            const auto k = parseInteger(trim(word));
            if (!k || *k < 1 || *k > 100000)
                return usage("The cut-off \"" + word +
                             "\" in --k cannot be: expected whole numbers from 1, for example --k 5,10,20.");
            options.spec.ks.push_back(static_cast<int>(*k));
        }
    }
    options.spec.metrics = raw.metrics;
    if (auto metrics = parseMetrics(raw.metrics, options.spec.ks); !metrics) return metrics.as<Done>();
    return Done{};
}

Result<> readEdits(const Raw& raw, Options& options) {
    for (const std::string& text : raw.with) {
        const std::size_t equals = text.rfind('=');
        const auto rating =
            equals == std::string::npos ? std::nullopt : parseNumber(trim(std::string_view(text).substr(equals + 1)));
        if (!rating || equals == 0) return usage("\"" + text + "\" after --with is no ITEM=RATING.");
        options.with.emplace_back(text.substr(0, equals), static_cast<float>(*rating));
    }
    options.without = raw.without;
    return Done{};
}

Result<> interpret(const std::vector<std::string>& arguments, const Raw& raw, Options& options) {
    if (!raw.project.empty()) return usage("--project has not landed yet.");
    if (!raw.convention.empty() && raw.convention != "default")
        return usage("Convention \"" + raw.convention + "\" is not known: known is default.");
    if (!raw.split.empty()) {
        auto split = parseSplitSpec(raw.split);
        if (!split) return split.as<Done>();
        options.spec.split = std::move(split).value();
        options.hasSplit = true;
    }
    if (!raw.threshold.empty()) {
        const auto value = parseNumber(raw.threshold);
        if (!value) return usage("\"" + raw.threshold + "\" after --relevance-threshold is no number.");
        options.spec.relevanceThreshold = *value;
    }
    if (!raw.minRating.empty()) {
        options.load.minRating = parseNumber(raw.minRating);
        if (!options.load.minRating) return usage("\"" + raw.minRating + "\" after --min-rating is no number.");
    }
    if (!raw.header.empty()) {
        if (raw.header != "yes" && raw.header != "no")
            return usage("\"" + raw.header + "\" after --header is neither yes nor no.");
        options.load.header = raw.header == "yes";
    }
    if (!options.load.encoding.empty() && options.load.encoding != "utf-8" && options.load.encoding != "latin-1" &&
        options.load.encoding != "windows-1252")
        return usage("Encoding \"" + options.load.encoding + "\" is not known: known are utf-8, latin-1, windows-1252.");
    if (!options.load.format.empty() && options.load.format != "delimited")
        return usage("Format \"" + options.load.format + "\" is not known: known is delimited.");
    if (auto read = readCutoffs(raw, options); !read) return read;
    if (auto read = readEdits(raw, options); !read) return read;
    return readModels(arguments, raw, options);
}

void declare(CLI::App& app, Options& o, Raw& raw) {
    app.add_option("command", o.command);
    app.add_option("data", o.data);
    app.add_flag("--json", o.json);
    app.add_flag("-h,--help", o.help);
    app.add_option("--file", o.load.file);
    app.add_option("--format", o.load.format);
    app.add_option("--separator", o.load.separator);
    app.add_option("--columns", o.load.columns);
    app.add_option("--encoding", o.load.encoding);
    app.add_option("--header", raw.header);
    app.add_option("--min-rating", raw.minRating);
    app.add_option("--k-core", o.load.kCore)->check(CLI::Range(0, 1000000));
    app.add_flag("--implicit", o.load.implicit);
    app.add_option("--model", raw.models)->allow_extra_args(false);
    app.add_option("--set", raw.sets)->allow_extra_args(false);
    app.add_option("--split", raw.split);
    app.add_option("--metrics", raw.metrics);
    app.add_option("--k", raw.ks);
    app.add_option("--relevance-threshold", raw.threshold);
    app.add_option("--convention", raw.convention);
    app.add_option("--seed", o.spec.seed);
    app.add_option("--threads", o.spec.threads)->check(CLI::Range(0, 1024));
    app.add_option("--per-user", o.perUserFile);
    app.add_option("--user", o.user);
    app.add_option("--item", o.item);
    app.add_option("--n", o.n)->check(CLI::Range(1, 1000000));
    app.add_flag("--explain", o.explain);
    app.add_option("--with", raw.with)->allow_extra_args(false);
    app.add_option("--without", raw.without)->allow_extra_args(false);
    app.add_flag("--keep-seen", o.keepSeen);
    app.add_flag("--all", o.all);
    app.add_option("--out", o.outFile);
    app.add_option("--save", o.saveModel);
    app.add_option("--load", o.loadModel);
    app.add_option("--project", raw.project);
    app.add_flag("--peers", o.peers);
    app.add_flag("--quick", o.quick);
    app.add_option("--only", o.only)->delimiter(',')->allow_extra_args(false);
    app.add_option("--runs", o.runs)->check(CLI::Range(1, 1000));
    app.add_option("--beside", o.beside);
}

} // namespace

Result<Options> parseOptions(const std::vector<std::string>& arguments) {
    Options options;
    options.spec.split = {};
    options.spec.split.test = 0.2;
    Raw raw;
    CLI::App app("recoscope-cli");
    app.set_help_flag();
    declare(app, options, raw);
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    try {
        app.parse(reversed);
    } catch (const CLI::Error& e) {
        std::vector<std::string> known;
        for (const CLI::Option* option : app.get_options({}))
            if (!option->get_lnames().empty()) known.push_back("--" + option->get_lnames()[0]);
        const bool unknown = dynamic_cast<const CLI::ExtrasError*>(&e) != nullptr;
        return usage(std::string(e.what()) + (unknown ? " Known options are " + join(known, ", ") + "." : ""));
    }
    if (options.help || options.command.empty()) {
        options.help = true;
        return options;
    }
    if (std::ranges::find(kCommands, options.command) == kCommands.end())
        return usage("There is no command \"" + options.command + "\": known are " +
                     join(std::vector<std::string>(kCommands.begin(), kCommands.end()), ", ") + ".");
    if (auto read = interpret(arguments, raw, options); !read) return read.as<Options>();
    return options;
}

std::string helpText() {
    return R"(recoscope-cli: recommenders without a window

  models                                what can be trained, with parameters
  describe DATA                         what is in a file, folder or archive
  evaluate DATA --model ID [--set k=v]... --split SPEC [--metrics LIST] [--k 5,10] [--relevance-threshold R] [--per-user FILE.csv]
  recommend DATA --model ID --user ID [--n 10] [--explain] [--with ITEM=RATING]... [--without ITEM]...     or: --all --out FILE.csv
  predict DATA --model ID --user ID --item ID [--explain]
  similar DATA --model ID --item ID [--n 10]
  train DATA --model ID --save FILE     then --load FILE stands in for --model ID
  run EXPERIMENT.json
  bench [--quick] [--only WORDS] [--runs 3] [--peers]     the performance suite; --quick leaves out the large generated world

DATA is a file, a folder, an archive, or demo. Everywhere: --json, --seed N, --threads N, --min-rating R, --k-core N, --implicit,
--file NAME, --separator S, --columns user,item,rating,timestamp, --encoding E, --header yes|no.
SPEC is holdout, per-user, per-user-temporal (each :test=0.2,valid=0.1), leave-last-out, leave-one-out (each :valid=1), kfold:k=5,
or predefined:train=FILE,test=FILE.
)";
}

} // namespace recoscope::cli
