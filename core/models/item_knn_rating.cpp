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

constexpr std::size_t kTile = 16; // items that are predicted together: a cache line of a row

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
        const std::size_t n = query.history.size();
        std::vector<float> tile(kTile * n); // item by item, the similarities to the history: rows are read along, not across
        for (std::size_t from = 0; from < out.size(); from += kTile) {
            const std::size_t width = std::min(kTile, out.size() - from);
            for (std::size_t k = 0; k < n; ++k) {
                const float* row = rowOf(query.history.items[k]) + from;
                for (std::size_t t = 0; t < width; ++t) tile[t * n + k] = row[t];
            }
            for (std::size_t t = 0; t < width; ++t)
                out[from + t] = predict(query, scratch, from + t, std::span(tile).subspan(t * n, n));
        }
    }
    void score(const Query& query, std::span<const ItemIndex> candidates, std::span<float> out) const override {
        Scratch scratch = prepare(query);
        std::vector<float> similarities(query.history.size());
        for (std::size_t c = 0; c < candidates.size(); ++c) out[c] = predictOne(query, scratch, candidates[c], similarities);
    }
    std::vector<Explanation> explain(const Query& query, ItemIndex item) const override {
        Scratch scratch = prepare(query);
        std::vector<float> similarities(query.history.size());
        Explanation e;
        e.view = "history";
        e.score = static_cast<double>(predictOne(query, scratch, item, similarities));
        e.baseline = centreOf(scratch, item.at());
        e.baselineLabel = m_settings.form == KnnForm::Baseline ? "overall mean + biases"
                          : m_settings.form == KnnForm::Basic  ? "overall mean"
                                                               : "the item's mean";
        std::vector<char> partakes(query.history.size(), 0);
        for (std::size_t n = 0; n < scratch.kept; ++n) partakes[scratch.position[n]] = 1;
        explainByLosses(e, query.history, e.score - e.baseline, lossesOf(query, item, e.score), partakes);
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
        std::vector<double> surplus;       ///< Of each history item: its rating above its centre, in deviations for zscore.
        std::vector<std::size_t> position; ///< Of the last item: who counts, by place in the history...
        std::vector<float> similarity;     ///< ...and how much: the first `kept` of both.
        std::size_t kept = 0;
    };
    const float* rowOf(ItemIndex item) const { return m_similarity.data() + item.at() * static_cast<std::size_t>(m_items); }
    double scaleOf(std::size_t item) const { return m_settings.form == KnnForm::ZScore ? m_statistics.deviation[item] : 1; }
    Scratch prepare(const Query& query) const {
        Scratch scratch;
        if (m_settings.form == KnnForm::Baseline) scratch.userBias = m_baseline.user(query.history);
        for (std::size_t k = 0; k < query.history.size(); ++k) {
            const std::size_t j = query.history.items[k].at();
            scratch.surplus.push_back((static_cast<double>(query.history.ratings[k]) - centreOf(scratch, j)) / scaleOf(j));
        }
        scratch.position.resize(query.history.size());
        scratch.similarity.resize(query.history.size());
        return scratch;
    }
    /// What the score loses without each item of the history. O(history^2).
    std::vector<double> lossesOf(const Query& query, ItemIndex item, double score) const {
        std::vector<double> losses;
        std::vector<ItemIndex> items(query.history.items.begin(), query.history.items.end());
        std::vector<float> ratings(query.history.ratings.begin(), query.history.ratings.end());
        for (std::size_t k = 0; k < query.history.size(); ++k) {
            const auto at = static_cast<std::ptrdiff_t>(k);
            items.erase(items.begin() + at);
            ratings.erase(ratings.begin() + at);
            const Query rest = Query::edited(query.user, {items, ratings, {}});
            Scratch scratch = prepare(rest);
            std::vector<float> similarities(items.size());
            losses.push_back(score - static_cast<double>(predictOne(rest, scratch, item, similarities)));
            items.insert(items.begin() + at, query.history.items[k]);
            ratings.insert(ratings.begin() + at, query.history.ratings[k]);
        }
        return losses;
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
    /// The places in the history that count for `item`: of the positive similarities the k largest, ties by lowest item.
    void findNearest(const Query& query, Scratch& scratch, std::size_t item, std::span<const float> similarities) const {
        std::size_t n = 0;
        for (std::size_t k = 0; k < similarities.size(); ++k) { // no branch: half of them are positive at random
            scratch.position[n] = k;
            scratch.similarity[n] = similarities[k];
            n += similarities[k] > 0 && query.history.items[k].at() != item ? 1 : 0;
        }
        scratch.kept = n;
        const auto limit = static_cast<std::size_t>(m_settings.neighbors);
        if (n <= limit) return;
        const std::span<const float> positive(scratch.similarity.data(), n);
        const float threshold = kthLargest(positive, limit);
        auto ties = limit - static_cast<std::size_t>(std::ranges::count_if(positive, [&](float s) { return s > threshold; }));
        scratch.kept = 0;
        for (std::size_t k = 0; k < n; ++k) {
            const float s = scratch.similarity[k];
            if (s < threshold || (s == threshold && ties == 0)) continue;
            if (s == threshold) --ties;
            scratch.position[scratch.kept] = scratch.position[k];
            scratch.similarity[scratch.kept++] = s;
        }
    }
    float predict(const Query& query, Scratch& scratch, std::size_t item, std::span<const float> similarities) const {
        findNearest(query, scratch, item, similarities);
        double total = 0, sum = 0;
        for (std::size_t n = 0; n < scratch.kept; ++n) {
            total += static_cast<double>(scratch.similarity[n]);
            sum += static_cast<double>(scratch.similarity[n]) * scratch.surplus[scratch.position[n]];
        }
        return static_cast<float>(centreOf(scratch, item) + (total > 0 ? scaleOf(item) * sum / total : 0));
    }
    float predictOne(const Query& query, Scratch& scratch, ItemIndex item, std::vector<float>& similarities) const {
        for (std::size_t k = 0; k < similarities.size(); ++k) similarities[k] = rowOf(query.history.items[k])[item.at()];
        return predict(query, scratch, item.at(), similarities);
    }

    std::int32_t m_users, m_items;
    KnnSettings m_settings;
    std::vector<float> m_similarity; ///< Items x items; row j holds what a history item j means to each item.
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
        if (context.stopRequested()) return Cancelled{};
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
        auto fitted = Baseline::fit(*m_input.train, m_settings.l2Users, m_settings.l2Items, kBaselineEpochs, context);
        if (!fitted) return fitted.as<StepReport>();
        m_baseline = std::move(fitted).value();
        return StepReport{};
    }
    std::unique_ptr<const Model> snapshot(const TaskContext& context) const override {
        if (context.stopRequested()) return nullptr;
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
