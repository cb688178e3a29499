#include "core/data/filter_step.h"
#include "core/base/contract.h"
#include "core/base/text.h"
#include "core/data/readers/time_text.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace recoscope {
namespace {

using Kind = FilterStep::Kind;
constexpr std::int64_t kDay = 86400, kMostRows = 1000000000;

constexpr std::array kKinds{
    FilterKindInfo{Kind::MinRating, "min-rating", "min-rating=R", "Lowest rating",
                   "Drops rows rated lower, for example to keep only what was liked.", "min-rating=4"},
    FilterKindInfo{Kind::MaxRating, "max-rating", "max-rating=R", "Highest rating",
                   "Drops rows rated higher, for example values that the scale does not have.", "max-rating=5"},
    FilterKindInfo{Kind::Implicit, "implicit", "implicit", "Forget ratings",
                   "Every row counts as 1: who used what, not how it was liked.", "implicit"},
    FilterKindInfo{Kind::KCore, "k-core", "k-core=N or k-core=USERS:ITEMS", "k-core",
                   "Drops users and items with fewer rows again and again, until every one left has N.", "k-core=5"},
    FilterKindInfo{Kind::MinUser, "min-user", "min-user=N", "Fewest rows of a user",
                   "Drops users with fewer rows, once; items are not looked at.", "min-user=5"},
    FilterKindInfo{Kind::MaxUser, "max-user", "max-user=N", "Most rows of a user",
                   "Drops users with more rows: machines, shops, people who rated everything.", "max-user=1000"},
    FilterKindInfo{Kind::MinItem, "min-item", "min-item=N", "Fewest rows of an item",
                   "Drops items with fewer rows, once; users are not looked at.", "min-item=5"},
    FilterKindInfo{Kind::From, "from", "from=DATE", "From a day on", "Drops rows before that day (UTC), and rows without a time.",
                   "from=2000-01-01"},
    FilterKindInfo{Kind::To, "to", "to=DATE", "Until a day", "Drops rows after that day (UTC), and rows without a time.",
                   "to=2030-12-31"},
    FilterKindInfo{Kind::SampleUsers, "sample-users", "sample-users=SHARE or sample-users=SHARE:SEED", "Sample of users",
                   "Keeps a random share of the users with all their rows, equally from ten groups by activity.",
                   "sample-users=0.2:1"},
    FilterKindInfo{Kind::Duplicates, "duplicates", "duplicates=last, first, mean or sum", "Repeated pairs",
                   "Which row counts where a user has several for one item; without this step the last.", "duplicates=mean"},
    FilterKindInfo{Kind::ConstantUsers, "constant-users", "constant-users=N", "Users of one value",
                   "Drops users with N rows or more that all have the same rating: it says nothing of their taste.",
                   "constant-users=10"},
    FilterKindInfo{Kind::UntitledItems, "untitled-items", "untitled-items", "Items without a title",
                   "Drops items of which the files know no title.", "untitled-items"},
    FilterKindInfo{Kind::Context, "context", "context:COLUMN=VALUE", "One circumstance",
                   "Keeps rows in which a context column of the file has that value: the daytime, the company.",
                   "context:daytime=evening"}};

constexpr std::array<std::pair<const char*, RepeatRule>, 4> kRules{
    {{"last", RepeatRule::Last}, {"first", RepeatRule::First}, {"mean", RepeatRule::Mean}, {"sum", RepeatRule::Sum}}};

/// Has no value behind an equals sign.
bool isBare(Kind kind) { return kind == Kind::Implicit || kind == Kind::UntitledItems; }

std::optional<std::int32_t> countOf(std::string_view text) {
    const auto n = parseInteger(trim(text));
    return n && *n >= 1 && *n <= kMostRows ? std::optional(static_cast<std::int32_t>(*n)) : std::nullopt;
}

bool readCore(std::string_view value, FilterStep& step) {
    const auto parts = split(value, ':');
    const auto users = countOf(parts[0]), items = parts.size() == 2 ? countOf(parts[1]) : users;
    if (parts.size() > 2 || !users || !items) return false;
    step.perUser = *users;
    step.perItem = *items;
    return true;
}

bool readCount(std::string_view value, std::int32_t& count) {
    const auto n = countOf(value);
    if (n) count = *n;
    return n.has_value();
}

bool readRating(std::string_view value, FilterStep& step) {
    const auto rating = parseNumber(trim(value));
    if (rating) step.rating = *rating;
    return rating.has_value();
}

bool readSample(std::string_view value, FilterStep& step) {
    const auto parts = split(value, ':');
    const auto share = parseNumber(trim(parts[0]));
    const auto seed = parts.size() == 2 ? parseInteger(trim(parts[1])) : std::optional<std::int64_t>(1);
    if (parts.size() > 2 || !share || *share <= 0 || *share > 1 || !seed || *seed < 0) return false;
    step.share = *share;
    step.seed = static_cast<std::uint64_t>(*seed);
    return true;
}

/// A day is all of it: for `to` until its last second.
bool readTime(std::string_view value, FilterStep& step) {
    const std::string_view text = trim(value);
    const auto time = parseDate(text);
    if (!time || formatTime(*time).substr(0, 10) != text.substr(0, 10)) return false; // no 31st of February
    step.time = *time + (step.kind == Kind::To && text.size() == 10 ? kDay - 1 : 0);
    return true;
}

bool readRule(std::string_view value, FilterStep& step) {
    const auto* it = std::ranges::find(kRules, trim(value), [](const auto& rule) { return std::string_view(rule.first); });
    if (it != kRules.end()) step.rule = it->second;
    return it != kRules.end();
}

bool readValue(std::string_view value, FilterStep& step) {
    switch (step.kind) {
    case Kind::MinRating:
    case Kind::MaxRating:
        return readRating(value, step);
    case Kind::Implicit:
        return value.empty();
    case Kind::KCore:
        return readCore(value, step);
    case Kind::MinUser:
    case Kind::MaxUser:
        return readCount(value, step.perUser);
    case Kind::MinItem:
        return readCount(value, step.perItem);
    case Kind::From:
    case Kind::To:
        return readTime(value, step);
    case Kind::SampleUsers:
        return readSample(value, step);
    case Kind::Duplicates:
        return readRule(value, step);
    case Kind::ConstantUsers:
        return readCount(value, step.perUser);
    case Kind::UntitledItems:
        return value.empty();
    case Kind::Context:
        step.value = value;
        return !step.column.empty() && !value.empty();
    }
    return false;
}

std::string timeText(const FilterStep& step) {
    const std::string text = formatTime(step.time);
    const bool wholeDay = ((step.time % kDay) + kDay) % kDay == (step.kind == Kind::To ? kDay - 1 : 0);
    return wholeDay ? text.substr(0, 10) : text;
}

const char* ruleName(RepeatRule rule) {
    return std::ranges::find(kRules, rule, &std::pair<const char*, RepeatRule>::second)->first;
}

std::string valueText(const FilterStep& step) {
    switch (step.kind) {
    case Kind::MinRating:
    case Kind::MaxRating:
        return formatNumber(step.rating);
    case Kind::Implicit:
    case Kind::UntitledItems:
        return {};
    case Kind::KCore:
        return std::to_string(step.perUser) + (step.perItem == step.perUser ? "" : ":" + std::to_string(step.perItem));
    case Kind::MinUser:
    case Kind::ConstantUsers:
    case Kind::MaxUser:
        return std::to_string(step.perUser);
    case Kind::MinItem:
        return std::to_string(step.perItem);
    case Kind::From:
    case Kind::To:
        return timeText(step);
    case Kind::SampleUsers:
        return formatNumber(step.share) + ":" + std::to_string(step.seed);
    case Kind::Duplicates:
        return ruleName(step.rule);
    case Kind::Context:
        return step.value;
    }
    return {};
}

} // namespace

