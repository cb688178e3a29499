// Biased matrix factorisation by stochastic gradient descent (Koren, Bell, Volinsky: Computer 42(8), 2009, equations 4 and 5;
// Funk, 2006). sum over ratings of (r - mu - b_u - b_i - p.q)^2 + l2 (b_u^2 + b_i^2 + |p|^2 + |q|^2): the penalty counts once per
// rating. Ratings lie in a 16 x 16 grid of user and item groups; the 16 cells of a round share no row, so they run in parallel
// and the order of every update is fixed: the same bits for any number of threads. Cost an epoch: 6 factors a rating. Fold-in
// solves the same objective for one user; trained users stopped descending before that optimum, so it is approximate. Does badly
// at ranking: it learns from ratings given, not from what was chosen at all.
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/linalg/item_panels.h"
#include "core/linalg/lanes.h"
#include "core/models/algorithm.h"
#include "core/models/contributions.h"
#include "core/models/factor_similarity.h"
#include "core/models/model_file.h"
#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace recoscope {
namespace {

constexpr std::size_t kGroups = 16;
constexpr std::size_t kSampledUsers = 40;
constexpr std::size_t kAhead = 6; // ratings whose items are fetched in advance

struct State {
    int factors = 0;
    double mean = 0, l2 = 0;
    std::vector<float> userBias, itemBias, user, item; ///< Vectors row-major.
    [[nodiscard]] std::size_t rank() const { return static_cast<std::size_t>(factors); }
};

/// The user that the objective prefers, given the items: [b_u; p] = A^-1 sum f_j (r_j - mu - b_j), f = [1; q], A = sum f f' + l2
/// n I.
struct Solved {
    Eigen::MatrixXd features; ///< (rank + 1) x n.
    Eigen::LLT<Eigen::MatrixXd> factor;
    Eigen::VectorXd surplus, solution;
};

Solved solveUser(const State& s, const History& history) {
    Solved solved;
    const auto n = static_cast<Eigen::Index>(history.size());
    const Eigen::Index dimensions = s.factors + 1;
    solved.features.resize(dimensions, n);
    solved.surplus.resize(n);
    for (Eigen::Index k = 0; k < n; ++k) {
        const std::size_t item = history.items[static_cast<std::size_t>(k)].at();
        solved.features(0, k) = 1;
        for (Eigen::Index f = 0; f < s.factors; ++f)
            solved.features(f + 1, k) = static_cast<double>(s.item[item * s.rank() + static_cast<std::size_t>(f)]);
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

class MfModel final : public Model {
public:
    MfModel(std::shared_ptr<const State> state, double residualShare)
        : m_state(std::move(state)),
          m_residualShare(residualShare),
          m_panels(m_state->item, static_cast<std::int32_t>(m_state->itemBias.size()), m_state->factors, m_state->itemBias) {}
    std::int32_t itemCount() const override { return static_cast<std::int32_t>(m_state->itemBias.size()); }
    std::int32_t userCount() const override { return static_cast<std::int32_t>(m_state->userBias.size()); }
    std::size_t memoryBytes() const override {
        return (m_state->user.size() + m_state->item.size()) * sizeof(float) + m_panels.memoryBytes();
    }

    using Model::score;
    void score(const Query& query, std::span<float> out) const override { scoreBatch({&query, 1}, out); }
    void scoreBatch(std::span<const Query> queries, std::span<float> out) const override {
        const std::size_t rank = m_state->rank();
        std::vector<float> vectors(queries.size() * rank), offsets(queries.size());
        for (std::size_t k = 0; k < queries.size(); ++k)
            offsets[k] = static_cast<float>(m_state->mean) + vectorOf(queries[k], std::span(vectors).subspan(k * rank, rank));
        m_panels.score(vectors, queries.size(), offsets, out);
    }
    std::vector<Explanation> explain(const Query& query, ItemIndex item) const override {
        std::vector<float> scores(static_cast<std::size_t>(itemCount())), vector(m_state->rank());
        score(query, scores);
        const double bias = static_cast<double>(vectorOf(query, vector));
        const double shown = static_cast<double>(scores[item.at()]);
        Explanation byHistory = explainByHistory(query, item, shown);
        Explanation byFactor;
        byFactor.view = "factors";
        byFactor.score = shown;
        byFactor.baseline = m_state->mean + static_cast<double>(m_state->itemBias[item.at()]) + bias;
        byFactor.baselineLabel = "overall mean + biases";
        for (std::size_t k = 0; k < vector.size(); ++k)
            byFactor.contributions.push_back(
                {Contribution::Kind::Factor,
                 static_cast<std::int32_t>(k),
                 "factor " + std::to_string(k + 1),
                 static_cast<double>(vector[k]) * static_cast<double>(m_state->item[item.at() * vector.size() + k]),
                 vector[k],
                 {}});
        finishExplanation(byFactor);
        return {byHistory, byFactor};
    }
    std::optional<FactorView> factors() const override { return FactorView{m_state->factors, m_state->item, m_state->user}; }
    std::optional<std::vector<ScoredItem>> similarItems(ItemIndex item, int n) const override {
        return nearestByCosine(*factors(), item, n);
    }
    void save(ModelWriter& writer) const override {
        const double numbers[4] = {static_cast<double>(m_state->factors), m_state->mean, m_state->l2, m_residualShare};
        writer.putDoubles("mf.numbers", numbers);
        writer.putFloats("mf.user_bias", m_state->userBias);
        writer.putFloats("mf.item_bias", m_state->itemBias);
        writer.putFloats("mf.user", m_state->user);
        writer.putFloats("mf.item", m_state->item);
    }

private:
    /// Fills the user's vector and returns the bias: as trained for a known user, solved for every other.
    float vectorOf(const Query& query, std::span<float> vector) const {
        if (query.kind == Query::Kind::KnownUser) {
            std::copy_n(m_state->user.begin() + static_cast<std::ptrdiff_t>(query.user.at() * vector.size()), vector.size(),
                        vector.begin());
            return m_state->userBias[query.user.at()];
        }
        const Solved solved = solveUser(*m_state, query.history);
        for (std::size_t k = 0; k < vector.size(); ++k)
            vector[k] = static_cast<float>(solved.solution[static_cast<Eigen::Index>(k) + 1]);
        return static_cast<float>(solved.solution[0]);
    }
    Explanation explainByHistory(const Query& query, ItemIndex item, double score) const {
        Explanation e;
        e.view = "history";
        e.score = score;
        e.baseline = m_state->mean + static_cast<double>(m_state->itemBias[item.at()]);
        e.baselineLabel = "overall mean + how liked it is";
        e.exact = query.kind != Query::Kind::KnownUser;
        e.residualShare = e.exact ? std::nan("") : m_residualShare;
        const Solved solved = solveUser(*m_state, query.history);
        Eigen::VectorXd own(m_state->factors + 1);
        own[0] = 1;
        for (Eigen::Index f = 0; f < m_state->factors; ++f)
            own[f + 1] = static_cast<double>(m_state->item[item.at() * m_state->rank() + static_cast<std::size_t>(f)]);
        const Eigen::VectorXd weights = solved.factor.solve(own);
        for (std::size_t k = 0; k < query.history.size(); ++k) {
            const auto at = static_cast<Eigen::Index>(k);
            e.contributions.push_back({Contribution::Kind::HistoryItem,
                                       query.history.items[k].value,
                                       {},
                                       weights.dot(solved.features.col(at)) * solved.surplus[at],
                                       query.history.ratings[k],
                                       {}});
        }
        finishExplanation(e);
        return e;
    }
    std::shared_ptr<const State> m_state;
    double m_residualShare; ///< Median |trained - solved| over the spread of scores: how far the history view may be off.
    ItemPanels m_panels;
};

/// One rating in its cell of the grid.
struct Entry {
    std::int32_t user, item;
    float rating;
};

/// Vectors while they learn: rows padded to whole lanes, the padding zero and staying so.
struct Table {
    std::size_t rows = 0, rank = 0, stride = 0;
    std::vector<float> values;

    void fill(std::size_t count, std::size_t factors, std::uint64_t seed, double spread) {
        rows = count;
        rank = factors;
        stride = lanes::padded(rank);
        values.assign(rows * stride, 0.0F);
        Random random(seed);
        for (std::size_t r = 0; r < rows; ++r)
            for (std::size_t f = 0; f < rank; ++f) values[r * stride + f] = static_cast<float>(spread * random.normal());
    }
    [[nodiscard]] float* row(std::int32_t r) { return values.data() + static_cast<std::size_t>(r) * stride; }
    void prefetch(std::int32_t r) const {
        const float* from = values.data() + static_cast<std::size_t>(r) * stride;
        for (std::size_t f = 0; f < stride; f += 16) __builtin_prefetch(from + f, 1);
    }
    [[nodiscard]] double squaredNorm(std::size_t r, float bias) const {
        const float* from = values.data() + r * stride;
        return static_cast<double>(bias) * static_cast<double>(bias) + static_cast<double>(lanes::dot(from, from, stride));
    }
    [[nodiscard]] std::vector<float> compact() const {
        std::vector<float> packed(rows * rank);
        for (std::size_t r = 0; r < rows; ++r) std::copy_n(values.data() + r * stride, rank, packed.data() + r * rank);
        return packed;
    }
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
        auto state = std::make_shared<State>(m_state);
        state->user = m_users.compact();
        state->item = m_items.compact();
        const auto share = residualShare(*state, context);
        if (!share) return nullptr;
        return std::make_unique<MfModel>(std::move(state), *share);
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
    /// What one sampled user adds: scores as trained, and how far the solved ones are from them.
    struct Sample {
        std::vector<double> trained, gaps;
    };
    Sample sampleOf(const State& s, UserIndex user, std::size_t itemStep) const {
        Sample sample;
        const auto row = m_input.train->row(user);
        if (row.size() == 0) return sample;
        const Solved solved = solveUser(s, {row.items, row.ratings, {}});
        const float* own = s.user.data() + user.at() * s.rank();
        for (std::size_t i = 0; i < s.itemBias.size(); i += itemStep) {
            double a = static_cast<double>(s.userBias[user.at()]), b = solved.solution[0];
            for (std::size_t k = 0; k < s.rank(); ++k) {
                const auto factor = static_cast<double>(s.item[i * s.rank() + k]);
                a += static_cast<double>(own[k]) * factor;
                b += solved.solution[static_cast<Eigen::Index>(k) + 1] * factor;
            }
            sample.trained.push_back(a + static_cast<double>(s.itemBias[i]));
            sample.gaps.push_back(std::abs(a - b));
        }
        return sample;
    }
    /// Over a few users and items spread evenly: deterministic. Nothing when asked to stop.
    std::optional<double> residualShare(const State& s, const TaskContext& context) const {
        const auto users = static_cast<std::size_t>(m_input.train->userCount()), items = s.itemBias.size();
        const std::size_t userStep = std::max<std::size_t>(1, users / kSampledUsers),
                          itemStep = std::max<std::size_t>(1, items / 50);
        std::vector<Sample> samples((users + userStep - 1) / userStep);
        const bool finished = parallelFor(samples.size(), 1, m_input.threads, context, [&](std::size_t begin, std::size_t end) {
            for (std::size_t k = begin; k < end; ++k) samples[k] = sampleOf(s, UserIndex{k * userStep}, itemStep);
        });
        if (!finished) return {};
        std::vector<double> trained, gaps;
        for (const Sample& sample : samples) {
            trained.insert(trained.end(), sample.trained.begin(), sample.trained.end());
            gaps.insert(gaps.end(), sample.gaps.begin(), sample.gaps.end());
        }
        if (gaps.empty()) return 0;
        std::ranges::nth_element(gaps, gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2));
        double mean = 0, square = 0;
        for (const double t : trained) mean += t / static_cast<double>(trained.size());
        for (const double t : trained) square += (t - mean) * (t - mean) / static_cast<double>(trained.size());
        return square > 0 ? gaps[gaps.size() / 2] / std::sqrt(square) : 0;
    }
    TrainInput m_input;
    int m_epochs, m_epoch = 0;
    double m_rate, m_decay;
    State m_state; ///< Without the vectors, which lie in the tables.
    Table m_users, m_items;
    std::vector<std::vector<Entry>> m_cells;
};

Result<std::unique_ptr<const Model>> load(ModelReader& reader) {
    const auto numbers = reader.doubles("mf.numbers");
    auto s = std::make_shared<State>();
    s->userBias = reader.floats("mf.user_bias");
    s->itemBias = reader.floats("mf.item_bias");
    s->user = reader.floats("mf.user");
    s->item = reader.floats("mf.item");
    if (numbers.size() == 4 && numbers[0] >= 0 && numbers[0] <= 1e6) {
        s->factors = static_cast<int>(numbers[0]);
        s->mean = numbers[1];
        s->l2 = numbers[2];
    }
    if (numbers.size() != 4 || s->user.size() != s->userBias.size() * s->rank() ||
        s->item.size() != s->itemBias.size() * s->rank())
        reader.fail("mf.numbers");
    if (reader.failed()) return reader.error();
    return std::unique_ptr<const Model>(std::make_unique<MfModel>(std::move(s), numbers[3]));
}

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
    info.loadModel = load;
    info.forecast = [](const DataShape& shape, const ParamValues& p) {
        const auto k = static_cast<double>(intParam(p, "factors"));
        return Forecast{4 * k * (shape.users + 2 * shape.items) + 12 * shape.interactions,
                        12 * k * shape.interactions * static_cast<double>(intParam(p, "epochs"))};
    };
    return info;
}

} // namespace recoscope
