#include "core/metrics/evaluate.h"
#include "core/metrics/list_metrics.h"
#include "core/ranking/rank.h"
#include <algorithm>
#include <atomic>
#include <chrono>
#include <numeric>

namespace recoscope {
namespace {

/// What one user adds to the result; filled on a worker, read in user order.
struct UserRow {
    std::vector<float> values; ///< One per PerUser metric; empty where the user has no relevant item.
    double squaredError = 0, absoluteError = 0;
    std::int64_t predicted = 0, fallbacks = 0;
    bool shortList = false, tieAtCut = false;
};

/// Everything of one evaluation that does not change from user to user.
class Pass {
public:
    Pass(const Split& split, const EvaluationOptions& options)
        : m_options(options),
          m_split(split),
          m_test(options.part == EvaluatedPart::Test ? *split.test : *split.valid),
          m_masked(options.part == EvaluatedPart::Test ? *split.masked : *split.train),
          m_popularity(split.train->positives(options.relevanceThreshold).itemCounts()) {
        for (const MetricRef& ref : options.metrics) {
            m_listLength = std::max(m_listLength, ref.k);
            if (ref.metric->kind == MetricKind::PerUser) m_perUser.push_back(ref);
            m_needsAuc = m_needsAuc || ref.metric->id == "auc";
            m_needsRatings = m_needsRatings || (ref.metric->kind == MetricKind::Rating && options.predictsRatings);
        }
        for (std::int32_t u = 0; u < split.train->userCount(); ++u)
            if (split.train->rowSize(UserIndex{u}) > 0) m_users.emplace_back(u);
        m_trainUsers = static_cast<std::int64_t>(m_users.size());
        if (split.foldIn) m_users = options.part == EvaluatedPart::Test ? split.testUsers : split.validUsers;
    }
    std::span<const UserIndex> users() const { return m_users; }
    std::span<const MetricRef> perUser() const { return m_perUser; }
    int listLength() const { return m_listLength; }
    Query query(std::size_t position) const {
        const auto row = historyOf(position);
        const History history{row.items, row.ratings, row.times};
        return m_split.foldIn ? Query::bare(history) : Query::known(m_users[position], history);
    }

