// iALS (Hu, Koren, Volinsky: ICDM 2008; in the form of Rendle, Krichene, Zhang, Koren: Revisiting the performance of iALS. RecSys
// 2022, equations 1 to 6). sum_{+} (1 - u.v)^2 + alpha0 sum_{all} (u.v)^2 + l2 (sum_u c_u^nu |u|^2 + sum_v c_v^nu |v|^2),  c =
// positives of the row + alpha0 * length of the other side. One epoch solves every user, then every item: exactly (Cholesky) or
// by 3 warm-started conjugate gradient steps. A model solves its users exactly, by the code that folds in: the trained user is
// the folded-in user. Cost an epoch: CG 16 factors an interaction; Cholesky factors^2 an interaction and factors^3 / 3 a row.
// Memory 4 factors (users + items) bytes. Does badly on histories under about five items.
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/models/algorithm.h"
#include "core/models/ials_model.h"
#include "core/models/ials_rows.h"
#include "core/models/neighbour_lists.h"
#include <algorithm>
#include <cmath>
#include <numeric>

namespace recoscope {
namespace {

constexpr int kGradientSteps = 3;
constexpr std::size_t kRowsPerBlock = 16;

double squaredNorm(std::span<const float> x) {
    double sum = 0;
    for (const float v : x) sum += static_cast<double>(v) * static_cast<double>(v);
    return sum;
}

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
        return makeIalsModel(m_settings, m_input.relevanceThreshold, m_items, *m_input.train, m_input.threads, context);
    }

private:
    void initialise(IalsFactors& factors, std::int32_t rows, const char* purpose, double spread) const {
        Random random(deriveSeed(m_input.seed, purpose));
        factors = {static_cast<std::size_t>(rows), static_cast<std::size_t>(m_settings.factors), {}};
        factors.values.resize(factors.rows * factors.rank);
        for (float& v : factors.values) v = static_cast<float>(spread * random.normal());
    }
    /// Solves every row of `target` given `fixed`. Rows are independent: threads change no bit. `losses` (one per row) may be
    /// null.
    bool halfStep(const SparseRows& rows, const IalsFactors& fixed, IalsFactors& target, std::vector<double>* losses,
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
        const auto penalty = static_cast<float>(m_settings.rowPenalty(static_cast<double>(row.size()), others));
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
        const auto penalties = [&](const SparseRows& rows, const IalsFactors& own, double others) {
            for (std::size_t r = 0; r < own.rows; ++r)
                sum += m_settings.rowPenalty(static_cast<double>(rows.size(static_cast<std::int32_t>(r))), others) *
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
    IalsSettings m_settings;
    int m_epochs, m_epoch = 0;
    SparseRows m_byUser, m_byItem;
    IalsFactors m_users, m_items;
    std::vector<double> m_losses; ///< Per item after its half-step: the sum of (1 - u.v)^2 over its users.
};

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
                         .similarItems = true,
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
    info.loadModel = loadIalsModel;
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
