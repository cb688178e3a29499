#include "tests/models/hand.h"
#include "tests/support/test_registry.h"
#include <QTest>

using namespace recoscope;
using namespace recoscope::test;

/// Neighbour models on the 3 x 4 example of hand.h, every number worked out in the comment beside it.
class TestHandNeighbours final : public QObject {
    Q_OBJECT
    static ParamValues form(const char* form, const char* similarity, std::int64_t k = 40) {
        return {{"form", std::string(form)}, {"similarity", std::string(similarity)}, {"neighbors", k}};
    }

private Q_SLOTS:
    void itemKnnRanking() {
        // Who chose: i0 {u0 u1}, i1 {u0 u2}, i2 {u1 u2}, i3 {u0}. Cosine: sim(0,1) = sim(0,2) = sim(1,2) = 1/2,
        // sim(0,3) = sim(1,3) = 1/sqrt 2, sim(2,3) = 0. u1 chose i0 and i2.
        const auto all = scoresOf("item_knn", {}, 1);
        QVERIFY(near(all[0], 0.5));                // sim(0,2)
        QVERIFY(near(all[1], 1.0));                // sim(1,0) + sim(1,2)
        QVERIFY(near(all[2], 0.5));                // sim(2,0)
        QVERIFY(near(all[3], 1 / std::sqrt(2.0))); // sim(3,0)
        // k = 1: the nearest of i0 and i1 is i3, of i2 it is i0 (a tie with i1, lowest index), of i3 it is i0 (likewise).
        const auto one = scoresOf("item_knn", {{"neighbors", std::int64_t{1}}}, 1);
        QVERIFY(near(one[0], 0) && near(one[1], 0) && near(one[2], 0.5) && near(one[3], 1 / std::sqrt(2.0)));
    }
    void itemKnnJaccardShrinkageAndMinimum() {
        // Jaccard: 1 common of 3 = 1/3 between i0, i1, i2; 1 of 2 = 1/2 to i3.
        const auto jaccard = scoresOf("item_knn", {{"similarity", std::string("jaccard")}}, 1);
        QVERIFY(near(jaccard[1], 2.0 / 3) && near(jaccard[3], 0.5));
        // Shrinkage 1: 1 / (2 + 1) and 1 / (sqrt 2 + 1) = sqrt 2 - 1.
        const auto shrunk = scoresOf("item_knn", {{"shrink", 1.0}}, 1);
        QVERIFY(near(shrunk[1], 2.0 / 3) && near(shrunk[3], std::sqrt(2.0) - 1));
        // No pair has two users in common.
        for (const float s : scoresOf("item_knn", {{"min_common", std::int64_t{2}}}, 1)) QCOMPARE(s, 0.0F);
    }
    void userKnnRanking() {
        // sim(u1,u0) = 1 / sqrt(2 * 3), sim(u1,u2) = 1 / sqrt(2 * 2).
        const double s = 1 / std::sqrt(6.0);
        const auto all = scoresOf("user_knn", {}, 1);
        QVERIFY(near(all[0], s) && near(all[1], s + 0.5) && near(all[2], 0.5) && near(all[3], s));
        const auto one = scoresOf("user_knn", {{"neighbors", std::int64_t{1}}}, 1); // u2 only
        QVERIFY(near(one[0], 0) && near(one[1], 0.5) && near(one[2], 0.5) && near(one[3], 0));
    }
    void itemKnnRatings() {
        // MSD: i1 and i0 share u0 (3, 5): 1 / (1 + 4) = 1/5; i1 and i2 share u2 (2, 4): 1/5. u1 gave 4 to i0, 2 to i2.
        QVERIFY(near(scoresOf("item_knn", form("basic", "msd"), 1)[1], 3)); // (4 + 2) / 2
        // Means: i0 4.5, i1 2.5, i2 3: 2.5 + ((4 - 4.5) + (2 - 3)) / 2.
        QVERIFY(near(scoresOf("item_knn", form("means", "msd"), 1)[1], 1.75));
        // Deviations: i0 .5, i1 .5, i2 1: 2.5 + .5 ((-.5 / .5) + (-1 / 1)) / 2.
        QVERIFY(near(scoresOf("item_knn", form("zscore", "msd"), 1)[1], 2));
        // i3 is like i0 only (u0: 1 and 5).
        QVERIFY(near(scoresOf("item_knn", form("basic", "msd"), 1)[3], 4));
        // Of what u2 rated, i3 shares a user with i1 only: its mean 1, and (2 - 2.5).
        QVERIFY(near(scoresOf("item_knn", form("means", "msd"), 2)[3], 0.5));
    }
    void userKnnRatings() {
        // MSD: u1 and u0 share i0 (4, 5): 1/2; u1 and u2 share i2 (2, 4): 1/5. Every user's mean is 3.
        QVERIFY(near(scoresOf("user_knn", form("basic", "msd"), 1)[1], (0.5 * 3 + 0.2 * 2) / 0.7));
        QVERIFY(near(scoresOf("user_knn", form("means", "msd"), 1)[1], 3 + 0.2 * (2 - 3) / 0.7));
        QVERIFY(near(scoresOf("user_knn", form("basic", "msd", 1), 1)[1], 3)); // u0 only
        // Deviations: u1 1, u0 sqrt(8/3), u2 1. Of i3 only u0 knows: 3 + 1 * (1 - 3) / sqrt(8/3).
        QVERIFY(near(scoresOf("user_knn", form("zscore", "msd"), 1)[3], 3 - 2 / std::sqrt(8.0 / 3)));
        // Cosine over the one common item is 1 for everyone.
        QVERIFY(near(scoresOf("user_knn", form("basic", "cosine"), 1)[1], 2.5));
    }
    void withoutNeighboursTheCentreIsPredicted() {
        // Pearson over one common rating is undefined: nobody is near.
        QVERIFY(near(scoresOf("user_knn", form("basic", "pearson"), 0)[2], 3));   // overall mean
        QVERIFY(near(scoresOf("user_knn", form("means", "pearson"), 0)[2], 3));   // the user's mean, (5 + 3 + 1) / 3
        QVERIFY(near(scoresOf("item_knn", form("basic", "pearson"), 0)[2], 3));   // overall mean
        QVERIFY(near(scoresOf("item_knn", form("means", "pearson"), 1)[1], 2.5)); // the item's mean, (3 + 2) / 2
    }
};
RECOSCOPE_TEST(TestHandNeighbours)
#include "tst_hand_neighbours.moc"
