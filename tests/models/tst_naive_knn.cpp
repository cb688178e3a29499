#include "tests/models/hand.h"
#include "tests/models/naive_knn.h"
#include "tests/support/test_registry.h"
#include <QTest>

using namespace recoscope;
using namespace recoscope::test;

/// The fast neighbour models against the definitions, on random data: every form with every similarity.
class TestNaiveKnn final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fastEqualsNaive_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("form");
        QTest::addColumn<QString>("similarity");
        for (const char* id : {"user_knn", "item_knn"}) {
            for (const char* s : {"cosine", "jaccard"})
                QTest::newRow(qPrintable(QStringLiteral("%1 ranking %2").arg(id, s))) << id << "ranking" << s;
            for (const char* f : {"basic", "means", "zscore", "baseline"})
                for (const char* s : {"cosine", "pearson", "msd", "adjusted_cosine"})
                    QTest::newRow(qPrintable(QStringLiteral("%1 %2 %3").arg(id, f, s))) << id << f << s;
        }
    }
    void fastEqualsNaive() {
        QFETCH(QString, id);
        QFETCH(QString, form);
        QFETCH(QString, similarity);
        const auto x = randomRatings(50, 40, 0.25, 11);
        struct Case {
            int neighbors, minCommon;
            double shrink;
        };
        for (const Case c : {Case{100, 1, 0}, {6, 1, 0}, {6, 3, 2.5}}) {
            const NaiveKnn naive{id == "user_knn", form.toStdString(), similarity.toStdString(),
                                 c.neighbors,      c.minCommon,        c.shrink};
            const auto fast = train(*findAlgorithm(id.toStdString()), x, 2,
                                    {{"form", naive.form},
                                     {"similarity", naive.similarity},
                                     {"neighbors", std::int64_t{c.neighbors}},
                                     {"min_common", std::int64_t{c.minCommon}},
                                     {"shrink", c.shrink}});
            for (std::int32_t u = 0; u < 50; u += 3) {
                const auto expected = naiveScores(*x, naive, u);
                const auto got = scores(*fast, known(*x, u));
                for (std::size_t i = 0; i < expected.size(); ++i)
                    QVERIFY2(near(got[i], expected[i], 1e-4),
                             qPrintable(QString::asprintf("user %d item %zu k %d: %g, expected %g", u, i, c.neighbors,
                                                          static_cast<double>(got[i]), expected[i])));
            }
        }
    }
};
RECOSCOPE_TEST(TestNaiveKnn)
#include "tst_naive_knn.moc"
