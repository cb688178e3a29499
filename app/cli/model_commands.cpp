#include "app/cli/commands.h"
#include "app/cli/json.h"
#include "app/cli/table.h"
#include "core/base/text.h"
#include "core/models/model_file.h"
#include "core/models/registry.h"
#include <algorithm>
#include <ostream>

namespace recoscope::cli {
namespace {

/// A few ids that begin alike, to help who mistyped.
std::string nearIds(const Vocabulary& ids, const std::string& wanted) {
    std::vector<std::string> near;
    for (const std::string& id : ids.ids())
        if (near.size() < 3 && !wanted.empty() && (id.starts_with(wanted) || wanted.starts_with(id))) near.push_back(id);
    for (std::int32_t k = 0; near.empty() && k < std::min(3, ids.size()); ++k) near.push_back(ids.id(k));
    return join(near, ", ");
}

std::string modelsWithSimilarItems() {
    std::vector<std::string> ids;
    for (const AlgorithmInfo& algorithm : algorithms())
        if (algorithm.capabilities.similarItems) ids.push_back(algorithm.id);
    return join(ids, ", ");
}

} // namespace

Error missing(const Call& call, const char* option) {
    return {ErrorKind::InvalidParameter, "Command " + call.options.command + " needs " + option + ".", {}};
}

Result<UserIndex> findUser(const Dataset& dataset, const std::string& id) {
    if (const auto index = dataset.users.find(id)) return UserIndex{*index};
    return Error{ErrorKind::UnknownName,
                 "There is no user \"" + id + "\" in " + dataset.name + "; near are " + nearIds(dataset.users, id) + ".",
                 {}};
}

Result<ItemIndex> findItem(const Dataset& dataset, const std::string& id) {
    if (const auto index = dataset.items.find(id)) return ItemIndex{*index};
    return Error{ErrorKind::UnknownName,
                 "There is no item \"" + id + "\" in " + dataset.name + "; near are " + nearIds(dataset.items, id) + ".",
                 {}};
}

Result<ReadyModel> readyModel(const Call& call) {
    const Options& o = call.options;
    if (o.spec.models.size() + (o.loadModel.empty() ? 0 : 1) != 1) return missing(call, "exactly one --model ID, or --load FILE");
    const auto dataset = openData(call);
    if (!dataset) return dataset.as<ReadyModel>();
    ReadyModel ready;
    ready.dataset = dataset.value();
    ready.split = wholeDataset(*ready.dataset);
    if (o.hasSplit) {
        auto splits = makeSplits(*ready.dataset, o.spec.split, o.spec.seed, call.context);
        if (!splits) return splits.as<ReadyModel>();
        ready.split = splits.value().front();
    }
    if (!o.loadModel.empty()) {
        auto loaded = loadModelFile(o.loadModel);
        if (!loaded) return loaded.as<ReadyModel>();
        if (loaded.value().header.userHash != ready.dataset->users.hash() ||
            loaded.value().header.itemHash != ready.dataset->items.hash())
            return Error{ErrorKind::InvalidInput,
                         "The model " + o.loadModel + " was trained on other users or items than " + o.data +
                             " holds; train it on this data.",
                         o.loadModel};
        ready.algorithm = loaded.value().header.algorithm;
        ready.params = loaded.value().header.params;
        ready.model = loaded.value().model;
        return ready;
    }
    ExperimentSpec spec = o.spec;
    auto trained = trainModel(spec.models[0], spec, ready.dataset, ready.split, call.context.part(0.1, 1));
    if (!trained) return trained.as<ReadyModel>();
    ready.algorithm = spec.models[0].algorithm;
    ready.params = trained.value().params;
    ready.model = trained.value().model;
    return ready;
}

Result<> similar(const Call& call) {
    if (call.options.item.empty()) return missing(call, "--item ID");
    const auto ready = readyModel(call);
    if (!ready) return ready.as<Done>();
    const auto item = findItem(*ready.value().dataset, call.options.item);
    if (!item) return item.as<Done>();
    const auto list = ready.value().model->similarItems(item.value(), call.options.n);
    if (!list)
        return Error{ErrorKind::Unsupported,
                     "Model " + ready.value().algorithm +
                         " has no notion of similar items; those that have: " + modelsWithSimilarItems() + ".",
                     {}};
    const Dataset& d = *ready.value().dataset;
    Json items = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (std::size_t k = 0; k < list->size(); ++k) {
        const ScoredItem& s = (*list)[k];
        items.push_back({{"rank", k + 1},
                         {"item", d.items.id(s.item.value)},
                         {"title", titleJson(d, s.item)},
                         {"score", numberJson(static_cast<double>(s.score))}});
        rows.push_back({std::to_string(k + 1), call.shown(d.items.id(s.item.value)), formatNumber(static_cast<double>(s.score)),
                        call.shown(d.titleOf(s.item))});
    }
    if (call.options.json)
        call.terminal.out << dump({{"item", call.options.item}, {"model", ready.value().algorithm}, {"items", items}});
    else
        call.terminal.out << formatTable({">rank", "item", ">similarity", "title"}, rows);
    return Done{};
}

Result<> train(const Call& call) {
    if (call.options.saveModel.empty()) return missing(call, "--save FILE");
    const auto ready = readyModel(call);
    if (!ready) return ready.as<Done>();
    const ModelFileHeader header{ready.value().algorithm, ready.value().params, ready.value().dataset->users.hash(),
                                 ready.value().dataset->items.hash(), call.options.spec.relevanceThreshold};
    if (auto saved = saveModelFile(call.options.saveModel, header, *ready.value().model); !saved) return saved;
    if (call.options.json)
        call.terminal.out << dump({{"model", header.algorithm}, {"file", call.options.saveModel}});
    else
        call.terminal.out << "saved " << header.algorithm << " to " << call.shown(call.options.saveModel) << "\n";
    return Done{};
}

} // namespace recoscope::cli
