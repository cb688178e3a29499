// Item kNN (Sarwar, Karypis, Konstan, Riedl: Item-based collaborative filtering. WWW 2001; Deshpande, Karypis, TOIS 22(1), 2004).
// Ranking form: score(u, i) = sum over history items j among the k nearest neighbours of i of sim(i, j); sim over full 0/1
// vectors of positives. Rating forms: prediction from the k nearest of i among the items the user rated, sim over co-rated users,
// sim > 0 only. Cost: sum of squared history lengths; k entries an item (ranking) or items^2 floats (rating forms). ML-1M,
// cosine: about 0.2 s on two cores. Does badly on items with few ratings, whose similarities are accidents; shrinkage helps.
#include "core/base/parallel.h"
#include "core/models/algorithm.h"
#include "core/models/item_knn_rating.h"
#include "core/models/neighbour_lists.h"
#include <limits>

namespace recoscope {
namespace {

class ItemKnnRankingModel final : public Model {
public:
    ItemKnnRankingModel(std::int32_t users, double threshold, NeighbourLists neighbours)
        : m_users(users),
          m_threshold(threshold),
          m_neighbours(std::move(neighbours)),
          m_incoming(m_neighbours.transposed()) {}
    std::int32_t itemCount() const override { return m_neighbours.rows(); }
    std::int32_t userCount() const override { return m_users; }
    std::size_t memoryBytes() const override { return m_neighbours.memoryBytes() + m_incoming.memoryBytes(); }

