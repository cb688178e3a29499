// User kNN (Resnick, Iacovou, Suchak, Bergstrom, Riedl: GroupLens. CSCW 1994; Herlocker, Konstan, Borchers, Riedl, SIGIR 1999).
// Ranking form: score(u, i) = sum over u's k nearest users v that chose i of sim(u, v); sim over full 0/1 vectors of positives.
// Rating forms: prediction from the k nearest among the users who rated the item, sim over co-rated items, sim > 0 only.
// Cost: nothing is trained; one user costs the ratings of the items in the history. ML-1M, all users: about 1 s on two cores.
// Does badly for users with unusual or short histories: nobody is near them.
#include "core/models/neighbour_lists.h"
#include "core/models/user_knn_rating.h"
#include <algorithm>

namespace recoscope {
namespace {

class UserKnnRankingModel final : public Model {
public:
    UserKnnRankingModel(KnnSettings settings, double threshold, SparseRows users)
        : m_settings(settings),
          m_threshold(threshold),
          m_users(std::move(users)),
          m_items(transposed(m_users)),
          m_sizes(rowSizes(m_users)) {}
    std::int32_t itemCount() const override { return m_users.columns; }
    std::int32_t userCount() const override { return m_users.rows(); }
    std::size_t memoryBytes() const override { return 16 * m_users.column.size(); }

    using Model::score;
    void score(const Query& query, std::span<float> out) const override {
        std::fill(out.begin(), out.end(), 0.0F);
        for (const Neighbour& v : nearest(query))
            for (std::size_t k = m_users.begin(v.index); k < m_users.end(v.index); ++k)
                out[static_cast<std::size_t>(m_users.column[k])] += v.similarity;
    }
    std::vector<Explanation> explain(const Query& query, ItemIndex item) const override {
        Explanation byNeighbour, byHistory;
        byNeighbour.view = "neighbours";
        byHistory.view = "history";
        std::vector<double> share(query.history.size(), 0);
        float score = 0;
        for (const Neighbour& v : nearest(query)) {
            const auto items = itemsOf(v.index);
            if (!std::ranges::binary_search(items, item.value)) continue;
            score += v.similarity;
            byNeighbour.contributions.push_back(
                {Contribution::Kind::Neighbour, v.index, {}, static_cast<double>(v.similarity), v.similarity, {}});
            shareOut(query, items, v.similarity, share);
        }
        byNeighbour.score = byHistory.score = static_cast<double>(score);
        for (std::size_t k = 0; k < share.size(); ++k)
            if (share[k] != 0)
                byHistory.contributions.push_back(
                    {Contribution::Kind::HistoryItem, query.history.items[k].value, {}, share[k], query.history.ratings[k], {}});
        finishExplanation(byHistory);
        finishExplanation(byNeighbour);
        return {byHistory, byNeighbour};
    }
    void save(ModelWriter& writer) const override {
        writer.putNumber("user_knn.rating_form", 0);
        writer.putNumber("user_knn.threshold", m_threshold);
        saveSettings(writer, m_settings);
        saveRows(writer, "user_knn.users", m_users);
    }

private:
    std::span<const std::int32_t> itemsOf(std::int32_t user) const {
        return std::span(m_users.column).subspan(m_users.begin(user), m_users.size(user));
    }

