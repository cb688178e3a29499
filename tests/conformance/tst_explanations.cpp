#include "core/models/baseline.h"
#include "tests/conformance/rows.h"
#include "tests/support/promises.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

using namespace recoscope;
using namespace recoscope::test;

/// Every view of every variant adds up, hides nothing, and its largest reason matters.
class TestExplanations final : public QObject {
    Q_OBJECT
    static double sizeOf(const Explanation& e) {
        double size = 0;
        for (const Contribution& c : e.contributions) size += std::abs(c.amount);
        return size;
    }
    static double meanOf(std::span<const float> values, double otherwise) {
        return values.empty() ? otherwise
                              : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    }
    /// What a baseline of that name is, worked out anew; nothing for a name that no baseline may have.
    static std::optional<double> baselineCalled(const std::string& label, const Query& query, ItemIndex item) {
        const double overall = meanOf(world()->ratings(), 0);
        if (label.empty()) return 0;
        if (label == "overall mean") return overall;
        if (label == "the user's mean") return meanOf(query.history.ratings, overall);
        if (label == "the item's mean") return meanOf(InteractionsByItem(*world()).column(item).ratings, overall);
        // Someone of whom nothing is known gets the mean and the item's bias.
        if (label == "overall mean + how liked it is") return scores(model(), Query::bare({}))[item.at()];
        if (label == "overall mean + biases") return meanAndBiases(query, item);
        return {};
    }
    static double meanAndBiases(const Query& query, ItemIndex item) {
        if (const auto factors = model().factors()) { // score - p.q is what is left: mean and biases
            double product = 0;
            const auto rank = static_cast<std::size_t>(factors->rank);
            for (std::size_t k = 0; k < rank; ++k)
                product += static_cast<double>(factors->userFactors[query.user.at() * rank + k]) *
                           static_cast<double>(factors->itemFactors[item.at() * rank + k]);
            return static_cast<double>(scores(model(), query)[item.at()]) - product;
        }
        static std::map<std::pair<double, double>, Baseline> fitted;
        const std::pair l2{numberParam(variant().params, "l2_users"), numberParam(variant().params, "l2_items")};
        if (!fitted.contains(l2)) fitted[l2] = Baseline::fit(*world(), l2.first, l2.second, 10, {}).value();
        const Baseline& b = fitted[l2];
        return b.mean + b.user(query.history) + b.item[item.at()];
    }

private Q_SLOTS:
    void everyViewAddsUp_data() { variantRows(); }
    void everyViewAddsUp() {
        int cases = 0;
        for (std::int32_t u = 0; u < 20; ++u)
            for (std::int32_t i = 0; i < 10; ++i) {
                const Query query = u % 2 ? known(*world(), 6 * u) : edited(*world(), 6 * u);
                const auto item = ItemIndex{9 * i};
                const auto score = static_cast<double>(scores(model(), query)[item.at()]);
                const auto views = model().explain(query, item);
                QVERIFY(!views.empty());
                for (const Explanation& e : views) {
                    const double size = sizeOf(e), allowed = 1e-4 * std::max({1.0, std::abs(score), size});
                    QVERIFY2(std::abs(e.score - score) <= allowed, "explains another score");
                    QVERIFY(std::abs(explainedSum(e) - e.score) <= 1e-9 * std::max(1.0, size));
                    if (e.exact) QVERIFY2(std::abs(e.residual) <= allowed, qPrintable(QString::number(e.residual)));
                    QCOMPARE(std::isnan(e.residualShare), e.exact);
                    QVERIFY2(std::ranges::is_sorted(e.contributions, std::greater<>{},
                                                    [](const Contribution& c) { return std::abs(c.amount); }),
                             "the largest does not come first");
                }
                ++cases;
            }
        QCOMPARE(cases, 200);
    }
    void theFirstViewIsTheHistory_data() { variantRows(); }
    void theFirstViewIsTheHistory() {
        for (std::int32_t u = 0; u < kWorldUsers; u += 11) {
            const Query query = edited(*world(), u);
            const Explanation e = model().explain(query, ItemIndex{u % kWorldItems}).front();
            QCOMPARE(e.view, std::string("history"));
            for (const Contribution& c : e.contributions) {
                if (c.kind == Contribution::Kind::Bias) {
                    QVERIFY(!c.label.empty()); // no item of the history: it says what it is
                    continue;
                }
                QVERIFY(c.kind == Contribution::Kind::HistoryItem);
                const auto at = std::ranges::lower_bound(query.history.items, ItemIndex{c.id}) - query.history.items.begin();
                QVERIFY(at < static_cast<std::ptrdiff_t>(query.history.size()));
                QCOMPARE(query.history.items[static_cast<std::size_t>(at)].value, c.id);
                QCOMPARE(c.value, query.history.ratings[static_cast<std::size_t>(at)]);
            }
        }
    }
    void theBaselineHoldsMeansAndBiasesOnly_data() { variantRows(); }
    void theBaselineHoldsMeansAndBiasesOnly() {
        for (std::int32_t u = 0; u < kWorldUsers; u += 9)
            for (std::int32_t i = 0; i < kWorldItems; i += 13) {
                const Query query = known(*world(), u);
                for (const Explanation& e : model().explain(query, ItemIndex{i})) {
                    const auto expected = baselineCalled(e.baselineLabel, query, ItemIndex{i});
                    QVERIFY2(expected, e.baselineLabel.c_str());
                    QVERIFY2(std::abs(*expected - e.baseline) < 1e-4,
                             qPrintable(QString::asprintf("%s: %g, not %g", e.baselineLabel.c_str(), e.baseline, *expected)));
                }
            }
    }
    void approximateViewsStateHowFarTheyAreOff_data() { variantRows(); }
    void approximateViewsStateHowFarTheyAreOff() {
        if (variant().capabilities.explainsExactly) QSKIP("explains exactly");
        std::vector<double> residuals, all;
        double stated = std::nan("");
        for (std::int32_t u = 0; u < kWorldUsers; u += 2)
            for (std::int32_t i = u % 5; i < kWorldItems; i += 5) {
                const Explanation e = model().explain(known(*world(), u), ItemIndex{i}).front();
                QVERIFY(!e.exact);
                residuals.push_back(std::abs(e.residual));
                all.push_back(e.score);
                stated = e.residualShare;
            }
        std::ranges::nth_element(residuals, residuals.begin() + static_cast<std::ptrdiff_t>(residuals.size() / 2));
        const double n = static_cast<double>(all.size()), mean = std::accumulate(all.begin(), all.end(), 0.0) / n;
        double squares = 0;
        for (const double s : all) squares += (s - mean) * (s - mean) / n;
        const double measured = residuals[residuals.size() / 2] / std::sqrt(squares);
        const QString numbers = QString::asprintf("stated %.4f, measured %.4f", stated, measured);
        QVERIFY2(stated > measured / 1.25 && stated < measured * 1.25, qPrintable(numbers));
    }
    void takingTheTopReasonAwayLowersTheScore_data() { variantRows(); }
    void takingTheTopReasonAwayLowersTheScore() {
        if (variant().capabilities.foldIn == FoldIn::None || variant().algorithm->id == "random")
            QSKIP("has no reasons in the history");
        // Dense enough for likenesses that rest on more than two ratings in common.
        static const auto dense = randomRatings(100, 70, 0.35, 17);
        const auto [cases, lowered] =
            takeTopReasonsAway(*train(variant(), dense), *dense, 3, variant().capabilities.predictsRatings ? 9 : 0, 200);
        QCOMPARE(cases, 200);
        const double promised = variant().capabilities.additive ? 1 : variant().capabilities.reasonsHold;
        QVERIFY2(lowered >= promised * cases, qPrintable(QString::asprintf("%d of %d", lowered, cases)));
    }
};
RECOSCOPE_TEST(TestExplanations)
#include "tst_explanations.moc"
