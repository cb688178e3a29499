#include "core/data/profile.h"
#include "core/data/synthetic/draw_rows.h"
#include "core/data/synthetic/world.h"
#include "core/experiment/experiment.h"
#include "tests/support/fixed_model.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <cmath>
#include <map>

using namespace recoscope;

/// Every preset does what its name says, measured on the ratings, and models recover what they should.
class TestPresets final : public QObject {
    Q_OBJECT
    std::map<std::string, std::shared_ptr<const Dataset>> m_made;

    const Dataset& world(const std::string& preset) {
        auto& made = m_made[preset];
        if (!made) made = makeWorld(presetWorld(preset), {}).value();
        return *made;
    }
    DataProfile profile(const std::string& preset) { return profileOf(world(preset)); }

    /// Mean share of the genres that the first and the last third of a user's ratings have in common.
    static double genresKept(const Dataset& data) {
        double sum = 0, users = 0;
        for (std::int32_t u = 0; u < data.users.size(); ++u) {
            const auto row = data.interactions->row(UserIndex{u});
            if (row.size() < 30) continue;
            std::vector<std::size_t> order(row.size());
            for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
            std::ranges::sort(order, {}, [&](std::size_t k) { return row.times[k]; });
            std::vector<double> first(data.itemTable.genreNames.size(), 0), last = first;
            const std::size_t third = row.size() / 3;
            for (std::size_t k = 0; k < third; ++k) {
                first[data.itemTable.genres[row.items[order[k]].at()][0]] += 1.0 / static_cast<double>(third);
                last[data.itemTable.genres[row.items[order[order.size() - 1 - k]].at()][0]] += 1.0 / static_cast<double>(third);
            }
            for (std::size_t g = 0; g < first.size(); ++g) sum += std::min(first[g], last[g]);
            ++users;
        }
        return sum / users;
    }
    /// Shares of the latest fifth of the rows whose item, and whose user, has no earlier row.
    static std::pair<double, double> coldShares(const Dataset& data) {
        auto rows = data.interactions->toRows();
        std::ranges::sort(rows, {}, &Interaction::time);
        const std::size_t cut = rows.size() * 4 / 5;
        std::vector<char> users(static_cast<std::size_t>(data.users.size()), 0),
            items(static_cast<std::size_t>(data.items.size()), 0);
        for (std::size_t k = 0; k < cut; ++k) users[rows[k].user.at()] = items[rows[k].item.at()] = 1;
        double coldItems = 0;
        std::vector<char> coldUsers(users.size(), 0);
        for (std::size_t k = cut; k < rows.size(); ++k) {
            coldItems += items[rows[k].item.at()] ? 0 : 1;
            coldUsers[rows[k].user.at()] = !users[rows[k].user.at()];
        }
        return {coldItems / static_cast<double>(rows.size() - cut),
                static_cast<double>(std::ranges::count(coldUsers, 1)) / static_cast<double>(users.size())};
    }
    /// Mean cosine to the ten nearest users, of those marked and of the others.
    static std::pair<double, double> neighbourSimilarity(const Dataset& data, const std::vector<char>& marked) {
        const Interactions& x = *data.interactions;
        std::pair<double, double> sums{0, 0}, counts{0, 0};
        for (std::int32_t u = 0; u < x.userCount(); u += 5) {
            std::vector<char> own(static_cast<std::size_t>(x.itemCount()), 0);
            for (const ItemIndex item : x.row(UserIndex{u}).items) own[item.at()] = 1;
            std::vector<double> cosines;
            for (std::int32_t v = 0; v < x.userCount(); ++v) {
                if (v == u) continue;
                double common = 0;
                for (const ItemIndex item : x.row(UserIndex{v}).items) common += own[item.at()];
                cosines.push_back(common / std::sqrt(static_cast<double>(x.rowSize(UserIndex{u}) * x.rowSize(UserIndex{v}))));
            }
            std::ranges::partial_sort(cosines, cosines.begin() + 10, std::greater<>{});
            double mean = 0;
            for (int k = 0; k < 10; ++k) mean += cosines[static_cast<std::size_t>(k)] / 10;
            const bool grey = marked[static_cast<std::size_t>(u)];
            (grey ? sums.first : sums.second) += mean;
            (grey ? counts.first : counts.second) += 1;
        }
        return {sums.first / counts.first, sums.second / counts.second};
    }

private Q_SLOTS:
    void sparseIsSparse() {
        QVERIFY2(profile("sparse").density < 0.0025 && profile("sparse").density < profile("plain").density / 10,
                 QByteArray::number(profile("sparse").density));
    }
    void longTailIsUneven() {
        const double plain = profile("plain").gini, tail = profile("long_tail").gini, easy = profile("easy").gini;
        QVERIFY2(tail > 0.85 && plain < 0.75 && easy < 0.4, qPrintable(QString("%1 %2 %3").arg(tail).arg(plain).arg(easy)));
        QVERIFY(profile("long_tail").top10Share > 0.7);
    }
    void tastesDriftInTruthAndInData() {
        double kept = 0;
        const WorldTruth& truth = *world("drifting").truth;
        for (std::size_t u = 0; u < truth.userCount(); ++u)
            kept += truth.tasteKept(UserIndex{u}) / static_cast<double>(truth.userCount());
        QVERIFY2(std::abs(kept) < 0.15, QByteArray::number(kept));
        QCOMPARE(world("plain").truth->tasteKept(UserIndex{0}), 1.0);
        WorldSpec still = presetWorld("drifting");
        still.drift = 0;
        const double drifting = genresKept(world("drifting")), steady = genresKept(*makeWorld(still, {}).value());
        QVERIFY2(drifting < steady - 0.1, qPrintable(QString("%1 %2").arg(drifting).arg(steady)));
    }
    void coldIsCold() {
        const auto [items, users] = coldShares(world("cold"));
        const auto [plainItems, plainUsers] = coldShares(world("plain"));
        QVERIFY2(items > 0.05 && items > 5 * plainItems, qPrintable(QString("%1 %2").arg(items).arg(plainItems)));
        QVERIFY2(users > 0.3 && users > 3 * plainUsers, qPrintable(QString("%1 %2").arg(users).arg(plainUsers)));
        for (const Interaction& row : world("cold").interactions->toRows()) // nothing is rated before it is there
            QVERIFY(static_cast<double>(row.time - kWorldStart) / (3 * 365.25 * 86400) >
                    static_cast<double>(world("cold").truth->arrival[row.item.at()]) - 1e-6);
    }
    void greySheepHaveNoNeighbours() {
        const Dataset& data = world("grey_sheep");
        QCOMPARE(std::ranges::count(data.truth->greySheep, 1), std::ptrdiff_t{500});
        const auto [grey, usual] = neighbourSimilarity(data, data.truth->greySheep);
        QVERIFY2(grey < 0.75 * usual, qPrintable(QString("%1 %2").arg(grey).arg(usual)));
    }
    void missingNotAtRandomLiftsTheMean() {
        WorldSpec spec = presetWorld("plain");
        spec.mnar = 0;
        const double open = profileOf(*makeWorld(spec, {}).value()).meanRating;
        spec.mnar = 3;
        const double choosy = profileOf(*makeWorld(spec, {}).value()).meanRating;
        QVERIFY2(choosy > open + 0.12, qPrintable(QString("%1 %2").arg(choosy).arg(open)));
    }
    void modelsLearnTheEasyWorldAndNoneBeatsTheTruth() {
        const auto data = std::make_shared<const Dataset>(world("easy"));
        ExperimentSpec spec;
        spec.split = parseSplitSpec("per-user:test=0.2").value();
        spec.metrics = "ndcg@10";
        spec.models = {{"popularity", {}}, {"ease", {}}, {"ials", {}}, {"item_knn", {}}};
        const auto result = runExperiment(spec, data, {});
        QVERIFY(result.hasValue());
        const auto of = [&](std::size_t k) { return result.value().models[k].means.at("ndcg@10").value; };
        QVERIFY2(of(1) > 3 * of(0) && of(2) > 3 * of(0), qPrintable(QString("%1 %2 %3").arg(of(0)).arg(of(1)).arg(of(2))));
        std::vector<float> table;
        std::vector<double> chances(data->truth->itemCount());
        for (std::size_t u = 0; u < data->truth->userCount(); ++u) {
            data->truth->propensities(UserIndex{u}, 0.5, chances);
            for (const double p : chances) table.push_back(static_cast<float>(p));
        }
        EvaluationOptions options;
        options.metrics = parseMetrics("ndcg@10", std::vector<int>{10}).value();
        const auto truth = evaluate(test::FixedModel(data->items.size(), table), result.value().splits[0], options, {});
        const double best = truth.value().values.at("ndcg@10").value;
        for (std::size_t k = 0; k < 4; ++k) QVERIFY2(best > of(k), qPrintable(QString("%1 %2 %3").arg(k).arg(of(k)).arg(best)));
    }
    void noRatingModelBeatsTheExpectedRating() {
        const auto data = std::make_shared<const Dataset>(world("plain"));
        ExperimentSpec spec;
        spec.split = parseSplitSpec("per-user:test=0.2").value();
        spec.metrics = "rmse";
        spec.models = {{"bias", {}}, {"mf_sgd", {}}};
        const auto result = runExperiment(spec, data, {});
        double squares = 0;
        const auto rows = result.value().splits[0].test->toRows();
        for (const Interaction& row : rows)
            squares += std::pow(static_cast<double>(row.rating) - data->truth->expectedRating(row.user, row.item), 2);
        const double floor = std::sqrt(squares / static_cast<double>(rows.size()));
        for (const ModelResult& model : result.value().models) {
            const double rmse = model.means.at("rmse").value;
            QVERIFY2(rmse > floor && rmse < 1.3 * floor, qPrintable(QString("%1 %2").arg(rmse).arg(floor)));
        }
    }
};
RECOSCOPE_TEST(TestPresets)
#include "tst_presets.moc"
