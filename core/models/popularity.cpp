// Popularity: score(i) = positives of item i in train. The same list for everyone, minus what each has rated.
// Cost: O(interactions) once, 4 bytes an item. Reference: Cremonesi, Koren, Turrin, RecSys 2010, section 3.1 (TopPop).
// Does badly where tastes differ, and never shows the tail; beats many models that were tuned badly.
#include "core/models/algorithm.h"
#include "core/models/model_file.h"
#include <algorithm>

namespace recoscope {
namespace {

class PopularityModel final : public Model {
public:
    PopularityModel(std::int32_t users, std::vector<float> counts) : m_users(users), m_counts(std::move(counts)) {}
    std::int32_t itemCount() const override { return static_cast<std::int32_t>(m_counts.size()); }
    std::int32_t userCount() const override { return m_users; }
    std::size_t memoryBytes() const override { return m_counts.size() * sizeof(float); }

    using Model::score;
    void score(const Query&, std::span<float> out) const override { std::ranges::copy(m_counts, out.begin()); }
    std::vector<Explanation> explain(const Query&, ItemIndex item) const override {
        Explanation e;
        e.view = "history";
        e.score = static_cast<double>(m_counts[item.at()]);
        e.contributions.push_back({Contribution::Kind::Bias, item.value, "people who chose it", e.score, 0, {}});
        return {e};
    }
    void save(ModelWriter& writer) const override {
        writer.putNumber("popularity.users", m_users);
        writer.putFloats("popularity.counts", m_counts);
    }

private:
    std::int32_t m_users;
    std::vector<float> m_counts;
};

class PopularityTrainer final : public Trainer {
public:
    explicit PopularityTrainer(const TrainInput& input) : m_positives(input.positives) {}
    int stepCount() const override { return 1; }
    Result<StepReport> step(const TaskContext& context) override {
        if (context.stopRequested()) return Cancelled{};
        const auto counts = m_positives->itemCounts();
        m_counts.assign(counts.begin(), counts.end());
        return StepReport{};
    }
    std::unique_ptr<const Model> snapshot(const TaskContext& context) const override {
        if (context.stopRequested()) return nullptr;
        return std::make_unique<PopularityModel>(m_positives->userCount(), m_counts);
    }

private:
    std::shared_ptr<const Interactions> m_positives;
    std::vector<float> m_counts;
};

Result<std::unique_ptr<const Model>> load(ModelReader& reader) {
    const double users = reader.number("popularity.users");
    auto counts = reader.floats("popularity.counts");
    if (reader.failed()) return reader.error();
    return std::unique_ptr<const Model>(std::make_unique<PopularityModel>(static_cast<std::int32_t>(users), std::move(counts)));
}

} // namespace

AlgorithmInfo popularityAlgorithm() {
    AlgorithmInfo info;
    info.id = "popularity";
    info.name = "Popularity";
    info.family = "Baselines";
    info.summary = "Same list for everyone: what most people chose.";
    info.objective = "score(i) = number of positives of i";
    info.notes = "Needs no history, so it serves newcomers. Never shows the tail, and knows nobody.";
    info.reference = "Cremonesi, Koren, Turrin: Performance of recommender algorithms on top-N recommendation tasks. RecSys "
                     "2010, section 3.1.";
    info.capabilities = {.foldIn = FoldIn::None, .explainsExactly = true, .ranks = true, .additive = false};
    info.makeTrainer = [](const TrainInput& input, const ParamValues&) -> Result<std::unique_ptr<Trainer>> {
        return std::unique_ptr<Trainer>(std::make_unique<PopularityTrainer>(input));
    };
    info.loadModel = load;
    info.forecast = [](const DataShape& shape, const ParamValues&) { return Forecast{8 * shape.items, shape.interactions}; };
    return info;
}

} // namespace recoscope
