#include "app/cli/commands.h"
#include "app/cli/history_edits.h"
#include "app/cli/json.h"
#include "app/cli/table.h"
#include "core/base/text.h"
#include "core/models/registry.h"
#include "core/ranking/rank.h"
#include <ostream>

namespace recoscope::cli {
namespace {

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

} // namespace

Result<> recommend(const Call& call) {
    const Options& o = call.options;
    if (o.all && o.outFile.empty()) return missing(call, "--out FILE.csv with --all");
    if (!o.all && o.user.empty() && o.with.empty())
        return missing(call, "--user ID, or a history by --with ITEM=RATING, or --all");
    const auto ready = readyModel(call);
    if (!ready) return ready.as<Done>();
    if (o.all) return recommendAll(call, ready.value());
    const auto history = editedHistory(call, ready.value());
    if (!history) return history.as<Done>();
    const Query query = history.value().query();
    std::vector<float> scores(static_cast<std::size_t>(ready.value().model->itemCount()));
    ready.value().model->score(query, scores);
    const auto list = topK(scores, o.n, maskFor(call, ready.value(), history.value()));
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
        call.terminal.out << dump({{"user", history.value().user ? Json(o.user) : Json(nullptr)},
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
    if (call.options.item.empty()) return missing(call, "--item ID");
    if (call.options.user.empty() && call.options.with.empty())
        return missing(call, "--user ID, or a history by --with ITEM=RATING");
    const auto ready = readyModel(call);
    if (!ready) return ready.as<Done>();
    const auto item = findItem(*ready.value().dataset, call.options.item);
    if (!item) return item.as<Done>();
    const auto history = editedHistory(call, ready.value());
    if (!history) return history.as<Done>();
    const Query query = history.value().query();
    float score = 0;
    const ItemIndex wanted = item.value();
    ready.value().model->score(query, {&wanted, 1}, {&score, 1});
    const bool rating = findAlgorithm(ready.value().algorithm)->predictsRatings(ready.value().params);
    if (call.options.json) {
        Json j = {{"user", history.value().user ? Json(call.options.user) : Json(nullptr)},
                  {"item", call.options.item},
                  {"title", titleJson(*ready.value().dataset, wanted)},
                  {"score", numberJson(static_cast<double>(score))},
                  {"rating", rating ? numberJson(static_cast<double>(score)) : Json(nullptr)},
                  {"model", ready.value().algorithm},
                  {"edited", history.value().edited}};
        if (call.options.explain) j["explanations"] = explanationsJson(ready.value(), query, wanted);
        call.terminal.out << dump(j);
        return Done{};
    }
    call.terminal.out << (rating ? "rating " : "score ") << formatNumber(static_cast<double>(score)) << "  "
                      << call.shown(ready.value().dataset->titleOf(wanted)) << "\n";
    if (call.options.explain) printExplanation(call, ready.value(), query, wanted);
    return Done{};
}

} // namespace recoscope::cli
