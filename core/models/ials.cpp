// iALS (Hu, Koren, Volinsky: ICDM 2008; in the form of Rendle, Krichene, Zhang, Koren: Revisiting the performance of iALS. RecSys
// 2022, equations 1 to 6). sum_{+} (1 - u.v)^2 + alpha0 sum_{all} (u.v)^2 + l2 (sum_u c_u^nu |u|^2 + sum_v c_v^nu |v|^2),  c =
// positives of the row + alpha0 * length of the other side. One epoch solves every user, then every item: exactly (Cholesky) or
// by 3 warm-started conjugate gradient steps. A model solves its users exactly, by the code that folds in: the trained user is
// the folded-in user. Cost an epoch: CG 16 factors an interaction; Cholesky factors^2 an interaction and factors^3 / 3 a row.
// Memory 4 factors (users + items) bytes. Does badly on histories under about five items.
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/linalg/item_panels.h"
#include "core/models/algorithm.h"
#include "core/models/contributions.h"
#include "core/models/factor_similarity.h"
#include "core/models/ials_rows.h"
#include "core/models/model_file.h"
#include "core/models/neighbour_lists.h"
#include <algorithm>
#include <cmath>
#include <numeric>

namespace recoscope {
namespace {

constexpr int kGradientSteps = 3;
constexpr std::size_t kRowsPerBlock = 16;

struct Settings {
    int factors = 64;
    double l2 = 0.02, nu = 1, alpha0 = 0.1;
    bool exact = false;
};

/// Vectors row-major.
struct Factors {
    std::size_t rows = 0, rank = 0;
    std::vector<float> values;
    [[nodiscard]] std::span<const float> row(std::size_t r) const { return std::span(values).subspan(r * rank, rank); }
    [[nodiscard]] std::span<float> row(std::size_t r) { return std::span(values).subspan(r * rank, rank); }
    /// F'F, times `weight`.
    [[nodiscard]] std::vector<float> gram(double weight) const {
        std::vector<float> g = paddedGram(values.data(), rows, rank);
        for (float& x : g) x *= static_cast<float>(weight);
        return g;
    }
};

double rowPenalty(const Settings& s, double positives, double others) {
    return s.l2 * std::pow(positives + s.alpha0 * others, s.nu);
}

double squaredNorm(std::span<const float> x) {
    double sum = 0;
    for (const float v : x) sum += static_cast<double>(v) * static_cast<double>(v);
    return sum;
}

class IalsModel final : public Model {
public:
    IalsModel(Settings settings, double threshold, Factors users, Factors items)
        : m_settings(settings),
          m_threshold(threshold),
          m_users(std::move(users)),
          m_items(std::move(items)),
          m_gram(m_items.gram(settings.alpha0)),
          m_panels(m_items.values, static_cast<std::int32_t>(m_items.rows), static_cast<int>(m_items.rank), {}) {}
    std::int32_t itemCount() const override { return static_cast<std::int32_t>(m_items.rows); }
    std::int32_t userCount() const override { return static_cast<std::int32_t>(m_users.rows); }
    std::size_t memoryBytes() const override {
        return (m_users.values.size() + m_items.values.size()) * sizeof(float) + m_panels.memoryBytes();
    }

    using Model::score;
    void score(const Query& query, std::span<float> out) const override { scoreBatch({&query, 1}, out); }
    void scoreBatch(std::span<const Query> queries, std::span<float> out) const override {
        std::vector<float> vectors(queries.size() * m_items.rank);
        for (std::size_t k = 0; k < queries.size(); ++k)
            vectorOf(queries[k], std::span(vectors).subspan(k * m_items.rank, m_items.rank));
        m_panels.score(vectors, queries.size(), {}, out);
    }
    std::vector<Explanation> explain(const Query& query, ItemIndex item) const override {
        std::vector<float> scores(static_cast<std::size_t>(itemCount())), user(m_items.rank);
        score(query, scores);
        vectorOf(query, user);
        Explanation byHistory, byFactor;
        byHistory.view = "history";
        byFactor.view = "factors";
        byHistory.score = byFactor.score = static_cast<double>(scores[item.at()]);
        explainByHistory(query, item, byHistory);
        const auto own = m_items.row(item.at());
        for (std::size_t k = 0; k < user.size(); ++k)
            byFactor.contributions.push_back({Contribution::Kind::Factor,
                                              static_cast<std::int32_t>(k),
                                              "factor " + std::to_string(k + 1),
                                              static_cast<double>(user[k]) * static_cast<double>(own[k]),
                                              user[k],
                                              {}});
        finishExplanation(byHistory);
        finishExplanation(byFactor);
        return {byHistory, byFactor};
    }
    std::optional<FactorView> factors() const override {
        return FactorView{static_cast<int>(m_items.rank), m_items.values, m_users.values};
    }
    std::optional<std::vector<ScoredItem>> similarItems(ItemIndex item, int n) const override {
        return nearestByCosine(*factors(), item, n);
    }
    void save(ModelWriter& writer) const override {
        const double settings[6] = {static_cast<double>(m_settings.factors),
                                    m_settings.l2,
                                    m_settings.nu,
                                    m_settings.alpha0,
                                    m_settings.exact ? 1.0 : 0.0,
                                    m_threshold};
        writer.putDoubles("ials.settings", settings);
        writer.putFloats("ials.users", m_users.values);
        writer.putFloats("ials.items", m_items.values);
    }

