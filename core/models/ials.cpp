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
#include "core/models/model_file.h"
#include "core/models/neighbour_lists.h"
#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <cmath>

namespace recoscope {
namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Columns = Eigen::MatrixXf;
using Vector = Eigen::VectorXf;
constexpr Eigen::Index kGramBlock = 2048;
constexpr int kGradientSteps = 3;

struct Settings {
    int factors = 64;
    double l2 = 0.02, nu = 1, alpha0 = 0.1;
    bool exact = false;
};

/// F'F by blocks of fixed size in fixed order.
Columns gramOf(const Matrix& factors) {
    Columns gram = Columns::Zero(factors.cols(), factors.cols());
    for (Eigen::Index from = 0; from < factors.rows(); from += kGramBlock) {
        const auto block = factors.middleRows(from, std::min(kGramBlock, factors.rows() - from));
        gram.selfadjointView<Eigen::Lower>().rankUpdate(block.transpose());
    }
    return gram.selfadjointView<Eigen::Lower>();
}

double rowPenalty(const Settings& s, double positives, double others) {
    return s.l2 * std::pow(positives + s.alpha0 * others, s.nu);
}

/// The vectors of the chosen rows of `factors` as columns.
void pack(const Matrix& factors, std::span<const std::int32_t> rows, Columns& packed) {
    packed.resize(factors.cols(), static_cast<Eigen::Index>(rows.size()));
    for (std::size_t k = 0; k < rows.size(); ++k) packed.col(static_cast<Eigen::Index>(k)) = factors.row(rows[k]);
}

/// A = sum v v' + alpha0 G + penalty I, factorised.
Eigen::LLT<Columns> factorised(const Settings& s, const Columns& gram, const Columns& packed, double others) {
    Columns a = static_cast<float>(s.alpha0) * gram;
    a.selfadjointView<Eigen::Lower>().rankUpdate(packed);
    a.diagonal().array() += static_cast<float>(rowPenalty(s, static_cast<double>(packed.cols()), others));
    return Eigen::LLT<Columns>(a);
}

Vector solveExactly(const Settings& s, const Columns& gram, const Columns& packed, double others) {
    if (packed.cols() == 0) return Vector::Zero(gram.rows());
    return factorised(s, gram, packed, others).solve(packed.rowwise().sum());
}

/// A few conjugate gradient steps from x (Takacs, Pilaszy, Tikk: RecSys 2011).
void descend(const Settings& s, const Columns& gram, const Columns& packed, double others, Eigen::Ref<Vector> x) {
    const auto penalty = static_cast<float>(rowPenalty(s, static_cast<double>(packed.cols()), others));
    const auto times = [&](const Vector& p) -> Vector {
        const Vector inner = packed.transpose() * p;
        Vector product = packed * inner;
        product.noalias() += static_cast<float>(s.alpha0) * (gram * p);
        return product + penalty * p;
    };
    Vector r = packed.rowwise().sum() - times(x);
    Vector p = r;
    float square = r.squaredNorm();
    for (int step = 0; step < kGradientSteps && square > 1e-20F; ++step) {
        const Vector ap = times(p);
        const float length = square / p.dot(ap);
        x += length * p;
        r -= length * ap;
        const float next = r.squaredNorm();
        p = r + (next / square) * p;
        square = next;
    }
}

class IalsModel final : public Model {
public:
    IalsModel(Settings settings, double threshold, Matrix users, Matrix items)
        : m_settings(settings),
          m_threshold(threshold),
          m_users(std::move(users)),
          m_items(std::move(items)),
          m_gram(gramOf(m_items)),
          m_panels({m_items.data(), static_cast<std::size_t>(m_items.size())}, static_cast<std::int32_t>(m_items.rows()),
                   static_cast<int>(m_items.cols()), {}) {}
    std::int32_t itemCount() const override { return static_cast<std::int32_t>(m_items.rows()); }
    std::int32_t userCount() const override { return static_cast<std::int32_t>(m_users.rows()); }
    std::size_t memoryBytes() const override {
        return static_cast<std::size_t>(m_users.size() + m_items.size()) * sizeof(float) + m_panels.memoryBytes();
    }