    using Model::score;
    void score(const Query& query, std::span<float> out) const override {
        std::fill(out.begin(), out.end(), 0.0F);
        for (std::size_t k = 0; k < query.history.size(); ++k) {
            if (!isPositive(query.history.ratings[k], m_threshold)) continue;
            for (const Neighbour& n : m_incoming.row(query.history.items[k].value))
                out[static_cast<std::size_t>(n.index)] += n.similarity;
        }
    }
    std::vector<Explanation> explain(const Query& query, ItemIndex item) const override {
        Explanation e;
        e.view = "history";
        float score = 0;
        for (std::size_t k = 0; k < query.history.size(); ++k) {
            if (!isPositive(query.history.ratings[k], m_threshold)) continue;
            const float similarity = m_neighbours.similarity(item.value, query.history.items[k].value);
            if (similarity == 0.0F) continue;
            score += similarity;
            e.contributions.push_back({Contribution::Kind::HistoryItem,
                                       query.history.items[k].value,
                                       {},
                                       static_cast<double>(similarity),
                                       query.history.ratings[k],
                                       {}});
        }
        e.score = static_cast<double>(score);
        finishExplanation(e);
        return {e};
    }
    std::optional<std::vector<ScoredItem>> similarItems(ItemIndex item, int n) const override {
        std::vector<ScoredItem> similar;
        for (const Neighbour& neighbour : m_neighbours.bySimilarity(item.value)) {
            if (static_cast<int>(similar.size()) == n) break;
            similar.push_back({ItemIndex{neighbour.index}, neighbour.similarity});
        }
        return similar;
    }
    void save(ModelWriter& writer) const override {
        writer.putNumber("item_knn.rating_form", 0);
        writer.putNumber("item_knn.users", m_users);
        writer.putNumber("item_knn.threshold", m_threshold);
        m_neighbours.save(writer);
    }

private:
    std::int32_t m_users;
    double m_threshold;
    NeighbourLists m_neighbours, m_incoming;
};

/// The k most similar items of each item, by a sparse accumulator over the users of the item.
class RankingTrainer final : public Trainer {
public:
    RankingTrainer(const TrainInput& input, const KnnSettings& settings) : m_input(input), m_settings(settings) {}
    int stepCount() const override { return 1; }
    Result<StepReport> step(const TaskContext& context) override {
        const SparseRows users = SparseRows::byUser(*m_input.positives), items = SparseRows::byItem(*m_input.positives);
        bool finished = false;
        if (users.columns <= std::numeric_limits<std::uint16_t>::max()) { // half the memory to pass over again and again
            const std::vector<std::uint16_t> narrow(users.column.begin(), users.column.end());
            finished = findNearest(users, narrow, items, context);
        } else {
            finished = findNearest(users, users.column, items, context);
        }
        return finished ? Result<StepReport>(StepReport{}) : Result<StepReport>(Cancelled{});
    }
    std::unique_ptr<const Model> snapshot(const TaskContext& context) const override {
        if (context.stopRequested()) return nullptr;
        return std::make_unique<ItemKnnRankingModel>(m_input.train->userCount(), m_input.relevanceThreshold, m_lists);
    }

private:
    struct Scratch {
        std::vector<std::int32_t> common;
        std::vector<float> similarity;
        std::vector<Neighbour> nearest;
    };
    /// Counts, item by item, who else its users chose. `columns` are those of `users`.
    template <class Column>
    bool findNearest(const SparseRows& users, const std::vector<Column>& columns, const SparseRows& items,
                     const TaskContext& context) {
        const auto n = static_cast<std::size_t>(items.rows());
        const std::vector<double> sizes = rowSizes(items);
        std::vector<std::vector<Neighbour>> lists(n);
        std::vector<Scratch> scratch(static_cast<std::size_t>(workerCount(m_input.threads)));
        const auto listOf = [&](std::int32_t user) { return columns.data() + users.begin(user); };
        const bool finished =
            parallelForWorkers(n, 16, m_input.threads, context, [&](int worker, std::size_t begin, std::size_t end) {
                Scratch& s = scratch[static_cast<std::size_t>(worker)];
                s.similarity.resize(n);
                for (std::size_t i = begin; i < end; ++i) {
                    const auto row = static_cast<std::int32_t>(i);
                    s.common.assign(n, 0);
                    const std::span<const std::int32_t> whose =
                        std::span(items.column).subspan(items.begin(row), items.size(row));
                    for (std::size_t e = 0; e < whose.size(); ++e) {
                        if (e + 1 < whose.size()) fetchAhead(listOf(whose[e + 1]), users.size(whose[e + 1]));
                        countColumns(listOf(whose[e]), users.size(whose[e]), s.common.data());
                    }
                    setSimilarities(m_settings, s.common, sizes[i], sizes, s.similarity);
                    nearestOf(s.similarity, row, m_settings.neighbors, s.nearest);
                    lists[i] = s.nearest;
                }
            });
        if (finished) m_lists = NeighbourLists(lists);
        return finished;
    }
    TrainInput m_input;
    KnnSettings m_settings;
    NeighbourLists m_lists;
};

Result<std::unique_ptr<const Model>> load(ModelReader& reader) {
    if (reader.number("item_knn.rating_form") != 0) return loadItemKnnRating(reader);
    const double users = reader.number("item_knn.users"), threshold = reader.number("item_knn.threshold");
    NeighbourLists lists = NeighbourLists::load(reader);
    if (reader.failed()) return reader.error();
    return std::unique_ptr<const Model>(
        std::make_unique<ItemKnnRankingModel>(static_cast<std::int32_t>(users), threshold, std::move(lists)));
}

} // namespace

AlgorithmInfo itemKnnAlgorithm() {
    AlgorithmInfo info;
    info.id = "item_knn";
    info.name = "Item kNN";
    info.family = "Neighbours";
    info.summary = "Recommends what resembles what you chose.";
    info.objective = "score(u, i) = Σ sim(i, j) over the j in u's history that are among i's k nearest";
    info.notes = "sim compares who chose what. Does badly on items with few ratings: their likenesses are accidents.";
    info.reference =
        "Sarwar, Karypis, Konstan, Riedl: Item-based collaborative filtering recommendation algorithms. WWW 2001, section 3.";
    info.capabilities = {.foldIn = FoldIn::Exact, .explainsExactly = true, .ranks = true, .similarItems = true, .additive = true};
    info.params = knnParams();
    info.makeTrainer = [](const TrainInput& input, const ParamValues& params) -> Result<std::unique_ptr<Trainer>> {
        const auto settings = KnnSettings::from(params);
        if (!settings) return settings.as<std::unique_ptr<Trainer>>();
        if (settings.value().form != KnnForm::Ranking) return makeItemKnnRatingTrainer(input, settings.value());
        return std::unique_ptr<Trainer>(std::make_unique<RankingTrainer>(input, settings.value()));
    };
    info.loadModel = load;
    info.capabilitiesWith = [base = info.capabilities](const ParamValues& p) { return knnCapabilities(base, p); };
    info.forecast = [](const DataShape& shape, const ParamValues& p) {
        const double k = static_cast<double>(intParam(p, "neighbors"));
        if (knnPredictsRatings(p)) return Forecast{4 * shape.items * shape.items, 6 * shape.sumSquaredUserCounts};
        return Forecast{16 * shape.items * std::min(k, shape.items), 8 * shape.sumSquaredUserCounts};
    };
    return info;
}

} // namespace recoscope
