#include "tests/conformance/rows.h"
#include "tests/support/promises.h"
#include "tests/support/test_registry.h"
#include <QTest>

using namespace recoscope;
using namespace recoscope::test;

/// A training history folded in against the trained user, as far as each variant promises.
class TestFoldIn final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesAsPromised_data() { variantRows(); }
    void agreesAsPromised() {
        const Capabilities& c = variant().capabilities;
        double overlap = 0;
        for (std::int32_t u = 0; u < kWorldUsers; ++u) {
            if (c.foldIn != FoldIn::Approximate)
                QVERIFY(scores(model(), known(*world(), u)) == scores(model(), edited(*world(), u)));
            overlap += overlapOfTopTen(model(), *world(), u) / kWorldUsers;
        }
        // Ten of about eighty at random would overlap by an eighth.
        const double promised = variant().moved && c.foldIn == FoldIn::Approximate ? 0.25 : c.foldInOverlap;
        QVERIFY2(overlap >= promised - 1e-9, qPrintable(QString::number(overlap)));
        if (c.foldIn == FoldIn::Approximate) qInfo("top tens overlap by %.3f", overlap);
    }
    void anEditMatters_data() { variantRows(); }
    void anEditMatters() {
        const auto row = world()->row(UserIndex{3});
        const Query whole = edited(*world(), 3),
                    half = Query::edited(UserIndex{3}, {row.items.first(row.size() / 2), row.ratings.first(row.size() / 2), {}});
        const bool listens = variant().capabilities.foldIn != FoldIn::None && variant().algorithm->id != "random";
        QCOMPARE(scores(model(), whole) != scores(model(), half), listens);
    }
};
RECOSCOPE_TEST(TestFoldIn)
#include "tst_fold_in.moc"
