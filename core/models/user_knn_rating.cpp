#include "core/models/user_knn_rating.h"
#include "core/models/contributions.h"
#include "core/models/neighbour_lists.h"
#include "core/models/vote_recount.h"
#include <algorithm>
#include <cmath>

namespace recoscope {
namespace {

class UserKnnRatingModel final : public Model {
public:
    UserKnnRatingModel(KnnSettings settings, SparseRows users, Baseline baseline)
        : m_settings(settings),
          m_users(std::move(users)),
          m_baseline(std::move(baseline)),
          m_statistics(RowStatistics::of(m_users)) {
        const bool adjusted = m_settings.similarity == Similarity::AdjustedCosine;
        m_items = transposed(adjusted ? centredByColumn(m_users) : m_users);
        for (std::int32_t v = 0; v < m_users.rows(); ++v) m_userBias.push_back(m_baseline.user(historyOf(v)));
        if (adjusted) m_itemMean = RowStatistics::of(transposed(m_users)).mean;
    }
    std::int32_t itemCount() const override { return m_users.columns; }
    std::int32_t userCount() const override { return m_users.rows(); }
    std::size_t memoryBytes() const override { return 16 * m_users.column.size(); }

    using Model::score;
    void score(const Query& query, std::span<float> out) const override {
        const Asker asker = prepare(query);
        const std::size_t n = out.size();
        std::vector<double> weighted(n, 0), total(n, 0);
        std::vector<std::int32_t> taken(n, 0);
        for (const Neighbour& v : asker.nearest) { // most similar first: an item stops listening after k of its raters
            const double similarity = static_cast<double>(v.similarity);
            for (std::size_t e = m_users.begin(v.index); e < m_users.end(v.index); ++e) {
                const auto i = static_cast<std::size_t>(m_users.column[e]);
                if (taken[i] == m_settings.neighbors) continue;
                ++taken[i];
                weighted[i] += similarity * surplus(v.index, e);
                total[i] += similarity;
            }
        }
        for (std::size_t i = 0; i < n; ++i)
            out[i] = static_cast<float>(centre(asker, i) + (total[i] > 0 ? asker.scale * weighted[i] / total[i] : 0));
    }
    std::vector<Explanation> explain(const Query& query, ItemIndex item) const override {
        const Asker asker = prepare(query);
        Explanation e;
        e.view = "neighbours";
        e.baseline = centre(asker, item.at());
        e.baselineLabel = m_settings.form == KnnForm::Baseline ? "overall mean + biases"
                          : m_settings.form == KnnForm::Basic  ? "overall mean"
                                                               : "the user's mean";
        double total = 0;
        std::vector<std::pair<Neighbour, double>> voters;
        for (const Neighbour& v : asker.nearest) {
            const auto row = std::span(m_users.column).subspan(m_users.begin(v.index), m_users.size(v.index));
            const auto it = std::ranges::lower_bound(row, item.value);
            if (it == row.end() || *it != item.value || static_cast<int>(voters.size()) == m_settings.neighbors) continue;
            voters.emplace_back(v, surplus(v.index, m_users.begin(v.index) + static_cast<std::size_t>(it - row.begin())));
            total += static_cast<double>(v.similarity);
        }
        e.score = e.baseline;
        for (const auto& [v, own] : voters) {
            const double amount = asker.scale * static_cast<double>(v.similarity) * own / total;
            e.score += amount;
            e.contributions.push_back({Contribution::Kind::Neighbour, v.index, {}, amount, v.similarity, {}});
        }
        e.score = static_cast<double>(static_cast<float>(e.score));
        Explanation history;
        history.view = "history";
        history.score = e.score;
        history.baseline = e.baseline;
        history.baselineLabel = e.baselineLabel;
        std::vector<char> partakes(query.history.size(), 0);
        for (const auto& [v, own] : voters) markCommon(query, v.index, partakes);
        explainByLosses(history, query.history, e.score - e.baseline, lossesOf(query, item), partakes);
        finishExplanation(e);
        finishExplanation(history);
        return {history, e};
    }
    void save(ModelWriter& writer) const override {
        writer.putNumber("user_knn.rating_form", 1);
        saveSettings(writer, m_settings);
        saveRows(writer, "user_knn.users", m_users);
        m_baseline.save(writer);
    }

private:
    struct Asker {
        std::vector<Neighbour> nearest; ///< All with a positive similarity, most similar first, ties by lowest index.
        double mean = 0, scale = 1, bias = 0;
    };
    History historyOf(std::int32_t v) const {
        // ItemIndex is a 32-bit integer in a struct: the column array has its layout.
        static_assert(sizeof(ItemIndex) == sizeof(std::int32_t));
        return {std::span(reinterpret_cast<const ItemIndex*>(m_users.column.data()) + m_users.begin(v), m_users.size(v)),
                std::span(m_users.value).subspan(m_users.begin(v), m_users.size(v)),
                {}};
    }
    float comparedValue(float rating, std::int32_t item) const {
        return m_itemMean.empty() ? rating
                                  : static_cast<float>(static_cast<double>(rating) - m_itemMean[static_cast<std::size_t>(item)]);
    }
    /// The ratings of a history as the similarity compares them.
    std::vector<float> compared(const History& history) const {
        std::vector<float> values;
        for (std::size_t k = 0; k < history.size(); ++k)
            values.push_back(comparedValue(history.ratings[k], history.items[k].value));
        return values;
    }
    /// Centre and scale of a history, without its neighbours.
    Asker centred(const History& history) const {
        Asker asker;
        const auto [mean, deviation] = RowStatistics::ofValues(history.ratings, m_statistics.overallMean);
        asker.mean = mean;
        asker.scale = m_settings.form == KnnForm::ZScore ? deviation : 1;
        asker.bias = m_baseline.user(history);
        return asker;
    }
    Asker prepare(const Query& query) const {
        Asker asker = centred(query.history);
        std::vector<std::int32_t> columns;
        for (const ItemIndex item : query.history.items) columns.push_back(item.value);
        std::vector<float> similarity(static_cast<std::size_t>(m_users.rows()));
        RatingSimilarityRow(m_items, m_users.rows()).compute(m_settings, columns, compared(query.history), similarity);
        for (std::int32_t v = 0; v < m_users.rows(); ++v)
            if (const float s = similarity[static_cast<std::size_t>(v)]; s > 0 && v != query.user.value)
                asker.nearest.push_back({v, s});
        std::ranges::stable_sort(asker.nearest, std::greater<>{}, &Neighbour::similarity);
        return asker;
    }
    double centre(const Asker& asker, std::size_t item) const {
        if (m_settings.form == KnnForm::Basic) return m_statistics.overallMean;
        return m_settings.form == KnnForm::Baseline ? m_baseline.mean + asker.bias + m_baseline.item[item] : asker.mean;
    }
    /// What entry e of user v lies above v's own centre, in v's own deviations for zscore.
    double surplus(std::int32_t v, std::size_t e) const {
        const auto u = static_cast<std::size_t>(v);
        const auto rating = static_cast<double>(m_users.value[e]);
        switch (m_settings.form) {
        case KnnForm::Basic:
            return rating - m_statistics.overallMean;
        case KnnForm::Baseline:
            return rating - m_baseline.mean - m_userBias[u] - m_baseline.item[static_cast<std::size_t>(m_users.column[e])];
        case KnnForm::ZScore:
            return (rating - m_statistics.mean[u]) / m_statistics.deviation[u];
        default:
            return rating - m_statistics.mean[u];
        }
    }
    void markCommon(const Query& query, std::int32_t v, std::vector<char>& partakes) const {
        const auto theirs = std::span(m_users.column).subspan(m_users.begin(v), m_users.size(v));
        for (std::size_t k = 0; k < query.history.size(); ++k)
            if (std::ranges::binary_search(theirs, query.history.items[k].value)) partakes[k] = 1;
    }
    /// What the score of an item loses without each item of the history: only those who rated the item need be compared anew.
    std::vector<double> lossesOf(const Query& query, ItemIndex item) const {
        VoteRecount recount(m_settings, compared(query.history));
        for (std::size_t e = m_items.begin(item.value); e < m_items.end(item.value); ++e) {
            const std::int32_t v = m_items.column[e];
            if (v == query.user.value) continue;
            const auto theirs = std::span(m_users.column).subspan(m_users.begin(v), m_users.size(v));
            const auto own = std::ranges::lower_bound(theirs, item.value) - theirs.begin();
            recount.addVoter(surplus(v, m_users.begin(v) + static_cast<std::size_t>(own)));
            for (std::size_t k = 0, f = m_users.begin(v); k < query.history.size() && f < m_users.end(v);) {
                const std::int32_t mine = query.history.items[k].value, other = m_users.column[f];
                if (mine == other) recount.addCommon(k, comparedValue(m_users.value[f], other));
                k += mine <= other ? 1 : 0;
                f += other <= mine ? 1 : 0;
            }
        }
        const auto predict = [&](std::size_t without) {
            std::vector<ItemIndex> items(query.history.items.begin(), query.history.items.end());
            std::vector<float> ratings(query.history.ratings.begin(), query.history.ratings.end());
            if (without < items.size()) {
                items.erase(items.begin() + static_cast<std::ptrdiff_t>(without));
                ratings.erase(ratings.begin() + static_cast<std::ptrdiff_t>(without));
            }
            const Asker rest = centred({items, ratings, {}});
            return centre(rest, item.at()) + rest.scale * recount.meanWithout(without);
        };
        std::vector<double> losses;
        const double whole = predict(query.history.size());
        for (std::size_t k = 0; k < query.history.size(); ++k) losses.push_back(whole - predict(k));
        return losses;
    }
    KnnSettings m_settings;
    SparseRows m_users, m_items;
    Baseline m_baseline;
    RowStatistics m_statistics;
    std::vector<double> m_userBias, m_itemMean;
};

class RatingTrainer final : public Trainer {
public:
    RatingTrainer(const TrainInput& input, const KnnSettings& settings) : m_input(input), m_settings(settings) {}
    int stepCount() const override { return 1; }
    Result<StepReport> step(const TaskContext& context) override {
        auto fitted = Baseline::fit(*m_input.train, m_settings.l2Users, m_settings.l2Items, kBaselineEpochs, context);
        if (!fitted) return fitted.as<StepReport>();
        m_baseline = std::move(fitted).value();
        return StepReport{};
    }
    std::unique_ptr<const Model> snapshot(const TaskContext& context) const override {
        if (context.stopRequested()) return nullptr;
        return std::make_unique<UserKnnRatingModel>(m_settings, SparseRows::byUser(*m_input.train), m_baseline);
    }

private:
    TrainInput m_input;
    KnnSettings m_settings;
    Baseline m_baseline;
};

} // namespace

Result<std::unique_ptr<Trainer>> makeUserKnnRatingTrainer(const TrainInput& input, const KnnSettings& settings) {
    return std::unique_ptr<Trainer>(std::make_unique<RatingTrainer>(input, settings));
}

Result<std::unique_ptr<const Model>> loadUserKnnRating(ModelReader& reader) {
    const KnnSettings settings = loadSettings(reader);
    SparseRows users = loadRows(reader, "user_knn.users");
    Baseline baseline = Baseline::load(reader);
    if (!reader.failed() && static_cast<std::int32_t>(baseline.item.size()) != users.columns) reader.fail("baseline.item");
    if (reader.failed()) return reader.error();
    return std::unique_ptr<const Model>(std::make_unique<UserKnnRatingModel>(settings, std::move(users), std::move(baseline)));
}

} // namespace recoscope
