#include "tests/models/dense.h"
#include "tests/models/hand.h"
#include "tests/support/test_registry.h"
#include <QTest>

using namespace recoscope;
using namespace recoscope::test;

/// EASE against an inverse in double precision, and against the conditions of its own optimum.
class TestEase final : public QObject {
    Q_OBJECT
    static constexpr std::size_t kItems = 230; ///< More than one tile of the inverse.
    std::shared_ptr<const Interactions> m_x = randomRatings(300, static_cast<std::int32_t>(kItems), 0.08, 21);

    Dense pairs() const {
        Dense g(kItems, std::vector<double>(kItems, 0));
        for (std::int32_t u = 0; u < m_x->userCount(); ++u)
            for (const ItemIndex i : m_x->row(UserIndex{u}).items)
                for (const ItemIndex j : m_x->row(UserIndex{u}).items) g[i.at()][j.at()] += 1;
        return g;
    }
    /// Row j of B is what a history of j alone scores.
    Dense weights(double l2) const {
        const auto model = train(*findAlgorithm("ease"), m_x, 2, {{"l2", l2}});
        Dense b;
        const float rating[1] = {5};
        for (std::size_t j = 0; j < kItems; ++j) {
            const ItemIndex item[1] = {ItemIndex{j}};
            const auto row = scores(*model, Query::bare({item, rating, {}}));
            b.emplace_back(row.begin(), row.end());
        }
        return b;
    }

private Q_SLOTS:
    void equalsTheInverseInDoublePrecision_data() {
        QTest::addColumn<double>("l2");
        for (const double l2 : {1.0, 20.0, 250.0}) QTest::addRow("l2 %g", l2) << l2;
    }
    void equalsTheInverseInDoublePrecision() {
        QFETCH(double, l2);
        Dense a = pairs();
        for (std::size_t i = 0; i < kItems; ++i) a[i][i] += l2;
        const Dense p = solveDense(a, identity(kItems)), b = weights(l2);
        for (std::size_t j = 0; j < kItems; ++j)
            for (std::size_t i = 0; i < kItems; ++i) {
                const double expected = i == j ? 0 : -p[j][i] / p[i][i];
                QVERIFY2(near(b[j][i], expected, 2e-5), qPrintable(QString::asprintf("%g, not %g", b[j][i], expected)));
            }
    }
    void standsAtItsOptimum() {
        // Off the diagonal the gradient X'X B + l2 B - X'X is zero; on it B is zero, and the multiplier takes up the rest.
        const double l2 = 20;
        const Dense g = pairs(), b = weights(l2);
        for (std::size_t i = 0; i < kItems; ++i) {
            QCOMPARE(b[i][i], 0.0);
            for (std::size_t j = 0; j < kItems; ++j) {
                if (i == j) continue;
                double gradient = l2 * b[i][j] - g[i][j];
                for (std::size_t k = 0; k < kItems; ++k) gradient += g[i][k] * b[k][j];
                QVERIFY2(std::abs(gradient) < 2e-3, qPrintable(QString::number(gradient)));
            }
        }
    }
    void tooLargeForMemoryIsRefusedWithTheBytes() {
        const auto wide = std::make_shared<const Interactions>(Interactions::fromRows(1, 2000000, {}, false));
        const auto refused = findAlgorithm("ease")->makeTrainer(TrainInput::make(wide, std::nan(""), 1, 1), {{"l2", 1.0}});
        QVERIFY(refused.hasError() && refused.error().kind == ErrorKind::ResourceLimit);
        QVERIFY(refused.error().message.find("GB") != std::string::npos);
    }
};
RECOSCOPE_TEST(TestEase)
#include "tst_ease.moc"
