#include "tests/support/test_registry.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/pages/compare/compare_page.h"
#include "ui/pages/compare/leaderboard_card.h"
#include "ui/pages/compare/leaderboard_text.h"
#include "ui/pages/compare/protocol_view.h"
#include "ui/pages/compare/versus_card.h"
#include "ui/session_state.h"
#include "ui/theme/theme.h"
#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <cmath>
#include <memory>
#include <set>

using namespace recoscope;
using namespace recoscope::ui;
using Column = LeaderboardModel::Column;

/// The leaderboard, its words and its page, on runs of the demo world.
class TestCompare final : public QObject {
    Q_OBJECT
    std::unique_ptr<Session> m_session;
    int m_ease = 0, m_knn = 0, m_popularity = 0;

    void idle() const { QTRY_VERIFY_WITH_TIMEOUT(!m_session->hasActiveRuns(), 60000); }
    /// Numbers of a column of the ranked rows, top to bottom.
    static std::vector<double> column(const LeaderboardModel& board, int column) {
        std::vector<double> values;
        for (const LeaderboardModel::Row& row : board.rows())
            if (row.comparable)
                if (const MetricValue* v = board.metric(row, column)) values.push_back(v->value);
        return values;
    }

private Q_SLOTS:
    void initTestCase() {
        Appearance::install(*qApp);
        Appearance::instance().setChoice(ThemeChoice::Light);
        m_session = std::make_unique<Session>();
        m_session->open(QStringLiteral("demo"));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->split() != nullptr, 30000);
        m_ease = m_session->train({"ease", {}});
        m_knn = m_session->train({"item_knn", {}});
        m_popularity = m_session->train({"popularity", {}});
        idle();
        QTRY_COMPARE_WITH_TIMEOUT(m_session->references().size(), std::size_t{2}, 30000);
    }
    void cleanupTestCase() {
        m_session.reset();
        QVERIFY(Session::waitForWork(5000));
    }

    void referencesJoinOnlyWhereTheyWereNotTrained() {
        const LeaderboardModel board(*m_session);
        QCOMPARE(board.rowCount(), 4); // random is a reference, popularity was trained
        std::set<int> runs;
        for (const LeaderboardModel::Row& row : board.rows()) runs.insert(row.run);
        QVERIFY(runs.contains(m_popularity) && runs.contains(m_session->references().back().id));
        QVERIFY(board.referenceValue("random") < board.referenceValue("popularity"));
    }
    void sortsByEveryColumn() {
        LeaderboardModel board(*m_session);
        const QAbstractItemModelTester tester(&board, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const int c : {Column::Ndcg, Column::Recall, Column::Precision, Column::HitRate, Column::Mrr, Column::Coverage}) {
            board.sort(c, Qt::DescendingOrder);
            const auto falling = column(board, c);
            QVERIFY(falling.size() == 4 && std::ranges::is_sorted(falling, std::greater<>()));
            board.sort(c, Qt::AscendingOrder);
            const auto rising = column(board, c);
            QVERIFY(std::ranges::is_sorted(rising) && rising.front() < rising.back());
        }
        board.sort(Column::Name, Qt::AscendingOrder);
        QCOMPARE(board.index(0, 0).data().toString(), QStringLiteral("EASE"));
        board.sort(Column::Rmse, Qt::DescendingOrder); // undefined for all: nothing breaks
        QCOMPARE(board.index(0, Column::Rmse).data().toString(), QStringLiteral("–"));
        board.sort(Column::Fit, Qt::DescendingOrder);
        board.sort(Column::Versus, Qt::DescendingOrder);
        QCOMPARE(board.rows().front().run, board.baseline()); // the best is the baseline: all others are worse
    }
    void theBaselineIsPairedAndCorrected() {
        LeaderboardModel board(*m_session);
        QCOMPARE(board.baseline(), board.best());
        board.setBaseline(m_knn);
        QCOMPARE(board.baseline(), m_knn);
        QCOMPARE(board.headerData(Column::Versus, Qt::Horizontal, Qt::DisplayRole).toString(),
                 QStringLiteral("vs Item kNN, 95 %"));
        QCOMPARE(board.comparisons(), std::size_t{3});
        const auto& row = board.rows()[static_cast<std::size_t>(board.rowOf(m_ease))];
        const auto& a = m_session->run(m_ease)->result->evaluation;
        const auto& b = m_session->run(m_knn)->result->evaluation;
        const PairedComparison alone = comparePaired(a, b, "ndcg@10");
        QCOMPARE(row.versus.difference, alone.difference);
        QCOMPARE(row.versus.better + row.versus.equal + row.versus.worse, static_cast<std::int32_t>(a.users.size()));
        QVERIFY(row.versus.adjustedP >= alone.p);
        QCOMPARE(board.index(board.rowOf(m_knn), Column::Versus).data().toString(), QStringLiteral("baseline"));
        VersusCard card(*m_session, board);
        card.show(m_ease);
        QCOMPARE(card.sentence(), QStringLiteral("%1 better, %2 equal, %3 worse")
                                      .arg(format::count(alone.better), format::count(alone.equal), format::count(alone.worse)));
    }
    void everyKHasEveryMetric() {
        LeaderboardModel board(*m_session);
        const int row = board.rowOf(m_ease);
        for (const int k : shownCutoffs()) {
            board.setK(k);
            for (const int c :
                 {Column::Ndcg, Column::Recall, Column::Precision, Column::HitRate, Column::Mrr, Column::Coverage}) {
                const auto* v = board.metric(board.rows()[static_cast<std::size_t>(board.rowOf(m_ease))], c);
                QVERIFY2(v && std::isfinite(v->value), board.keyOf(c).c_str());
            }
        }
        QVERIFY(row >= 0);
        QCOMPARE(board.keyOf(Column::Mrr), std::string("mrr@50"));
    }
    void cellsExplainThemselves() {
        LeaderboardModel board(*m_session);
        for (const LeaderboardModel::Row& row : board.rows())
            for (int c = 0; c < Column::ColumnCount; ++c)
                if (c != Column::Versus || row.run != 0) QVERIFY(!cellTip(board, row, c).isEmpty());
        const auto& row = board.rows()[static_cast<std::size_t>(board.rowOf(m_ease))];
        const QString tip = cellTip(board, row, Column::Ndcg);
        QVERIFY(tip.contains(cellText(board, row, Column::Ndcg))); // the formula with its numbers ends in the number shown
        QVERIFY(tip.contains(QLatin1String("mean over users = ")));
        QVERIFY(cellTip(board, row, Column::Rmse).contains(QLatin1String("Undefined")));
        for (int c = 0; c < Column::ColumnCount; ++c) QVERIFY(!columnTip(board, c).isEmpty());
    }
    void copiesForASpreadsheet() {
        m_session->renameRun(m_ease, QStringLiteral("EASE, \"mine\""));
        LeaderboardModel board(*m_session);
        const QStringList csv = tableText(board, ',').split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
        QCOMPARE(csv.size(), 5);
        QVERIFY(csv.at(0).contains(QLatin1String("ndcg@10,ndcg@10 half width")));
        QVERIFY(csv.at(board.rowOf(m_ease) + 1).startsWith(QLatin1String("\"EASE, \"\"mine\"\"\",l2 250,\"per-user:")));
        const QStringList tsv = tableText(board, '\t').split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
        const auto columns = tsv.at(0).count('\t');
        for (const QString& line : tsv) QCOMPARE(line.count('\t'), columns);
        const auto cells = tsv.at(board.rowOf(m_ease) + 1).split('\t');
        bool read = false;
        const double ndcg = cells.at(5).toDouble(&read);
        QVERIFY(read && std::abs(ndcg - board.valueOf(m_ease)) < 1e-6);
        m_session->renameRun(m_ease, QStringLiteral("EASE"));
    }
    void thePageFollowsKAndBaseline() {
        ActionRegistry actions;
        ComparePage page({*m_session, actions});
        page.resize(1360, 820);
        page.show();
        auto* board = page.findChild<LeaderboardModel*>();
        auto* card = page.findChild<LeaderboardCard*>();
        auto* k = page.findChild<QComboBox*>(QStringLiteral("compare-k"));
        k->setCurrentIndex(k->findData(20));
        QCOMPARE(board->k(), 20);
        auto* table = card->findChild<QTableView*>();
        table->setCurrentIndex(board->index(board->rowOf(m_knn), 0));
        QCOMPARE(m_session->selectedRun(), m_knn); // one selection for all pages
        Q_EMIT card->pinned(m_knn);
        QCOMPARE(board->baseline(), m_knn);
        table->setCurrentIndex(board->index(board->rowOf(m_ease), 0));
        actions.find(QStringLiteral("compare.baseline"))->trigger();
        QCOMPARE(board->baseline(), m_ease);
        actions.find(QStringLiteral("compare.copy-table"))->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(QLatin1String("ndcg@20")));
        QVERIFY(card->toCsv().contains(QLatin1String("Item kNN")));
        int rows = 0;
        for (int r = 0; r < board->rowCount(); ++r) rows += table->rowHeight(r);
        QVERIFY(table->viewport()->height() >= rows); // as high as its rows: no scroll bar
        for (const int width : {928, 640}) {
            page.resize(width, 640);
            QCoreApplication::processEvents();
            QVERIFY(card->mapTo(&page, QPoint(card->width(), 0)).x() <= width);
            QVERIFY(table->columnWidth(Column::Name) >= 80);
        }
    }
    void theProtocolIsCopiedWhole() {
        const LeaderboardModel board(*m_session);
        ProtocolView view(*m_session, board);
        view.refresh();
        const auto lines = presentProtocol(*m_session);
        QCOMPARE(view.copied().count('\n'), static_cast<qsizetype>(lines.size()));
    }
    /// Last: it changes the protocol for good.
    void otherProtocolsAreShownAndRunAgain() {
        ActionRegistry actions;
        ComparePage page({*m_session, actions});
        page.show();
        auto* board = page.findChild<LeaderboardModel*>();
        const SplitSpec later{SplitKind::PerUserTemporal, 0.2, 0, 5, {}, {}, {}};
        m_session->setProtocol(later, 1, std::nan(""));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->split() != nullptr, 20000);
        QVERIFY(board->ranked().empty());
        QCOMPARE(board->others().size(), std::size_t{3});
        QVERIFY(board->index(0, 0).data(LeaderboardModel::HeadingRole).toBool());
        const auto differing = differingLines(presentProtocol(*m_session), *m_session->run(m_ease));
        QVERIFY(!differing.empty());
        QVERIFY(std::ranges::any_of(differing, [](const LabelGrid::Line& l) { return l.label == QLatin1String("Split"); }));
        const int again = m_session->train({"ease", {}});
        idle();
        QCOMPARE(board->best(), again);
        const QAbstractItemModelTester tester(board, QAbstractItemModelTester::FailureReportingMode::QtTest);
        board->sort(Column::Ndcg, Qt::DescendingOrder);
        // However good, they stand below the heading.
        QVERIFY(board->rowOf(m_ease) > board->rowOf(again));
        QVERIFY(std::isnan(board->rows()[static_cast<std::size_t>(board->rowOf(m_ease))].versus.difference));
        QCOMPARE(board->index(board->rowOf(m_ease), Column::Versus).data().toString(), QStringLiteral("not comparable"));
        board->setBaseline(m_ease);
        QCOMPARE(board->baseline(), again); // nobody is compared with what is not comparable
        // Back to the first protocol: its runs are all there, so nothing is trained again.
        auto* button = page.findChild<QPushButton*>(QStringLiteral("run-all"));
        QVERIFY(button && !button->isHidden());
        QCOMPARE(button->text(), QStringLiteral("Rank under this protocol instead"));
        button->click();
        QVERIFY(!m_session->hasActiveRuns());
        QTRY_VERIFY_WITH_TIMEOUT(m_session->split() != nullptr, 20000);
        QVERIFY(board->rowOf(m_ease) < board->rowOf(again));
        // From there the later protocol lacks two of the three models.
        QCOMPARE(button->text(), QStringLiteral("Run all 2 under this protocol"));
        button->click();
        QCOMPARE(m_session->protocol().split.kind, SplitKind::PerUserTemporal);
        idle();
        QCOMPARE(board->others().size(), std::size_t{3});
        std::size_t ranked = 0;
        for (const int id : board->ranked()) ranked += id > 0 ? 1 : 0;
        QCOMPARE(ranked, std::size_t{3});
    }
};
RECOSCOPE_TEST(TestCompare)
#include "tst_compare.moc"
