// Random: every item equally likely for everyone. The floor under every metric.
// Cost: O(1) memory; O(items) a user. Reference: none needed. Does badly always: that is its use.
#include "core/base/random.h"
#include "core/models/algorithm.h"
#include "core/models/model_file.h"
#include <bit>

namespace recoscope {
namespace {

class RandomModel final : public Model {
public:
    RandomModel(std::int32_t users, std::int32_t items, std::uint64_t seed) : m_users(users), m_items(items), m_seed(seed) {}
    std::int32_t itemCount() const override { return m_items; }
    std::int32_t userCount() const override { return m_users; }
    std::size_t memoryBytes() const override { return sizeof *this; }

    using Model::score;
    void score(const Query& query, std::span<float> out) const override {
        const std::uint64_t person = personOf(query);
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = draw(person, i);
    }
    std::vector<Explanation> explain(const Query& query, ItemIndex item) const override {
        const double score = static_cast<double>(draw(personOf(query), item.at()));
        Explanation e;
        e.view = "history";
        e.score = score;
        e.contributions.push_back({Contribution::Kind::Bias, -1, "the dice: no reason at all", score, 0, {}});
        return {e};
    }
    void save(ModelWriter& writer) const override {
        const std::int64_t values[3] = {m_users, m_items, std::bit_cast<std::int64_t>(m_seed)};
        writer.putLongs("random", values);
    }

private:
    /// The same for a user whatever the history; who is not known is told apart by the history.
    static std::uint64_t personOf(const Query& query) {
        auto person = static_cast<std::uint64_t>(static_cast<std::uint32_t>(query.user.value));
        if (query.kind == Query::Kind::BareHistory)
            for (const ItemIndex seen : query.history.items) person = person * 0x9E3779B97F4A7C15U + seen.at() + 1;
        return person;
    }
    /// 24 random bits: uniform in [0, 1), exact in a float.
    float draw(std::uint64_t person, std::size_t item) const {
        const std::uint64_t bits = deriveSeed(m_seed ^ (person << 32), "random.score", item);
        return static_cast<float>(bits >> 40) * 0x1.0p-24F;
    }
    std::int32_t m_users, m_items;
    std::uint64_t m_seed;
};

class RandomTrainer final : public Trainer {
public:
    explicit RandomTrainer(const TrainInput& input)
        : m_users(input.train->userCount()),
          m_items(input.train->itemCount()),
          m_seed(input.seed) {}
    int stepCount() const override { return 1; }
    Result<StepReport> step(const TaskContext& context) override {
        if (context.stopRequested()) return Cancelled{};
        return StepReport{};
    }
    std::unique_ptr<const Model> snapshot(const TaskContext& context) const override {
        if (context.stopRequested()) return nullptr;
        return std::make_unique<RandomModel>(m_users, m_items, m_seed);
    }

private:
    std::int32_t m_users, m_items;
    std::uint64_t m_seed;
};

Result<std::unique_ptr<const Model>> load(ModelReader& reader) {
    const auto values = reader.longs("random");
    if (values.size() != 3) reader.fail("random");
    if (reader.failed()) return reader.error();
    return std::unique_ptr<const Model>(std::make_unique<RandomModel>(
        static_cast<std::int32_t>(values[0]), static_cast<std::int32_t>(values[1]), std::bit_cast<std::uint64_t>(values[2])));
}

} // namespace

AlgorithmInfo randomAlgorithm() {
    AlgorithmInfo info;
    info.id = "random";
    info.name = "Random";
    info.family = "Baselines";
    info.summary = "Shuffles the catalogue: the floor for every metric.";
    info.objective = "score(u, i) = a die thrown once for each user and item";
    info.notes = "The same seed throws the same dice. Anything that does not beat it has learnt nothing.";
    info.reference = "No paper: the reference of chance.";
    info.capabilities = {.foldIn = FoldIn::Exact, .explainsExactly = true, .ranks = true, .additive = false};
    info.makeTrainer = [](const TrainInput& input, const ParamValues&) -> Result<std::unique_ptr<Trainer>> {
        return std::unique_ptr<Trainer>(std::make_unique<RandomTrainer>(input));
    };
    info.loadModel = load;
    info.forecast = [](const DataShape&, const ParamValues&) { return Forecast{64, 1}; };
    return info;
}

} // namespace recoscope
