#pragma once
#include "core/base/params.h"
#include "core/base/result.h"
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace recoscope {

/// What a synthetic world is made from: equal specs, equal bits, on any number of threads. The members are described by
/// worldParams(), from which form, command line and this table of ranges derive. "Stars" are those of a scale that ends at 5.
struct WorldSpec {
    std::string preset = "plain";
    std::int64_t users = 2000, items = 1000, interactions = 80000;
    std::int64_t seed = 1;
    std::string scale = "1-5";
    std::int64_t genres = 12, factors = 12;
    double taste = 3.5, tasteStars = 0.9;
    double exposure = 1.2;
    double mnar = 0.5;
    double noise = 0.6;
    double userBias = 0.35, itemBias = 0.4;
    double activity = 0.8;
    double drift = 0;
    double lateItems = 0, lateUsers = 0;
    double greySheep = 0;
    std::int64_t friends = 0;
    double years = 3;
    bool times = true;
    friend bool operator==(const WorldSpec&, const WorldSpec&) = default;
};

/// How a scale writes what is felt in stars: value = stars * factor, rounded to steps and cut to [minimum, maximum].
struct WorldScale {
    double minimum = 1, maximum = 5, step = 1, factor = 1;
    bool implicit = false; ///< No values: every interaction is 1.
};
[[nodiscard]] WorldScale scaleOf(const WorldSpec& spec);

/// Keys, labels, help, defaults (those of the preset "plain") and ranges, in the order of the form.
[[nodiscard]] std::span<const ParamSpec> worldParams();

struct WorldPreset {
    std::string id, name;
    std::string sentence; ///< What it is good for.
};
[[nodiscard]] std::span<const WorldPreset> worldPresets();
/// The world that a preset stands for. An unknown id is a bug.
[[nodiscard]] WorldSpec presetWorld(std::string_view id);

/// "key=value,...": what follows "synthetic:". The preset is read first, wherever it stands; the other keys change it. Where
/// users or items are given and interactions are not, these keep the preset's number a user, at most a quarter of all pairs.
/// Errors: InvalidParameter naming the key and what is known; those of checkWorld.
[[nodiscard]] Result<WorldSpec> parseWorld(std::string_view text);
/// The same from values, for a form: unknown keys are refused.
[[nodiscard]] Result<WorldSpec> worldOf(const ParamValues& values);
[[nodiscard]] ParamValues valuesOf(const WorldSpec& spec);
/// "synthetic:preset=cold,users=500": the shortest text that gives this world again.
[[nodiscard]] std::string formatWorld(const WorldSpec& spec);
/// True for "synthetic:...".
[[nodiscard]] bool isWorldRef(std::string_view ref);

/// Whether the figures fit each other: at least one interaction a user, and what users may have at most (half of the items that
/// are there from the start; newcomers a handful). Errors: InvalidParameter with both figures.
[[nodiscard]] Result<> checkWorld(const WorldSpec& spec);
/// The most interactions that a world of these users and items can have.
[[nodiscard]] std::int64_t mostInteractions(const WorldSpec& spec);
[[nodiscard]] std::int64_t mostRowsOfUser(const WorldSpec& spec);
inline constexpr std::int64_t kMostRowsOfNewcomer = 5;

} // namespace recoscope
