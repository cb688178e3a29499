#include "app/cli/json.h"
#include "core/experiment/experiment.h"
#include <cmath>
#include <ctime>

namespace recoscope::cli {
namespace {

const char* kindName(Contribution::Kind kind) {
    switch (kind) {
    case Contribution::Kind::HistoryItem:
        return "item";
    case Contribution::Kind::Neighbour:
        return "user";
    case Contribution::Kind::Factor:
        return "factor";
    case Contribution::Kind::Feature:
        return "feature";
    case Contribution::Kind::Component:
        return "component";
    case Contribution::Kind::Bias:
        return "bias";
    }
    return "bias";
}

Json contributionJson(const Contribution& c, const Dataset& dataset) {
    Json id = nullptr;
    std::string label = c.label;
    if (c.kind == Contribution::Kind::HistoryItem || (c.kind == Contribution::Kind::Bias && c.id >= 0)) {
        id = dataset.items.id(c.id);
        if (label.empty()) label = dataset.titleOf(ItemIndex{c.id});
    } else if (c.kind == Contribution::Kind::Neighbour) {
        id = dataset.users.id(c.id);
        if (label.empty()) label = "user " + dataset.users.id(c.id);
    } else if (c.id >= 0) {
        id = std::to_string(c.id);
    }
    Json json = {
        {"kind", kindName(c.kind)}, {"id", id}, {"label", label}, {"amount", c.amount}, {"value", static_cast<double>(c.value)}};
    if (!c.parts.empty()) {
        json["parts"] = Json::array();
        for (const Contribution& part : c.parts) json["parts"].push_back(contributionJson(part, dataset));
    }
    return json;
}

} // namespace

std::string dump(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

std::string isoTime(std::int64_t seconds) {
    const auto time = static_cast<std::time_t>(seconds);
    std::tm parts{};
    if (!gmtime_r(&time, &parts)) return {};
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

Json timeJson(std::int64_t seconds) {
    const std::string text = isoTime(seconds);
    return text.empty() ? Json(nullptr) : Json(text);
}

Json numberJson(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json paramJson(const ParamValue& value) {
    return std::visit([](const auto& v) { return Json(v); }, value);
}

Json titleJson(const Dataset& d, ItemIndex item) {
    if (item.at() < d.itemTable.titles.size() && !d.itemTable.titles[item.at()].empty()) return d.itemTable.titles[item.at()];
    return nullptr;
}

Json algorithmJson(const AlgorithmInfo& a) {
    Json params = Json::array();
    for (const ParamSpec& p : trainingParams(a)) {
        const bool ranged = paramType(p) == "integer" || paramType(p) == "number";
        Json choices = nullptr;
        if (!p.choices.empty()) choices = p.choices;
        params.push_back({{"key", p.key},
                          {"type", paramType(p)},
                          {"default", paramJson(p.defaultValue)},
                          {"min", ranged ? Json(p.minimum) : Json(nullptr)},
                          {"max", ranged ? Json(p.maximum) : Json(nullptr)},
                          {"choices", choices},
                          {"help", p.help}});
    }
    const Capabilities& c = a.capabilities;
    const char* foldIn = c.foldIn == FoldIn::Exact ? "exact" : c.foldIn == FoldIn::Approximate ? "approximate" : "none";
    return {{"id", a.id},
            {"name", a.name},
            {"family", a.family},
            {"summary", a.summary},
            {"objective", a.objective},
            {"notes", a.notes},
            {"reference", a.reference},
            {"capabilities",
             {{"fold_in", foldIn},
              {"explains", c.explainsExactly ? "exact" : "approximate"},
              {"ranks", c.ranks},
              {"predicts_ratings", c.predictsRatings},
              {"factors", c.factors},
              {"similar_items", c.similarItems},
              {"iterative", c.iterative},
              {"additive", c.additive},
              {"reasons_hold", c.reasonsHold},
              {"fold_in_overlap", c.foldInOverlap}}},
            {"parameters", params}};
}

Json explanationJson(const Explanation& e, const Dataset& dataset) {
    Json contributions = Json::array();
    for (const Contribution& c : e.contributions) contributions.push_back(contributionJson(c, dataset));
    Json json = {{"view", e.view},         {"exact", e.exact},       {"score", e.score},
                 {"baseline", e.baseline}, {"residual", e.residual}, {"contributions", contributions}};
    if (!e.exact) json["median_residual_share"] = numberJson(e.residualShare);
    return json;
}

Json rejectsJson(const LoadReport& r) {
    constexpr std::size_t kShown = 100;
    Json list = Json::array();
    for (std::size_t k = 0; k < std::min(kShown, r.rejects.size()); ++k)
        list.push_back({{"file", r.rejects[k].file},
                        {"line", r.rejects[k].line},
                        {"column", r.rejects[k].column},
                        {"kind", r.rejects[k].kind},
                        {"text", r.rejects[k].text},
                        {"expected", r.rejects[k].expected}});
    return list;
}

} // namespace recoscope::cli
