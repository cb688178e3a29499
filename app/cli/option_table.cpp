#include "app/cli/option_table.h"
#include "app/cli/option_values.h"
#include "app/cli/table.h"
#include <algorithm>
#include <array>

namespace recoscope::cli {
namespace {

constexpr unsigned kWithModel = Evaluate | Recommend | Predict | Similar | Train;
constexpr unsigned kWithData = Describe | kWithModel;
constexpr unsigned kForUser = Recommend | Predict;

constexpr std::array kCommands{
    CommandInfo{"models", Models, "", "", "what can be trained, with parameters"},
    CommandInfo{"describe", Describe, "DATA", "", "what is in a file, folder or archive"},
    CommandInfo{"evaluate", Evaluate, "DATA", "--model ID [--set k=v]... --split SPEC [--metrics LIST] [--k 5,10,20]",
                "trains and compares models under one protocol"},
    CommandInfo{"recommend", Recommend, "DATA", "--model ID --user ID [--n 10] [--explain]   or: --all --out FILE.csv",
                "a user's list, and why"},
    CommandInfo{"predict", Predict, "DATA", "--model ID --user ID --item ID [--explain]", "one rating or score, and why"},
    CommandInfo{"similar", Similar, "DATA", "--model ID --item ID [--n 10]", "the items that a model holds for alike"},
    CommandInfo{"train", Train, "DATA", "--model ID --save FILE", "keeps a model; --load FILE then stands in for --model ID"},
    CommandInfo{"run", Run, "EXPERIMENT.json", "", "an experiment as a file states it"},
    CommandInfo{"catalogue", Catalogue, "[ID]", "", "public data sets that can be fetched; with ID its licence and citation"},
    CommandInfo{"fetch", Fetch, "ID", "[--to FOLDER] [--proxy ADDRESS]",
                "downloads a data set of the catalogue; DATA is then catalogue:ID"},
    CommandInfo{"bench", Bench, "", "[--quick] [--only WORDS] [--runs 3] [--peers]", "the project's performance suite"}};

template <bool Options::*Flag>
Result<> setFlag(Options& options, const std::string&) {
    options.*Flag = true;
    return Done{};
}
template <std::string Options::*Text>
Result<> setText(Options& options, const std::string& value) {
    options.*Text = value;
    return Done{};
}
template <std::string LoadOptions::*Text>
Result<> setLoadText(Options& options, const std::string& value) {
    options.load.*Text = value;
    return Done{};
}

constexpr std::array kOptions{
    OptionInfo{"--model", "ID", kWithModel | Bench, true, "the model to train; evaluate takes several", addModel},
    OptionInfo{"--set", "KEY=VALUE", kWithModel | Bench, true, "a parameter of the model before it", addSetting},
    OptionInfo{"--load", "FILE", Recommend | Predict | Similar, false, "a model kept by train --save, instead of --model",
               setText<&Options::loadModel>},
    OptionInfo{"--save", "FILE", Train, false, "where to keep the model", setText<&Options::saveModel>},
    OptionInfo{"--split", "SPEC", kWithModel, false, "how the data is cut, for example per-user:test=0.1,valid=0.1", setSplit},
    OptionInfo{"--metrics", "LIST", Evaluate, false, "for example ndcg@10,recall,rmse", setText<&Options::metrics>},
    OptionInfo{"--k", "LIST", Evaluate, false, "cut-offs of metrics that state none (default 10)", setCutoffs},
    OptionInfo{"--relevance-threshold", "R", kWithModel, false, "what counts as liked: ratings of R or more", setThreshold},
    OptionInfo{"--convention", "NAME", Evaluate, false, "definitions of the metrics: default", setConvention},
    OptionInfo{"--per-user", "FILE.csv", Evaluate | Run, false, "also writes model,user,metric,value",
               setText<&Options::perUserFile>},
    OptionInfo{"--user", "ID", kForUser, false, "whom to ask for", setText<&Options::user>},
    OptionInfo{"--item", "ID", Predict | Similar, false, "which item", setText<&Options::item>},
    OptionInfo{"--n", "N", Recommend | Similar | Bench, false, "length of the list (default 10)", setLength},
    OptionInfo{"--explain", "", kForUser, false, "says why, in parts that add up", setFlag<&Options::explain>},
    OptionInfo{"--with", "ITEM=RATING", kForUser, true, "as if the user had rated this item so", addWith},
    OptionInfo{"--without", "ITEM", kForUser, true, "as if the user had never rated this item", addWithout},
    OptionInfo{"--keep-seen", "", kForUser, false, "also offers what the user has rated", setFlag<&Options::keepSeen>},
    OptionInfo{"--all", "", Recommend, false, "lists of all users", setFlag<&Options::all>},
    OptionInfo{"--out", "FILE.csv", Recommend, false, "where --all writes", setText<&Options::outFile>},
    OptionInfo{"--to", "FOLDER", Fetch, false, "where to keep it (default: the folder that catalogue:ID looks in)",
               setText<&Options::toFolder>},
    OptionInfo{"--proxy", "ADDRESS", Fetch, false, "instead of the environment's https_proxy", setText<&Options::proxy>},
    OptionInfo{"--project", "FILE", Run, false, "has not landed yet", refuseProject},
    OptionInfo{"--preview", "", Describe, false, "only what its beginning says, and what opening it would take",
               setFlag<&Options::preview>},
    OptionInfo{"--overlap", "", Describe, false, "also how much pairs of users, and of items, have in common (some seconds)",
               setFlag<&Options::overlap>},
    OptionInfo{"--peers", "", Bench, false, "also measures other libraries", setFlag<&Options::peers>},
    OptionInfo{"--quick", "", Bench, false, "leaves out the large generated world", setFlag<&Options::quick>},
    OptionInfo{"--only", "WORDS", Bench, true, "measurements and worlds by their ids", addOnly},
    OptionInfo{"--runs", "N", Bench, false, "how often each is measured (default 3)", setRuns},
    OptionInfo{"--beside", "FOLDER", Bench, false, "our side of --peers: the folder shared with them", setText<&Options::beside>},
    OptionInfo{"--file", "NAME", kWithData, false, "which file of a folder or archive holds the ratings",
               setLoadText<&LoadOptions::file>},
    OptionInfo{"--format", "NAME", kWithData, false, "how to read it: delimited, recbole, lists, json_lines, sqlite...",
               setFormat},
    OptionInfo{"--separator", "S", kWithData, false, "tab, space, ctrl-a, or the characters themselves",
               setLoadText<&LoadOptions::separator>},
    OptionInfo{"--columns", "ROLES", kWithData, false, "user,item,rating,timestamp,context,- by position, or NAME=user,...",
               setLoadText<&LoadOptions::columns>},
    OptionInfo{"--encoding", "NAME", kWithData, false, "utf-8, utf-16, latin-1 or windows-1252", setEncoding},
    OptionInfo{"--header", "yes|no", kWithData, false, "whether the first line names the columns", setHeader},
    OptionInfo{"--quotes", "yes|no", kWithData, false, "whether fields may stand in double quotes", setQuotes},
    OptionInfo{"--decimal", "SIGN", kWithData, false, "of ratings: point or comma", setDecimal},
    OptionInfo{"--time-unit", "UNIT", kWithData, false, "s, ms, us, ns since 1970; of dates dmy or mdy", setTimeUnit},
    OptionInfo{"--min-rating", "R", kWithData, false, "drops rows rated lower, before any split", setMinRating},
    OptionInfo{"--k-core", "N", kWithData, false, "drops users and items with fewer rows, until none is left", setKCore},
    OptionInfo{"--implicit", "", kWithData, false, "forgets ratings: every row counts as 1",
               [](Options& o, const std::string&) -> Result<> {
                   o.filters.implicit = true;
                   return Done{};
               }},
    OptionInfo{"--filter", "STEP", kWithData, true, "one more filter, after those three and in the order given: see below",
               addFilter},
    OptionInfo{"--seed", "N", EveryCommand, false, "what chance starts from (default 1)", setSeed},
    OptionInfo{"--threads", "N", EveryCommand, false, "0 = all; never changes a digit", setThreads},
    OptionInfo{"--json", "", EveryCommand, false, "one JSON document instead of tables", setFlag<&Options::json>},
    OptionInfo{"--help", "", EveryCommand, false, "this text", setFlag<&Options::help>},
    OptionInfo{"--version", "", EveryCommand, false, "the program's version", setFlag<&Options::version>}};

std::string overview() {
    std::string text = "recoscope-cli: recommenders without a window\n\n";
    for (const CommandInfo& c : kCommands) {
        const std::string words = std::string(c.name) + (*c.data ? " " : "") + c.data + (*c.example ? " " : "") + c.example;
        text += "  " + words + "\n" + std::string(6, ' ') + c.summary + "\n";
    }
    return text + R"(
DATA is a file, a folder, an archive, demo, catalogue:ID (once fetched), or synthetic:KEY=VALUE,... (a simulated world with known truth; preset=plain, easy,
sparse, long_tail, drifting, cold or grey_sheep; users=, items=, interactions=, seed=... : a wrong key lists all). recoscope-cli COMMAND --help lists a command's options.
SPEC is holdout, per-user, per-user-temporal (each :test=0.2,valid=0.1), leave-last-out, leave-one-out (each :valid=1), kfold:k=5,
or predefined:train=FILE,test=FILE.
)";
}

} // namespace

std::span<const CommandInfo> commandInfos() { return kCommands; }

const CommandInfo* findCommand(std::string_view name) {
    const auto* it = std::ranges::find(kCommands, name, [](const CommandInfo& c) { return std::string_view(c.name); });
    return it == kCommands.end() ? nullptr : it;
}

std::span<const OptionInfo> optionInfos() { return kOptions; }

std::string helpText(const CommandInfo* command) {
    if (!command) return overview();
    std::string text = std::string("recoscope-cli ") + command->name + (*command->data ? " " : "") + command->data +
                       (*command->example ? " " : "") + command->example + "\n" + command->summary + "\n\n";
    for (const OptionInfo& o : kOptions) {
        if ((o.commands & command->bit) == 0) continue;
        text += "  " + padded(std::string(o.name) + " " + o.value + " ", 30) + o.help + "\n";
    }
    if ((command->bit & kWithData) == 0) return text;
    text += "\nSTEP of --filter is one of\n";
    for (const FilterKindInfo& kind : filterKinds()) text += "  " + padded(kind.form, 48) + kind.help + "\n";
    return text;
}

} // namespace recoscope::cli
