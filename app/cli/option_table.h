#pragma once
#include "app/cli/options.h"
#include <span>
#include <string>
#include <string_view>

namespace recoscope::cli {

/// Commands as bits, so that an option can say which of them it belongs to.
enum CommandBit : unsigned {
    Models = 1,
    Describe = 2,
    Evaluate = 4,
    Recommend = 8,
    Predict = 16,
    Similar = 32,
    Train = 64,
    Run = 128,
    Bench = 256,
    Catalogue = 512,
    Fetch = 1024,
    EveryCommand = 2047
};

struct CommandInfo {
    const char* name;
    CommandBit bit;
    const char* data;    ///< What its one word is: "DATA", "EXPERIMENT.json", or "" where it takes none.
    const char* example; ///< The usual options, for the help.
    const char* summary;
};

struct OptionInfo {
    const char* name;  ///< "--split".
    const char* value; ///< What follows it, for the help: "SPEC"; "" for a flag.
    unsigned commands; ///< CommandBit of all that know it.
    bool repeats;      ///< May be given several times.
    const char* help;
    Result<> (*apply)(Options& options, const std::string& value); ///< Errors name the word.
};

[[nodiscard]] std::span<const CommandInfo> commandInfos();
[[nodiscard]] const CommandInfo* findCommand(std::string_view name); ///< Null for an unknown name.
[[nodiscard]] std::span<const OptionInfo> optionInfos();

/// The overview; with a command, its options with a line each.
[[nodiscard]] std::string helpText(const CommandInfo* command);

} // namespace recoscope::cli
