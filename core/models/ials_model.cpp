#include "core/models/ials_model.h"
#include "core/base/parallel.h"
#include "core/linalg/item_panels.h"
#include "core/models/contributions.h"
#include "core/models/factor_similarity.h"
#include "core/models/ials_rows.h"
#include "core/models/model_file.h"
#include "core/models/neighbour_lists.h"
#include <algorithm>
#include <cmath>
#include <utility>

namespace recoscope {
namespace {

constexpr std::size_t kRowsPerBlock = 16;

class IalsModel final : public Model {
public:
    IalsModel(IalsSettings settings, double threshold, IalsFactors users, IalsFactors items)
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
        std::vector<float> scores(static_cast<std::size_t>(itemCount()));
        score(query, scores);
        const double shown = static_cast<double>(scores[item.at()]);
        return {explainByHistory(query, item, shown), explainByFactor(query, item, shown)};
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
        return static_cast<float>(m_settings.rowPenalty(static_cast<double>(positives), static_cast<double>(m_items.rows)));
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
    Explanation explainByHistory(const Query& query, ItemIndex item, double score) const {
        Explanation e;
        e.view = "history";
        e.score = score;
        addReasons(query, item, e);
        finishExplanation(e);
        return e;
    }
    /// u = A^-1 sum v_j, so that the score is a sum of v_i' A^-1 v_j over the history (Hu, Koren, Volinsky, section 5).
    void addReasons(const Query& query, ItemIndex item, Explanation& e) const {
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
    Explanation explainByFactor(const Query& query, ItemIndex item, double score) const {
        std::vector<float> user(m_items.rank);
        vectorOf(query, user);
        Explanation e;
        e.view = "factors";
        e.score = score;
        const auto own = m_items.row(item.at());
        for (std::size_t k = 0; k < user.size(); ++k)
            e.contributions.push_back({Contribution::Kind::Factor,
                                       static_cast<std::int32_t>(k),
                                       "factor " + std::to_string(k + 1),
                                       static_cast<double>(user[k]) * static_cast<double>(own[k]),
                                       user[k],
                                       {}});
        finishExplanation(e);
        return e;
    }
    IalsSettings m_settings;
    double m_threshold;
    IalsFactors m_users, m_items;
    std::vector<float> m_gram; ///< Of the items, times alpha0.
    ItemPanels m_panels;
};

} // namespace

double IalsSettings::rowPenalty(double positives, double others) const { return l2 * std::pow(positives + alpha0 * others, nu); }

std::vector<float> IalsFactors::gram(double weight) const {
    std::vector<float> g = paddedGram(values.data(), rows, rank);
    for (float& x : g) x *= static_cast<float>(weight);
    return g;
}

std::unique_ptr<const Model> makeIalsModel(const IalsSettings& settings, double threshold, IalsFactors items,
                                           const Interactions& train, int threads, const TaskContext& context) {
    const auto users = static_cast<std::size_t>(train.userCount());
    const std::size_t rank = items.rank;
    auto model = std::make_unique<IalsModel>(settings, threshold, IalsFactors{users, rank, std::vector<float>(users * rank)},
                                             std::move(items));
    if (!model->foldInAll(train, threads, context)) return nullptr;
    return model;
}

Result<std::unique_ptr<const Model>> loadIalsModel(ModelReader& reader) {
    const auto s = reader.doubles("ials.settings");
    auto users = reader.floats("ials.users"), items = reader.floats("ials.items");
    if (s.size() != 6 || !(s[0] >= 1 && s[0] <= 100000) || users.size() % static_cast<std::size_t>(s.empty() ? 1 : s[0]) != 0 ||
        items.size() % static_cast<std::size_t>(s.empty() ? 1 : s[0]) != 0)
        reader.fail("ials.settings");
    if (reader.failed()) return reader.error();
    const auto rank = static_cast<std::size_t>(s[0]);
    const auto matrix = [rank](std::vector<float> v) { return IalsFactors{v.size() / rank, rank, std::move(v)}; };
    return std::unique_ptr<const Model>(
        std::make_unique<IalsModel>(IalsSettings{static_cast<int>(rank), s[1], s[2], s[3], s[4] != 0}, s[5],
                                    matrix(std::move(users)), matrix(std::move(items))));
}

} // namespace recoscope
