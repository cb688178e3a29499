#pragma once
#include "core/models/model.h"
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace recoscope::test {

/// score(i) = bias(i) + sum over the history of rating(j) * weights[j][i]: small enough to compute by hand. Exact in every
/// fold-in.
class LinearModel final : public Model {
public:
    LinearModel(std::vector<std::vector<float>> weights, std::vector<float> bias)
        : m_weights(std::move(weights)),
          m_bias(std::move(bias)) {}
    std::int32_t itemCount() const override { return static_cast<std::int32_t>(m_bias.size()); }
    std::int32_t userCount() const override { return 0; }
    void score(const Query& query, std::span<float> out) const override {
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = m_bias[i];
            for (std::size_t h = 0; h < query.history.size(); ++h)
                out[i] += query.history.ratings[h] * m_weights[query.history.items[h].at()][i];
        }
    }
    std::vector<Explanation> explain(const Query& query, ItemIndex item) const override {
        std::vector<float> scores(m_bias.size());
        score(query, scores);
        Explanation e;
        e.view = "history";
        e.score = static_cast<double>(scores[item.at()]);
        e.baseline = static_cast<double>(m_bias[item.at()]);
        for (std::size_t h = 0; h < query.history.size(); ++h) {
            Contribution part;
            part.id = query.history.items[h].value;
            part.value = query.history.ratings[h];
            part.amount = static_cast<double>(part.value * m_weights[query.history.items[h].at()][item.at()]);
            if (part.amount != 0) e.contributions.push_back(part);
        }
        return {e};
    }
    void save(ModelWriter&) const override {}
    std::size_t memoryBytes() const override { return 0; }

private:
    std::vector<std::vector<float>> m_weights;
    std::vector<float> m_bias;
};

} // namespace recoscope::test
