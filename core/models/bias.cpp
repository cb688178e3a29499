// Bias: r(u, i) = mu + b_u + b_i (Koren: Factor in the neighbors, TKDD 2010, equation 1), by alternating ridge regressions.
// Cost: O(interactions) an epoch; 8 bytes an item. For a user it ranks items by how liked they are: the same order for everyone.
// Does badly at ranking, since a film that three people loved comes first; a sound reference for predicted stars.
#include "core/models/algorithm.h"
#include "core/models/baseline.h"
#include "core/models/contributions.h"

namespace recoscope {
namespace {

class BiasModel final : public Model {
public:
    BiasModel(std::int32_t users, Baseline baseline) : m_users(users), m_baseline(std::move(baseline)) {}
    std::int32_t itemCount() const override { return static_cast<std::int32_t>(m_baseline.item.size()); }
    std::int32_t userCount() const override { return m_users; }
    std::size_t memoryBytes() const override { return m_baseline.item.size() * sizeof(double); }

    using Model::score;
    void score(const Query& query, std::span<float> out) const override {
        const double user = m_baseline.mean + m_baseline.user(query.history);
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<float>(user + m_baseline.item[i]);
    }
    std::vector<Explanation> explain(const Query& query, ItemIndex item) const override {
        Explanation e;
        e.view = "history";
        e.baseline = m_baseline.mean + m_baseline.item[item.at()];
        e.baselineLabel = "overall mean + how liked it is";
        const double n = m_baseline.l2Users + static_cast<double>(query.history.size());
        for (std::size_t k = 0; k < query.history.size(); ++k) {
            const ItemIndex rated = query.history.items[k];
            const double surplus = static_cast<double>(query.history.ratings[k]) - m_baseline.mean - m_baseline.item[rated.at()];
            e.contributions.push_back(
                {Contribution::Kind::HistoryItem, rated.value, {}, surplus / n, query.history.ratings[k], {}});
        }
        e.score = static_cast<double>(
            static_cast<float>(m_baseline.mean + m_baseline.user(query.history) + m_baseline.item[item.at()]));
        finishExplanation(e);
        return {e};
    }
    void save(ModelWriter& writer) const override {
        writer.putNumber("bias.users", m_users);
        m_baseline.save(writer);
    }

private:
    std::int32_t m_users;
    Baseline m_baseline;
};

class BiasTrainer final : public Trainer {
public:
    BiasTrainer(const TrainInput& input, const ParamValues& params) : m_train(input.train), m_params(params) {}
    int stepCount() const override { return 1; }
    Result<StepReport> step(const TaskContext& context) override {
        auto fitted = Baseline::fit(*m_train, numberParam(m_params, "l2_users"), numberParam(m_params, "l2_items"),
                                    static_cast<int>(intParam(m_params, "epochs")), context);
        if (!fitted) return fitted.as<StepReport>();
        m_baseline = std::move(fitted).value();
        return StepReport{};
    }
    std::unique_ptr<const Model> snapshot(const TaskContext& context) const override {
        if (context.stopRequested()) return nullptr;
        return std::make_unique<BiasModel>(m_train->userCount(), m_baseline);
    }

private:
    std::shared_ptr<const Interactions> m_train;
    ParamValues m_params;
    Baseline m_baseline;
};

Result<std::unique_ptr<const Model>> load(ModelReader& reader) {
    const double users = reader.number("bias.users");
    Baseline baseline = Baseline::load(reader);
    if (reader.failed()) return reader.error();
    return std::unique_ptr<const Model>(std::make_unique<BiasModel>(static_cast<std::int32_t>(users), std::move(baseline)));
}

} // namespace

AlgorithmInfo biasAlgorithm() {
    AlgorithmInfo info;
    info.id = "bias";
    info.name = "Bias";
    info.family = "Baselines";
    info.summary = "Overall mean plus how generous a user is and how liked an item is.";
    info.objective = "Σ (r − μ − bᵤ − bᵢ)² + l2_users Σ bᵤ² + l2_items Σ bᵢ²";
    info.notes = "Σ over ratings. Everyone gets the same order, with other numbers; rarely rated favourites come first, so it "
                 "ranks badly.";
    info.reference =
        "Koren: Factor in the neighbors: scalable and accurate collaborative filtering. TKDD 4(1), 2010, equation 1.";
    info.capabilities = {
        .foldIn = FoldIn::Exact, .explainsExactly = true, .ranks = true, .predictsRatings = true, .additive = false};
    info.params = {{"epochs", "Epochs", "Alternations between items and users; ten are enough.", std::int64_t{10}, 1, 1000},
                   {"l2_users", "l2, users", "Pull of a user's bias towards zero, in ratings: 15 weighs like 15 average ratings.",
                    15.0, 0, 1e6, true},
                   {"l2_items", "l2, items", "Pull of an item's bias towards zero, in ratings.", 10.0, 0, 1e6, true}};
    info.makeTrainer = [](const TrainInput& input, const ParamValues& params) -> Result<std::unique_ptr<Trainer>> {
        return std::unique_ptr<Trainer>(std::make_unique<BiasTrainer>(input, params));
    };
    info.loadModel = load;
    info.forecast = [](const DataShape& shape, const ParamValues& p) {
        return Forecast{8 * (2 * shape.items + shape.users), 4 * shape.interactions * static_cast<double>(intParam(p, "epochs"))};
    };
    return info;
}

} // namespace recoscope
