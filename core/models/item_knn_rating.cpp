#include "core/models/item_knn_rating.h"
#include "core/base/memory.h"
#include "core/base/parallel.h"
#include "core/models/contributions.h"
#include "core/models/neighbour_lists.h"
#include "core/models/rating_form.h"
#include <algorithm>
#include <cmath>

namespace recoscope {
namespace {

/// One weighted neighbour of a prediction: prediction = centre + sum of weight * surplus.
struct Part {
    std::size_t position = 0; ///< In the history.
    double weight = 0, surplus = 0;
};

class ItemKnnRatingModel final : public Model {
public:
    ItemKnnRatingModel(std::int32_t users, KnnSettings settings, std::vector<float> similarity, RowStatistics statistics,
                       Baseline baseline)
        : m_users(users),
          m_items(static_cast<std::int32_t>(statistics.mean.size())),
          m_settings(settings),
          m_similarity(std::move(similarity)),
          m_statistics(std::move(statistics)),
          m_baseline(std::move(baseline)) {}
    std::int32_t itemCount() const override { return m_items; }
    std::int32_t userCount() const override { return m_users; }
    std::size_t memoryBytes() const override { return m_similarity.size() * sizeof(float); }

    void score(const Query& query, std::span<float> out) const override {
        Scratch scratch = prepare(query);
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = predict(query, scratch, i);
    }
    void score(const Query& query, std::span<const ItemIndex> candidates, std::span<float> out) const override {
        Scratch scratch = prepare(query);
        for (std::size_t k = 0; k < candidates.size(); ++k) out[k] = predict(query, scratch, candidates[k].at());
    }
    std::vector<Explanation> explain(const Query& query, ItemIndex item) const override {
        Scratch scratch = prepare(query);
        Explanation e;
        e.view = "history";
        e.score = static_cast<double>(predict(query, scratch, item.at()));
        e.baseline = centreOf(scratch, item.at());
        e.baselineLabel = m_settings.form == KnnForm::Baseline ? "overall mean + biases"
                          : m_settings.form == KnnForm::Basic  ? "overall mean"
                                                               : "the item's mean";
        for (const Part& part : scratch.parts) {
            const ItemIndex rated = query.history.items[part.position];
            e.contributions.push_back({Contribution::Kind::HistoryItem,
                                       rated.value,
                                       {},
                                       part.weight * part.surplus,
                                       query.history.ratings[part.position],
                                       {}});
        }
        finishExplanation(e);
        return {e};
    }
    std::optional<std::vector<ScoredItem>> similarItems(ItemIndex item, int n) const override {
        std::vector<Neighbour> row;
        for (std::int32_t j = 0; j < m_items; ++j)
            if (const float s = m_similarity[item.at() * static_cast<std::size_t>(m_items) + static_cast<std::size_t>(j)];
                j != item.value && s > 0)
                row.push_back({j, s});
        keepNearest(row, n);
        std::ranges::stable_sort(row, std::greater<>{}, &Neighbour::similarity);
        std::vector<ScoredItem> similar;
        for (const Neighbour& neighbour : row) similar.push_back({ItemIndex{neighbour.index}, neighbour.similarity});
        return similar;
    }
    void save(ModelWriter& writer) const override {
        writer.putNumber("item_knn.rating_form", 1);
        writer.putNumber("item_knn.users", m_users);
        saveSettings(writer, m_settings);
        writer.putFloats("item_knn.similarity", m_similarity);
        m_statistics.save(writer);
        m_baseline.save(writer);
    }

private:
    struct Scratch {
        double userBias = 0;
        std::vector<Neighbour> nearest;
        std::vector<Part> parts; ///< Of the last prediction.
    };
    Scratch prepare(const Query& query) const {
        Scratch scratch;
        if (m_settings.form == KnnForm::Baseline) scratch.userBias = m_baseline.user(query.history);
        return scratch;
    }
    double centreOf(const Scratch& scratch, std::size_t item) const {
        switch (m_settings.form) {
        case KnnForm::Basic:
            return m_statistics.overallMean;
        case KnnForm::Baseline:
            return m_baseline.mean + scratch.userBias + m_baseline.item[item];
        default:
            return m_statistics.mean[item];
        }
    }
    float predict(const Query& query, Scratch& scratch, std::size_t item) const {
        scratch.nearest.clear();
        scratch.parts.clear();
        const float* row = m_similarity.data() + item * static_cast<std::size_t>(m_items);
        for (std::size_t k = 0; k < query.history.size(); ++k) {
            const std::size_t j = query.history.items[k].at();
            if (j != item && row[j] > 0) scratch.nearest.push_back({static_cast<std::int32_t>(k), row[j]});
        }
        keepNearest(scratch.nearest, m_settings.neighbors);
        double total = 0, sum = 0;
        for (const Neighbour& n : scratch.nearest) total += static_cast<double>(n.similarity);
        const double scale = m_settings.form == KnnForm::ZScore ? m_statistics.deviation[item] : 1;
        for (const Neighbour& n : scratch.nearest) {
            const auto k = static_cast<std::size_t>(n.index);
            const std::size_t j = query.history.items[k].at();
            const double own = m_settings.form == KnnForm::ZScore ? m_statistics.deviation[j] : 1;
            const Part part{k, static_cast<double>(n.similarity) / total,
                            scale * (static_cast<double>(query.history.ratings[k]) - centreOf(scratch, j)) / own};
            sum += part.weight * part.surplus;
            scratch.parts.push_back(part);
        }
        return static_cast<float>(centreOf(scratch, item) + sum);
    }

