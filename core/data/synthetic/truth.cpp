#include "core/data/synthetic/truth.h"
#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace recoscope {
namespace {

double dot(std::span<const float> a, std::span<const float> b) {
    double sum = 0;
    for (std::size_t k = 0; k < a.size(); ++k) sum += static_cast<double>(a[k]) * static_cast<double>(b[k]);
    return sum;
}

double normalBelow(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }

/// Mean of stars + noise, written to the scale.
double meanWritten(double stars, double noise, const WorldScale& scale) {
    if (scale.implicit) return 1;
    const double centre = stars * scale.factor, spread = noise * scale.factor;
    if (spread <= 0) return std::clamp(std::round(centre / scale.step) * scale.step, scale.minimum, scale.maximum);
    double mean = 0, below = 0;
    for (double value = scale.minimum; value <= scale.maximum + scale.step / 4; value += scale.step) {
        const bool last = value + scale.step > scale.maximum + scale.step / 4;
        const double upTo = last ? 1 : normalBelow((value + scale.step / 2 - centre) / spread);
        mean += value * (upTo - below);
        below = upTo;
    }
    return mean;
}

template <class T>
std::vector<T> pick(const std::vector<T>& all, std::span<const std::int32_t> kept, std::size_t width = 1) {
    std::vector<T> some;
    if (all.empty()) return some;
    some.reserve(kept.size() * width);
    for (const std::int32_t k : kept) {
        const auto from = all.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(k) * width);
        some.insert(some.end(), from, from + static_cast<std::ptrdiff_t>(width));
    }
    return some;
}

} // namespace

void WorldTruth::taste(UserIndex user, double time, std::span<float> out) const {
    const auto first = std::span(users).subspan(user.at() * factors, factors);
    if (usersLater.empty()) {
        std::ranges::copy(first, out.begin());
        return;
    }
    const auto later = std::span(usersLater).subspan(user.at() * factors, factors);
    const double angle = spec.drift * time * std::numbers::pi / 2;
    const auto stays = static_cast<float>(std::cos(angle)), comes = static_cast<float>(std::sin(angle));
    for (std::size_t k = 0; k < factors; ++k) out[k] = stays * first[k] + comes * later[k];
}

double WorldTruth::match(UserIndex user, ItemIndex item, double time) const {
    std::vector<float> now(factors);
    taste(user, time, now);
    return dot(now, itemVector(item));
}

double WorldTruth::stars(UserIndex user, ItemIndex item, double time) const {
    return kMeanStars + static_cast<double>(userBias[user.at()]) + static_cast<double>(itemBias[item.at()]) +
           spec.tasteStars * match(user, item, time);
}

double WorldTruth::expectedRating(UserIndex user, ItemIndex item, double time) const {
    return meanWritten(stars(user, item, time), spec.noise, scaleOf(spec));
}

void WorldTruth::propensities(UserIndex user, double time, std::span<double> out) const {
    TasteNow now(*this);
    now.move(user, time);
    double sum = 0;
    for (std::size_t i = 0; i < out.size(); ++i) sum += out[i] = now.weight(ItemIndex{i});
    for (double& p : out) p /= sum;
}

double WorldTruth::tasteKept(UserIndex user) const {
    std::vector<float> first(factors), last(factors);
    taste(user, 0, first);
    taste(user, 1, last);
    return dot(first, last) / std::sqrt(dot(first, first) * dot(last, last));
}

std::shared_ptr<const WorldTruth> WorldTruth::restrictedTo(std::span<const std::int32_t> keptUsers,
                                                           std::span<const std::int32_t> keptItems) const {
    auto part = std::make_shared<WorldTruth>();
    part->spec = spec;
    part->factors = factors;
    part->users = pick(users, keptUsers, factors);
    part->usersLater = pick(usersLater, keptUsers, factors);
    part->items = pick(items, keptItems, factors);
    part->genreCentres = genreCentres;
    part->userBias = pick(userBias, keptUsers);
    part->itemBias = pick(itemBias, keptItems);
    part->fame = pick(fame, keptItems);
    part->arrival = pick(arrival, keptItems);
    part->genres = pick(genres, keptItems);
    part->genreFame = genreFame;
    part->genreSize = genreSize;
    part->greySheep = pick(greySheep, keptUsers);
    part->newcomer = pick(newcomer, keptUsers);
    std::vector<std::int32_t> place(userCount(), -1);
    for (std::size_t k = 0; k < keptUsers.size(); ++k)
        place[static_cast<std::size_t>(keptUsers[k])] = static_cast<std::int32_t>(k);
    for (const auto& [a, b] : friends)
        if (place[a.at()] >= 0 && place[b.at()] >= 0)
            part->friends.emplace_back(UserIndex{place[a.at()]}, UserIndex{place[b.at()]});
    return part;
}

std::size_t WorldTruth::memoryBytes() const {
    return sizeof(float) * (users.size() + usersLater.size() + items.size() + genreCentres.size() + userBias.size() +
                            itemBias.size() + fame.size() + arrival.size() + genreFame.size() + genreSize.size()) +
           sizeof(genres[0]) * genres.size() + greySheep.size() + newcomer.size() + sizeof(friends[0]) * friends.size();
}

TasteNow::TasteNow(const WorldTruth& truth) : m_truth(truth), m_taste(truth.factors), m_chances(truth.genreFame.size()) {}

void TasteNow::move(UserIndex user, double time) {
    m_user = user;
    m_time = time;
    m_truth.taste(user, time, m_taste);
    const auto& mass = m_truth.greySheep[user.at()] ? m_truth.genreSize : m_truth.genreFame;
    for (std::size_t g = 0; g < m_chances.size(); ++g) {
        const auto centre = std::span(m_truth.genreCentres).subspan(g * m_truth.factors, m_truth.factors);
        m_chances[g] = static_cast<double>(mass[g]) * std::exp(m_truth.spec.taste * dot(m_taste, centre));
    }
    const double sum = std::accumulate(m_chances.begin(), m_chances.end(), 0.0);
    for (double& chance : m_chances) chance /= sum;
}

double TasteNow::stars(ItemIndex item) const {
    return WorldTruth::kMeanStars + static_cast<double>(m_truth.userBias[m_user.at()]) +
           static_cast<double>(m_truth.itemBias[item.at()]) + m_truth.spec.tasteStars * dot(m_taste, m_truth.itemVector(item));
}

double TasteNow::expectedRating(ItemIndex item) const {
    return meanWritten(stars(item), m_truth.spec.noise, scaleOf(m_truth.spec));
}

double TasteNow::keep(ItemIndex item) const {
    if (m_truth.spec.mnar <= 0) return 1;
    return 1 / (1 + std::exp(-m_truth.spec.mnar * (stars(item) - WorldTruth::kPleasingStars)));
}

double TasteNow::weight(ItemIndex item) const {
    if (static_cast<double>(m_truth.arrival[item.at()]) > m_time) return 0;
    const bool grey = m_truth.greySheep[m_user.at()];
    const auto& mass = grey ? m_truth.genreSize : m_truth.genreFame;
    const auto& genres = m_truth.genres[item.at()];
    double chance = 0, count = 0;
    for (const std::uint16_t g : genres) {
        if (g == WorldTruth::kNoGenre) continue;
        chance += m_chances[g] / static_cast<double>(mass[g]);
        ++count;
    }
    return chance / count * (grey ? 1 : static_cast<double>(m_truth.fame[item.at()])) * keep(item);
}

} // namespace recoscope