    using Model::score;
    void score(const Query& query, std::span<float> out) const override { scoreBatch({&query, 1}, out); }
    void scoreBatch(std::span<const Query> queries, std::span<float> out) const override {
        Matrix vectors(static_cast<Eigen::Index>(queries.size()), m_items.cols());
        for (std::size_t k = 0; k < queries.size(); ++k) vectors.row(static_cast<Eigen::Index>(k)) = vectorOf(queries[k]);
        m_panels.score({vectors.data(), static_cast<std::size_t>(vectors.size())}, queries.size(), {}, out);
    }
    std::vector<Explanation> explain(const Query& query, ItemIndex item) const override {
        std::vector<float> scores(static_cast<std::size_t>(itemCount()));
        score(query, scores);
        Explanation byHistory, byFactor;
        byHistory.view = "history";
        byFactor.view = "factors";
        byHistory.score = byFactor.score = static_cast<double>(scores[item.at()]);
        explainByHistory(query, item, byHistory);
        const Vector user = vectorOf(query);
        for (Eigen::Index k = 0; k < user.size(); ++k)
            byFactor.contributions.push_back({Contribution::Kind::Factor,
                                              static_cast<std::int32_t>(k),
                                              "factor " + std::to_string(k + 1),
                                              static_cast<double>(user[k]) * static_cast<double>(m_items(item.value, k)),
                                              user[k],
                                              {}});
        finishExplanation(byHistory);
        finishExplanation(byFactor);
        return {byHistory, byFactor};
    }
    std::optional<FactorView> factors() const override {
        return FactorView{static_cast<int>(m_items.cols()),
                          {m_items.data(), static_cast<std::size_t>(m_items.size())},
                          {m_users.data(), static_cast<std::size_t>(m_users.size())}};
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
        writer.putFloats("ials.users", {m_users.data(), static_cast<std::size_t>(m_users.size())});
        writer.putFloats("ials.items", {m_items.data(), static_cast<std::size_t>(m_items.size())});
    }