    void take(std::size_t position, std::span<const float> scores, UserRow& out, std::vector<ItemIndex>& list) const {
        const UserIndex user = m_users[position];
        const auto masked = m_split.foldIn ? historyOf(position).items : m_masked.row(user).items;
        const auto held = m_test.row(user);
        if (m_needsRatings) predictRatings(held, scores, out);
        if (m_listLength == 0 && !m_needsAuc) return;
        const auto top = topK(scores, m_listLength + 1, masked);
        const auto length = std::min(top.size(), static_cast<std::size_t>(m_listLength));
        for (std::size_t k = 0; k < length; ++k) list.push_back(top[k].item);
        out.shortList = length < static_cast<std::size_t>(m_listLength);
        out.tieAtCut = top.size() > length && length > 0 && top[length].score == top[length - 1].score;
        measure(held, scores, masked, list, out);
    }

private:
    /// The train row; of held-out users, who have none, the part that is folded in.
    Interactions::Row historyOf(std::size_t position) const {
        return (m_split.foldIn ? m_split.foldIn : m_split.train)->row(m_users[position]);
    }
    bool isRelevant(float rating) const {
        return std::isnan(m_options.relevanceThreshold) || static_cast<double>(rating) >= m_options.relevanceThreshold;
    }
    void predictRatings(const Interactions::Row& held, std::span<const float> scores, UserRow& out) const {
        for (std::size_t k = 0; k < held.size(); ++k) {
            auto prediction = static_cast<double>(scores[held.items[k].at()]);
            if (std::isnan(prediction)) {
                prediction = m_options.fallbackRating;
                ++out.fallbacks;
            }
            if (m_options.scale) prediction = std::clamp(prediction, m_options.scale->minimum, m_options.scale->maximum);
            const double error = prediction - static_cast<double>(held.ratings[k]);
            out.squaredError += error * error;
            out.absoluteError += std::abs(error);
            ++out.predicted;
        }
    }
    void measure(const Interactions::Row& held, std::span<const float> scores, std::span<const ItemIndex> masked,
                 const std::vector<ItemIndex>& list, UserRow& out) const {
        std::vector<ItemIndex> relevant;
        std::vector<float> idealGains;
        for (std::size_t k = 0; k < held.size(); ++k) {
            idealGains.push_back(std::exp2(held.ratings[k]) - 1.0F);
            if (isRelevant(held.ratings[k])) relevant.push_back(held.items[k]);
        }
        if (relevant.empty()) return;
        std::ranges::sort(idealGains, std::greater<>{});
        std::vector<std::int32_t> hitRanks, ratedRanks;
        std::vector<float> ratedGains;
        for (std::size_t place = 0; place < list.size(); ++place) {
            const auto it = std::ranges::lower_bound(held.items, list[place]);
            if (it == held.items.end() || *it != list[place]) continue;
            const float rating = held.ratings[static_cast<std::size_t>(it - held.items.begin())];
            ratedRanks.push_back(static_cast<std::int32_t>(place) + 1);
            ratedGains.push_back(std::exp2(rating) - 1.0F);
            if (isRelevant(rating)) hitRanks.push_back(ratedRanks.back());
        }
        UserOutcome outcome;
        outcome.list = list;
        outcome.hitRanks = hitRanks;
        outcome.relevant = static_cast<std::int32_t>(relevant.size());
        outcome.ratedRanks = ratedRanks;
        outcome.ratedGains = ratedGains;
        outcome.idealGains = idealGains;
        outcome.auc = std::nan("");
        outcome.popularity = m_popularity;
        outcome.trainUsers = m_trainUsers;
        if (m_needsAuc) outcome.auc = areaUnderCurve(scores, masked, relevant);
        for (const MetricRef& ref : m_perUser) out.values.push_back(static_cast<float>(ref.metric->perUser(outcome, ref.k)));
    }
    const EvaluationOptions& m_options;
    const Split& m_split;
    const Interactions& m_test;
    const Interactions& m_masked;
    std::vector<std::int32_t> m_popularity;
    std::vector<UserIndex> m_users;
    std::int64_t m_trainUsers = 0;
    std::vector<MetricRef> m_perUser;
    int m_listLength = 0;
    bool m_needsAuc = false, m_needsRatings = false;
};

void summarisePerUser(const Pass& pass, const std::vector<UserRow>& rows, Evaluation& e) {
    for (std::size_t position = 0; position < rows.size(); ++position) {
        if (rows[position].values.empty())
            ++e.usersWithoutRelevantItems;
        else
            e.users.push_back(pass.users()[position]);
    }
    for (std::size_t m = 0; m < pass.perUser().size(); ++m) {
        const std::string key = pass.perUser()[m].key();
        auto& column = e.perUser[key];
        for (const UserRow& row : rows)
            if (!row.values.empty()) column.push_back(row.values[m]);
        e.values[key] = meanWithInterval(column);
    }
}

void summariseRatings(const std::vector<UserRow>& rows, const EvaluationOptions& options, Evaluation& e) {
    double squared = 0, absolute = 0;
    for (const UserRow& row : rows) {
        squared += row.squaredError;
        absolute += row.absoluteError;
        e.ratingsPredicted += row.predicted;
        e.fallbackPredictions += row.fallbacks;
    }
    const auto n = static_cast<double>(e.ratingsPredicted);
    for (const MetricRef& ref : options.metrics) {
        if (ref.metric->kind != MetricKind::Rating) continue;
        MetricValue& value = e.values[ref.key()];
        if (!options.predictsRatings)
            value.undefinedReason = "this model ranks and predicts no ratings";
        else if (n == 0)
            value.undefinedReason = "nothing was held out";
        else
            value.value = ref.metric->id == "rmse" ? std::sqrt(squared / n) : absolute / n;
    }
}

} // namespace

Result<Evaluation> evaluate(const Model& model, const Split& split, const EvaluationOptions& options,
                            const TaskContext& context) {
    const auto start = std::chrono::steady_clock::now();
    const Pass pass(split, options);
    const std::size_t count = pass.users().size();
    Evaluation e;
    e.listLength = pass.listLength();
    e.usersListed = static_cast<std::int32_t>(count);
    e.lists.resize(static_cast<std::size_t>(split.train->userCount()));
    std::vector<UserRow> rows(count);
    std::atomic<std::size_t> done{0};
    const bool finished = scoreUsers(
        model, count, options.threads, context, [&](std::size_t p) { return pass.query(p); },
        [&](std::size_t p, std::span<const float> scores) {
            pass.take(p, scores, rows[p], e.lists[pass.users()[p].at()]);
            if (const std::size_t n = ++done; n % 256 == 0)
                context.report(static_cast<double>(n) / static_cast<double>(count), "ranking for every user");
        });
    if (!finished) return Cancelled{};
    summarisePerUser(pass, rows, e);
    summariseRatings(rows, options, e);
    for (const MetricRef& ref : options.metrics)
        if (ref.metric->kind == MetricKind::Lists) e.values[ref.key()] = listMetric(ref, e.lists, model.itemCount());
    for (const UserRow& row : rows) {
        e.shortLists += row.shortList ? 1 : 0;
        e.tiesAtCut += row.tieAtCut ? 1 : 0;
    }
    e.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return e;
}

} // namespace recoscope
