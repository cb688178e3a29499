#pragma once
#include "core/base/ids.h"
#include "core/data/synthetic/world_spec.h"
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace recoscope {

/// What a synthetic world was made from, kept beside its ratings so that estimates can be laid beside the truth. Indices are
/// those of the data set. Times are fractions of the world's span, in [0, 1]. Immutable once made; safe to read from any thread.
///
/// Every user draws items one after the other, without repetition (Plackett, 1975; "successive sampling"), with chances
///   P(u, i, t) ~ sum over i's genres g of  W(g) exp(taste p_u(t).c_g) / Z  *  w_i / (n_i W(g))   * keep(u, i, t)
/// where w_i is the item's fame, n_i its number of genres, W(g) the fame of a genre, c_g its centre, and
///   keep = 1 / (1 + exp(-mnar (stars(u, i, t) - 3.5)))   (missing not at random).
/// Items that have not arrived yet have no chance. Grey sheep take every w as 1. What is felt is
///   stars(u, i, t) = 3.3 + b_u + b_i + taste_stars p_u(t).q_i,   written with noise, rounded and cut to the scale.
struct WorldTruth {
    static constexpr std::uint16_t kNoGenre = 0xFFFF;
    static constexpr double kMeanStars = 3.3, kPleasingStars = 3.5;

    WorldSpec spec;
    std::size_t factors = 0;
    std::vector<float> users;                             ///< users x factors, rows of length 1: tastes at the start.
    std::vector<float> usersLater;                        ///< The direction they turn to; empty where nothing drifts.
    std::vector<float> items;                             ///< items x factors, rows of length 1.
    std::vector<float> genreCentres;                      ///< genres x factors, rows of length 1.
    std::vector<float> userBias, itemBias;                ///< Stars.
    std::vector<float> fame;                              ///< w_i > 0.
    std::vector<float> arrival;                           ///< When an item appears; 0 = there from the start.
    std::vector<std::array<std::uint16_t, 2>> genres;     ///< One or two of each item, else kNoGenre.
    std::vector<float> genreFame;                         ///< W(g) of all items of the world.
    std::vector<float> genreSize;                         ///< W(g) where every item counts 1.
    std::vector<char> greySheep, newcomer;                ///< Of each user.
    std::vector<std::pair<UserIndex, UserIndex>> friends; ///< first < second, ascending, distinct.

    [[nodiscard]] std::size_t userCount() const { return userBias.size(); }
    [[nodiscard]] std::size_t itemCount() const { return itemBias.size(); }
    [[nodiscard]] std::span<const float> itemVector(ItemIndex item) const {
        return std::span(items).subspan(item.at() * factors, factors);
    }
    /// p_u(t): turned from the first taste to the later one by drift * t * 90 degrees. `out` has one value per factor.
    void taste(UserIndex user, double time, std::span<float> out) const;
    /// p_u(t).q_i, about in [-1, 1].
    [[nodiscard]] double match(UserIndex user, ItemIndex item, double time = 1) const;
    /// What is felt, before noise, rounding and cutting.
    [[nodiscard]] double stars(UserIndex user, ItemIndex item, double time = 1) const;
    /// The mean of what would be written: noise, rounding and cutting included, in units of the scale. The best that a model of
    /// ratings can predict under squared error.
    [[nodiscard]] double expectedRating(UserIndex user, ItemIndex item, double time = 1) const;
    /// The chance of every item to be the user's next one at that time, were none taken yet; sums to 1. One value per item.
    void propensities(UserIndex user, double time, std::span<double> out) const;
    /// Cosine between a user's tastes at the start and at the end: 1 where nothing drifts.
    [[nodiscard]] double tasteKept(UserIndex user) const;
    /// The same truth for some of the users and items, ascending; chances keep their proportions.
    [[nodiscard]] std::shared_ptr<const WorldTruth> restrictedTo(std::span<const std::int32_t> keptUsers,
                                                                 std::span<const std::int32_t> keptItems) const;
    [[nodiscard]] std::size_t memoryBytes() const;
};

/// One user at one time: genre chances and what is felt, without a look at the tables for every item. Not thread-safe.
class TasteNow {
public:
    explicit TasteNow(const WorldTruth& truth);
    void move(UserIndex user, double time);
    [[nodiscard]] std::span<const double> genreChances() const { return m_chances; } ///< Sum to 1.
    [[nodiscard]] double stars(ItemIndex item) const;
    [[nodiscard]] double expectedRating(ItemIndex item) const; ///< As WorldTruth::expectedRating.
    [[nodiscard]] double keep(ItemIndex item) const;           ///< 1 where mnar is 0.
    /// Not normalised; 0 before the item arrives.
    [[nodiscard]] double weight(ItemIndex item) const;

private:
    const WorldTruth& m_truth;
    UserIndex m_user;
    double m_time = 0;
    std::vector<float> m_taste;
    std::vector<double> m_chances;
};

} // namespace recoscope
