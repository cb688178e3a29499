#include "app/cli/options.h"
#include "app/cli/option_table.h"
#include "core/base/text.h"
#include "core/models/registry.h"
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

/// Options in their order with their values, "--name value" or "--name=value", and the words that belong to none.
Result<std::vector<Given>> separate(const std::vector<std::string>& arguments, std::vector<std::string>& words) {
    std::vector<Given> given;
    for (std::size_t k = 0; k < arguments.size(); ++k) {
        const std::string& a = arguments[k] == "-h" ? "--help" : arguments[k];
        if (a == "--") {
            words.insert(words.end(), arguments.begin() + static_cast<std::ptrdiff_t>(k) + 1, arguments.end());
            break;
        }
        if (a.size() < 2 || a[0] != '-') {
            words.push_back(a);
            continue;
        }
        const std::size_t equals = a.find('=');
        const std::string name = a.substr(0, equals);
        const auto infos = optionInfos();
        const auto info = std::ranges::find(infos, name, [](const OptionInfo& o) { return std::string_view(o.name); });
        if (info == infos.end()) {
            const CommandInfo* command = words.empty() ? nullptr : findCommand(words[0]);
            return usage("There is no option \"" + name + "\": known are " +
                         knownOptions(command ? command->bit : unsigned{EveryCommand}) + ".");
        }
        const bool flag = *info->value == '\0';
        if (flag && equals != std::string::npos) return usage(name + " takes no value, so \"" + a + "\" cannot be.");
        if (!flag && equals == std::string::npos && k + 1 == arguments.size())
            return usage(name + " needs a value: " + name + " " + info->value + ".");
        given.push_back({&*info, flag ? std::string() : equals != std::string::npos ? a.substr(equals + 1) : arguments[++k]});
    }
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
    if (auto metrics = parseMetrics(options.metrics, options.spec.ks); !metrics) return metrics.as<Done>();
    for (const ModelSpec& model : options.spec.models) {
        const AlgorithmInfo& algorithm = *findAlgorithm(model.algorithm);
        if (auto complete = completeParams(trainingParams(algorithm), model.params); !complete) return complete.as<Done>();
    }
    if (options.all && (!options.user.empty() || !options.with.empty() || !options.without.empty()))
        return usage("--all means every user with the history as it is: it does not go with --user, --with or --without.");
    if (!options.all && !options.outFile.empty()) return usage("--out goes with --all only.");
    if (options.all && options.explain) return usage("--explain does not go with --all: ask for one user with --user ID.");
    if (options.hasSplit)
        for (const std::string* part :
             {&options.spec.split.trainFile, &options.spec.split.validFile, &options.spec.split.testFile})
            if (!part->empty()) options.load.parts.push_back(*part);
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
