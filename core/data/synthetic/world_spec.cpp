#include "core/data/synthetic/world_spec.h"
#include "core/base/contract.h"
#include "core/base/text.h"
#include <algorithm>
#include <cmath>
#include <map>

namespace recoscope {
namespace {

constexpr std::string_view kPrefix = "synthetic:";
using Member = std::variant<bool WorldSpec::*, std::int64_t WorldSpec::*, double WorldSpec::*, std::string WorldSpec::*>;

struct Field {
    ParamSpec spec;
    Member member;
};

Field text(const char* key, const char* label, const char* help, std::string WorldSpec::*at, std::vector<std::string> choices) {
    ParamSpec spec{key, label, help, WorldSpec{}.*at};
    spec.choices = std::move(choices);
    return {spec, at};
}
Field whole(const char* key, const char* label, const char* help, std::int64_t WorldSpec::*at, double low, double high,
            bool log = false) {
    return {{key, label, help, WorldSpec{}.*at, low, high, log}, at};
}
Field number(const char* key, const char* label, const char* help, double WorldSpec::*at, double high, double low = 0) {
    return {{key, label, help, WorldSpec{}.*at, low, high}, at};
}
Field advanced(Field field) {
    field.spec.advanced = true;
    return field;
}

std::vector<std::string> presetIds() {
    std::vector<std::string> ids;
    for (const WorldPreset& preset : worldPresets()) ids.push_back(preset.id);
    return ids;
}

std::vector<Field> makeFields() {
    using S = WorldSpec;
    return {
        text("preset", "Preset", "What the other values start from.", &S::preset, presetIds()),
        whole("users", "Users", "How many people there are.", &S::users, 2, 1e6, true),
        whole("items", "Items", "How many things there are to rate.", &S::items, 4, 5e5, true),
        whole("interactions", "Interactions", "How many ratings, exactly. Unless given they follow the number of users.",
              &S::interactions, 2, 1e9, true),
        number("taste", "Taste decides what is seen", "Odds of a loved genre against an indifferent one are e to this.",
               &S::taste, 8),
        number("exposure", "Fame decides what is seen", "Exponent on an item's fame: 0 none is famous, 3 few take nearly all.",
               &S::exposure, 3),
        number("mnar", "Only what pleases is rated",
               "Missing not at random: the chance that something seen is rated grows by e to this with every star.", &S::mnar, 4),
        number("taste_stars", "Taste in the rating", "Stars that a perfect match adds.", &S::tasteStars, 3),
        number("noise", "Noise of ratings", "Standard deviation of a rating around its reasons, in stars.", &S::noise, 3),
        number("drift", "Tastes drift", "0 never; 1: at the end nothing is left of the taste at the start.", &S::drift, 1),
        number("late_items", "New items", "Share of the items that arrive in the second half of the time.", &S::lateItems, 0.9),
        number("late_users", "Newcomers",
               "Share of the users who begin in the last fifth of the time, with at most five ratings.", &S::lateUsers, 0.9),
        number("grey_sheep", "Grey sheep", "Share of users with a taste like nobody's, who follow no fame.", &S::greySheep, 1),
        whole("friends", "Friends", "Mean number of friends a user; they are found among those of like taste.", &S::friends, 0,
              50),
        text("scale", "Rating scale", "Which values are written; implicit writes none.", &S::scale,
             {"1-5", "0.5-5", "1-10", "implicit"}),
        whole("seed", "Seed", "Another seed, another world of the same kind.", &S::seed, 0, 1e15),
        advanced(whole("genres", "Genres", "Groups of items with a taste in common.", &S::genres, 1, 64)),
        advanced(whole("factors", "Factors", "Dimensions of taste.", &S::factors, 2, 64)),
        advanced(number("user_bias", "Generosity of users", "Standard deviation, in stars.", &S::userBias, 2)),
        advanced(number("item_bias", "Quality of items", "Standard deviation, in stars.", &S::itemBias, 2)),
        advanced(number("activity", "Spread of activity", "Of the log of how much users rate; 0: all alike.", &S::activity, 2)),
        advanced(number("years", "Years", "Time from the first rating to the last.", &S::years, 50, 0.01)),
        advanced({{"times", "Times", "Whether the ratings carry their time.", true}, &S::times}),
    };
}

const std::vector<Field>& fields() {
    static const std::vector<Field> all = makeFields();
    return all;
}

const Field* findField(std::string_view key) {
    const auto it = std::ranges::find_if(fields(), [&](const Field& f) { return f.spec.key == key; });
    return it == fields().end() ? nullptr : &*it;
}

Error unknownKey(std::string_view key) {
    std::vector<std::string> known;
    for (const Field& f : fields()) known.push_back(f.spec.key);
    return {ErrorKind::InvalidParameter,
            "A synthetic world has no \"" + std::string(key) + "\"; known are " + join(known, ", ") + ".", std::string(key)};
}

void set(WorldSpec& spec, const Field& field, const ParamValue& value) {
    std::visit(
        [&](auto at) {
            using T = std::remove_reference_t<decltype(spec.*at)>;
            if constexpr (std::is_same_v<T, double>) {
                const auto* n = std::get_if<std::int64_t>(&value);
                spec.*at = n ? static_cast<double>(*n) : std::get<double>(value);
            } else
                spec.*at = std::get<T>(value);
        },
        field.member);
}

ParamValue get(const WorldSpec& spec, const Field& field) {
    return std::visit([&](auto at) { return ParamValue(spec.*at); }, field.member);
}

/// The preset's interactions a user for another number of users, as far as they fit.
std::int64_t usualInteractions(const WorldSpec& spec) {
    const WorldSpec preset = presetWorld(spec.preset);
    const auto wanted = spec.users * preset.interactions / preset.users;
    return std::clamp(std::min(wanted, spec.users * spec.items / 4), spec.users, std::max(spec.users, mostInteractions(spec)));
}

} // namespace

std::span<const WorldPreset> worldPresets() {
    static const std::vector<WorldPreset> all{
        {"plain", "Plain", "A bit of everything, like a small film site."},
        {"easy", "Easy", "Strong tastes, little noise: whoever learns anything beats popularity."},
        {"sparse", "Sparse", "Hardly a pair of users shares an item."},
        {"long_tail", "Long tail", "A few items take most of the ratings."},
        {"drifting", "Drifting", "Tastes turn over the years: the past misleads."},
        {"cold", "Cold", "New items and newcomers, of whom training knows little."},
        {"grey_sheep", "Grey sheep", "A quarter of the users is like nobody else."}};
    return all;
}

WorldSpec presetWorld(std::string_view id) {
    WorldSpec w;
    w.preset = id;
    if (id == "easy") {
        w.interactions = 120000;
        w.genres = 8;
        w.taste = 6, w.tasteStars = 1.5, w.exposure = 0.5, w.noise = 0.25, w.itemBias = 0.2, w.userBias = 0.2;
    } else if (id == "sparse") {
        w.users = 4000, w.items = 4000, w.interactions = 32000;
        w.exposure = 0.5, w.activity = 0.4;
    } else if (id == "long_tail") {
        w.exposure = 2.4, w.taste = 2;
    } else if (id == "drifting") {
        w.drift = 1, w.taste = 5, w.exposure = 0.8;
    } else if (id == "cold") {
        w.interactions = 60000;
        w.lateItems = 0.4, w.lateUsers = 0.4;
    } else if (id == "grey_sheep") {
        w.greySheep = 0.25, w.taste = 5;
    } else
        RECOSCOPE_ASSERT(id == "plain");
    return w;
}

WorldScale scaleOf(const WorldSpec& spec) {
    if (spec.scale == "0.5-5") return {0.5, 5, 0.5, 1, false};
    if (spec.scale == "1-10") return {1, 10, 1, 2, false};
    if (spec.scale == "implicit") return {1, 1, 1, 1, true};
    return {1, 5, 1, 1, false};
}

std::span<const ParamSpec> worldParams() {
    static const std::vector<ParamSpec> all = [] {
        std::vector<ParamSpec> specs;
        for (const Field& f : fields()) specs.push_back(f.spec);
        return specs;
    }();
    return all;
}

Result<WorldSpec> worldOf(const ParamValues& values) {
    for (const auto& [key, value] : values)
        if (!findField(key)) return unknownKey(key);
    const auto complete = completeParams(worldParams(), values);
    if (!complete) return complete.as<WorldSpec>();
    WorldSpec spec = presetWorld(textParam(complete.value(), "preset"));
    for (const auto& [key, value] : values) set(spec, *findField(key), complete.value().find(key)->second);
    if (!values.contains("interactions") && (values.contains("users") || values.contains("items")))
        spec.interactions = usualInteractions(spec);
    if (auto fits = checkWorld(spec); !fits) return fits.as<WorldSpec>();
    return spec;
}

Result<WorldSpec> parseWorld(std::string_view text) {
    if (text.starts_with(kPrefix)) text.remove_prefix(kPrefix.size());
    ParamValues values;
    if (trim(text).empty()) return worldOf(values);
    for (const std::string& part : split(text, ',')) {
        const std::size_t equals = part.find('=');
        const std::string key(trim(part.substr(0, equals)));
        const Field* field = findField(key);
        if (!field) return unknownKey(key);
        if (equals == std::string::npos)
            return Error{ErrorKind::InvalidParameter, "\"" + key + "\" of a synthetic world needs a value: " + key + "=VALUE.",
                         key};
        auto value = parseParam(field->spec, trim(std::string_view(part).substr(equals + 1)));
        if (!value) return value.as<WorldSpec>();
        if (!values.emplace(key, value.value()).second)
            return Error{ErrorKind::InvalidParameter, "\"" + key + "\" of a synthetic world is given twice.", key};
    }
    return worldOf(values);
}

ParamValues valuesOf(const WorldSpec& spec) {
    ParamValues values;
    for (const Field& f : fields()) values.emplace(f.spec.key, get(spec, f));
    return values;
}

std::string formatWorld(const WorldSpec& spec) {
    const WorldSpec preset = presetWorld(spec.preset);
    const bool resized = spec.users != preset.users || spec.items != preset.items;
    std::vector<std::string> parts;
    for (const Field& f : fields()) {
        bool same = get(spec, f) == get(preset, f);
        if (f.spec.key == "preset") same = spec.preset == WorldSpec{}.preset;
        if (f.spec.key == "interactions" && resized) same = spec.interactions == usualInteractions(spec);
        if (!same) parts.push_back(f.spec.key + "=" + formatParam(get(spec, f)));
    }
    return std::string(kPrefix) + join(parts, ",");
}

bool isWorldRef(std::string_view ref) { return ref.starts_with(kPrefix); }

std::int64_t mostRowsOfUser(const WorldSpec& spec) {
    const auto late = static_cast<std::int64_t>(spec.lateItems * static_cast<double>(spec.items));
    return std::max<std::int64_t>(1, (spec.items - late) / 2);
}

std::int64_t mostInteractions(const WorldSpec& spec) {
    const auto late = static_cast<std::int64_t>(spec.lateUsers * static_cast<double>(spec.users));
    const std::int64_t most = mostRowsOfUser(spec);
    return (spec.users - late) * most + late * std::min(most, kMostRowsOfNewcomer);
}

Result<> checkWorld(const WorldSpec& spec) {
    if (spec.interactions >= spec.users && spec.interactions <= mostInteractions(spec)) return Done{};
    return Error{ErrorKind::InvalidParameter,
                 counted(spec.interactions, "interaction does", "interactions do") + " not fit " +
                     counted(spec.users, "user", "users") + " and " + counted(spec.items, "item", "items") +
                     ": this world takes from " + counted(spec.users, "interaction", "interactions") + " to " +
                     counted(mostInteractions(spec), "interaction", "interactions") +
                     " (one a user at least, half of the first items at most).",
                 "interactions"};
}

} // namespace recoscope