    /// The vector of a history given the items' vectors: fold-in, and the last half-step of training.
    Vector foldIn(const History& history) const {
        Columns packed;
        pack(m_items, positivesOf(history), packed);
        return solveExactly(m_settings, m_gram, packed, static_cast<double>(m_items.rows()));
    }
    void setUser(Eigen::Index user, const Vector& vector) { m_users.row(user) = vector; }

private:
    std::vector<std::int32_t> positivesOf(const History& history) const {
        std::vector<std::int32_t> rows;
        for (std::size_t k = 0; k < history.size(); ++k)
            if (isPositive(history.ratings[k], m_threshold)) rows.push_back(history.items[k].value);
        return rows;
    }
    Vector vectorOf(const Query& query) const {
        if (query.kind == Query::Kind::KnownUser) return m_users.row(query.user.value);
        return foldIn(query.history);
    }
    /// u = A^-1 sum v_j, so that the score is a sum of v_i' A^-1 v_j over the history (Hu, Koren, Volinsky, section 5).
    void explainByHistory(const Query& query, ItemIndex item, Explanation& e) const {
        const auto rows = positivesOf(query.history);
        if (rows.empty()) return;
        Columns packed;
        pack(m_items, rows, packed);
        const Vector weights =
            factorised(m_settings, m_gram, packed, static_cast<double>(m_items.rows())).solve(Vector(m_items.row(item.value)));
        std::size_t next = 0;
        for (std::size_t k = 0; k < query.history.size(); ++k) {
            if (!isPositive(query.history.ratings[k], m_threshold)) continue;
            const double amount = packed.col(static_cast<Eigen::Index>(next++)).cast<double>().dot(weights.cast<double>());
            e.contributions.push_back(
                {Contribution::Kind::HistoryItem, query.history.items[k].value, {}, amount, query.history.ratings[k], {}});
        }
    }
    Settings m_settings;
    double m_threshold;
    Matrix m_users, m_items;
    Columns m_gram;
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
        if (!halfStep(m_byUser, m_items, m_users, context.part(0, 0.5)) ||
            !halfStep(m_byItem, m_users, m_items, context.part(0.5, 1)))
            return Cancelled{};
        return StepReport{objective()};
    }
    std::unique_ptr<const Model> snapshot(const TaskContext& context) const override {
        auto model = std::make_unique<IalsModel>(m_settings, m_input.relevanceThreshold,
                                                 Matrix::Zero(m_users.rows(), m_users.cols()), m_items);
        const bool finished = parallelFor(
            static_cast<std::size_t>(m_users.rows()), 64, m_input.threads, context, [&](std::size_t begin, std::size_t end) {
                for (std::size_t u = begin; u < end; ++u) {
                    const auto row = m_input.train->row(UserIndex{u});
                    model->setUser(static_cast<Eigen::Index>(u), model->foldIn({row.items, row.ratings, {}}));
                }
            });
        if (!finished) return nullptr;
        return model;
    }

private:
    void initialise(Matrix& factors, std::int32_t rows, const char* purpose, double spread) const {
        Random random(deriveSeed(m_input.seed, purpose));
        factors.resize(rows, m_settings.factors);
        for (Eigen::Index k = 0; k < factors.size(); ++k) factors.data()[k] = static_cast<float>(spread * random.normal());
    }
    /// Solves every row of `target` given `fixed`. Rows are independent: threads change no bit.
    bool halfStep(const SparseRows& rows, const Matrix& fixed, Matrix& target, const TaskContext& context) const {
        const Columns gram = gramOf(fixed);
        const auto others = static_cast<double>(fixed.rows());
        return parallelFor(static_cast<std::size_t>(target.rows()), 32, m_input.threads, context,
                           [&](std::size_t begin, std::size_t end) {
                               Columns packed;
                               for (std::size_t r = begin; r < end; ++r) {
                                   const auto index = static_cast<std::int32_t>(r);
                                   pack(fixed, std::span(rows.column).subspan(rows.begin(index), rows.size(index)), packed);
                                   if (packed.cols() == 0)
                                       target.row(index).setZero();
                                   else if (m_settings.exact)
                                       target.row(index) = solveExactly(m_settings, gram, packed, others);
                                   else {
                                       Vector x = target.row(index);
                                       descend(m_settings, gram, packed, others, x);
                                       target.row(index) = x;
                                   }
                               }
                           });
    }
    double objective() const {
        double sum = 0;
        const auto items = static_cast<double>(m_items.rows()), users = static_cast<double>(m_users.rows());
        for (std::int32_t u = 0; u < m_byUser.rows(); ++u) {
            for (std::size_t e = m_byUser.begin(u); e < m_byUser.end(u); ++e) {
                const double error = 1 - static_cast<double>(m_users.row(u).dot(m_items.row(m_byUser.column[e])));
                sum += error * error;
            }
            sum += rowPenalty(m_settings, static_cast<double>(m_byUser.size(u)), items) *
                   static_cast<double>(m_users.row(u).squaredNorm());
        }
        for (std::int32_t i = 0; i < m_byItem.rows(); ++i)
            sum += rowPenalty(m_settings, static_cast<double>(m_byItem.size(i)), users) *
                   static_cast<double>(m_items.row(i).squaredNorm());
        return sum + m_settings.alpha0 * gramOf(m_users).cast<double>().cwiseProduct(gramOf(m_items).cast<double>()).sum();
    }
    TrainInput m_input;
    Settings m_settings;
    int m_epochs;
    SparseRows m_byUser, m_byItem;
    Matrix m_users, m_items;
};

Result<std::unique_ptr<const Model>> load(ModelReader& reader) {
    const auto s = reader.doubles("ials.settings");
    auto users = reader.floats("ials.users"), items = reader.floats("ials.items");
    if (s.size() != 6 || !(s[0] >= 1 && s[0] <= 100000) || users.size() % static_cast<std::size_t>(s.empty() ? 1 : s[0]) != 0 ||
        items.size() % static_cast<std::size_t>(s.empty() ? 1 : s[0]) != 0)
        reader.fail("ials.settings");
    if (reader.failed()) return reader.error();
    const auto rank = static_cast<Eigen::Index>(s[0]);
    const auto matrix = [rank](const std::vector<float>& v) {
        return Matrix(Eigen::Map<const Matrix>(v.data(), static_cast<Eigen::Index>(v.size()) / rank, rank));
    };
    return std::unique_ptr<const Model>(std::make_unique<IalsModel>(Settings{static_cast<int>(rank), s[1], s[2], s[3], s[4] != 0},
                                                                    s[5], matrix(users), matrix(items)));
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
    info.capabilities = {
        .foldIn = FoldIn::Exact, .explainsExactly = true, .ranks = true, .factors = true, .iterative = true, .additive = false};
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
