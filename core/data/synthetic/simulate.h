#pragma once
#include "core/data/dataset.h"
#include <cstdint>
#include <string>
#include <vector>

namespace recoscope {

/// How the demo world's viewers come about. All choices follow from the seed.
struct SimulationSpec {
    std::int32_t users = 2000;
    std::uint64_t seed = 20240502;
    double tasteStrength = 3.5; ///< How much taste decides what is seen, against fame.
    double noise = 0.6;         ///< Standard deviation of a rating around its reasons, in stars.
};

/// One simulated viewer as the simulator knows it: the truth that estimates can be laid beside.
struct SimulatedUser {
    std::vector<double> genreTaste; ///< One weight per genre of the item table: positive likes, negative dislikes.
    double favouriteYear = 1990;    ///< Centre of a preference 18 years wide.
    double generosity = 0;          ///< Stars above or below the others.
};

struct SimulatedWorld {
    std::vector<SimulatedUser> users;
    std::vector<double> fame, quality; ///< Per item: log fame, stars above or below.
    std::vector<Interaction> rows;     ///< Ratings 1 to 5, Unix seconds; ascending by user, then time.
};

/// Viewers with stated tastes see films by fame and taste (so ratings are missing not at random), in sessions over three years,
/// and rate what they saw:
///   P(seen) ~ exp(fame + tasteStrength * match),  rating = 3.4 + quality + 0.55 match + generosity + noise, rounded to 1..5.
/// match is the mean of the viewer's weights over the film's genres, plus up to 0.4 for the favourite era. The same spec and
/// table give the same rows everywhere.
[[nodiscard]] SimulatedWorld simulate(const ItemTable& items, const SimulationSpec& spec);

} // namespace recoscope
