#include "core/data/quality.h"
#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/format.h"
#include "ui/pages/data/data_selection.h"
#include "ui/pages/data/detail_cards.h"
#include "ui/pages/data/findings.h"
#include "ui/pages/data/members_dialog.h"
#include "ui/session.h"
#include "ui/widgets/plain_label.h"
#include <QClipboard>
#include <QDialog>
#include <QFile>
#include <QGuiApplication>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <algorithm>
#include <set>

using namespace recoscope;
using namespace recoscope::ui;
using namespace recoscope::test;

/// "Show" of a finding: who or what it is, listed, selected on the page, opened, taken away.
class TestMembers final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    Session& session() { return m_window->session(); }
    /// Thirty users of ten ratings each; "same" gives only fives; "lonely & <b>odd</b>" is rated once; one pair stands there
    /// twice.
    QString writeFile() {
        const QString path = m_folder.filePath(QStringLiteral("odd.csv"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly)) qFatal("no file");
        QByteArray text = "user,item,rating,timestamp\n";
        for (int u = 0; u < 30; ++u)
            for (int k = 0; k < 10; ++k)
                text += "u" + QByteArray::number(u) + ",i" + QByteArray::number((3 * u + 7 * k) % 40) + ',' +
                        QByteArray::number(1 + (u + k) % 5) + ',' + QByteArray::number(1000000000 + 86400 * (17 * u + 11 * k)) +
                        '\n';
        for (int k = 0; k < 14; ++k)
            text += "same,i" + QByteArray::number(k) + ",5," + QByteArray::number(1000000000 + 86400 * k) + '\n';
        text += "u1,lonely & <b>odd</b>,4,1000000077\nu2,i6,1,1000000079\nu2,i6,5,1000000099\n";
        file.write(text);
        return path;
    }
    const QualityFinding* found(QualityFinding::Of of) {
        for (const QualityFinding& finding : *session().quality())
            if (finding.count > 0 && finding.of == of) return &finding;
        return nullptr;
    }
    /// Clicks the finding's button in the list.
    void press(const QualityFinding& finding, const char* button) {
        for (QPushButton* b : m_window->findChildren<QPushButton*>(QLatin1String(button)))
            if (tellsOf(*b->parentWidget(), finding)) return b->click();
        QFAIL("the finding has no such button");
    }
    QDialog* show(const QualityFinding& finding) {
        press(finding, "finding.show");
        return dialog();
    }
    static bool tellsOf(const QWidget& row, const QualityFinding& finding) {
        QString words;
        for (const PlainLabel* label : row.findChildren<PlainLabel*>()) words += label->text() + ' ';
        return words.simplified().contains(format::safe(finding.consequence).simplified());
    }
    QDialog* dialog() {
        for (QDialog* d : m_window->findChildren<QDialog*>(QStringLiteral("members")))
            if (d->isVisible()) return d;
        return nullptr;
    }
    static QPushButton* button(const QDialog& dialog, const char* name) {
        return dialog.findChild<QPushButton*>(QLatin1String(name));
    }
    static QString clipboard() { return QGuiApplication::clipboard()->text(); }
    /// A finding of the first four users, as a check would give it: the data has one odd user only.
    QualityFinding fourUsers() {
        QualityFinding finding;
        finding.count = 4;
        finding.of = QualityFinding::Of::Users;
        finding.sentence = "4 users are odd";
        finding.members = {3, 0, 2, 1};
        return finding;
    }
    QDialog* showMade(const QualityFinding& finding) {
        showMembers(*m_window, session(), *m_window->findChild<DataSelection*>(), m_window->actions(), finding);
        return dialog();
    }
    void close() {
        if (QDialog* open = dialog()) open->close();
        QTRY_VERIFY(!m_window->findChild<QDialog*>(QStringLiteral("members")));
    }