    std::int32_t m_users, m_items;
    KnnSettings m_settings;
    std::vector<float> m_similarity; ///< Items x items.
    RowStatistics m_statistics;
    Baseline m_baseline;
};

class RatingTrainer final : public Trainer {
public:
    RatingTrainer(const TrainInput& input, const KnnSettings& settings) : m_input(input), m_settings(settings) {}
    int stepCount() const override { return 1; }
    Result<StepReport> step(const TaskContext& context) override {
        const SparseRows raw = SparseRows::byItem(*m_input.train);
        const SparseRows items = m_settings.similarity == Similarity::AdjustedCosine ? centredByColumn(raw) : raw;
        const SparseRows users = transposed(items);
        const auto n = static_cast<std::size_t>(items.rows());
        m_similarity.assign(n * n, 0.0F);
        const bool finished = parallelFor(n, 8, m_input.threads, context, [&](std::size_t begin, std::size_t end) {
            RatingSimilarityRow row(users, items.rows());
            for (std::size_t i = begin; i < end; ++i) {
                const auto r = static_cast<std::int32_t>(i);
                row.compute(m_settings, std::span(items.column).subspan(items.begin(r), items.size(r)),
                            std::span(items.value).subspan(items.begin(r), items.size(r)),
                            std::span(m_similarity).subspan(i * n, n));
            }
        });
        if (!finished) return Cancelled{};
        m_statistics = RowStatistics::of(raw);
        m_baseline = Baseline::fit(*m_input.train, m_settings.l2Users, m_settings.l2Items, 10);
        return StepReport{};
    }
    std::unique_ptr<const Model> snapshot(const TaskContext&) const override {
        return std::make_unique<ItemKnnRatingModel>(m_input.train->userCount(), m_settings, m_similarity, m_statistics,
                                                    m_baseline);
    }

private:
    TrainInput m_input;
    KnnSettings m_settings;
    std::vector<float> m_similarity;
    RowStatistics m_statistics;
    Baseline m_baseline;
};

} // namespace

Result<std::unique_ptr<Trainer>> makeItemKnnRatingTrainer(const TrainInput& input, const KnnSettings& settings) {
    const double n = input.train->itemCount();
    if (auto fits =
            requireMemory(8 * n * n, "Item kNN in a rating form on " + std::to_string(input.train->itemCount()) + " items");
        !fits)
        return fits.as<std::unique_ptr<Trainer>>();
    return std::unique_ptr<Trainer>(std::make_unique<RatingTrainer>(input, settings));
}

Result<std::unique_ptr<const Model>> loadItemKnnRating(ModelReader& reader) {
    const double users = reader.number("item_knn.users");
    const KnnSettings settings = loadSettings(reader);
    auto similarity = reader.floats("item_knn.similarity");
    RowStatistics statistics = RowStatistics::load(reader);
    Baseline baseline = Baseline::load(reader);
    if (similarity.size() != statistics.mean.size() * statistics.mean.size() || baseline.item.size() != statistics.mean.size())
        reader.fail("item_knn.similarity");
    if (reader.failed()) return reader.error();
    return std::unique_ptr<const Model>(std::make_unique<ItemKnnRatingModel>(
        static_cast<std::int32_t>(users), settings, std::move(similarity), std::move(statistics), std::move(baseline)));
}

} // namespace recoscope
