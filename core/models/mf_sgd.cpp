// Biased matrix factorisation by stochastic gradient descent (Koren, Bell, Volinsky: Computer 42(8), 2009, equations 4 and 5;
// Funk, 2006). sum over ratings of (r - mu - b_u - b_i - p.q)^2 + l2 (b_u^2 + b_i^2 + |p|^2 + |q|^2): the penalty counts once per
// rating. Ratings lie in a 16 x 16 grid of user and item groups; the 16 cells of a round share no row, so they run in parallel
// and the order of every update is fixed: the same bits for any number of threads. Cost an epoch: 6 factors a rating. Fold-in
// solves the same objective for one user; trained users stopped descending before that optimum, so it is approximate. Does badly
// at ranking: it learns from ratings given, not from what was chosen at all.
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/linalg/lanes.h"
#include "core/models/algorithm.h"
#include "core/models/mf_model.h"
#include "core/models/mf_table.h"
#include <algorithm>
#include <array>
#include <cmath>

namespace recoscope {
namespace {

constexpr std::size_t kGroups = 16;
constexpr std::size_t kAhead = 6; // ratings whose items are fetched in advance

/// One rating in its cell of the grid.
struct Entry {
    std::int32_t user, item;
    float rating;
};

class MfTrainer final : public Trainer {
public:
    MfTrainer(const TrainInput& input, const ParamValues& params)
        : m_input(input),
          m_epochs(static_cast<int>(intParam(params, "epochs"))),
          m_rate(numberParam(params, "learning_rate")),
          m_decay(numberParam(params, "decay")) {
        m_state.factors = static_cast<int>(intParam(params, "factors"));
        m_state.l2 = numberParam(params, "l2");
        double sum = 0;
        for (const float r : input.train->ratings()) sum += static_cast<double>(r);
        m_state.mean = input.train->empty() ? 0 : sum / static_cast<double>(input.train->size());
        const auto users = static_cast<std::size_t>(input.train->userCount()),
                   items = static_cast<std::size_t>(input.train->itemCount());
        m_state.userBias.assign(users, 0.0F);
        m_state.itemBias.assign(items, 0.0F);
        m_users.fill(users, m_state.rank(), deriveSeed(input.seed, "mf.user"), numberParam(params, "init_std"));
        m_items.fill(items, m_state.rank(), deriveSeed(input.seed, "mf.item"), numberParam(params, "init_std"));
        silenceUnrated();
        makeGrid();
    }
    int stepCount() const override { return m_epochs; }
    Result<StepReport> step(const TaskContext& context) override {
        std::vector<std::size_t> rounds(kGroups);
        for (std::size_t r = 0; r < kGroups; ++r) rounds[r] = r;
        Random(deriveSeed(m_input.seed, "mf.rounds", static_cast<std::uint64_t>(m_epoch))).shuffle(std::span(rounds));
        double objective = 0;
        for (const std::size_t round : rounds) {
            std::array<double, kGroups> sums{};
            const bool going = parallelFor(kGroups, 1, m_input.threads, context, [&](std::size_t b, std::size_t) {
                sums[b] = runCell(m_cells[b * kGroups + (b + round) % kGroups]);
            });
            if (!going) return Cancelled{};
            for (const double s : sums) objective += s;
        }
        objective += penalty();
        ++m_epoch;
        m_rate *= m_decay;
        if (!std::isfinite(objective))
            return Error{ErrorKind::NumericalFailure,
                         "Biased MF left the range of numbers in epoch " + std::to_string(m_epoch) +
                             ": the learning rate is too large for this data; try a tenth of it.",
                         "learning_rate"};
        return StepReport{objective};
    }
    std::unique_ptr<const Model> snapshot(const TaskContext& context) const override {
        auto state = std::make_shared<MfState>(m_state);
        state->user = m_users.compact();
        state->item = m_items.compact();
        const auto share = mfResidualShare(*state, *m_input.train, m_input.threads, context);
        if (!share) return nullptr;
        return makeMfModel(std::move(state), *share);
    }

private:
    /// Users and items without ratings have no taste: their random start would only add noise to a score that is mean + biases.
    void silenceUnrated() {
        const auto counts = m_input.train->itemCounts();
        for (std::int32_t i = 0; i < m_input.train->itemCount(); ++i)
            if (counts[static_cast<std::size_t>(i)] == 0) std::fill_n(m_items.row(i), m_items.stride, 0.0F);
        for (std::int32_t u = 0; u < m_input.train->userCount(); ++u)
            if (m_input.train->rowSize(UserIndex{u}) == 0) std::fill_n(m_users.row(u), m_users.stride, 0.0F);
    }
    void makeGrid() {
        const auto groupsOf = [&](std::int32_t n, const char* purpose) {
            std::vector<std::uint8_t> groups(static_cast<std::size_t>(n));
            for (std::size_t k = 0; k < groups.size(); ++k) groups[k] = static_cast<std::uint8_t>(k % kGroups);
            Random(deriveSeed(m_input.seed, purpose)).shuffle(std::span(groups));
            return groups;
        };
        const auto userGroup = groupsOf(m_input.train->userCount(), "mf.user_groups"),
                   itemGroup = groupsOf(m_input.train->itemCount(), "mf.item_groups");
        m_cells.resize(kGroups * kGroups);
        for (std::int32_t u = 0; u < m_input.train->userCount(); ++u) {
            const auto row = m_input.train->row(UserIndex{u});
            for (std::size_t k = 0; k < row.size(); ++k)
                m_cells[userGroup[static_cast<std::size_t>(u)] * kGroups + itemGroup[row.items[k].at()]].push_back(
                    {u, row.items[k].value, row.ratings[k]});
        }
    }
    /// One pass over a cell; returns its squared errors, each taken before its step.
    double runCell(const std::vector<Entry>& cell) {
        const auto rate = static_cast<float>(m_rate), keep = 1 - rate * static_cast<float>(m_state.l2),
                   mean = static_cast<float>(m_state.mean);
        const std::size_t stride = m_users.stride;
        double squares = 0;
        for (std::size_t k = 0; k < cell.size(); ++k) {
            const Entry& e = cell[k];
            if (k + kAhead < cell.size()) m_items.prefetch(cell[k + kAhead].item);
            float &bu = m_state.userBias[static_cast<std::size_t>(e.user)],
                  &bi = m_state.itemBias[static_cast<std::size_t>(e.item)];
            float *p = m_users.row(e.user), *q = m_items.row(e.item);
            const float error = e.rating - mean - bu - bi - lanes::dot(p, q, stride);
            squares += static_cast<double>(error) * static_cast<double>(error);
            bu = keep * bu + rate * error;
            bi = keep * bi + rate * error;
            const lanes::Lane shrink = lanes::all(keep), step = lanes::all(rate * error);
            for (std::size_t f = 0; f < stride; f += lanes::kWidth) {
                const lanes::Lane before = lanes::load(p + f), other = lanes::load(q + f);
                lanes::store(p + f, shrink * before + step * other);
                lanes::store(q + f, shrink * other + step * before);
            }
        }
        return squares;
    }
    /// The penalty once per rating, with the parameters as they are after the epoch.
    double penalty() const {
        const auto& train = *m_input.train;
        const auto counts = train.itemCounts();
        double sum = 0;
        for (std::size_t u = 0; u < m_state.userBias.size(); ++u)
            sum += static_cast<double>(train.rowSize(UserIndex{u})) * m_users.squaredNorm(u, m_state.userBias[u]);
        for (std::size_t i = 0; i < m_state.itemBias.size(); ++i)
            sum += static_cast<double>(counts[i]) * m_items.squaredNorm(i, m_state.itemBias[i]);
        return m_state.l2 * sum;
    }
    TrainInput m_input;
    int m_epochs, m_epoch = 0;
    double m_rate, m_decay;
    MfState m_state; ///< Without the vectors, which lie in the tables.
    MfTable m_users, m_items;
    std::vector<std::vector<Entry>> m_cells;
};

} // namespace

AlgorithmInfo mfSgdAlgorithm() {
    AlgorithmInfo info;
    info.id = "mf_sgd";
    info.name = "Biased MF";
    info.family = "Factors";
    info.summary = "Predicts the stars from a few learnt tastes, by gradient steps.";
    info.objective = "Σ (r − μ − bᵤ − bᵢ − p·q)² + λ (bᵤ² + bᵢ² + ‖p‖² + ‖q‖²)";
    info.notes = "Σ over ratings, the penalty with it. Learns from stars given, not from what was chosen: it ranks badly. Its "
                 "reasons by history solve for the user and say how far they are off.";
    info.reference = "Koren, Bell, Volinsky: Matrix factorization techniques for recommender systems. Computer 42(8), 2009, "
                     "equations 4 and 5.";
    info.capabilities = {.foldIn = FoldIn::Approximate,
                         .explainsExactly = false,
                         .ranks = true,
                         .predictsRatings = true,
                         .factors = true,
                         .similarItems = true,
                         .iterative = true,
                         .additive = false,
                         .reasonsHold = 0.9,
                         .foldInOverlap = 0.4};
    info.params = {
        {"factors", "Factors", "Length of a taste vector.", std::int64_t{100}, 1, 2048, true},
        {"epochs", "Epochs", "Passes over all ratings.", std::int64_t{20}, 1, 10000},
        {"learning_rate", "Learning rate",
         "Length of a gradient step. Too large leaves the range of numbers, too small needs many epochs.", 0.005, 0.000001, 1000,
         true},
        {"l2", "l2 (λ)", "Pull towards zero, once per rating.", 0.02, 0, 100, true},
        {"init_std", "Start spread", "Spread of the random start.", 0.1, 0.000001, 10, true, true},
        {"decay", "Decay", "The learning rate is multiplied by this after each epoch; 1 is off.", 1.0, 0.1, 1, false, true}};
    info.makeTrainer = [](const TrainInput& input, const ParamValues& params) -> Result<std::unique_ptr<Trainer>> {
        return std::unique_ptr<Trainer>(std::make_unique<MfTrainer>(input, params));
    };
    info.loadModel = loadMfModel;
    info.forecast = [](const DataShape& shape, const ParamValues& p) {
        const auto k = static_cast<double>(intParam(p, "factors"));
        return Forecast{4 * k * (shape.users + 2 * shape.items) + 12 * shape.interactions,
                        12 * k * shape.interactions * static_cast<double>(intParam(p, "epochs"))};
    };
    return info;
}

} // namespace recoscope