std::span<const FilterKindInfo> filterKinds() { return kKinds; }

const FilterKindInfo& filterKind(FilterStep::Kind kind) {
    const auto* it = std::ranges::find(kKinds, kind, &FilterKindInfo::kind);
    RECOSCOPE_ASSERT(it != kKinds.end());
    return *it;
}

Result<FilterStep> parseFilterStep(std::string_view text) {
    const std::string_view whole = trim(text);
    const std::size_t equals = whole.find('=');
    const std::string_view name = trim(whole.substr(0, equals));
    const std::size_t colon = name.find(':');
    const std::string_view id = name.substr(0, colon);
    const auto* info = std::ranges::find(kKinds, id, [](const FilterKindInfo& k) { return std::string_view(k.id); });
    if (info == kKinds.end()) {
        std::vector<std::string> forms;
        for (const FilterKindInfo& k : kKinds) forms.emplace_back(k.form);
        return Error{ErrorKind::InvalidParameter,
                     "There is no filter \"" + std::string(whole) + "\": known are " + join(forms, "; ") + ".", "filter"};
    }
    FilterStep step;
    step.kind = info->kind;
    const bool bare = equals == std::string_view::npos;
    if (colon != std::string_view::npos) step.column = name.substr(colon + 1);
    const bool columnFits = step.column.empty() == (step.kind != Kind::Context);
    if (columnFits && bare == isBare(step.kind) && readValue(bare ? std::string_view() : whole.substr(equals + 1), step))
        return step;
    return Error{ErrorKind::InvalidParameter,
                 "The filter \"" + std::string(whole) + "\" cannot be read: expected " + info->form + ", for example " +
                     info->example + ".",
                 "filter"};
}

