#include "core/base/text.h"
#include "core/experiment/experiment.h"
#include "core/version.h"
#include <algorithm>
#include <cmath>

namespace recoscope {
namespace {

std::string splitInWords(const SplitSpec& spec) {
    for (const SplitInfo& info : splitKinds())
        if (info.kind == spec.kind) return info.name + " (" + formatSplitSpec(spec) + ")";
    return "none";
}

std::string testedUsers(const SplitSpec& spec, const Dataset& dataset, const std::vector<Split>& splits) {
    if (splits.size() != 1 || !splits[0].foldIn) return "users with training ratings, known to the models";
    const auto count = [](const std::vector<UserIndex>& users) { return static_cast<std::int64_t>(users.size()); };
    std::string words = std::to_string(count(splits[0].testUsers)) + " of " + counted(dataset.users.size(), "user", "users") +
                        " held out whole: a random " + formatNumber(100 * spec.hidden) +
                        " % of each one's ratings is asked for, the rest folded in as a bare history";
    if (!splits[0].validUsers.empty())
        words += "; " + counted(count(splits[0].validUsers), "more user validates", "more users validate");
    return words;
}

/// How much of the test the models have seen the future of; the mean over folds.
std::string leakInWords(const std::vector<Split>& splits) {
    double sum = 0;
    int known = 0;
    for (const Split& s : splits) {
        if (std::isnan(s.beforeShare)) continue;
        sum += s.beforeShare;
        ++known;
    }
    if (known == 0) return "unknown: no times";
    if (sum == 0) return "no test rating lies before a training rating of the same user";
    return formatNumber(std::round(1000 * sum / known) / 10) + " % of test ratings lie before a training rating of the same user";
}

/// What the files of a published split have against each other.
std::string publishedWords(const SplitSpec& spec, const std::vector<Split>& splits) {
    if (spec.kind != SplitKind::Predefined) return "none";
    std::vector<std::string> words;
    for (const Split& s : splits) words.insert(words.end(), s.warnings.begin(), s.warnings.end());
    return words.empty() ? "no pair is in two of them" : join(words, " ");
}

/// A word of a POSIX shell, quoted only where it needs to be.
std::string shellWord(const std::string& text) {
    const std::string plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,@+%";
    if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

} // namespace

ProtocolCard protocolCard(const ExperimentSpec& spec, const Dataset& dataset, const std::vector<Split>& splits) {
    const bool all = std::isnan(spec.relevanceThreshold);
    std::int64_t train = 0, valid = 0, test = 0, droppedUsers = 0, droppedRows = 0, cold = 0;
    for (const Split& s : splits) {
        train += static_cast<std::int64_t>(s.train->size());
        valid += static_cast<std::int64_t>(s.valid->size());
        test += static_cast<std::int64_t>(s.test->size());
        droppedUsers += s.usersWithoutTrain;
        droppedRows += s.droppedRows;
        cold += s.coldItems;
    }
    const bool validation = valid > 0, heldOut = splits.size() == 1 && splits[0].foldIn != nullptr;
    return {{"data", "Data", dataset.name + (dataset.simulated ? " (simulated)" : "")},
            {"checksum", "SHA-256", dataset.checksum},
            {"filters", "Filters", dataset.report.filters.empty() ? "none" : join(dataset.report.filters, "; ")},
            {"relevance", "Positives", all ? "every rating" : "ratings of " + formatNumber(spec.relevanceThreshold) + " or more"},
            {"relevance_threshold", "Threshold", all ? "none" : formatNumber(spec.relevanceThreshold)},
            {"split", "Split", formatSplitSpec(spec.split)},
            {"split_words", "In words", splitInWords(spec.split)},
            {"rounding", "Rounding", "shares by floor, at least 1 each from 3 ratings"},
            {"time_ties", "Ties in time", "by item index"},
            {"sizes", "Sizes",
             counted(train, "training rating", "training ratings") + ", " + counted(valid, "validation", "validation") + ", " +
                 counted(test, "test", "test") +
                 (heldOut ? ", " + counted(static_cast<std::int64_t>(splits[0].foldIn->size()), "folded in", "folded in") : "")},
            {"tested_users", "Tested users", testedUsers(spec.split, dataset, splits)},
            {"candidates", "Candidates", "all " + counted(dataset.items.size(), "item", "items") + ", full ranking"},
            {"masked", "Masked",
             heldOut      ? "folded-in ratings"
             : validation ? "training and validation ratings"
                          : "training ratings"},
            {"recall", "Recall", "hits / T"},
            {"precision", "Precision", "hits / K"},
            {"ndcg", "NDCG", "gain 1, log2(rank + 1), ideal over min(T, K)"},
            {"map", "MAP", "over min(T, K)"},
            {"convention", "Convention", "default"},
            {"averaging", "Averaging",
             splits.size() > 1 ? "over users, then over " + std::to_string(splits.size()) + " folds" : "over users"},
            {"undefined_users", "Without relevant items", "skipped and counted; coverage and Gini count their lists"},
            {"ties", "Ties", "by lowest item index"},
            {"short_lists", "Short lists", "count as they are"},
            {"clipping", "Predictions",
             dataset.scale ? "clipped to " + formatNumber(dataset.scale->minimum) + " to " + formatNumber(dataset.scale->maximum)
                           : "not clipped"},
            {"leak", "Future in training", leakInWords(splits)},
            {"cold_users", "Users without training ratings",
             counted(droppedUsers, "user", "users") + " dropped with " + counted(droppedRows, "rating", "ratings")},
            {"published", "Published files", publishedWords(spec.split, splits)},
            {"cold_items", "Cold items", counted(cold, "item", "items") + " unseen in training, still relevant"},
            {"popularity_of", "Popularity counted on", "training positives"},
            {"seed", "Seed", std::to_string(spec.seed)},
            {"version", "Version", kVersion}};
}

std::string commandLineFor(const ExperimentSpec& spec, const Dataset& dataset) {
    std::string line = "recoscope-cli evaluate " + shellWord(dataset.path);
    for (const Funnel::Step& step : dataset.report.funnel.steps) line += " --filter " + shellWord(step.step);
    line += " --split " + shellWord(formatSplitSpec(spec.split)) + " --seed " + std::to_string(spec.seed);
    if (!std::isnan(spec.relevanceThreshold)) line += " --relevance-threshold " + formatNumber(spec.relevanceThreshold);
    std::vector<std::string> said;
    for (const ModelSpec& model : spec.models) {
        std::string words = " \\\n  --model " + model.algorithm;
        for (const auto& [key, value] : model.params) words += " --set " + shellWord(key + "=" + formatParam(value));
        if (std::ranges::find(said, words) != said.end()) continue; // trained twice, the second time gave the same
        line += words;
        said.push_back(std::move(words));
    }
    return line;
}

} // namespace recoscope