    /// Solves every user given the items, by the code that folds in: the last half-step of training. False when asked to stop.
    bool foldInAll(const Interactions& train, int threads, const TaskContext& context) {
        std::vector<IalsRow> scratch(static_cast<std::size_t>(workerCount(threads)), IalsRow(m_gram, m_items.rank));
        return parallelForWorkers(
            m_users.rows, kRowsPerBlock, threads, context, [&](int worker, std::size_t begin, std::size_t end) {
                for (std::size_t u = begin; u < end; ++u) {
                    const auto known = train.row(UserIndex{u});
                    foldIn({known.items, known.ratings, {}}, scratch[static_cast<std::size_t>(worker)], m_users.row(u));
                }
            });
    }

private:
    std::vector<std::int32_t> positivesOf(const History& history) const {
        std::vector<std::int32_t> rows;
        for (std::size_t k = 0; k < history.size(); ++k)
            if (isPositive(history.ratings[k], m_threshold)) rows.push_back(history.items[k].value);
        return rows;
    }
    float penaltyFor(std::size_t positives) const {
        return static_cast<float>(rowPenalty(m_settings, static_cast<double>(positives), static_cast<double>(m_items.rows)));
    }
    /// The vector of a history given the items' vectors.
    void foldIn(const History& history, IalsRow& row, std::span<float> vector) const {
        row.gather(m_items.values.data(), positivesOf(history));
        if (row.size() == 0)
            std::ranges::fill(vector, 0.0F);
        else
            row.solve(penaltyFor(row.size()), vector);
    }
    void vectorOf(const Query& query, std::span<float> vector) const {
        if (query.kind == Query::Kind::KnownUser) {
            std::ranges::copy(m_users.row(query.user.at()), vector.begin());
            return;
        }
        IalsRow row(m_gram, m_items.rank);
        foldIn(query.history, row, vector);
    }
    /// u = A^-1 sum v_j, so that the score is a sum of v_i' A^-1 v_j over the history (Hu, Koren, Volinsky, section 5).
    void explainByHistory(const Query& query, ItemIndex item, Explanation& e) const {
        IalsRow row(m_gram, m_items.rank);
        row.gather(m_items.values.data(), positivesOf(query.history));
        if (row.size() == 0) return;
        const auto own = m_items.row(item.at());
        std::vector<float> weights(own.begin(), own.end());
        row.solveFor(penaltyFor(row.size()), weights);
        std::size_t next = 0;
        for (std::size_t k = 0; k < query.history.size(); ++k) {
            if (!isPositive(query.history.ratings[k], m_threshold)) continue;
            const float* vector = row.vector(next++);
            double amount = 0;
            for (std::size_t f = 0; f < weights.size(); ++f)
                amount += static_cast<double>(vector[f]) * static_cast<double>(weights[f]);
            e.contributions.push_back(
                {Contribution::Kind::HistoryItem, query.history.items[k].value, {}, amount, query.history.ratings[k], {}});
        }
    }
    Settings m_settings;
    double m_threshold;
    Factors m_users, m_items;
    std::vector<float> m_gram; ///< Of the items, times alpha0.
    ItemPanels m_panels;
};

class IalsTrainer final : public Trainer {
public:
    IalsTrainer(const TrainInput& input, const ParamValues& params)
        : m_input(input),
          m_epochs(static_cast<int>(intParam(params, "epochs"))),
          m_byUser(SparseRows::byUser(*input.positives)),
          m_byItem(SparseRows::byItem(*input.positives)) {
        m_settings = {static_cast<int>(intParam(params, "factors")), numberParam(params, "l2"), numberParam(params, "nu"),
                      numberParam(params, "alpha0"), textParam(params, "solver") == "cholesky"};
        const double spread = numberParam(params, "init_std") / std::sqrt(static_cast<double>(m_settings.factors));
        initialise(m_users, input.train->userCount(), "ials.users", spread);
        initialise(m_items, input.train->itemCount(), "ials.items", spread);
    }
    int stepCount() const override { return m_epochs; }
    Result<StepReport> step(const TaskContext& context) override {
        m_losses.assign(m_items.rows, 0.0);
        if (!halfStep(m_byUser, m_items, m_users, nullptr, context.part(0, 0.5)) ||
            !halfStep(m_byItem, m_users, m_items, &m_losses, context.part(0.5, 1)))
            return Cancelled{};
        ++m_epoch;
        const double sum = objective();
        if (!std::isfinite(sum))
            return Error{ErrorKind::NumericalFailure,
                         "iALS left the range of numbers in epoch " + std::to_string(m_epoch) +
                             ": a row has no unique best vector; choose a larger l2.",
                         "l2"};
        return StepReport{sum};
    }
    std::unique_ptr<const Model> snapshot(const TaskContext& context) const override {
        Factors users{m_users.rows, m_users.rank, std::vector<float>(m_users.values.size())};
        auto model = std::make_unique<IalsModel>(m_settings, m_input.relevanceThreshold, std::move(users), m_items);
        if (!model->foldInAll(*m_input.train, m_input.threads, context)) return nullptr;
        return model;
    }

private:
    void initialise(Factors& factors, std::int32_t rows, const char* purpose, double spread) const {
        Random random(deriveSeed(m_input.seed, purpose));
        factors = {static_cast<std::size_t>(rows), static_cast<std::size_t>(m_settings.factors), {}};
        factors.values.resize(factors.rows * factors.rank);
        for (float& v : factors.values) v = static_cast<float>(spread * random.normal());
    }
    /// Solves every row of `target` given `fixed`. Rows are independent: threads change no bit. `losses` (one per row) may be
    /// null.
    bool halfStep(const SparseRows& rows, const Factors& fixed, Factors& target, std::vector<double>* losses,
                  const TaskContext& context) const {
        const std::vector<float> gram = fixed.gram(m_settings.alpha0);
        std::vector<IalsRow> scratch(static_cast<std::size_t>(workerCount(m_input.threads)), IalsRow(gram, fixed.rank));
        return parallelForWorkers(
            target.rows, kRowsPerBlock, m_input.threads, context, [&](int worker, std::size_t begin, std::size_t end) {
                IalsRow& row = scratch[static_cast<std::size_t>(worker)];
                for (std::size_t r = begin; r < end; ++r) {
                    const auto index = static_cast<std::int32_t>(r);
                    row.gather(fixed.values.data(), std::span(rows.column).subspan(rows.begin(index), rows.size(index)));
                    solveRow(row, static_cast<double>(fixed.rows), target.row(r));
                    if (losses) (*losses)[r] = row.size() == 0 ? 0 : row.loss();
                }
            });
    }
    void solveRow(IalsRow& row, double others, std::span<float> x) const {
        const auto penalty = static_cast<float>(rowPenalty(m_settings, static_cast<double>(row.size()), others));
        if (row.size() == 0)
            std::ranges::fill(x, 0.0F);
        else if (m_settings.exact)
            row.solve(penalty, x);
        else
            row.descend(penalty, kGradientSteps, x);
    }
    /// After both half-steps: m_losses holds the items' shares of the first sum.
    double objective() const {
        double sum = std::accumulate(m_losses.begin(), m_losses.end(), 0.0);
        const auto penalties = [&](const SparseRows& rows, const Factors& own, double others) {
            for (std::size_t r = 0; r < own.rows; ++r)
                sum += rowPenalty(m_settings, static_cast<double>(rows.size(static_cast<std::int32_t>(r))), others) *
                       squaredNorm(own.row(r));
        };
        penalties(m_byUser, m_users, static_cast<double>(m_items.rows));
        penalties(m_byItem, m_items, static_cast<double>(m_users.rows));
        const std::vector<float> users = m_users.gram(1), items = m_items.gram(1);
        for (std::size_t k = 0; k < users.size(); ++k)
            sum += m_settings.alpha0 * static_cast<double>(users[k]) * static_cast<double>(items[k]);
        return sum;
    }
    TrainInput m_input;
    Settings m_settings;
    int m_epochs, m_epoch = 0;
    SparseRows m_byUser, m_byItem;
    Factors m_users, m_items;
    std::vector<double> m_losses; ///< Per item after its half-step: the sum of (1 - u.v)^2 over its users.
};

Result<std::unique_ptr<const Model>> load(ModelReader& reader) {
    const auto s = reader.doubles("ials.settings");
    auto users = reader.floats("ials.users"), items = reader.floats("ials.items");
    if (s.size() != 6 || !(s[0] >= 1 && s[0] <= 100000) || users.size() % static_cast<std::size_t>(s.empty() ? 1 : s[0]) != 0 ||
        items.size() % static_cast<std::size_t>(s.empty() ? 1 : s[0]) != 0)
        reader.fail("ials.settings");
    if (reader.failed()) return reader.error();
    const auto rank = static_cast<std::size_t>(s[0]);
    const auto matrix = [rank](std::vector<float> v) { return Factors{v.size() / rank, rank, std::move(v)}; };
    return std::unique_ptr<const Model>(std::make_unique<IalsModel>(Settings{static_cast<int>(rank), s[1], s[2], s[3], s[4] != 0},
                                                                    s[5], matrix(std::move(users)), matrix(std::move(items))));
}

} // namespace

AlgorithmInfo ialsAlgorithm() {
    AlgorithmInfo info;
    info.id = "ials";
    info.name = "iALS";
    info.family = "Factors";
    info.summary = "Finds tastes that explain what people chose at all.";
    info.objective = "Σ₊ (1 − u·v)² + α₀ Σ (u·v)² + λ Σ cᵛ (‖u‖² + ‖v‖²)";
    info.notes =
        "Σ₊ over positives, Σ over all pairs, c = count + α₀ n, ν its power. Does badly on histories under about five items.";
    info.reference =
        "Hu, Koren, Volinsky: Collaborative filtering for implicit feedback datasets. ICDM 2008; Rendle, Krichene, Zhang, Koren: "
        "Revisiting the performance of iALS on item recommendation benchmarks. RecSys 2022, equations 1 to 6.";
    info.capabilities = {.foldIn = FoldIn::Exact,
                         .explainsExactly = true,
                         .ranks = true,
                         .factors = true,
                         .iterative = true,
                         .additive = false,
                         .reasonsHold = 0.9};
    info.params = {
        {"factors", "Factors", "Length of a taste vector. More fit finer tastes and cost time as the square.", std::int64_t{64},
         1, 2048, true},
        {"epochs", "Epochs", "Passes over all users and items. The best by validation is kept.", std::int64_t{16}, 1, 1000},
        {"l2", "l2 (λ)", "Pull towards zero. Too little learns noise, too much learns popularity.", 0.02, 0, 1000, true},
        {"alpha0", "alpha0 (α₀)", "How much an item that was not chosen counts as a no.", 0.1, 0.000001, 100, true},
        {"nu", "nu (ν)", "How the pull grows with the number of choices: 1 in proportion, 0 the same for all.", 1.0, 0, 2, false,
         true},
        {"init_std", "Start spread", "Spread of the random start, divided by the square root of the factors.", 0.1, 0.0001, 10,
         true, true},
        {"solver",
         "Solver",
         "cg takes three conjugate gradient steps a row from the last state; cholesky solves each row exactly, slower.",
         std::string("cg"),
         0,
         0,
         false,
         true,
         {"cg", "cholesky"}}};
    info.makeTrainer = [](const TrainInput& input, const ParamValues& params) -> Result<std::unique_ptr<Trainer>> {
        return std::unique_ptr<Trainer>(std::make_unique<IalsTrainer>(input, params));
    };
    info.loadModel = load;
    info.forecast = [](const DataShape& shape, const ParamValues& p) {
        const auto k = static_cast<double>(intParam(p, "factors"));
        const double rows = shape.users + shape.items;
        const double epoch = textParam(p, "solver") == "cg" ? shape.interactions * 16 * k + rows * 8 * k * k
                                                            : shape.interactions * 2 * k * k + rows * k * k * k / 3;
        return Forecast{4 * k * (rows + 2 * shape.items) + 16 * shape.interactions,
                        epoch * static_cast<double>(intParam(p, "epochs")) + shape.users * k * k * k / 3};
    };
    return info;
}

} // namespace recoscope
