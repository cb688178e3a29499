// EASE (Steck: Embarrassingly shallow autoencoders for sparse data. WWW 2019).
// min_B |X - X B|^2 + l2 |B|^2 with diag(B) = 0.  X: users x items, 0/1;  B: items x items.
// Closed form (equations 6 to 8): P = (X'X + l2 I)^-1,  B_ij = -P_ij / P_jj.
// Cost: items^3 multiply-adds, 8 items^2 bytes while training, 4 items^2 after (10,000 items: 0.8 GB, 0.4 GB).
// Does badly where the catalogue is too large for an items x items matrix, and on items hardly anyone chose.
#include "core/base/memory.h"
#include "core/base/parallel.h"
#include "core/linalg/spd_inverse.h"
#include "core/models/algorithm.h"
#include "core/models/neighbour_lists.h"
#include <algorithm>

namespace recoscope {
namespace {

class EaseModel final : public Model {
public:
    EaseModel(std::int32_t users, std::int32_t items, double threshold, std::shared_ptr<const std::vector<float>> weights)
        : m_users(users),
          m_items(items),
          m_threshold(threshold),
          m_weights(std::move(weights)) {}
    std::int32_t itemCount() const override { return m_items; }
    std::int32_t userCount() const override { return m_users; }
    std::size_t memoryBytes() const override { return m_weights->size() * sizeof(float); }

    using Model::score;
    void score(const Query& query, std::span<float> out) const override {
        std::fill(out.begin(), out.end(), 0.0F);
        for (std::size_t k = 0; k < query.history.size(); ++k) {
            if (!isPositive(query.history.ratings[k], m_threshold)) continue;
            const float* row = m_weights->data() + query.history.items[k].at() * out.size();
            for (std::size_t i = 0; i < out.size(); ++i) out[i] += row[i];
        }
    }
    std::vector<Explanation> explain(const Query& query, ItemIndex item) const override {
        Explanation e;
        e.view = "history";
        float score = 0;
        for (std::size_t k = 0; k < query.history.size(); ++k) {
            if (!isPositive(query.history.ratings[k], m_threshold)) continue;
            const float weight = (*m_weights)[query.history.items[k].at() * static_cast<std::size_t>(m_items) + item.at()];
            score += weight;
            e.contributions.push_back({Contribution::Kind::HistoryItem,
                                       query.history.items[k].value,
                                       {},
                                       static_cast<double>(weight),
                                       query.history.ratings[k],
                                       {}});
        }
        e.score = static_cast<double>(score);
        finishExplanation(e);
        return {e};
    }
    std::optional<std::vector<ScoredItem>> similarItems(ItemIndex item, int n) const override {
        std::vector<Neighbour> row;
        for (std::int32_t j = 0; j < m_items; ++j)
            if (j != item.value)
                row.push_back({j, (*m_weights)[static_cast<std::size_t>(j) * static_cast<std::size_t>(m_items) + item.at()]});
        keepNearest(row, n);
        std::ranges::stable_sort(row, std::greater<>{}, &Neighbour::similarity);
        std::vector<ScoredItem> similar;
        for (const Neighbour& neighbour : row) similar.push_back({ItemIndex{neighbour.index}, neighbour.similarity});
        return similar;
    }
    void save(ModelWriter& writer) const override {
        writer.putNumber("ease.users", m_users);
        writer.putNumber("ease.items", m_items);
        writer.putNumber("ease.threshold", m_threshold);
        writer.putFloats("ease.weights", *m_weights);
    }

private:
    std::int32_t m_users, m_items;
    double m_threshold;
    std::shared_ptr<const std::vector<float>> m_weights; ///< B, row-major; row j is what a history item j adds to every score.
};

/// X'X + l2 I, dense: every user adds 1 to each pair of the history. Row blocks are independent, so threads change no bit.
bool gram(const TrainInput& input, float l2, std::vector<float>& g, const TaskContext& context) {
    const SparseRows users = SparseRows::byUser(*input.positives), items = SparseRows::byItem(*input.positives);
    const auto n = static_cast<std::size_t>(items.rows());
    g.assign(n * n, 0.0F);
    return parallelFor(n, 16, input.threads, context, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            float* row = g.data() + i * n;
            for (std::size_t e = items.begin(static_cast<std::int32_t>(i)); e < items.end(static_cast<std::int32_t>(i)); ++e)
                countColumns(users.column.data() + users.begin(items.column[e]), users.size(items.column[e]), row);
            row[i] += l2;
        }
    });
}

