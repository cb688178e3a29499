#include "core/base/random.h"
#include "core/linalg/item_panels.h"
#include "core/linalg/principal_axes.h"
#include "core/linalg/spd_inverse.h"
#include "tests/models/hand.h"
#include "tests/support/test_registry.h"
#include <QTest>

using namespace recoscope;
using namespace recoscope::test;

/// The dense kernels under the models.
class TestDenseKernels final : public QObject {
    Q_OBJECT
    static std::vector<float> normals(std::size_t n, std::uint64_t seed) {
        Random random(seed);
        std::vector<float> values(n);
        for (float& v : values) v = static_cast<float>(random.normal());
        return values;
    }

private Q_SLOTS:
    void inverseTimesMatrixIsOne_data() {
        QTest::addColumn<int>("n");
        for (const int n : {1, 5, 192, 193, 401}) QTest::addRow("%d", n) << n;
    }
    void inverseTimesMatrixIsOne() {
        QFETCH(int, n);
        const auto size = static_cast<std::size_t>(n);
        const auto half = normals(size * size, 61);
        std::vector<float> a(size * size, 0.0F);
        for (std::size_t i = 0; i < size; ++i)
            for (std::size_t j = 0; j < size; ++j) {
                double sum = i == j ? static_cast<double>(n) : 0;
                for (std::size_t k = 0; k < size; ++k)
                    sum += static_cast<double>(half[i * size + k]) * static_cast<double>(half[j * size + k]);
                a[i * size + j] = static_cast<float>(sum);
            }
        std::vector<float> one = a, two = a;
        QVERIFY(invertSpd(one, n, 1, {}) && invertSpd(two, n, 3, {}));
        QVERIFY2(one == two, "three threads give other bits");
        for (std::size_t i = 0; i < size; i += 7)
            for (std::size_t j = 0; j < size; ++j) {
                double sum = 0;
                for (std::size_t k = 0; k < size; ++k)
                    sum += static_cast<double>(a[i * size + k]) * static_cast<double>(one[k * size + j]);
                QVERIFY(near(sum, i == j ? 1 : 0, 1e-4));
            }
    }
    void whatIsNotPositiveDefiniteIsRefused() {
        std::vector<float> a{1, 2, 2, 1};
        const auto refused = invertSpd(a, 2, 1, {});
        QVERIFY(refused.hasError() && refused.error().kind == ErrorKind::NumericalFailure);
    }
    void panelsEqualInnerProducts() {
        constexpr std::size_t rank = 13, items = 37, users = 6;
        const auto q = normals(items * rank, 71), p = normals(users * rank, 72), itemOffset = normals(items, 73),
                   userOffset = normals(users, 74);
        const ItemPanels panels(q, items, rank, itemOffset);
        std::vector<float> out(users * items);
        panels.score(p, users, userOffset, out);
        for (std::size_t u = 0; u < users; ++u)
            for (std::size_t i = 0; i < items; ++i) {
                double sum = static_cast<double>(itemOffset[i]) + static_cast<double>(userOffset[u]);
                for (std::size_t k = 0; k < rank; ++k)
                    sum += static_cast<double>(p[u * rank + k]) * static_cast<double>(q[i * rank + k]);
                QVERIFY(near(out[u * items + i], sum, 1e-4));
            }
    }
    void principalAxesFindAStretchedCloud() {
        // Points along (3, 4) / 5 with a spread of 10, across it with 1: the first axis holds 100 / 101 of the variance.
        const auto along = normals(4000, 81), across = normals(4000, 82);
        std::vector<float> rows;
        for (std::size_t k = 0; k < along.size(); ++k) {
            rows.push_back(7 + 6 * along[k] - 0.8F * across[k]);
            rows.push_back(-2 + 8 * along[k] + 0.6F * across[k]);
        }
        const std::vector<char> used(along.size(), 1);
        const PrincipalAxes axes = principalAxes(rows, 2, used, 2);
        QCOMPARE(axes.axes, 2);
        QVERIFY(near(axes.share[0], 100.0 / 101, 2e-3) && near(axes.share[0] + axes.share[1], 1, 1e-9));
        QVERIFY(near(axes.mean[0], 7, 0.4) && near(axes.mean[1], -2, 0.5));
        QVERIFY(near(axes.direction[1] / axes.direction[0], 8.0 / 6, 0.02));
    }
};
RECOSCOPE_TEST(TestDenseKernels)
#include "tst_dense_kernels.moc"
