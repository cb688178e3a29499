#pragma once
#include "app/cli/cli.h"
#include "app/cli/options.h"

namespace recoscope::cli {

/// What a command needs: its options, where it prints, and how it is stopped.
struct Call {
    const Options& options;
    const Terminal& terminal;
    TaskContext context;
    [[nodiscard]] std::string shown(const std::string& dataText) const; ///< Data text, safe for where it goes.
};

/// Each returns Done, an error (exit 1, or 2 for InvalidParameter), or Cancelled.
Result<> listModels(const Call& call);
Result<> describe(const Call& call);
Result<> previewData(const Call& call); ///< describe --preview
Result<> evaluateModels(const Call& call);
Result<> runFile(const Call& call);
Result<> recommend(const Call& call);
Result<> predict(const Call& call);
Result<> similar(const Call& call);
Result<> train(const Call& call);
Result<> bench(const Call& call);
Result<> showCatalogue(const Call& call);
Result<> fetchData(const Call& call);
/// Our side of bench --peers: writes the shared split, or trains one model on it and writes its lists.
Result<> benchBeside(const Call& call);

/// A model with what it was trained on: from --load, or trained from --model.
struct ReadyModel {
    std::string algorithm;
    std::shared_ptr<const Dataset> dataset;
    std::shared_ptr<const Model> model;
    Split split;
    ParamValues params;
};
Result<> recommendAll(const Call& call, const ReadyModel& ready);
[[nodiscard]] Error missing(const Call& call, const char* option); ///< "Command x needs ...": wrong usage.
[[nodiscard]] Result<std::shared_ptr<const Dataset>> openData(const Call& call);
[[nodiscard]] Result<ReadyModel> readyModel(const Call& call);
[[nodiscard]] Result<UserIndex> findUser(const Dataset& dataset, const std::string& id);
[[nodiscard]] Result<ItemIndex> findItem(const Dataset& dataset, const std::string& id);

} // namespace recoscope::cli
