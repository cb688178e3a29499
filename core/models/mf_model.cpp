#include "core/models/mf_model.h"
#include "core/linalg/item_panels.h"
#include "core/models/contributions.h"
#include "core/models/factor_similarity.h"
#include "core/models/model_file.h"
#include <algorithm>
#include <cmath>
#include <utility>

namespace recoscope {
namespace {

class MfModel final : public Model {
public:
    MfModel(std::shared_ptr<const MfState> state, double residualShare)
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
        std::vector<float> scores(static_cast<std::size_t>(itemCount()));
        score(query, scores);
        const double shown = static_cast<double>(scores[item.at()]);
        return {explainByHistory(query, item, shown), explainByFactor(query, item, shown)};
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
        const std::vector<double> solved = solveMfUser(*m_state, query.history);
        for (std::size_t k = 0; k < vector.size(); ++k) vector[k] = static_cast<float>(solved[k + 1]);
        return static_cast<float>(solved[0]);
    }
    Explanation explainByHistory(const Query& query, ItemIndex item, double score) const {
        Explanation e;
        e.view = "history";
        e.score = score;
        e.baseline = m_state->mean + static_cast<double>(m_state->itemBias[item.at()]);
        e.baselineLabel = "overall mean + how liked it is";
        e.exact = query.kind != Query::Kind::KnownUser;
        e.residualShare = e.exact ? std::nan("") : m_residualShare;
        const std::vector<double> amounts = mfReasons(*m_state, query.history, item);
        for (std::size_t k = 0; k < amounts.size(); ++k)
            e.contributions.push_back(
                {Contribution::Kind::HistoryItem, query.history.items[k].value, {}, amounts[k], query.history.ratings[k], {}});
        finishExplanation(e);
        return e;
    }
    Explanation explainByFactor(const Query& query, ItemIndex item, double score) const {
        std::vector<float> vector(m_state->rank());
        const double bias = static_cast<double>(vectorOf(query, vector));
        Explanation e;
        e.view = "factors";
        e.score = score;
        e.baseline = m_state->mean + static_cast<double>(m_state->itemBias[item.at()]) + bias;
        e.baselineLabel = "overall mean + biases";
        for (std::size_t k = 0; k < vector.size(); ++k)
            e.contributions.push_back(
                {Contribution::Kind::Factor,
                 static_cast<std::int32_t>(k),
                 "factor " + std::to_string(k + 1),
                 static_cast<double>(vector[k]) * static_cast<double>(m_state->item[item.at() * vector.size() + k]),
                 vector[k],
                 {}});
        finishExplanation(e);
        return e;
    }
    std::shared_ptr<const MfState> m_state;
    double m_residualShare; ///< Median |trained - solved| over the spread of scores: how far the history view may be off.
    ItemPanels m_panels;
};

} // namespace

std::unique_ptr<const Model> makeMfModel(std::shared_ptr<const MfState> state, double residualShare) {
    return std::make_unique<MfModel>(std::move(state), residualShare);
}

Result<std::unique_ptr<const Model>> loadMfModel(ModelReader& reader) {
    const auto numbers = reader.doubles("mf.numbers");
    auto s = std::make_shared<MfState>();
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

} // namespace recoscope
