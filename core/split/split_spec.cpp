#include "core/base/text.h"
#include "core/split/split.h"
#include <algorithm>

namespace recoscope {
namespace {

Error badWord(const std::string& message) { return {ErrorKind::InvalidParameter, message, "split"}; }

const SplitInfo* infoOf(std::string_view id) {
    const auto& kinds = splitKinds();
    const auto it = std::ranges::find(kinds, id, &SplitInfo::id);
    return it == kinds.end() ? nullptr : &*it;
}

Result<double> shareOf(const std::string& key, const std::string& text) {
    const auto value = parseNumber(text);
    if (!value || *value <= 0 || *value >= 1)
        return badWord("The share " + key + "=" + text + " cannot be: expected a number between 0 and 1, for example " + key +
                       "=0.1.");
    return *value;
}

/// "predefined:train=a,test=b,valid=c": file names may hold anything but commas.
Result<> readKey(SplitSpec& spec, const SplitInfo& info, const std::string& key, const std::string& value) {
    const auto refuse = [&]() -> Result<> {
        std::vector<std::string> known;
        if (info.usesShares) known = {"test", "valid"};
        if (info.usesUsers) known = {"test", "holdout", "valid"};
        if (info.usesFolds) known = {"k", "valid"};
        if (info.kind == SplitKind::LeaveLastOut || info.kind == SplitKind::LeaveOneOut) known = {"valid"};
        if (info.kind == SplitKind::Predefined) known = {"train", "test", "valid"};
        return badWord("Split " + info.id + " has no key \"" + key + "\": known are " + join(known, ", ") + ".");
    };
    if (info.kind == SplitKind::Predefined) {
        std::string* file = key == "train"   ? &spec.trainFile
                            : key == "test"  ? &spec.testFile
                            : key == "valid" ? &spec.validFile
                                             : nullptr;
        if (!file) return refuse();
        *file = value;
        return Done{};
    }
    if (info.usesFolds && key != "valid") {
        const auto k = parseInteger(value);
        if (key != "k") return refuse();
        if (!k || *k < 2 || *k > 1000)
            return badWord("The number of folds k=" + value + " cannot be: expected a whole number from 2 to 1000.");
        spec.folds = static_cast<int>(*k);
        return Done{};
    }
    if (!info.usesShares && !info.usesFolds) {
        if (key != "valid") return refuse();
        if (value != "0" && value != "1")
            return badWord("valid=" + value + " cannot be: " + info.id + " takes valid=1 (the one before the last) or valid=0.");
        spec.valid = value == "1" ? 1 : 0;
        return Done{};
    }
    double* share = key == "test" && info.usesShares     ? &spec.test
                    : key == "holdout" && info.usesUsers ? &spec.hidden
                    : key == "valid"                     ? &spec.valid
                                                         : nullptr;
    if (!share) return refuse();
    const auto value01 = shareOf(key, value);
    if (!value01) return value01.as<Done>();
    *share = value01.value();
    return Done{};
}

} // namespace

const std::vector<SplitInfo>& splitKinds() {
    static const std::vector<SplitInfo> kinds{
        {SplitKind::Holdout, "holdout", "Random ratings",
         "Hides random ratings, whoever gave them. Simple, but later ratings may help to guess earlier ones.", true, true, false,
         false},
        {SplitKind::PerUser, "per-user", "Random within each user",
         "Hides a share of every user's ratings, so that everyone is tested; time is ignored.", true, true, false, false},
        {SplitKind::PerUserTemporal, "per-user-temporal", "Latest of each user",
         "Hides each user's latest ratings: closer to use, though other users' later ratings are still learnt from.", true, false,
         true, false},
        {SplitKind::LeaveLastOut, "leave-last-out", "Last one out",
         "Hides each user's last rating: the question of next-item papers; one rating a user makes wide intervals.", false, false,
         true, false},
        {SplitKind::LeaveOneOut, "leave-one-out", "Random one of each user", "Hides one random rating of each user.", false, true,
         false, false},
        {SplitKind::Temporal, "temporal", "One cut in time",
         "Learns from all ratings before a date and tests on those after it: closest to use; newcomers have nothing to learn "
         "from "
         "and are dropped.",
         true, false, true, false},
        {SplitKind::Users, "users", "Held-out users",
         "Learns from other users only; of each held-out user a part is folded in and the rest is asked for.", true, true, false,
         false, true},
        {SplitKind::KFold, "kfold", "Cross-validation",
         "Cuts the ratings into k parts and tests on each in turn: the question of rating-prediction papers.", false, true, false,
         true},
        {SplitKind::Predefined, "predefined", "Files of your own",
         "Train and test parts as files state them, for published splits.", false, false, false, false}};
    return kinds;
}

Result<SplitSpec> parseSplitSpec(std::string_view text) {
    const std::size_t colon = text.find(':');
    const std::string id(trim(text.substr(0, colon)));
    const SplitInfo* info = infoOf(id);
    if (!info) {
        std::vector<std::string> known;
        for (const SplitInfo& kind : splitKinds()) known.push_back(kind.id);
        return badWord("There is no split \"" + id + "\": known are " + join(known, ", ") + ".");
    }
    SplitSpec spec;
    spec.kind = info->kind;
    spec.test = 0.2;
    if (colon != std::string_view::npos) {
        for (const std::string& pair : split(text.substr(colon + 1), ',')) {
            const std::size_t equals = pair.find('=');
            if (equals == std::string::npos)
                return badWord("\"" + pair + "\" in the split is no key=value; for example per-user:test=0.1,valid=0.1.");
            if (auto read =
                    readKey(spec, *info, std::string(trim(pair.substr(0, equals))), std::string(trim(pair.substr(equals + 1))));
                !read)
                return read.as<SplitSpec>();
        }
    }
    const double test = info->usesFolds ? 1.0 / spec.folds : spec.test;
    if ((info->usesShares || info->usesFolds) && test + spec.valid >= 1)
        return badWord("The shares test=" + formatNumber(test) + " and valid=" + formatNumber(spec.valid) +
                       " leave nothing to learn from.");
    if (info->kind == SplitKind::Predefined && (spec.trainFile.empty() || spec.testFile.empty()))
        return badWord("A predefined split needs both files: predefined:train=FILE,test=FILE.");
    return spec;
}

std::string formatSplitSpec(const SplitSpec& spec) {
    for (const SplitInfo& info : splitKinds()) {
        if (info.kind != spec.kind) continue;
        std::string text = info.id;
        if (info.usesUsers)
            text += ":test=" + formatNumber(spec.test) + ",holdout=" + formatNumber(spec.hidden) +
                    (spec.valid > 0 ? ",valid=" + formatNumber(spec.valid) : "");
        else if (info.usesShares)
            text += ":test=" + formatNumber(spec.test) + (spec.valid > 0 ? ",valid=" + formatNumber(spec.valid) : "");
        else if (info.usesFolds)
            text += ":k=" + std::to_string(spec.folds) + (spec.valid > 0 ? ",valid=" + formatNumber(spec.valid) : "");
        else if (info.kind == SplitKind::Predefined)
            text += ":train=" + spec.trainFile + ",test=" + spec.testFile +
                    (spec.validFile.empty() ? "" : ",valid=" + spec.validFile);
        else if (spec.valid > 0)
            text += ":valid=1";
        return text;
    }
    return "none";
}

} // namespace recoscope
