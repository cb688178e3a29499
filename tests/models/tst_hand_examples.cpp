#include "tests/models/hand.h"
#include "tests/support/test_registry.h"
#include <QTest>

using namespace recoscope;
using namespace recoscope::test;

/// Every other model on 3 x 4 examples, worked out by hand.
class TestHandExamples final : public QObject {
    Q_OBJECT
    static std::shared_ptr<const Interactions> diagonal() {
        const std::vector<Interaction> rows{{UserIndex{0}, ItemIndex{0}, 5, kNoTime},
                                            {UserIndex{1}, ItemIndex{1}, 1, kNoTime},
                                            {UserIndex{2}, ItemIndex{2}, 3, kNoTime}};
        return std::make_shared<const Interactions>(Interactions::fromRows(3, 4, rows, false));
    }
    static ParamValues sgd(std::int64_t epochs, double l2, double decay) {
        return {{"factors", std::int64_t{1}}, {"epochs", epochs}, {"learning_rate", 0.1}, {"l2", l2}, {"decay", decay},
                {"init_std", 0.000001}};
    }

private Q_SLOTS:
    void random() {
        const auto a = scoresOf("random", {}, 0), b = scoresOf("random", {}, 1);
        for (const float s : a) QVERIFY(s >= 0 && s < 1);
        QVERIFY(a != b);
        const auto x = randomRatings(40, 500, 0.05, 1);
        const auto model = train(*findAlgorithm("random"), x);
        double sum = 0, squares = 0;
        for (std::int32_t u = 0; u < 40; ++u)
            for (const float s : scores(*model, known(*x, u))) {
                sum += static_cast<double>(s) / 20000;
                squares += static_cast<double>(s) * static_cast<double>(s) / 20000;
            }
        QVERIFY(near(sum, 1.0 / 2, 0.01) && near(squares, 1.0 / 3, 0.01)); // moments of the uniform distribution
    }
    void popularity() {
        QCOMPARE(scoresOf("popularity", {}, 0), (std::vector<float>{2, 2, 2, 1}));
        const auto x = handExample();
        auto trainer = findAlgorithm("popularity")->makeTrainer(TrainInput::make(x, 4, 1, 1), {});
        QVERIFY(trainer.value()->step({}));
        // Rated 4 or more: i0 by u0 and u1, i2 by u2.
        QCOMPARE(scores(*trainer.value()->snapshot({}), known(*x, 0)), (std::vector<float>{2, 0, 1, 0}));
    }
    void bias() {
        // Mean 3. One alternation, items first, l2 items 2, l2 users 1:
        // b_i0 = (2 + 1) / 4 = .75, b_i1 = (0 - 1) / 4 = -.25, b_i2 = (-1 + 1) / 4 = 0, b_i3 = -2 / 3;
        // b_u1 = ((1 - .75) + (-1 - 0)) / (1 + 2) = -.25, b_u2 = ((-1 + .25) + (1 - 0)) / 3 = 1/12.
        const ParamValues params{{"epochs", std::int64_t{1}}, {"l2_items", 2.0}, {"l2_users", 1.0}};
        const auto u1 = scoresOf("bias", params, 1), u2 = scoresOf("bias", params, 2);
        QVERIFY(near(u1[1], 2.5) && near(u1[3], 2.75 - 2.0 / 3) && near(u1[0], 3.5));
        QVERIFY(near(u2[0], 3.75 + 1.0 / 12));
    }
    void ease() {
        // X'X + 1 I = [3 1 1 1; 1 3 1 1; 1 1 3 0; 1 1 0 2]. i0 and i1 are twins, so the inverse falls apart into the symmetric
        // part [4 1 1; 2 3 0; 2 0 2] and the eigenvalue 2 of (1, -1, 0, 0):
        // P = 1/28 [13 -1 -4 -6; -1 13 -4 -6; -4 -4 12 4; -6 -6 4 20],  B_ij = -P_ij / P_jj. u1 chose i0 and i2.
        const auto s = scoresOf("ease", {{"l2", 1.0}}, 1);
        QVERIFY(near(s[0], 4.0 / 13));            // B20
        QVERIFY(near(s[1], 1.0 / 13 + 4.0 / 13)); // B01 + B21
        QVERIFY(near(s[2], 4.0 / 12));            // B02
        QVERIFY(near(s[3], 6.0 / 20 - 4.0 / 20)); // B03 + B23
    }
    void ials() {
        // Everyone chose everything: with one factor all users are u and all items v. The gradient is zero where
        // u (v^2 + l2) (1 + alpha0) = v and v (u^2 + l2) (1 + alpha0) = u, so u^2 = v^2 = u v = 1 / (1 + alpha0) - l2.
        std::vector<Interaction> rows;
        for (std::int32_t u = 0; u < 3; ++u)
            for (std::int32_t i = 0; i < 4; ++i) rows.push_back({UserIndex{u}, ItemIndex{i}, 1, kNoTime});
        const auto x = std::make_shared<const Interactions>(Interactions::fromRows(3, 4, rows, false));
        for (const char* solver : {"cg", "cholesky"})
            for (const float s : scoresOf("ials",
                                          {{"factors", std::int64_t{1}},
                                           {"epochs", std::int64_t{100}},
                                           {"alpha0", 1.0},
                                           {"l2", 0.1},
                                           {"solver", std::string(solver)}},
                                          1, x))
                QVERIFY(near(s, 0.4, 1e-4));
    }
    void mfSgd() {
        // Three ratings that share nothing, mean 3, factors too small to matter: only the biases of u0 and i0 move for 5.
        // Epoch 1: error 2, both biases .1 * 2 = .2. Epoch 2: error 5 - 3.4 = 1.6.
        QVERIFY(near(scoresOf("mf_sgd", sgd(1, 0, 1), 0, diagonal())[0], 3.4));
        QVERIFY(near(scoresOf("mf_sgd", sgd(2, 0, 1), 0, diagonal())[0], 3 + 2 * (.2 + .1 * 1.6)));
        QVERIFY(near(scoresOf("mf_sgd", sgd(2, 0.5, 1), 0, diagonal())[0], 3 + 2 * (.2 + .1 * (1.6 - .5 * .2))));
        QVERIFY(near(scoresOf("mf_sgd", sgd(2, 0.5, 0.5), 0, diagonal())[0], 3 + 2 * (.2 + .05 * (1.6 - .5 * .2))));
        const auto u2 = scoresOf("mf_sgd", sgd(2, 0, 1), 2, diagonal());
        QVERIFY(near(u2[2], 3) && near(u2[3], 3)); // a rating at the mean teaches nothing; an item without ratings has none
        QVERIFY(near(u2[1], 3 - .36));             // what u1 taught about i1
    }
};
RECOSCOPE_TEST(TestHandExamples)
#include "tst_hand_examples.moc"
