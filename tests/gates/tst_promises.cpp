#include "core/models/registry.h"
#include "tests/gates/gate_count.h"
#include "tests/support/datasets.h"
#include "tests/support/promises.h"
#include "tests/support/test_registry.h"
#include "tests/support/variants.h"
#include <QTest>

using namespace recoscope;
using namespace recoscope::test;

/// What the algorithms promise of reasons and fold-in, measured on MovieLens 100K.
class TestPromises final : public QObject {
    Q_OBJECT
    std::shared_ptr<const Interactions> m_ratings;

    void load(const std::string& folder) {
        if (!m_ratings) m_ratings = test::open(folder)->interactions;
    }

private Q_SLOTS:
    void init() { ++gateCount().expected; }
    void cleanup() { gateCount().failed += QTest::currentTestFailed() ? 1 : 0; }
    void reasonsHold_data() {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const Variant& v : variants()) {
            if (!v.moved && v.algorithm->capabilities.foldIn != FoldIn::None && v.algorithm->id != "random")
                QTest::newRow(v.name.c_str()) << index;
            ++index;
        }
    }
    void reasonsHold() {
        RECOSCOPE_NEED_DATASET(folder, "ml-100k");
        QFETCH(int, index);
        load(*folder);
        const Variant& v = variants()[static_cast<std::size_t>(index)];
        const auto model = train(v, m_ratings, 0);
        const auto [cases, lowered] = v.capabilities.predictsRatings ? takeTopReasonsAway(*model, *m_ratings, 1, 5, 60, 23)
                                                                     : takeTopReasonsAway(*model, *m_ratings, 2, 0, 200, 9);
        const QString numbers = QString::asprintf("%d of %d lowered", lowered, cases);
        qInfo("%s", qPrintable(numbers));
        QVERIFY2(cases >= 40, qPrintable(numbers));
        QVERIFY2(lowered >= (v.capabilities.additive ? 1 : v.capabilities.reasonsHold) * cases, qPrintable(numbers));
        gateCount().ran += QTest::currentTestFailed() ? 0 : 1;
    }
    void foldInOverlaps_data() {
        QTest::addColumn<QString>("id");
        for (const AlgorithmInfo& a : algorithms())
            if (a.capabilities.foldIn == FoldIn::Approximate) QTest::newRow(a.id.c_str()) << QString::fromStdString(a.id);
    }
    void foldInOverlaps() {
        RECOSCOPE_NEED_DATASET(folder, "ml-100k");
        QFETCH(QString, id);
        load(*folder);
        const AlgorithmInfo& a = *findAlgorithm(id.toStdString());
        const auto model = train(a, m_ratings, 0);
        double overlap = 0, users = 0;
        for (std::int32_t u = 0; u < m_ratings->userCount(); u += 5, users += 1)
            overlap += overlapOfTopTen(*model, *m_ratings, u);
        qInfo("top tens overlap by %.3f", overlap / users);
        QVERIFY2(overlap / users >= a.capabilities.foldInOverlap, qPrintable(QString::number(overlap / users)));
        gateCount().ran += QTest::currentTestFailed() ? 0 : 1;
    }
    void cleanupTestCase() { gateCount().report(); }
};
RECOSCOPE_TEST(TestPromises)
#include "tst_promises.moc"