    /// The k nearest users, in order of rising index; never the asking user's own row.
    std::vector<Neighbour> nearest(const Query& query) const {
        std::vector<std::int32_t> common(static_cast<std::size_t>(m_users.rows()), 0);
        double chosen = 0;
        for (std::size_t k = 0; k < query.history.size(); ++k) {
            if (!isPositive(query.history.ratings[k], m_threshold)) continue;
            chosen += 1;
            const std::int32_t item = query.history.items[k].value;
            countColumns(m_items.column.data() + m_items.begin(item), m_items.size(item), common.data());
        }
        std::vector<float> similarity(common.size());
        setSimilarities(m_settings, common, chosen, m_sizes, similarity);
        std::vector<Neighbour> nearestUsers;
        nearestOf(similarity, query.user.value, m_settings.neighbors, nearestUsers);
        return nearestUsers;
    }
    /// A set similarity is a count of common items over a number that is the same for all of them: each common item earned an
    /// equal share.
    void shareOut(const Query& query, std::span<const std::int32_t> theirs, float similarity, std::vector<double>& share) const {
        std::vector<std::size_t> common;
        for (std::size_t k = 0; k < query.history.size(); ++k)
            if (isPositive(query.history.ratings[k], m_threshold) &&
                std::ranges::binary_search(theirs, query.history.items[k].value))
                common.push_back(k);
        for (const std::size_t k : common) share[k] += static_cast<double>(similarity) / static_cast<double>(common.size());
    }
    KnnSettings m_settings;
    double m_threshold;
    SparseRows m_users, m_items;
    std::vector<double> m_sizes;
};

class RankingTrainer final : public Trainer {
public:
    RankingTrainer(const TrainInput& input, const KnnSettings& settings) : m_input(input), m_settings(settings) {}
    int stepCount() const override { return 1; }
    Result<StepReport> step(const TaskContext& context) override {
        if (context.stopRequested()) return Cancelled{};
        return StepReport{};
    }
    std::unique_ptr<const Model> snapshot(const TaskContext& context) const override {
        if (context.stopRequested()) return nullptr;
        return std::make_unique<UserKnnRankingModel>(m_settings, m_input.relevanceThreshold,
                                                     SparseRows::byUser(*m_input.positives));
    }

private:
    TrainInput m_input;
    KnnSettings m_settings;
};

Result<std::unique_ptr<const Model>> load(ModelReader& reader) {
    if (reader.number("user_knn.rating_form") != 0) return loadUserKnnRating(reader);
    const double threshold = reader.number("user_knn.threshold");
    const KnnSettings settings = loadSettings(reader);
    SparseRows users = loadRows(reader, "user_knn.users");
    if (reader.failed()) return reader.error();
    return std::unique_ptr<const Model>(std::make_unique<UserKnnRankingModel>(settings, threshold, std::move(users)));
}

} // namespace

AlgorithmInfo userKnnAlgorithm() {
    AlgorithmInfo info;
    info.id = "user_knn";
    info.name = "User kNN";
    info.family = "Neighbours";
    info.summary = "Lets the most similar users vote.";
    info.objective = "score(u, i) = Σ sim(u, v) over the v among u's k nearest who chose i";
    info.notes = "sim compares what was chosen. Does badly for short or unusual histories: nobody is near them.";
    info.reference = "Resnick, Iacovou, Suchak, Bergstrom, Riedl: GroupLens: an open architecture for collaborative filtering of "
                     "netnews. CSCW 1994.";
    info.capabilities = {.foldIn = FoldIn::Exact, .explainsExactly = true, .ranks = true, .additive = false, .reasonsHold = 0.9};
    info.params = knnParams();
    info.makeTrainer = [](const TrainInput& input, const ParamValues& params) -> Result<std::unique_ptr<Trainer>> {
        const auto settings = KnnSettings::from(params);
        if (!settings) return settings.as<std::unique_ptr<Trainer>>();
        if (settings.value().form != KnnForm::Ranking) return makeUserKnnRatingTrainer(input, settings.value());
        return std::unique_ptr<Trainer>(std::make_unique<RankingTrainer>(input, settings.value()));
    };
    info.loadModel = load;
    info.capabilitiesWith = [base = info.capabilities](const ParamValues& p) { return knnCapabilities(base, p); };
    info.forecast = [](const DataShape& shape, const ParamValues&) {
        return Forecast{16 * shape.interactions + 8 * shape.users, shape.interactions};
    };
    return info;
}

} // namespace recoscope
