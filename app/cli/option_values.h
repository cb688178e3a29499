#pragma once
#include "app/cli/options.h"
#include <string>

namespace recoscope::cli {

/// What each option does with its value. Errors: InvalidParameter naming the word and what is expected.
Result<> addModel(Options& options, const std::string& value);
Result<> addSetting(Options& options, const std::string& value); ///< Binds to the model added last.
Result<> setSplit(Options& options, const std::string& value);
Result<> setCutoffs(Options& options, const std::string& value);
Result<> setThreshold(Options& options, const std::string& value);
Result<> setConvention(Options& options, const std::string& value);
Result<> setLength(Options& options, const std::string& value);
Result<> addWith(Options& options, const std::string& value);
Result<> addWithout(Options& options, const std::string& value);
Result<> refuseProject(Options& options, const std::string& value);
Result<> setFormat(Options& options, const std::string& value);
Result<> setEncoding(Options& options, const std::string& value);
Result<> setHeader(Options& options, const std::string& value);
Result<> setQuotes(Options& options, const std::string& value);
Result<> setDecimal(Options& options, const std::string& value);
Result<> setTimeUnit(Options& options, const std::string& value);
Result<> setMinRating(Options& options, const std::string& value);
Result<> setKCore(Options& options, const std::string& value);
Result<> addFilter(Options& options, const std::string& value);
Result<> setSeed(Options& options, const std::string& value);
Result<> setThreads(Options& options, const std::string& value);
Result<> addOnly(Options& options, const std::string& value);
Result<> setRuns(Options& options, const std::string& value);

} // namespace recoscope::cli
