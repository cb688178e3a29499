#include "app/cli/options.h"
#include "app/cli/option_table.h"
#include "core/base/text.h"
#include "core/models/registry.h"
#include <CLI/CLI.hpp>
#include <algorithm>
#include <set>

namespace recoscope::cli {
namespace {

Error usage(const std::string& message) { return {ErrorKind::InvalidParameter, message, {}}; }

struct Given {
    const OptionInfo* option;
    std::string value;
};

std::string knownOptions(unsigned commands) {
    std::vector<std::string> names;
    for (const OptionInfo& o : optionInfos())
        if ((o.commands & commands) != 0) names.emplace_back(o.name);
    return join(names, ", ");
}

std::string knownCommands() {
    std::vector<std::string> names;
    for (const CommandInfo& c : commandInfos()) names.emplace_back(c.name);
    return join(names, ", ");
}

/// CLI11's own word for an option that it missed says no more than "unexpected": ours names it and lists what the command knows.
Error unknownOption(const std::string& text, const std::vector<std::string>& words) {
    const CommandInfo* command = words.empty() ? nullptr : findCommand(words[0]);
    return usage("There is no option \"" + text.substr(0, text.find('=')) + "\": known are " +
                 knownOptions(command ? command->bit : unsigned{EveryCommand}) + ".");
}

/// What CLI11 found wrong, with the form that the option has.
Error misuse(const CLI::Error& error) {
    const std::string text = error.what();
    for (const OptionInfo& o : optionInfos()) {
        const std::string name = o.name;
        if (text.starts_with(name + ":")) return usage(name + " needs a value: " + name + " " + o.value + ".");
        if (*o.value == '\0' && text.starts_with(name.substr(2) + " ")) return usage(name + " takes no value.");
    }
    return usage(text + ".");
}

/// Options in their order with their values, and the words that belong to none. Options may stand before and after the words.
Result<std::vector<Given>> separate(const std::vector<std::string>& arguments, std::vector<std::string>& words) {
    std::vector<Given> given;
    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    app.add_option("words", words);
    for (const OptionInfo& o : optionInfos()) {
        const std::string names = o.name + std::string(o.name == std::string_view("--help") ? ",-h" : "");
        const auto take = [&given, &o](const std::string& value) { given.push_back({&o, value}); };
        // Called at once, in the order of the command line: --set belongs to the --model before it.
        if (*o.value == '\0')
            app.add_flag(names)->disable_flag_override()->each([take](const std::string&) { take({}); })->trigger_on_parse();
        else
            app.add_option(names)->allow_extra_args(false)->each(take)->trigger_on_parse();
    }
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    try {
        app.parse(reversed);
    } catch (const CLI::Error& e) { return misuse(e); }
    const std::vector<std::string> unknown = app.remaining();
    if (!unknown.empty()) return unknownOption(unknown.front(), words);
    return given;
}

Result<> takeWords(const std::vector<std::string>& words, const CommandInfo& command, Options& options) {
    options.command = command.name;
    const bool takesData = *command.data != '\0';
    if (words.size() > (takesData ? 2U : 1U))
        return usage("\"" + words[takesData ? 2 : 1] + "\" is one word too many: command " + command.name + " takes " +
                     (takesData ? std::string("one ") + command.data : std::string("none")) + ".");
    if (words.size() > 1) options.data = words[1];
    return Done{};
}

Result<> apply(const std::vector<Given>& given, const CommandInfo& command, Options& options) {
    std::set<std::string_view> seen;
    for (const Given& g : given) {
        if ((g.option->commands & command.bit) == 0)
            return usage(std::string(g.option->name) + " does not go with command " + command.name + ", which knows " +
                         knownOptions(command.bit) + ".");
        if (!seen.insert(g.option->name).second && !g.option->repeats)
            return usage(std::string(g.option->name) + " is given twice.");
        if (auto applied = g.option->apply(options, g.value); !applied) return applied;
    }
    return Done{};
}

/// What only all options together can tell.
Result<> finish(Options& options) {
    options.spec.metrics = options.metrics;
    options.load.filters = options.filters.inOrder();
    if (auto metrics = parseMetrics(options.metrics, options.spec.ks); !metrics) return metrics.as<Done>();
    for (const ModelSpec& model : options.spec.models) {
        const AlgorithmInfo& algorithm = *findAlgorithm(model.algorithm);
        if (auto complete = completeParams(trainingParams(algorithm), model.params); !complete) return complete.as<Done>();
    }
    if (options.all && (!options.user.empty() || !options.with.empty() || !options.without.empty()))
        return usage("--all means every user with the history as it is: it does not go with --user, --with or --without.");
    if (!options.all && !options.outFile.empty()) return usage("--out goes with --all only.");
    if (options.all && options.explain) return usage("--explain does not go with --all: ask for one user with --user ID.");
    if (options.hasSplit) options.load.parts = partFiles(options.spec.split);
    return Done{};
}

} // namespace

Result<Options> parseOptions(const std::vector<std::string>& arguments) {
    Options options;
    std::vector<std::string> words;
    const auto given = separate(arguments, words);
    if (!given) return given.as<Options>();
    for (const Given& g : given.value()) {
        options.help = options.help || g.option->name == std::string_view("--help");
        options.version = options.version || g.option->name == std::string_view("--version");
    }
    if (words.empty() && (options.help || options.version)) return options;
    if (words.empty())
        return usage(arguments.empty()
                         ? "A command is missing: known are " + knownCommands() + "; recoscope-cli --help says more."
                         : "A command is missing before the options: known are " + knownCommands() + ".");
    const CommandInfo* command = findCommand(words[0]);
    if (!command) return usage("There is no command \"" + words[0] + "\": known are " + knownCommands() + ".");
    options.command = command->name;
    if (options.help || options.version) return options;
    if (auto taken = takeWords(words, *command, options); !taken) return taken.as<Options>();
    if (auto applied = apply(given.value(), *command, options); !applied) return applied.as<Options>();
    if (auto finished = finish(options); !finished) return finished.as<Options>();
    return options;
}

} // namespace recoscope::cli