class EaseTrainer final : public Trainer {
public:
    EaseTrainer(const TrainInput& input, float l2) : m_input(input), m_l2(l2) {}
    int stepCount() const override { return 1; }
    Result<StepReport> step(const TaskContext& context) override {
        const auto n = static_cast<std::size_t>(m_input.train->itemCount());
        context.report(0, "counting pairs");
        std::vector<float> p;
        if (!gram(m_input, m_l2, p, context.part(0, 0.3))) return Cancelled{};
        auto inverted = invertSpd(p, static_cast<std::int64_t>(n), m_input.threads, context.part(0.3, 0.95));
        if (inverted.hasError())
            return Error{inverted.error().kind, "The pair counts cannot be inverted; choose a larger l2.", "l2"};
        if (inverted.isCancelled()) return Cancelled{};
        std::vector<float> diagonal(n);
        for (std::size_t j = 0; j < n; ++j) diagonal[j] = p[j * n + j];
        const bool finished = parallelFor(n, 64, m_input.threads, context, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                float* row = p.data() + i * n;
                for (std::size_t j = 0; j < n; ++j) row[j] = -row[j] / diagonal[j];
                row[i] = 0.0F;
            }
        });
        if (!finished) return Cancelled{};
        m_weights = std::make_shared<const std::vector<float>>(std::move(p));
        return StepReport{};
    }
    std::unique_ptr<const Model> snapshot(const TaskContext& context) const override {
        if (context.stopRequested()) return nullptr;
        return std::make_unique<EaseModel>(m_input.train->userCount(), m_input.train->itemCount(), m_input.relevanceThreshold,
                                           m_weights);
    }

private:
    TrainInput m_input;
    float m_l2;
    std::shared_ptr<const std::vector<float>> m_weights;
};

Result<std::unique_ptr<const Model>> load(ModelReader& reader) {
    const double users = reader.number("ease.users"), items = reader.number("ease.items"),
                 threshold = reader.number("ease.threshold");
    auto weights = std::make_shared<std::vector<float>>(reader.floats("ease.weights"));
    if (static_cast<double>(weights->size()) != items * items) reader.fail("ease.weights");
    if (reader.failed()) return reader.error();
    return std::unique_ptr<const Model>(std::make_unique<EaseModel>(
        static_cast<std::int32_t>(users), static_cast<std::int32_t>(items), threshold, std::move(weights)));
}

} // namespace

AlgorithmInfo easeAlgorithm() {
    AlgorithmInfo info;
    info.id = "ease";
    info.name = "EASE";
    info.family = "Linear";
    info.summary = "One weight from each item to each other, solved in one step.";
    info.objective = "‖X − XB‖² + λ ‖B‖², diag(B) = 0";
    info.notes =
        "X: who chose what, as 0 and 1; B: items × items. Needs memory for all pairs of items; weak on items that few chose.";
    info.reference = "Steck: Embarrassingly shallow autoencoders for sparse data. WWW 2019, equations 1 to 8.";
    info.capabilities = {.foldIn = FoldIn::Exact, .explainsExactly = true, .ranks = true, .similarItems = true, .additive = true};
    info.params = {{"l2", "l2 (λ)",
                    "Pull of the weights towards zero, in co-ratings. Too little learns accidents, too much learns popularity.",
                    250.0, 0.001, 1e6, true}};
    info.makeTrainer = [](const TrainInput& input, const ParamValues& params) -> Result<std::unique_ptr<Trainer>> {
        const double n = input.train->itemCount();
        if (auto fits = requireMemory(8 * n * n, "EASE on " + std::to_string(input.train->itemCount()) + " items"); !fits)
            return fits.as<std::unique_ptr<Trainer>>();
        return std::unique_ptr<Trainer>(std::make_unique<EaseTrainer>(input, static_cast<float>(numberParam(params, "l2"))));
    };
    info.loadModel = load;
    info.forecast = [](const DataShape& shape, const ParamValues&) {
        return Forecast{4 * shape.items * shape.items,
                        shape.items * shape.items * shape.items / 4 + 2 * shape.sumSquaredUserCounts};
    };
    return info;
}

} // namespace recoscope
