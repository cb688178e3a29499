#include "app/cli/profile_words.h"
#include "core/base/text.h"
#include <algorithm>
#include <cmath>

namespace recoscope::cli {
namespace {

constexpr std::size_t kValuesInJson = 100, kValuesInWords = 5;

/// "42.7 %".
std::string percent(double share) { return std::isnan(share) ? "unknown" : formatNumber(std::round(share * 1000) / 10) + " %"; }

Json partJson(const TailPart& part) {
    return {{"items", part.items}, {"interactions", part.interactions}, {"share", numberJson(part.share)}};
}

Json tailJson(const DescribedDetails& d) {
    return {{"head", partJson(d.tail.head)},
            {"torso", partJson(d.tail.torso)},
            {"tail", partJson(d.tail.tail)},
            {"top_1_percent", numberJson(d.top1)},
            {"top_10_percent", numberJson(d.top10)}};
}

Json arrivalsJson(const DescribedDetails& d) {
    const Arrivals& a = d.details.arrivals;
    if (a.isEmpty()) return nullptr;
    Json bins = Json::array();
    for (std::size_t k = 0; k < d.bins.size(); ++k)
        bins.push_back({{"start", timeJson(d.bins[k].start)},
                        {"interactions", d.bins[k].count},
                        {"new_users", a.users[k]},
                        {"new_items", a.items[k]}});
    return {{"bin_seconds", d.binSeconds},
            {"users_without_time", a.undatedUsers},
            {"items_without_time", a.undatedItems},
            {"bins", bins}};
}

Json coldSideJson(const ColdSide& side) {
    Json counts = Json::array();
    for (const ColdCount& c : side.counts)
        counts.push_back({{"at_most", c.atMost}, {"count", c.count}, {"interactions", c.interactions}});
    return {{"counts", counts},
            {"late", side.late ? Json{{"count", side.late->count}, {"interactions", side.late->interactions}} : Json(nullptr)}};
}

Json coldJson(const ColdStart& cold) {
    return {{"users", coldSideJson(cold.users)},
            {"items", coldSideJson(cold.items)},
            {"late_from", cold.lateFrom ? timeJson(*cold.lateFrom) : Json(nullptr)}};
}

Json sharesJson(const FeatureShares& feature) {
    Json values = Json::array();
    for (std::size_t k = 0; k < std::min(kValuesInJson, feature.shares.size()); ++k) {
        const FeatureShare& s = feature.shares[k];
        values.push_back({{"value", s.value},
                          {"items", s.items},
                          {"interactions", s.interactions},
                          {"mean_rating", numberJson(s.meanRating)}});
    }
    return {{"name", feature.name},
            {"kind", featureKindName(feature.kind)},
            {"distinct", feature.shares.size()},
            {"several", feature.several},
            {"items_without", feature.unknownItems},
            {"interactions_without", feature.unknownInteractions},
            {"values", values}};
}

Json overlapJson(const Overlap& overlap) {
    Json steps = Json::array();
    for (const OverlapStep& s : overlap.steps)
        steps.push_back({{"at_least", s.atLeast},
                         {"pairs", s.pairs},
                         {"share", numberJson(s.share)},
                         {"standard_error", numberJson(s.standardError)}});
    return {{"members", overlap.members},
            {"pairs", overlap.allPairs},
            {"exact", overlap.isExact()},
            {"drawn", overlap.drawn},
            {"steps", steps}};
}

std::string coldWords(const ColdSide& side, const char* one, const char* many) {
    std::vector<std::string> words;
    for (const ColdCount& c : side.counts)
        if (c.atMost == 1 || c.atMost == 5 || c.atMost == 20)
            words.push_back(std::to_string(c.count) + " with at most " + std::to_string(c.atMost));
    if (side.late) words.push_back(counted(side.late->count, one, many) + " first seen in the last tenth of the time");
    return join(words, ", ");
}

std::string featureWords(const FeatureShares& feature) {
    std::vector<std::string> words;
    for (std::size_t k = 0; k < std::min(kValuesInWords, feature.shares.size()); ++k)
        words.push_back(feature.shares[k].value + " " + std::to_string(feature.shares[k].items));
    if (feature.shares.size() > kValuesInWords) words.push_back(std::to_string(feature.shares.size() - kValuesInWords) + " more");
    if (feature.unknownItems > 0) words.push_back("unknown " + std::to_string(feature.unknownItems));
    return join(words, ", ");
}

std::string overlapWords(const Overlap& overlap, const std::string& things) {
    std::vector<std::string> words;
    for (const OverlapStep& s : overlap.steps)
        if (s.atLeast == 1 || s.atLeast == 5 || s.atLeast == 20) {
            const std::string error =
                s.standardError > 0 ? " +- " + formatNumber(std::round(s.standardError * 1e5) / 1e3) : std::string();
            words.push_back(percent(s.share) + error + " share " + std::to_string(s.atLeast) + " or more");
        }
    return join(words, ", ") + " " + things +
           (overlap.isExact() ? std::string()
                              : "; estimated from " + counted(overlap.drawn, "draw", "draws") + " of " +
                                    std::to_string(overlap.members) + ", +- standard error");
}

} // namespace

DescribedDetails describedDetails(const Call& call, const Dataset& dataset, const DataProfile& profile) {
    const int threads = call.options.threads.value_or(0);
    DescribedDetails described;
    described.tail = tailOf(profile.countsByRank);
    described.top1 = topShare(profile.countsByRank, 0.01);
    described.top10 = topShare(profile.countsByRank, 0.1);
    described.details = detailsOf(dataset, profile, call.context, threads);
    described.bins = profile.activity;
    described.binSeconds = profile.activityBinSeconds;
    if (!call.options.overlap) return described;
    OverlapOptions options;
    options.threads = threads;
    options.seed = call.options.spec.seed;
    for (const OverlapSide side : {OverlapSide::Users, OverlapSide::Items})
        described.overlaps.push_back(overlapOf(*dataset.interactions, side, options, call.context));
    return described;
}

void addDetails(Json& document, const DescribedDetails& described) {
    document["tail"] = tailJson(described);
    document["arrivals"] = arrivalsJson(described);
    document["cold"] = coldJson(described.details.cold);
    document["features"] = Json::array();
    for (const FeatureShares& feature : described.details.features) document["features"].push_back(sharesJson(feature));
    document["overlap"] = described.overlaps.empty() ? Json(nullptr)
                                                     : Json{{"users", overlapJson(described.overlaps.front())},
                                                            {"items", overlapJson(described.overlaps.back())}};
}

void printDetails(const Call& call, const Dataset& dataset, const DescribedDetails& described,
                  std::vector<std::vector<std::string>>& rows) {
    const Tail& t = described.tail;
    rows.push_back({"tail", "a third of the rows each: " + std::to_string(t.head.items) + " head, " +
                                std::to_string(t.torso.items) + " torso, " + std::to_string(t.tail.items) +
                                " tail items; top 1 % hold " + percent(described.top1) + ", top 10 % " +
                                percent(described.top10)});
    rows.push_back({"cold users", coldWords(described.details.cold.users, "user", "users")});
    rows.push_back({"cold items", coldWords(described.details.cold.items, "item", "items")});
    for (const FeatureShares& feature : described.details.features)
        rows.push_back({"by " + call.shown(feature.name), call.shown(featureWords(feature))});
    if (described.overlaps.empty()) return;
    rows.push_back({"user pairs", overlapWords(described.overlaps.front(), call.shown(dataset.itemNounPlural))});
    rows.push_back({"item pairs", overlapWords(described.overlaps.back(), "users")});
}

} // namespace recoscope::cli
