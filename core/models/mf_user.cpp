#include "core/models/mf_user.h"
#include "core/base/parallel.h"
#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>

namespace recoscope {
namespace {

constexpr std::size_t kSampledUsers = 40, kSampledItems = 50;

struct Solved {
    Eigen::MatrixXd features; ///< (rank + 1) x n.
    Eigen::LLT<Eigen::MatrixXd> factor;
    Eigen::VectorXd surplus, solution;
};

Eigen::VectorXd featuresOf(const MfState& s, std::size_t item) {
    Eigen::VectorXd features(s.factors + 1);
    features[0] = 1;
    for (Eigen::Index f = 0; f < s.factors; ++f)
        features[f + 1] = static_cast<double>(s.item[item * s.rank() + static_cast<std::size_t>(f)]);
    return features;
}

Solved solveUser(const MfState& s, const History& history) {
    Solved solved;
    const auto n = static_cast<Eigen::Index>(history.size());
    const Eigen::Index dimensions = s.factors + 1;
    solved.features.resize(dimensions, n);
    solved.surplus.resize(n);
    for (Eigen::Index k = 0; k < n; ++k) {
        const std::size_t item = history.items[static_cast<std::size_t>(k)].at();
        solved.features.col(k) = featuresOf(s, item);
        solved.surplus[k] =
            static_cast<double>(history.ratings[static_cast<std::size_t>(k)]) - s.mean - static_cast<double>(s.itemBias[item]);
    }
    Eigen::MatrixXd a = Eigen::MatrixXd::Identity(dimensions, dimensions) *
                        std::max(1e-9, s.l2 * static_cast<double>(std::max<Eigen::Index>(n, 1)));
    if (n > 0) a.selfadjointView<Eigen::Lower>().rankUpdate(solved.features);
    solved.factor.compute(a);
    solved.solution = Eigen::VectorXd::Zero(dimensions);
    if (n > 0) solved.solution = solved.factor.solve(solved.features * solved.surplus);
    return solved;
}

/// What one sampled user adds: scores as trained, and how far the solved ones are from them.
struct Sample {
    std::vector<double> trained, gaps;
};

Sample sampleOf(const MfState& s, const Interactions& train, UserIndex user, std::size_t itemStep) {
    Sample sample;
    const auto row = train.row(user);
    if (row.size() == 0) return sample;
    const std::vector<double> solved = solveMfUser(s, {row.items, row.ratings, {}});
    const float* own = s.user.data() + user.at() * s.rank();
    for (std::size_t i = 0; i < s.itemBias.size(); i += itemStep) {
        double asTrained = static_cast<double>(s.userBias[user.at()]), asSolved = solved[0];
        for (std::size_t k = 0; k < s.rank(); ++k) {
            const auto factor = static_cast<double>(s.item[i * s.rank() + k]);
            asTrained += static_cast<double>(own[k]) * factor;
            asSolved += solved[k + 1] * factor;
        }
        sample.trained.push_back(asTrained + static_cast<double>(s.itemBias[i]));
        sample.gaps.push_back(std::abs(asTrained - asSolved));
    }
    return sample;
}

double spreadOf(const std::vector<double>& values) {
    double mean = 0, square = 0;
    for (const double v : values) mean += v / static_cast<double>(values.size());
    for (const double v : values) square += (v - mean) * (v - mean) / static_cast<double>(values.size());
    return std::sqrt(square);
}

} // namespace

std::vector<double> solveMfUser(const MfState& state, const History& history) {
    const Solved solved = solveUser(state, history);
    return {solved.solution.begin(), solved.solution.end()};
}

std::vector<double> mfReasons(const MfState& state, const History& history, ItemIndex item) {
    const Solved solved = solveUser(state, history);
    const Eigen::VectorXd weights = solved.factor.solve(featuresOf(state, item.at()));
    std::vector<double> amounts(history.size());
    for (std::size_t k = 0; k < amounts.size(); ++k) {
        const auto at = static_cast<Eigen::Index>(k);
        amounts[k] = weights.dot(solved.features.col(at)) * solved.surplus[at];
    }
    return amounts;
}

std::optional<double> mfResidualShare(const MfState& state, const Interactions& train, int threads, const TaskContext& context) {
    const auto users = static_cast<std::size_t>(train.userCount()), items = state.itemBias.size();
    const std::size_t userStep = std::max<std::size_t>(1, users / kSampledUsers),
                      itemStep = std::max<std::size_t>(1, items / kSampledItems);
    std::vector<Sample> samples((users + userStep - 1) / userStep);
    const bool finished = parallelFor(samples.size(), 1, threads, context, [&](std::size_t begin, std::size_t end) {
        for (std::size_t k = begin; k < end; ++k) samples[k] = sampleOf(state, train, UserIndex{k * userStep}, itemStep);
    });
    if (!finished) return {};
    std::vector<double> trained, gaps;
    for (const Sample& sample : samples) {
        trained.insert(trained.end(), sample.trained.begin(), sample.trained.end());
        gaps.insert(gaps.end(), sample.gaps.begin(), sample.gaps.end());
    }
    if (gaps.empty()) return 0;
    std::ranges::nth_element(gaps, gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2));
    const double spread = spreadOf(trained);
    return spread > 0 ? gaps[gaps.size() / 2] / spread : 0;
}

} // namespace recoscope