std::string formatFilterStep(const FilterStep& step) {
    std::string id = filterKind(step.kind).id;
    if (step.kind == Kind::Context) id += ":" + step.column;
    return isBare(step.kind) ? id : id + "=" + valueText(step);
}

std::string filterWords(const FilterStep& step) {
    switch (step.kind) {
    case Kind::MinRating:
        return "ratings of " + formatNumber(step.rating) + " or more";
    case Kind::MaxRating:
        return "ratings of " + formatNumber(step.rating) + " or less";
    case Kind::Implicit:
        return "ratings forgotten: every interaction counts as 1";
    case Kind::KCore:
        return step.perUser == step.perItem
                   ? std::to_string(step.perUser) + "-core"
                   : "core of " + std::to_string(step.perUser) + " a user and " + std::to_string(step.perItem) + " an item";
    case Kind::MinUser:
        return "users with " + counted(step.perUser, "row", "rows") + " or more";
    case Kind::MaxUser:
        return "users with " + counted(step.perUser, "row", "rows") + " or fewer";
    case Kind::MinItem:
        return "items with " + counted(step.perItem, "row", "rows") + " or more";
    case Kind::From:
        return "from " + timeText(step) + " on";
    case Kind::To:
        return "until " + timeText(step);
    case Kind::SampleUsers:
        return formatNumber(100 * step.share) + " % of the users, alike in activity, seed " + std::to_string(step.seed);
    case Kind::Duplicates:
        return std::string("of repeated pairs the ") + ruleName(step.rule);
    case Kind::ConstantUsers:
        return "no users whose ratings, " + std::to_string(step.perUser) + " or more, are all the same";
    case Kind::UntitledItems:
        return "items with a title";
    case Kind::Context:
        return step.column + " is " + step.value;
    }
    return {};
}

std::vector<FilterStep> NamedFilters::inOrder() const {
    std::vector<FilterStep> all;
    if (minRating) all.push_back({.kind = Kind::MinRating, .rating = *minRating});
    if (implicit) all.push_back({.kind = Kind::Implicit});
    if (kCore > 1) all.push_back({.kind = Kind::KCore, .perUser = kCore, .perItem = kCore});
    all.insert(all.end(), steps.begin(), steps.end());
    return all;
}

} // namespace recoscope