private Q_SLOTS:
    void initTestCase() {
        m_window = start("page.data");
        m_window->openData(writeFile());
        QTRY_VERIFY_WITH_TIMEOUT(session().split() != nullptr, 20000);
    }
    void cleanupTestCase() { m_window.reset(); }

    void usersAreListedAndSelected() {
        const QualityFinding* finding = found(QualityFinding::Of::Users);
        QVERIFY(finding && !finding->members.empty());
        QDialog* shown = show(*finding);
        QVERIFY(shown);
        QCOMPARE(shown->windowTitle(), format::safe(finding->sentence));
        auto* table = shown->findChild<QTableWidget*>();
        QCOMPARE(table->rowCount(), static_cast<int>(finding->members.size()));
        const Dataset& data = *session().dataset();
        for (int row = 0; row < table->rowCount(); ++row) {
            const UserIndex user{static_cast<std::int32_t>(finding->members[static_cast<std::size_t>(row)])};
            QCOMPARE(table->item(row, 0)->text(), format::safe(data.users.id(user.value)));
            QCOMPARE(table->item(row, 1)->text(), format::count(static_cast<std::int64_t>(data.interactions->rowSize(user))));
        }
        button(*shown, "members.select-users")->click();
        auto* selection = m_window->findChild<DataSelection*>();
        QTRY_VERIFY(selection->held() != nullptr);
        QCOMPARE(selection->held()->users, static_cast<std::int64_t>(finding->members.size()));
        std::set<std::int64_t> users;
        for (const Interaction& row : selectRows(*data.interactions, *selection->rows(), data.interactions->size()))
            users.insert(row.user.value);
        QVERIFY(users == std::set<std::int64_t>(finding->members.begin(), finding->members.end()));
        QVERIFY(selection->states(DataSelection::Part::FoundUsers));
        QTRY_VERIFY(!dialog());
        selection->clear(DataSelection::Part::FoundUsers);
        QVERIFY(selection->isEmpty());
    }
    void itemsAreListedAsPlainText() {
        const QualityFinding* finding = found(QualityFinding::Of::Items);
        QVERIFY(finding && !finding->members.empty());
        QDialog* shown = show(*finding);
        QVERIFY(shown);
        auto* table = shown->findChild<QTableWidget*>();
        QCOMPARE(table->rowCount(), static_cast<int>(finding->members.size()));
        QStringList ids;
        for (int row = 0; row < table->rowCount(); ++row) ids << table->item(row, 0)->text();
        QVERIFY2(ids.contains(QStringLiteral("lonely & <b>odd</b>")), qPrintable(ids.join(' ')));
        QVERIFY(!button(*shown, "members.inspect")); // an item is nobody
        button(*shown, "members.select-items")->click();
        auto* selection = m_window->findChild<DataSelection*>();
        QTRY_VERIFY(selection->held() != nullptr);
        QCOMPARE(selection->held()->items, static_cast<std::int64_t>(finding->members.size()));
        selection->clear();
        close();
    }
    void rowsHaveAllTheirRatings() {
        const QualityFinding* finding = found(QualityFinding::Of::Rows);
        QVERIFY(finding && !finding->members.empty());
        QDialog* shown = show(*finding);
        QVERIFY(shown);
        auto* table = shown->findChild<QTableWidget*>();
        QCOMPARE(table->item(0, 0)->text(), QStringLiteral("u2"));
        QCOMPARE(table->item(0, 1)->text(), QStringLiteral("i6"));
        QVERIFY2(table->item(0, 2)->text().contains(QLatin1String("1, 5")), qPrintable(table->item(0, 2)->text()));
        QVERIFY(!button(*shown, "members.inspect")->isEnabled()); // no line is chosen
        table->selectRow(0);
        button(*shown, "members.inspect")->click();
        QCOMPARE(session().dataset()->users.id(session().user()->value), std::string("u2"));
        QTRY_VERIFY(!dialog());
        act(*m_window, "page.data");
    }
    void whatCannotBeListedSaysSo() {
        QualityFinding finding;
        finding.count = 3;
        finding.of = QualityFinding::Of::Users;
        finding.sentence = "3 users are odd";
        QDialog* shown = showMade(finding);
        QVERIFY(shown && shown->findChild<QTableWidget*>()->rowCount() == 0);
        QVERIFY(!button(*shown, "members.select-users")->isEnabled() && !button(*shown, "members.inspect")->isEnabled());
        const auto labels = shown->findChildren<PlainLabel*>();
        QVERIFY(
            std::ranges::any_of(labels, [](const PlainLabel* l) { return l->text().contains(QLatin1String("can be listed")); }));
        close();
    }
    /// Lines are chosen by mouse and keys as in every list; the buttons say what they would do with them.
    void someLinesAreSelectedCopiedAndStated() {
        QDialog* shown = showMade(fourUsers());
        QVERIFY(shown && QTest::qWaitForWindowActive(shown));
        auto* table = shown->findChild<QTableWidget*>();
        auto* select = button(*shown, "members.select-users");
        QVERIFY(table->selectionModel()->selectedRows().isEmpty());
        QCOMPARE(select->text(), QStringLiteral("Select 4 users"));
        const auto middle = [&](int row) { return table->visualItemRect(table->item(row, 0)).center(); };
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, middle(1));
        QCOMPARE(select->text(), QStringLiteral("Select 1 user"));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::ControlModifier, middle(3));
        QCOMPARE(select->text(), QStringLiteral("Select 2 users"));
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QStringList lines = clipboard().split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[0].startsWith(QLatin1String("User\tRows\tMean rating\t")), qPrintable(lines[0]));
        for (const auto& [line, row] : {std::pair{1, 1}, {2, 3}}) {
            QStringList cells;
            for (int c = 0; c < table->columnCount(); ++c) cells << table->item(row, c)->text();
            QCOMPARE(lines[line], cells.join('\t'));
        }
        // The keyboard alone: two lines from the first, then all of them.
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, middle(0));
        QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(table->selectionModel()->selectedRows().size(), 2);
        select->click();
        auto* selection = m_window->findChild<DataSelection*>();
        QTRY_VERIFY(selection->held() != nullptr);
        const std::vector<UserIndex> stated = selection->rows()->users.value();
        QCOMPARE(stated, (std::vector{UserIndex{0}, UserIndex{3}}));
        QCOMPARE(selection->words(DataSelection::Part::FoundUsers), QStringLiteral("2 users of “4 users are odd”"));
        QTRY_VERIFY(!dialog());
        shown = showMade(fourUsers());
        QVERIFY(QTest::qWaitForWindowActive(shown));
        table = shown->findChild<QTableWidget*>();
        QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard().count(QStringLiteral("\r\n")), 5);
        button(*shown, "members.select-users")->click();
        QCOMPARE(selection->words(DataSelection::Part::FoundUsers), QStringLiteral("4 users are odd"));
        QTRY_VERIFY(!dialog());
        // All that are listed are not all that were found.
        QualityFinding more = fourUsers();
        more.count = 5333;
        more.sentence = "5,333 users are odd";
        button(*showMade(more), "members.select-users")->click();
        QCOMPARE(selection->words(DataSelection::Part::FoundUsers), QStringLiteral("4 users of “5,333 users are odd”"));
        selection->clear();
        close();
    }
    /// Of a row the page can select its user and its item.
    void rowsStateTheirUsersAndItems() {
        const QualityFinding* finding = found(QualityFinding::Of::Rows);
        QVERIFY(finding && !finding->members.empty());
        QDialog* shown = show(*finding);
        QVERIFY(shown);
        auto* table = shown->findChild<QTableWidget*>();
        table->selectRow(0);
        QCOMPARE(button(*shown, "members.select-users")->text(), QStringLiteral("Select 1 user"));
        QCOMPARE(button(*shown, "members.select-items")->text(), QStringLiteral("Select 1 item"));
        button(*shown, "members.select-items")->click();
        auto* selection = m_window->findChild<DataSelection*>();
        QTRY_VERIFY(selection->held() != nullptr);
        const Dataset& data = *session().dataset();
        const auto& items = selection->rows()->items.value();
        QCOMPARE(items.size(), std::size_t{1});
        QCOMPARE(data.items.id(items.front().value), std::string("i6"));
        QTRY_VERIFY(!dialog());
        QVERIFY(show(*finding));
        button(*dialog(), "members.select-users")->click();
        QTRY_VERIFY(selection->held() != nullptr);
        std::set<std::int32_t> users;
        for (const Interaction& row : selectRows(*data.interactions, *selection->rows(), 1000)) users.insert(row.user.value);
        QVERIFY(users == std::set<std::int32_t>{*data.users.find("u2")}); // who gave the item, and is in the list
        selection->clear();
        close();
    }
    void returnOpensTheLine() {
        QDialog* shown = showMade(fourUsers());
        QVERIFY(QTest::qWaitForWindowActive(shown));
        auto* table = shown->findChild<QTableWidget*>();
        table->selectRow(2);
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(session().user(), std::optional(UserIndex{2}));
        QTRY_VERIFY(!dialog());
        act(*m_window, "page.data");
    }
    /// The filter that a finding offers takes its members away, and the list of them with it; Undo brings them back.
    void removingClosesTheListAndTheFinding() {
        const auto& all = *session().quality();
        const auto it = std::ranges::find_if(
            all, [](const QualityFinding& f) { return f.count > 0 && f.fix && f.of == QualityFinding::Of::Items; });
        QVERIFY(it != all.end());
        const QualityFinding finding = *it;
        const auto before = session().dataset();
        QVERIFY(show(finding));
        press(finding, "finding.fix");
        QTRY_VERIFY_WITH_TIMEOUT(session().dataset() != before, 20000);
        QTRY_VERIFY(!dialog());
        QTRY_VERIFY_WITH_TIMEOUT(session().split() != nullptr && session().quality() != nullptr, 20000);
        const auto again = std::ranges::find(*session().quality(), finding.id, &QualityFinding::id);
        QVERIFY(again == session().quality()->end() || again->count == 0);
        QCOMPARE(session().filters(), std::vector<FilterStep>{*finding.fix});
        act(*m_window, "edit.undo");
        QVERIFY(session().dataset() == before);
    }
};
RECOSCOPE_TEST(TestMembers)
#include "tst_members.moc"
