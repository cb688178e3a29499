#include "core/bench/suite.h"
#include "core/base/text.h"
#include "core/bench/ratings_csv.h"
#include "core/bench/steps.h"
#include <algorithm>
#include <memory>

namespace recoscope::bench {
namespace {

constexpr double kEnoughSeconds = 10;

std::vector<Step> allSteps() {
    std::vector<Step> steps = readingSteps();
    for (auto* more : {&trainingSteps, &queryingSteps, &largeFileSteps})
        for (Step& step : more()) steps.push_back(std::move(step));
    return steps;
}

constexpr const char* kLargeFile = "ml-25m-csv";

/// A world that is only a file, and the same file packed.
Result<World> largeFile(const TemporaryCsv& file, int threads, const TaskContext& context) {
    const TaskContext silent(context.stopToken(), {});
    if (auto written = writeMovieLens25M(file.path(), threads, silent); !written) return written.as<World>();
    if (auto packed = file.pack(silent); !packed) return packed.as<World>();
    return World{kLargeFile, file.path(), nullptr, {}};
}

const std::vector<std::string>& worldNames() {
    static const std::vector<std::string> names{"demo", "ml-100k", "ml-1m", "generated", kLargeFile};
    return names;
}

/// Named worlds restrict the worlds, named measurements the measurements.
struct Choice {
    std::vector<std::string> ids, worlds;
    [[nodiscard]] bool takes(const std::string& id, const std::string& world) const {
        return (ids.empty() || std::ranges::find(ids, id) != ids.end()) &&
               (worlds.empty() || std::ranges::find(worlds, world) != worlds.end());
    }
};

Result<Choice> choose(const std::vector<std::string>& only) {
    Choice choice;
    const auto known = suiteWords();
    for (const std::string& word : only) {
        if (std::ranges::find(known, word) == known.end())
            return Error{ErrorKind::InvalidParameter,
                         "There is no measurement \"" + word + "\": known are " + join(known, ", ") + ".", "only"};
        (std::ranges::find(worldNames(), word) == worldNames().end() ? choice.ids : choice.worlds).push_back(word);
    }
    return choice;
}

std::optional<double> limitIn(const std::map<std::string, double>& limits, const std::string& world) {
    const auto it = limits.find(world);
    return it == limits.end() ? std::nullopt : std::optional(it->second);
}

Result<> runStep(const Step& step, const World& world, const SuiteOptions& options, const TaskContext& context,
                 const std::function<void(const Measurement&)>& onLine) {
    auto measured = step.run({world, options, TaskContext(context.stopToken(), {})});
    if (measured.hasError())
        return Error{measured.error().kind, step.id + " on " + world.name + ": " + measured.error().message,
                     measured.error().where};
    if (!measured) return Cancelled{};
    Measurement line = std::move(measured).value();
    line.id = step.id;
    line.world = world.name;
    line.what = step.what;
    line.target = limitIn(step.targets, world.name);
    line.aim = limitIn(step.aims, world.name);
    onLine(line);
    return Done{};
}

} // namespace

Result<Measurement> repeat(const Bench& bench, const std::function<Result<>()>& body) {
    Measurement m;
    double spent = 0;
    for (int run = 0; run < bench.options.runs && spent < kEnoughSeconds; ++run) {
        auto timing = measure(1, body);
        if (!timing) return timing.as<Measurement>();
        m.timing.wall.push_back(timing.value().wall.front());
        m.timing.cpu.push_back(timing.value().cpu.front());
        spent += timing.value().wall.front();
    }
    return m;
}

std::vector<std::string> suiteWords() {
    std::vector<std::string> words = worldNames();
    for (const Step& step : allSteps()) words.push_back(step.id);
    return words;
}

Result<> runSuite(const SuiteOptions& options, const TaskContext& context,
                  const std::function<void(const Measurement&)>& onLine) {
    const auto choice = choose(options.only);
    if (!choice) return choice.as<Done>();
    const std::vector<Step> steps = allSteps();
    const auto worlds = static_cast<double>(worldNames().size());
    for (std::size_t w = 0; w < worldNames().size(); ++w) {
        const std::string& name = worldNames()[w];
        const bool generated = name == "generated" || name == kLargeFile;
        if ((generated && !options.large) || (!generated && name != "demo" && realDataFolder(name).empty())) continue;
        std::vector<const Step*> chosen;
        for (const Step& step : steps)
            if (std::ranges::find(step.worlds, name) != step.worlds.end() && choice.value().takes(step.id, name))
                chosen.push_back(&step);
        if (chosen.empty()) continue;
        context.report(static_cast<double>(w) / worlds, "opening " + name);
        const std::unique_ptr<TemporaryCsv> file = name == kLargeFile ? std::make_unique<TemporaryCsv>() : nullptr;
        const auto world = file ? largeFile(*file, options.threads, context)
                                : openWorld(name, options.threads, TaskContext(context.stopToken(), {}));
        if (!world) return world.as<Done>();
        for (std::size_t k = 0; k < chosen.size(); ++k) {
            const double done = static_cast<double>(k) / static_cast<double>(chosen.size());
            context.report((static_cast<double>(w) + done) / worlds, chosen[k]->id + " on " + name);
            if (auto ran = runStep(*chosen[k], world.value(), options, context, onLine); !ran) return ran;
        }
    }
    return Done{};
}

} // namespace recoscope::bench
