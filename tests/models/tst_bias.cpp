#include "core/models/baseline.h"
#include "tests/models/hand.h"
#include "tests/support/test_registry.h"
#include <QTest>

using namespace recoscope;
using namespace recoscope::test;

/// The baseline of means and biases against its normal equations.
class TestBias final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void convergesToTheNormalEquations() {
        // (l2_users + n_u) b_u = sum (r - mu - b_i) and (l2_items + n_i) b_i = sum (r - mu - b_u), all at once.
        const auto x = randomRatings(80, 60, 0.15, 51);
        const Baseline b = Baseline::fit(*x, 3, 2, 200, {}).value();
        std::vector<double> user, gradient(60, 0), count(60, 0);
        for (std::int32_t u = 0; u < 80; ++u) {
            const auto row = x->row(UserIndex{u});
            user.push_back(b.user({row.items, row.ratings, {}}));
            double sum = 0;
            for (std::size_t k = 0; k < row.size(); ++k) {
                const std::size_t i = row.items[k].at();
                const double error = static_cast<double>(row.ratings[k]) - b.mean - b.item[i];
                sum += error;
                gradient[i] += static_cast<double>(row.ratings[k]) - b.mean - user.back();
                count[i] += 1;
            }
            QVERIFY(near((3 + static_cast<double>(row.size())) * user.back(), sum, 1e-9));
        }
        for (std::size_t i = 0; i < 60; ++i) QVERIFY(near((2 + count[i]) * b.item[i], gradient[i], 1e-9));
    }
    void theModelAddsThemUp() {
        const auto x = randomRatings(80, 60, 0.15, 51);
        const Baseline b = Baseline::fit(*x, 15, 10, 10, {}).value();
        for (const std::int32_t u : {0, 41, 79}) {
            const auto row = x->row(UserIndex{u});
            const auto s = scoresOf("bias", {}, u, x);
            for (std::size_t i = 0; i < 60; ++i)
                QVERIFY(near(s[i], b.mean + b.user({row.items, row.ratings, {}}) + b.item[i], 1e-5));
        }
    }
};
RECOSCOPE_TEST(TestBias)
#include "tst_bias.moc"
