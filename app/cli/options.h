#pragma once
#include "core/base/result.h"
#include "core/data/load.h"
#include "core/experiment/experiment.h"
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recoscope::cli {

/// Everything the commands share, as parsed and checked.
struct Options {
    std::string command, data;
    bool json = false, help = false, version = false;
    LoadOptions load;
    NamedFilters filters; ///< In `load` once all are known.
    ExperimentSpec spec;
    bool hasSplit = false;
    std::optional<int> threads; ///< As given; `run` lets it overrule the file.
    std::string loadModel, saveModel, perUserFile, outFile, user, item;
    std::string toFolder, proxy; ///< fetch
    int n = 10;
    bool explain = false, keepSeen = false, all = false;
    bool preview = false;                            ///< describe
    bool overlap = false;                            ///< describe
    bool peers = false, quick = false;               ///< bench
    std::vector<std::string> only;                   ///< bench: ids of measurements and worlds.
    int runs = 3;                                    ///< bench
    std::string beside;                              ///< bench: folder shared with the peers.
    std::string metrics;                             ///< As given; read once all cut-offs are known.
    std::vector<std::pair<std::string, float>> with; ///< In the order given.
    std::vector<std::string> without;
};

/// Errors: InvalidParameter; its sentence names the word and lists what is known.
[[nodiscard]] Result<Options> parseOptions(const std::vector<std::string>& arguments);

} // namespace recoscope::cli
