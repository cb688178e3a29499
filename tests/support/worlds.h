#pragma once
#include "core/base/random.h"
#include "core/models/algorithm.h"
#include <memory>
#include <vector>

namespace recoscope::test {

/// Even users like even items, odd users odd ones; each user's own item is withheld: the only right answer for any sane model.
inline std::shared_ptr<const Interactions> checkerboard(std::int32_t n) {
    std::vector<Interaction> rows;
    for (std::int32_t u = 0; u < n; ++u)
        for (std::int32_t i = u % 2; i < n; i += 2)
            if (i != u) rows.push_back({UserIndex{u}, ItemIndex{i}, 5, kNoTime});
    return std::make_shared<const Interactions>(Interactions::fromRows(n, n, rows, false));
}

/// The same with ratings: 5 for one's own kind, 1 for the other. Withheld are each user's own item, which is right, and the next
/// one, which is wrong.
inline std::shared_ptr<const Interactions> ratedCheckerboard(std::int32_t n) {
    std::vector<Interaction> rows;
    for (std::int32_t u = 0; u < n; ++u)
        for (std::int32_t i = 0; i < n; ++i)
            if (i != u && i != (u + 1) % n) rows.push_back({UserIndex{u}, ItemIndex{i}, u % 2 == i % 2 ? 5.0F : 1.0F, kNoTime});
    return std::make_shared<const Interactions>(Interactions::fromRows(n, n, rows, false));
}

/// Random ratings 1 to 5 with groups of taste, so that every model has something to learn.
inline std::shared_ptr<const Interactions> randomRatings(std::int32_t users, std::int32_t items, double density,
                                                         std::uint64_t seed) {
    Random random(seed);
    std::vector<Interaction> rows;
    for (std::int32_t u = 0; u < users; ++u)
        for (std::int32_t i = 0; i < items; ++i) {
            const bool same = u % 4 == i % 4;
            if (random.uniform() < density * (same ? 2.5 : 0.5))
                rows.push_back({UserIndex{u}, ItemIndex{i}, static_cast<float>(1 + random.below(3) + (same ? 2 : 0)), kNoTime});
        }
    return std::make_shared<const Interactions>(Interactions::fromRows(users, items, rows, false));
}

inline std::unique_ptr<const Model> train(const AlgorithmInfo& algorithm, const std::shared_ptr<const Interactions>& x,
                                          int threads = 1, const ParamValues& given = {}, std::uint64_t seed = 1) {
    auto trainer =
        algorithm.makeTrainer(TrainInput::make(x, std::nan(""), seed, threads), completeParams(algorithm.params, given).value());
    if (!trainer) return nullptr;
    for (int step = 0; step < trainer.value()->stepCount(); ++step)
        if (!trainer.value()->step({})) return nullptr;
    return trainer.value()->snapshot({});
}

inline Query known(const Interactions& x, std::int32_t user) {
    const auto row = x.row(UserIndex{user});
    return Query::known(UserIndex{user}, {row.items, row.ratings, row.times});
}

inline Query edited(const Interactions& x, std::int32_t user) {
    const auto row = x.row(UserIndex{user});
    return Query::edited(UserIndex{user}, {row.items, row.ratings, row.times});
}

inline std::vector<float> scores(const Model& model, const Query& query) {
    std::vector<float> out(static_cast<std::size_t>(model.itemCount()));
    model.score(query, out);
    return out;
}

} // namespace recoscope::test
