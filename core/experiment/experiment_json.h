#pragma once
#include "core/base/result.h"
#include "core/data/load.h"
#include "core/experiment/experiment.h"
#include <string>

namespace recoscope {

/// EXPERIMENT.json: what to open and what to run.
struct ExperimentFile {
    std::string data; ///< A relative path is made relative to the file.
    LoadOptions load;
    ExperimentSpec spec;
};

/// Errors: Io, InvalidInput (no JSON, with the place), InvalidParameter (an unknown key or a wrong value, by name).
[[nodiscard]] Result<ExperimentFile> readExperimentFile(const std::string& path);

/// The document of `evaluate` and `run`: {"dataset", "protocol", "results"}. Numbers read back exactly; undefined is null.
[[nodiscard]] std::string experimentDocument(const ExperimentResult& result, const Dataset& dataset);

} // namespace recoscope
