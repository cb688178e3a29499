#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/charts/csv.h"
#include "ui/charts/export.h"
#include "ui/format.h"
#include "ui/pages/split/leak_side.h"
#include "ui/pages/split/protocol_list.h"
#include "ui/pages/split/split_page.h"
#include "ui/pages/split/timelines.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_field.h"
#include <QClipboard>
#include <QPushButton>
#include <algorithm>

using namespace recoscope;
using namespace recoscope::ui;

/// The Split page of the real window on the demo world.
class TestSplitPage final : public QObject {
    Q_OBJECT
    std::unique_ptr<MainWindow> m_window;
    SplitPage* m_page = nullptr;

    Session& session() { return m_window->session(); }
    void settled() { QTRY_VERIFY_WITH_TIMEOUT(m_page->state() == SplitPage::State::Full && !m_page->isBusy(), 20000); }
    void choose(SplitKind kind) {
        const auto& all = m_page->list().protocols();
        const auto at = std::ranges::find_if(all, [kind](const Protocol& p) { return p.spec.kind == kind; });
        QVERIFY(at != all.end());
        const QRect row = m_page->list().rowRect(static_cast<int>(at - all.begin()));
        QTest::mouseClick(&m_page->list(), Qt::LeftButton, {}, row.center());
        settled();
    }
    static int pixelsOf(const QImage& image, const QColor& ink) {
        int n = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) n += image.pixelColor(x, y) == ink ? 1 : 0;
        return n;
    }

