#include "app/cli/commands.h"
#include "app/cli/json.h"
#include "app/cli/table.h"
#include "core/base/text.h"
#include "core/models/model_file.h"
#include "core/models/registry.h"
#include "core/ranking/rank.h"
#include <algorithm>
#include <fstream>
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

struct EditedHistory {
    std::vector<ItemIndex> items;
    std::vector<float> ratings;
    bool edited = false;
};

/// --without before --with; a history that ends up equal to the stored one is no edit.
Result<EditedHistory> editHistory(const Call& call, const ReadyModel& ready, std::optional<UserIndex> user) {
    std::map<ItemIndex, float> ratings;
    std::map<ItemIndex, float> stored;
    if (user) {
        const auto row = ready.split.train->row(*user);
        for (std::size_t k = 0; k < row.size(); ++k) stored[row.items[k]] = row.ratings[k];
    }
    ratings = stored;
    for (const std::string& id : call.options.without) {
        const auto item = findItem(*ready.dataset, id);
        if (!item) return item.as<EditedHistory>();
        ratings.erase(item.value());
    }
    for (const auto& [id, rating] : call.options.with) {
        const auto item = findItem(*ready.dataset, id);
        if (!item) return item.as<EditedHistory>();
        ratings[item.value()] = rating;
    }
    EditedHistory history;
    history.edited = ratings != stored;
    for (const auto& [item, rating] : ratings) {
        history.items.push_back(item);
        history.ratings.push_back(rating);
    }
    return history;
}

Query queryFor(std::optional<UserIndex> user, const EditedHistory& history, std::span<const std::int64_t> times) {
    const History h{history.items, history.ratings, history.edited ? std::span<const std::int64_t>() : times};
    if (!user) return Query::bare(h);
    return history.edited ? Query::edited(*user, h) : Query::known(*user, h);
}

/// What is not offered: the history, and the validation part of a split.
std::vector<ItemIndex> maskFor(const Call& call, const ReadyModel& ready, std::optional<UserIndex> user,
                               const EditedHistory& history) {
    if (call.options.keepSeen) return {};
    std::vector<ItemIndex> mask = history.items;
    if (user) {
        const auto valid = ready.split.valid->row(*user).items;
        mask.insert(mask.end(), valid.begin(), valid.end());
    }
    std::ranges::sort(mask);
    mask.erase(std::unique(mask.begin(), mask.end()), mask.end());
    return mask;
}

Json titleJson(const Dataset& d, ItemIndex item) {
    if (item.at() < d.itemTable.titles.size() && !d.itemTable.titles[item.at()].empty()) return d.itemTable.titles[item.at()];
    return nullptr;
}

Json explanationsJson(const ReadyModel& ready, const Query& query, ItemIndex item) {
    Json list = Json::array();
    for (const Explanation& e : ready.model->explain(query, item)) list.push_back(explanationJson(e, *ready.dataset));
    return list;
}

void printExplanation(const Call& call, const ReadyModel& ready, const Query& query, ItemIndex item) {
    const auto views = ready.model->explain(query, item);
    if (views.empty()) return;
    const Explanation& e = views.front();
    call.terminal.out << "     baseline " << formatNumber(e.baseline)
                      << (e.baselineLabel.empty() ? "" : " (" + e.baselineLabel + ")") << "\n";
    double rest = e.residual;
    for (std::size_t k = 0; k < e.contributions.size(); ++k) {
        const Contribution& c = e.contributions[k];
        if (k >= 8) {
            rest += c.amount;
            continue;
        }
        const std::string name = c.kind == Contribution::Kind::HistoryItem ? ready.dataset->titleOf(ItemIndex{c.id})
                                 : c.kind == Contribution::Kind::Neighbour ? "user " + ready.dataset->users.id(c.id)
                                                                           : c.label;
        call.terminal.out << "     " << (c.amount < 0 ? "" : "+") << formatNumber(c.amount) << "  " << call.shown(name) << "\n";
    }
    if (rest != 0)
        call.terminal.out << "     " << (rest < 0 ? "" : "+") << formatNumber(rest) << "  all others"
                          << (e.exact ? "" : " and what the approximation leaves") << "\n";
}

Result<> recommendAll(const Call& call, const ReadyModel& ready) {
    const Interactions& train = *ready.split.train;
    std::vector<std::vector<ScoredItem>> lists(static_cast<std::size_t>(train.userCount()));
    const bool finished = scoreUsers(
        *ready.model, lists.size(), call.options.spec.threads, call.context,
        [&](std::size_t u) {
            const auto row = train.row(UserIndex{u});
            return Query::known(UserIndex{u}, {row.items, row.ratings, row.times});
        },
        [&](std::size_t u, std::span<const float> scores) {
            if (train.rowSize(UserIndex{u}) == 0) return;
            const auto mask = call.options.keepSeen ? std::span<const ItemIndex>() : ready.split.masked->row(UserIndex{u}).items;
            lists[u] = topK(scores, call.options.n, mask);
        });
    if (!finished) return Cancelled{};
    std::ofstream file(call.options.outFile, std::ios::binary | std::ios::trunc);
    file << "user,rank,item,title,score\r\n";
    for (std::size_t u = 0; u < lists.size(); ++u)
        for (std::size_t k = 0; k < lists[u].size(); ++k)
            file << csvText(ready.dataset->users.id(static_cast<std::int32_t>(u))) << ',' << k + 1 << ','
                 << csvText(ready.dataset->items.id(lists[u][k].item.value)) << ','
                 << csvText(ready.dataset->titleOf(lists[u][k].item)) << ','
                 << formatNumber(static_cast<double>(lists[u][k].score)) << "\r\n";
    file.flush();
    if (!file.good())
        return Error{ErrorKind::Io,
                     "The lists could not be written to " + call.options.outFile + ": check that the folder exists and has room.",
                     call.options.outFile};
    return Done{};
}