private Q_SLOTS:
    void initTestCase() {
        m_window = test::start("page.split");
        m_page = m_window->findChild<SplitPage*>();
        QVERIFY(m_page);
        QCOMPARE(m_page->state(), SplitPage::State::Empty);
        test::openDemo(*m_window);
        test::act(*m_window, "page.split"); // opening data goes to the Data page, and a page that is not seen has no size
        settled();
    }
    void cleanupTestCase() { m_window.reset(); }

    void beginsWithTheSplitInUse() {
        const Protocol& shown = m_page->list().protocols()[static_cast<std::size_t>(m_page->list().current())];
        QCOMPARE(shown.spec, session().protocol().split);
        const Split& split = *session().split();
        QCOMPARE(m_page->study()->report.rows.test(), static_cast<std::int64_t>(split.test->size()));
        QCOMPARE(m_page->study()->report.rows[RowMark::Train], static_cast<std::int64_t>(split.train->size()));
        QVERIFY(m_page->side().shownText().contains(format::share(m_page->study()->report.beforeShare)));
        QVERIFY(m_page->side().shownCommand().contains(QString::fromStdString(formatSplitSpec(shown.spec))));
    }
    void everyProtocolHasItsVerdict() {
        for (std::size_t k = 0; k < m_page->list().protocols().size(); ++k) {
            const Protocol& protocol = m_page->list().protocols()[k];
            const auto split = makeSplit(*session().dataset(), protocol.spec, session().protocol().seed, 0);
            if (!split) { // one cut in time of the demo world knows no tested user
                QVERIFY2(!m_page->list().verdictText(static_cast<int>(k)).isEmpty(), qPrintable(protocol.name));
                continue;
            }
            const LeakageReport r = leakageOf(*session().dataset(), split.value());
            const QString text = m_page->list().verdictText(static_cast<int>(k));
            if (r.droppedTestRows > r.rows.test())
                QVERIFY2(text.contains(format::count(r.droppedTestRows)), qPrintable(text));
            else
                QVERIFY2(text.startsWith(r.beforeShare == 0 ? QStringLiteral("none") : format::share(r.beforeShare)),
                         qPrintable(text));
        }
    }
    /// The strips are the protocols themselves: the latest of each user stand last, one cut in time drops the newcomer.
    void stripsAreCutByTheProtocols() {
        for (const Protocol& protocol : m_page->list().protocols()) {
            if (protocol.spec.kind == SplitKind::LeaveLastOut)
                for (const Marks& user : protocol.strip) QCOMPARE(user.back(), RowMark::Test);
            if (protocol.spec.kind == SplitKind::Temporal)
                QVERIFY(std::ranges::all_of(protocol.strip[3], [](RowMark m) { return m == RowMark::Dropped; }));
        }
    }
    void timelinesAreTheParts() {
        choose(SplitKind::PerUser);
        const TimelinePicture& picture = *m_page->timelines().picture();
        const auto& x = *session().dataset()->interactions;
        QVERIFY(m_page->timelines().shownUsers() >= 15);
        for (const TimelineUser& line : picture.users) {
            QCOMPARE(line.marks.size(), x.rowSize(line.user));
            QVERIFY(std::ranges::is_sorted(line.times));
            const auto tests =
                std::ranges::count_if(line.marks, [](RowMark m) { return m == RowMark::Test || m == RowMark::TestBefore; });
            QCOMPARE(static_cast<std::size_t>(tests), session().split()->test->rowSize(line.user));
        }
        const auto rows = csv::parse(m_page->timelines().toCsv());
        std::size_t shown = 0;
        for (std::size_t u = 0; u < m_page->timelines().shownUsers(); ++u) shown += picture.users[u].marks.size();
        QCOMPARE(rows.size(), shown + 1);
        QVERIFY(svgOf(m_page->timelines(), {900, 700}).contains("<svg"));
    }
    /// Red marks a leak: painted where ratings leak, absent where none does.
    void redIsTheLeak() {
        choose(SplitKind::PerUser);
        QVERIFY(m_page->study()->report.rows[RowMark::TestBefore] > 0);
        const int leaking = pixelsOf(imageOf(m_page->timelines(), {900, 700}, 1), theme().bad);
        choose(SplitKind::PerUserTemporal);
        QCOMPARE(m_page->study()->report.rows[RowMark::TestBefore], std::int64_t{0});
        QVERIFY2(leaking > 500, qPrintable(QString::number(leaking)));
        QCOMPARE(pixelsOf(imageOf(m_page->timelines(), {900, 700}, 1), theme().bad), 0);
    }
    void theKeyboardWalks() {
        ProtocolList& list = m_page->list();
        QTest::keyClick(&list, Qt::Key_Home);
        QCOMPARE(list.current(), 0);
        QTest::keyClick(&list, Qt::Key_Down);
        QCOMPARE(list.current(), 1);
        settled();
        Timelines& lines = m_page->timelines();
        QTest::keyClick(&lines, Qt::Key_Down);
        QCOMPARE(lines.accessibleDescription(), lines.readout(1, 0));
        QTest::keyClick(&lines, Qt::Key_Right);
        QCOMPARE(lines.accessibleDescription(), lines.readout(1, 1));
        QVERIFY(lines.readout(1, 1).contains(lines.picture()->users[1].name));
    }
    /// In a small window, too, and after another size and zoom.
    void theChosenProtocolIsInSight() {
        ProtocolList& list = m_page->list();
        const auto inSight = [&] { return list.visibleRegion().contains(list.rowRect(list.current()).center()); };
        m_window->resize(1024, 700);
        QTest::keyClick(&list, Qt::Key_End);
        QTRY_VERIFY(inSight());
        QTest::keyClick(&list, Qt::Key_Home);
        QTRY_VERIFY(inSight());
        m_window->resize(1440, 900);
        QTest::keyClick(&list, Qt::Key_End);
        m_window->resize(1024, 700);
        QTRY_VERIFY(inSight());
        test::act(*m_window, "view.zoom-in");
        QTRY_VERIFY(inSight());
        test::act(*m_window, "view.zoom-reset");
        m_window->resize(1440, 900);
        QTest::keyClick(&list, Qt::Key_Home);
        settled();
    }
    void otherUsersAreOthers() {
        const UserIndex before = m_page->timelines().picture()->users.front().user;
        std::vector<std::int32_t> first, second;
        for (const TimelineUser& line : m_page->timelines().picture()->users) first.push_back(line.user.value);
        m_window->findChild<QPushButton*>(QStringLiteral("split.other-users"))->click();
        settled();
        for (const TimelineUser& line : m_page->timelines().picture()->users) second.push_back(line.user.value);
        QVERIFY(first != second && before.value >= 0);
    }
    /// Every share and the number of folds can be chosen, and what is left to train on stays.
    void sharesAreChosen() {
        choose(SplitKind::KFold);
        const auto field = [this](const char* name) { return m_window->findChild<NumberField*>(QLatin1String(name)); };
        const auto spec = [this] { return m_page->list().protocols()[static_cast<std::size_t>(m_page->list().current())].spec; };
        field("split.folds")->setValue(8);
        settled();
        QCOMPARE(spec().folds, 8);
        const auto rows = static_cast<std::int64_t>(session().dataset()->interactions->size());
        QVERIFY(std::abs(8 * m_page->study()->report.rows.test() - rows) < 8);
        choose(SplitKind::Users);
        field("split.hidden-share")->setValue(50);
        settled();
        QCOMPARE(spec().hidden, 0.5);
        choose(SplitKind::PerUser);
        field("split.valid-share")->setValue(20);
        field("split.test-share")->setValue(80);
        settled();
        QCOMPARE(spec().test, 0.8);
        QCOMPARE(spec().valid, 0.15); // 5 % stay
        field("split.test-share")->setValue(10);
        field("split.valid-share")->setValue(10);
        settled();
    }
    void copyTakesTheCommand() {
        m_window->findChild<QPushButton*>(QStringLiteral("split.copy"))->click();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QLatin1String("--split ")));
    }
    void useThisSplit() {
        choose(SplitKind::Users);
        QVERIFY(m_page->study()->heldOut);
        QVERIFY(session().protocol().split.kind != SplitKind::Users); // looking changes nothing
        m_window->findChild<QPushButton*>(QStringLiteral("split.use"))->click();
        QCOMPARE(session().protocol().split.kind, SplitKind::Users);
        QTRY_VERIFY_WITH_TIMEOUT(session().split() != nullptr && session().split()->foldIn != nullptr, 20000);
        QCOMPARE(static_cast<std::int64_t>(session().split()->test->size()), m_page->study()->report.rows.test());
        session().train({"popularity", {}});
        QTRY_COMPARE_WITH_TIMEOUT(session().doneRuns().size(), std::size_t{1}, 60000);
        QCOMPARE(session().doneRuns().front()->result->evaluation.usersListed,
                 static_cast<std::int32_t>(session().split()->testUsers.size()));
        test::act(*m_window, "page.split");
        QCOMPARE(m_page->list().protocols()[static_cast<std::size_t>(m_page->list().current())].spec.kind, SplitKind::Users);
    }
};
RECOSCOPE_TEST(TestSplitPage)
#include "tst_split_page.moc"