Error missing(const Call& call, const char* option) {
    return {ErrorKind::InvalidParameter, "Command " + call.options.command + " needs " + option + ".", {}};
}

} // namespace

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

Result<> recommend(const Call& call) {
    const Options& o = call.options;
    if (o.all && o.outFile.empty()) return missing(call, "--out FILE.csv with --all");
    if (!o.all && o.user.empty() && o.with.empty())
        return missing(call, "--user ID, or a history by --with ITEM=RATING, or --all");
    const auto ready = readyModel(call);
    if (!ready) return ready.as<Done>();
    if (o.all) return recommendAll(call, ready.value());
    std::optional<UserIndex> user;
    if (!o.user.empty()) {
        const auto found = findUser(*ready.value().dataset, o.user);
        if (!found) return found.as<Done>();
        user = found.value();
    }
    const auto history = editHistory(call, ready.value(), user);
    if (!history) return history.as<Done>();
    const Query query =
        queryFor(user, history.value(), user ? ready.value().split.train->row(*user).times : std::span<const std::int64_t>());
    std::vector<float> scores(static_cast<std::size_t>(ready.value().model->itemCount()));
    ready.value().model->score(query, scores);
    const auto list = topK(scores, o.n, maskFor(call, ready.value(), user, history.value()));
    const Dataset& d = *ready.value().dataset;
    if (o.json) {
        Json items = Json::array();
        for (std::size_t k = 0; k < list.size(); ++k) {
            Json entry = {{"rank", k + 1},
                          {"item", d.items.id(list[k].item.value)},
                          {"title", titleJson(d, list[k].item)},
                          {"score", numberJson(static_cast<double>(list[k].score))}};
            if (o.explain) entry["explanations"] = explanationsJson(ready.value(), query, list[k].item);
            items.push_back(std::move(entry));
        }
        call.terminal.out << dump({{"user", user ? Json(o.user) : Json(nullptr)},
                                   {"model", ready.value().algorithm},
                                   {"edited", history.value().edited},
                                   {"items", items}});
        return Done{};
    }
    for (std::size_t k = 0; k < list.size(); ++k) {
        call.terminal.out << formatTable({">", "", ">", ""}, {{std::to_string(k + 1), call.shown(d.items.id(list[k].item.value)),
                                                               formatNumber(static_cast<double>(list[k].score)),
                                                               call.shown(d.titleOf(list[k].item))}})
                                 .substr(1);
        if (o.explain) printExplanation(call, ready.value(), query, list[k].item);
    }
    return Done{};
}

Result<> predict(const Call& call) {
    if (call.options.user.empty() || call.options.item.empty()) return missing(call, "--user ID and --item ID");
    const auto ready = readyModel(call);
    if (!ready) return ready.as<Done>();
    const auto user = findUser(*ready.value().dataset, call.options.user);
    if (!user) return user.as<Done>();
    const auto item = findItem(*ready.value().dataset, call.options.item);
    if (!item) return item.as<Done>();
    const auto history = editHistory(call, ready.value(), user.value());
    if (!history) return history.as<Done>();
    const Query query = queryFor(user.value(), history.value(), ready.value().split.train->row(user.value()).times);
    float score = 0;
    const ItemIndex wanted = item.value();
    ready.value().model->score(query, {&wanted, 1}, {&score, 1});
    const bool rating = findAlgorithm(ready.value().algorithm)->predictsRatings(ready.value().params);
    if (call.options.json) {
        Json j = {{"user", call.options.user},
                  {"item", call.options.item},
                  {"title", titleJson(*ready.value().dataset, wanted)},
                  {"score", numberJson(static_cast<double>(score))},
                  {"is_rating", rating}};
        if (call.options.explain) j["explanations"] = explanationsJson(ready.value(), query, wanted);
        call.terminal.out << dump(j);
        return Done{};
    }
    call.terminal.out << (rating ? "rating " : "score ") << formatNumber(static_cast<double>(score)) << "  "
                      << call.shown(ready.value().dataset->titleOf(wanted)) << "\n";
    if (call.options.explain) printExplanation(call, ready.value(), query, wanted);
    return Done{};
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
                         " has no notion of similar items; item_knn, ials, mf_sgd and ease have.",
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
