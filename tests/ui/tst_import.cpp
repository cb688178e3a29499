#include "core/catalogue/place.h"
#include "tests/support/test_registry.h"
#include "tests/ui/window_driver.h"
#include "ui/format.h"
#include "ui/import/finding_strip.h"
#include "ui/import/import_dialog.h"
#include "ui/import/import_words.h"
#include "ui/import/preview_table.h"
#include "ui/import/reading_choice.h"
#include "ui/pages/data/findings.h"
#include "ui/reading_memory.h"
#include "ui/shell/refusal_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choice_button.h"
#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScopeGuard>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <sqlite3.h>

using namespace recoscope;
using namespace recoscope::ui;
using recoscope::test::act;
using recoscope::test::openDemo;

/// How to read a file: asked where it is uncertain, changed with the effect at once, remembered, and never in the way.
class TestImport final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    QString write(const QString& name, const QByteArray& text) const { return test::writeFile(m_folder, name, text); }
    template <class T>
    static T* part(const ImportDialog& dialog, const char* name) {
        return dialog.findChild<T*>(QLatin1String(name));
    }
    static ImportDialog* shown(MainWindow& window) {
        const auto all = window.findChildren<ImportDialog*>();
        const auto it = std::ranges::find_if(all, [](const ImportDialog* d) { return d->isVisible(); });
        return it == all.end() ? nullptr : *it;
    }
    /// Opens the dialog for a path and waits for its first preview.
    static ImportDialog* open(MainWindow& window, const QString& path, QSize size = {1440, 900}) {
        window.resize(size);
        window.show();
        showImport(window, window.session(), path);
        ImportDialog* dialog = shown(window);
        return dialog && QTest::qWaitFor([&] { return ready(*dialog); }, 20000) ? dialog : nullptr;
    }
    /// Opens a path as a person does who expects nothing, and waits for the question about it.
    static ImportDialog* asked(MainWindow& window, const QString& ref) {
        test::openShown(window, ref);
        return QTest::qWaitFor([&] { return shown(window) != nullptr; }, 20000) ? shown(window) : nullptr;
    }
    static bool ready(const ImportDialog& dialog) { return dialog.preview() && dialog.isUpToDate(); }
    static std::string roles(const ImportDialog& dialog) { return columnsOf(*dialog.preview()); }
    /// Picks from the menu of a finding's button, as a user does.
    static bool pick(const ImportDialog& dialog, const char* key, const QString& value) {
        auto* button = part<ChoiceButton>(dialog, (std::string("finding-") + key).c_str());
        if (!button) return false;
        button->click();
        auto* menu = dialog.findChild<QMenu*>(QStringLiteral("choices"));
        if (!menu) return false;
        for (QAction* action : menu->actions())
            if (action->data().toString() == value && !action->isSeparator()) {
                action->trigger();
                menu->close();
                return QTest::qWaitFor([&] { return ready(dialog); }, 20000);
            }
        return false;
    }
    static bool setRole(ImportDialog& dialog, int column, const QString& word) {
        auto* table = part<PreviewTable>(dialog, "preview");
        table->setCurrentIndex(table->model()->index(0, column));
        QTest::keyClick(table, Qt::Key_Return);
        auto* menu = table->findChild<QMenu*>(QStringLiteral("roles"));
        if (!menu) return false;
        for (QAction* action : menu->actions())
            if (action->text() == word) {
                action->trigger();
                menu->close();
                return QTest::qWaitFor([&] { return ready(dialog); }, 20000);
            }
        return false;
    }
    static void writeZip(const QString& path, const std::vector<std::pair<QByteArray, QByteArray>>& members) {
        archive* a = archive_write_new();
        archive_write_set_format_zip(a);
        archive_write_open_filename(a, path.toUtf8().constData());
        for (const auto& [name, text] : members) {
            archive_entry* entry = archive_entry_new();
            archive_entry_set_pathname(entry, name.constData());
            archive_entry_set_filetype(entry, AE_IFREG);
            archive_entry_set_size(entry, text.size());
            archive_write_header(a, entry);
            archive_write_data(a, text.constData(), static_cast<std::size_t>(text.size()));
            archive_entry_free(entry);
        }
        archive_write_close(a);
        archive_write_free(a);
    }
    static QByteArray swapped() {
        QByteArray text;
        for (int k = 0; k < 120; ++k)
            text +=
                QByteArray::number(1000 + k % 9) + ';' + QByteArray::number(k % 30) + ';' + QByteArray::number(k % 5 + 1) + '\n';
        return text;
    }

private Q_SLOTS:
    void initTestCase() { QSettings().remove(QStringLiteral("readings")); }
    void cleanupTestCase() { QSettings().remove(QStringLiteral("readings")); }
    void certainFilesOpenWithoutAQuestion() {
        MainWindow window;
        window.show();
        window.openData(write(QStringLiteral("plain.csv"), "user,item,rating\na,x,1\nb,y,2\n"));
        QTRY_VERIFY(window.session().dataset() != nullptr);
        QVERIFY(!shown(window));
        QVERIFY(!window.session().openedAsBefore());
    }
    void severalFilesAreAskedAbout() {
        MainWindow window;
        window.resize(1440, 900);
        window.show();
        write(QStringLiteral("two/one.csv"), "user,item,rating\na,x,1\nb,y,2\n");
        const QString folder = QFileInfo(write(QStringLiteral("two/two.csv"), "user,item,rating\na,x,1\nb,x,2\n")).path();
        window.openData(folder);
        QTRY_VERIFY(shown(window));
        QVERIFY(!window.session().isOpening() && !window.session().dataset());
        ImportDialog* dialog = shown(window);
        auto* files = part<QListWidget>(*dialog, "files");
        QVERIFY(files->isVisible());
        QCOMPARE(files->count(), 2);
        files->setCurrentRow(1);
        QTRY_VERIFY(ready(*dialog) && dialog->preview()->file == "two.csv");
        QVERIFY(files->isVisible()); // an answer can be taken back
        part<QPushButton>(*dialog, "open")->click();
        QTRY_VERIFY(window.session().dataset() != nullptr);
        QCOMPARE(window.session().dataset()->items.size(), 1);
        // The same folder, again: the answer is remembered and said.
        act(window, "file.close");
        window.openData(folder);
        QTRY_VERIFY(window.session().dataset() != nullptr);
        QVERIFY(!shown(window) && window.session().openedAsBefore());
        QCOMPARE(window.session().dataset()->report.files[0], std::string("two.csv"));
    }
    void aRoleChangesWithItsEffectAtOnce() {
        MainWindow window;
        ImportDialog* dialog = open(window, write(QStringLiteral("swapped.csv"), swapped()));
        QVERIFY(dialog);
        QCOMPARE(roles(*dialog), std::string("user,item,rating"));
        QVERIFY(setRole(*dialog, 0, QStringLiteral("item")));
        QCOMPARE(roles(*dialog), std::string("item,user,rating"));
        const auto& model = part<PreviewTable>(*dialog, "preview")->shown();
        QCOMPARE(model.preview()->columns[0].role, ColumnRole::Item);
        QVERIFY(model.preview()->columns[0].why.find("as you said") != std::string::npos);
        part<QPushButton>(*dialog, "open")->click();
        QTRY_VERIFY(window.session().dataset() != nullptr);
        QCOMPARE(window.session().dataset()->items.size(), 9);
        QCOMPARE(window.session().dataset()->users.size(), 30);
    }
    void whatWasSaidHoldsForTheNextFileOfThatShape() {
        MainWindow window;
        window.show();
        QByteArray other = swapped();
        other.replace("1000;", "2000;");
        window.openData(write(QStringLiteral("next.csv"), other)); // after aRoleChanges...
        QTRY_VERIFY(window.session().dataset() != nullptr);
        QVERIFY(window.session().openedAsBefore());
        QCOMPARE(window.session().openedOptions().columns, std::string("item,user,rating"));
        QCOMPARE(window.session().dataset()->users.size(), 30);
        // It is said where the findings are, with a way to change it.
        auto* list = window.findChild<FindingsList*>();
        const auto labels = list->findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(labels, [](const QLabel* l) { return l->text() == QLatin1String("As before:"); }));
        for (QPushButton* button : list->findChildren<QPushButton*>())
            if (button->accessibleName() == QLatin1String("Change how it was read")) {
                button->click();
                break;
            }
        ImportDialog* dialog = shown(window);
        QVERIFY(dialog);
        QTRY_VERIFY(ready(*dialog));
        QCOMPARE(roles(*dialog), std::string("item,user,rating"));
        // Not to be remembered any longer: the next one opens as found.
        part<QCheckBox>(*dialog, "remember")->setChecked(false);
        part<QPushButton>(*dialog, "open")->click();
        QTRY_VERIFY(!window.session().isOpening());
        window.openData(m_folder.filePath(QStringLiteral("swapped.csv")));
        QTRY_VERIFY(!window.session().isOpening() && window.session().openedOptions() == LoadOptions{});
        QCOMPARE(window.session().dataset()->users.size(), 9);
    }
    /// A separator that no keyboard has: it is shown by a word, and can be taken back after another was chosen.
    void separatorsWithoutASignAreNamed() {
        MainWindow window;
        ImportDialog* dialog = open(window, write(QStringLiteral("hive.txt"), "1\x01"
                                                                              "7\x01"
                                                                              "3\n2\x01"
                                                                              "8\x01"
                                                                              "1\n3\x01"
                                                                              "7\x01"
                                                                              "5\n"));
        QVERIFY(dialog && part<QPushButton>(*dialog, "open")->isEnabled());
        QCOMPARE(dialog->preview()->finding("separator")->words, std::string("ctrl-A"));
        QVERIFY(pick(*dialog, "separator", QStringLiteral("comma")));
        QVERIFY(!part<QPushButton>(*dialog, "open")->isEnabled());
        QVERIFY(pick(*dialog, "separator", QStringLiteral("ctrl-a")));
        QVERIFY(part<QPushButton>(*dialog, "open")->isEnabled());
        QCOMPARE(dialog->preview()->columns.size(), std::size_t{3});
    }
    void everyFindingCanBeChanged() {
        MainWindow window;
        ImportDialog* dialog = open(window, write(QStringLiteral("head.csv"), "user,item,rating\n1,7,3\n2,8,1\n3,7,5\n"));
        QVERIFY(dialog);
        QCOMPARE(dialog->preview()->rows.size(), std::size_t{3});
        QVERIFY(pick(*dialog, "header", QStringLiteral("no")));
        QCOMPARE(dialog->preview()->rows.size(), std::size_t{4});
        QVERIFY(pick(*dialog, "header", {}));
        QVERIFY(!dialog->options().header);
        QVERIFY(pick(*dialog, "separator", QStringLiteral("tab")));
        QVERIFY(!part<QPushButton>(*dialog, "open")->isEnabled());
        QVERIFY(!part<QLabel>(*dialog, "forecast")->text().contains(QLatin1String("--")));
        QVERIFY(pick(*dialog, "separator", QStringLiteral("comma")));
        QVERIFY(part<QPushButton>(*dialog, "open")->isEnabled());
        QVERIFY(pick(*dialog, "decimal", QStringLiteral("comma")));
        QCOMPARE(dialog->options().decimal, std::string("comma"));
        QVERIFY(pick(*dialog, "encoding", QStringLiteral("latin-1")));
        QVERIFY(pick(*dialog, "quotes", QStringLiteral("no")));
        QVERIFY(pick(*dialog, "format", QStringLiteral("libfm")));
        QVERIFY(part<QLabel>(*dialog, "forecast")->text().size() > 10);
    }
    void onlyTheLastOfManyChangesIsShown() {
        MainWindow window;
        ImportDialog* dialog = open(window, write(QStringLiteral("many.csv"), swapped()));
        QVERIFY(dialog);
        auto* row = dialog->findChild<FindingStrip*>();
        for (int k = 0; k < 20; ++k)
            Q_EMIT row->chosen(QStringLiteral("separator"), k % 2 == 0 ? QStringLiteral("tab") : QStringLiteral(";"));
        QTRY_VERIFY(ready(*dialog));
        QCOMPARE(dialog->preview()->columns.size(), std::size_t{3});
        QCOMPARE(dialog->options().separator, std::string(";"));
    }
    void uncertainColumnsAreAskedAndRejectsListed() {
        MainWindow window;
        ImportDialog* dialog =
            asked(window, write(QStringLiteral("odd.txt"),
                                "a 1 x 5\nb 2 y 4\nc 1 x 3\nd 2 y none\ne 3 x 2\nf 1 y 1\ng 2 x 4\nh 3 y 5\ni 1 x 2\nj 2 y 3\n"));
        QVERIFY(dialog);
        QVERIFY(part<QWidget>(*dialog, "question")->isVisible());
        QVERIFY(setRole(*dialog, 3, QStringLiteral("rating")));
        QVERIFY(!part<QWidget>(*dialog, "question")->isVisible());
        auto* rejects = part<QListWidget>(*dialog, "rejects");
        QVERIFY(rejects->isVisible());
        QCOMPARE(rejects->count(), 1);
        QVERIFY(rejects->item(0)->text().startsWith(QLatin1String("line 4, character 7")));
        QVERIFY(part<QLabel>(*dialog, "reject-words")->text().startsWith(QLatin1String("1 of 10 lines")));
        const auto& model = part<PreviewTable>(*dialog, "preview")->shown();
        QVERIFY(model.data(model.index(3, 0), Qt::ToolTipRole).toString().contains(QLatin1String("a number")));
        part<QPushButton>(*dialog, "open")->click();
        QTRY_VERIFY(window.session().dataset() != nullptr);
        QCOMPARE(window.session().dataset()->scale->maximum, 5.0);
    }
    void cancelLeavesTheOpenDataAsItWas() {
        MainWindow window;
        openDemo(window);
        const auto before = window.session().dataset();
        const auto split = window.session().split();
        ImportDialog* dialog = open(window, write(QStringLiteral("cancelled.csv"), swapped()));
        QVERIFY(dialog);
        QVERIFY(setRole(*dialog, 0, QStringLiteral("item")));
        QSignalSpy changes(&window.session(), &Session::datasetChanged), openings(&window.session(), &Session::openingStarted);
        dialog->reject();
        QTRY_VERIFY(!shown(window));
        QCOMPARE(window.session().dataset(), before);
        QCOMPARE(window.session().split(), split);
        QVERIFY(changes.isEmpty() && openings.isEmpty());
    }
    /// What the status line says of a file that is asked about goes with the question.
    void theStatusLineTellsOfAQuestionWhileItIsAsked() {
        MainWindow window;
        openDemo(window);
        window.show();
        const auto* line = window.findChild<QLabel*>(QStringLiteral("status.message"));
        const QString before = line->text();
        QVERIFY(before.contains(QLatin1String("Opened")));
        const QString odd =
            write(QStringLiteral("asked.txt"),
                  "a 1 x 5\nb 2 y 4\nc 1 x 3\nd 2 y none\ne 3 x 2\nf 1 y 1\ng 2 x 4\nh 3 y 5\ni 1 x 2\nj 2 y 3\n");
        forgetReading(previewSource(odd.toStdString(), {}, {}).value().shape); // of the tests before
        const auto asks = [&] {
            window.openData(odd);
            return QTest::qWaitFor([&] { return shown(window) != nullptr; }, 20000);
        };
        QVERIFY(asks());
        QVERIFY2(line->text().startsWith(QLatin1String("asked.txt is not open")), qPrintable(line->text()));
        shown(window)->reject();
        QCOMPARE(line->text(), before);
        QVERIFY(asks());
        shown(window)->close(); // the window system's way
        QCOMPARE(line->text(), before);
        QVERIFY(asks());
        QVERIFY(asks()); // another question takes the place of the first
        QVERIFY(line->text().startsWith(QLatin1String("asked.txt is not open")));
        part<QPushButton>(*shown(window), "open")->click();
        QCOMPARE(line->text(), before); // until it is open
        const auto demo = window.session().dataset();
        QTRY_VERIFY(window.session().dataset() != demo);
        QVERIFY(line->text().contains(QLatin1String("Opened")));
    }
    void reloadReadsInTheSameWay() {
        MainWindow window;
        window.show();
        LoadOptions options;
        options.columns = "item,user,rating";
        window.session().open(write(QStringLiteral("again.csv"), swapped()), options);
        QTRY_VERIFY(window.session().dataset() != nullptr);
        act(window, "file.reload");
        QTRY_VERIFY(!window.session().isOpening());
        QCOMPARE(window.session().openedOptions(), options);
        QCOMPARE(window.session().dataset()->items.size(), 9);
    }
    void keysOfObjectsChangeTheirRoles() {
        MainWindow window;
        QByteArray text;
        for (int k = 0; k < 120; ++k)
            text.append("{\"who\":\"p")
                .append(QByteArray::number(k % 9))
                .append("\",\"what\":\"q")
                .append(QByteArray::number(k % 30))
                .append("\",\"how\":")
                .append(QByteArray::number(k % 5 + 1))
                .append(k % 2 ? ",\"place\":\"home\"}\n" : ",\"place\":\"bus\"}\n");
        ImportDialog* dialog = asked(window, write(QStringLiteral("objects.jsonl"), text));
        QVERIFY(dialog);
        QVERIFY(part<QWidget>(*dialog, "question")->isVisible());
        const auto columnOf = [&](const char* name) {
            const auto& columns = dialog->preview()->columns;
            return static_cast<int>(std::ranges::find(columns, name, &PreviewColumn::name) - columns.begin());
        };
        QVERIFY(setRole(*dialog, columnOf("who"), QStringLiteral("user")));
        QVERIFY(!part<QPushButton>(*dialog, "open")->isEnabled());
        QVERIFY(setRole(*dialog, columnOf("what"), QStringLiteral("item")));
        QVERIFY(setRole(*dialog, columnOf("how"), QStringLiteral("rating")));
        QCOMPARE(dialog->options().columns, std::string("how=rating,what=item,who=user"));
        QCOMPARE(dialog->preview()->columns[static_cast<std::size_t>(columnOf("place"))].role, ColumnRole::Context);
        part<QPushButton>(*dialog, "open")->click();
        QTRY_VERIFY(window.session().dataset() != nullptr);
        QCOMPARE(window.session().dataset()->users.size(), 9);
        QCOMPARE(window.session().dataset()->scale->maximum, 5.0);
        QCOMPARE(window.session().dataset()->context->columns[0].name, std::string("place"));
        // Another file with these keys is read so without a question.
        window.openData(write(QStringLiteral("more.jsonl"), text + text.left(text.indexOf('\n') + 1)));
        QTRY_VERIFY(!window.session().isOpening() && window.session().openedAsBefore());
        QVERIFY(!shown(window));
    }
    void tablesOfADatabaseAreAskedAndTheirColumnsChange() {
        const QString path = m_folder.filePath(QStringLiteral("two.db"));
        sqlite3* db = nullptr;
        QCOMPARE(sqlite3_open(path.toUtf8().constData(), &db), SQLITE_OK);
        QByteArray sql = "CREATE TABLE seen(user_id,item_id,rating,mood);CREATE TABLE bought(user_id,item_id,rating,mood);";
        for (int k = 0; k < 90; ++k) {
            const QByteArray n = QByteArray::number(k % 8), i = QByteArray::number(k), r = QByteArray::number(k % 5 + 1);
            sql += "INSERT INTO seen VALUES(" + n + "," + i + "," + r + ",'calm');";
            sql += "INSERT INTO bought VALUES(" + n + "," + i + "," + r + ",'" + (k % 3 ? "calm" : "wild") + "');";
        }
        QCOMPARE(sqlite3_exec(db, sql.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(db);
        MainWindow window;
        ImportDialog* dialog = asked(window, path);
        QVERIFY(dialog);
        auto* tables = part<QListWidget>(*dialog, "files");
        QVERIFY(tables->isVisible());
        QCOMPARE(tables->count(), 2);
        tables->setCurrentRow(1);
        QTRY_VERIFY(ready(*dialog) && dialog->preview()->finding("file")->value == "seen");
        tables->setCurrentRow(0);
        QTRY_VERIFY(ready(*dialog) && dialog->preview()->finding("file")->value == "bought");
        QCOMPARE(dialog->preview()->columns[3].role, ColumnRole::Context);
        QVERIFY(setRole(*dialog, 2, QStringLiteral("not used")));
        part<QPushButton>(*dialog, "open")->click();
        QTRY_VERIFY(window.session().dataset() != nullptr);
        QVERIFY(!window.session().dataset()->hasRatings);
        QCOMPARE(window.session().dataset()->context->columns.size(), std::size_t{1});
        QCOMPARE(window.session().dataset()->context->columns[0].name, std::string("mood"));
    }
    void contextIsKeptUnlessItIsNotWanted() {
        QByteArray text = "user,item,rating,mood\n";
        for (int k = 0; k < 120; ++k)
            text += QByteArray::number(k % 9) + ',' + QByteArray::number(k % 30) + ',' + QByteArray::number(k % 5 + 1) + ',' +
                    (k % 2 ? "calm" : "wild") + '\n';
        const QString path = write(QStringLiteral("moods.csv"), text);
        MainWindow window;
        ImportDialog* dialog = open(window, path);
        QVERIFY(dialog);
        const auto& model = part<PreviewTable>(*dialog, "preview")->shown();
        QCOMPARE(roleWord(model.preview()->columns[3].role), QStringLiteral("context"));
        QVERIFY(model.headerData(3, Qt::Horizontal, Qt::ToolTipRole).toString().contains(QLatin1String("filter")));
        QVERIFY(contextWords(*dialog->preview()).contains(QLatin1String("mood")));
        QVERIFY(setRole(*dialog, 3, QStringLiteral("not used")));
        QVERIFY(contextWords(*dialog->preview()).isEmpty());
        part<QPushButton>(*dialog, "open")->click();
        QTRY_VERIFY(window.session().dataset() != nullptr);
        QVERIFY(!window.session().dataset()->context);
        dialog = open(window, path);
        QVERIFY(dialog && setRole(*dialog, 3, QStringLiteral("context")));
        part<QPushButton>(*dialog, "open")->click();
        QTRY_VERIFY(window.session().dataset()->context != nullptr);
    }
    void anOpenOrderOfDaysIsAskedOnce() {
        MainWindow window;
        QByteArray text = "user,item,rating,date\n";
        for (int k = 0; k < 60; ++k)
            text +=
                QByteArray::number(k % 9) + ',' + QByteArray::number(k) + ",4,3/" + QByteArray::number(k % 12 + 1) + "/2021\n";
        ImportDialog* dialog = asked(window, write(QStringLiteral("days.csv"), text));
        QVERIFY(dialog);
        QVERIFY(part<QWidget>(*dialog, "question")->isVisible());
        for (const QLabel* label : part<QWidget>(*dialog, "question")->findChildren<QLabel*>())
            QVERIFY(!label->text().contains(QLatin1String("--")));
        QVERIFY(pick(*dialog, "time_unit", QStringLiteral("dmy")));
        QVERIFY(!part<QWidget>(*dialog, "question")->isVisible());
        part<QPushButton>(*dialog, "open")->click();
        QTRY_VERIFY(window.session().dataset() != nullptr);
        QCOMPARE(window.session().openedOptions().timeUnit, std::string("dmy"));
        window.openData(m_folder.filePath(QStringLiteral("days.csv")));
        QTRY_VERIFY(!window.session().isOpening() && window.session().openedAsBefore());
        // Agreed to as shown, it is an answer as well.
        forgetReading(previewSource(m_folder.filePath(QStringLiteral("days.csv")).toStdString(), {}, {}).value().shape);
        window.openData(m_folder.filePath(QStringLiteral("days.csv")));
        QTRY_VERIFY(shown(window));
        part<QPushButton>(*shown(window), "open")->click();
        QTRY_COMPARE(window.session().openedOptions().timeUnit, std::string("mdy"));
    }
    void archivesAndTheCatalogueAreAskedAbout() {
        const QTemporaryDir downloads;
        qputenv("RECOSCOPE_DOWNLOADS", downloads.path().toUtf8());
        const auto back = qScopeGuard([] { qunsetenv("RECOSCOPE_DOWNLOADS"); });
        const auto catalogue = readCatalogue();
        const auto entry = std::ranges::find_if(catalogue.value(), [](const CatalogueEntry& e) {
            return e.byHand.empty() && e.files.size() == 1 && e.open.file.empty() && e.open.columns.empty();
        });
        QVERIFY(entry != catalogue.value().end());
        const QString own = downloads.filePath(QString::fromStdString(entry->id));
        QVERIFY(QDir().mkpath(own));
        const QString stored = own + '/' + QString::fromStdString(entry->files[0].name);
        writeZip(stored, {{"left.csv", "user,item,rating\na,x,1\nb,y,2\n"}, {"right.csv", "user,item,rating\na,x,1\nb,x,2\n"}});
        for (const QString& ref : {stored, QStringLiteral("catalogue:") + QString::fromStdString(entry->id)}) {
            MainWindow window;
            ImportDialog* dialog = asked(window, ref);
            QVERIFY(dialog);
            QCOMPARE(part<QListWidget>(*dialog, "files")->count(), 2);
            part<QListWidget>(*dialog, "files")->setCurrentRow(1);
            QTRY_VERIFY(ready(*dialog) && dialog->preview()->file == "right.csv");
            part<QCheckBox>(*dialog, "remember")->setChecked(false);
            part<QPushButton>(*dialog, "open")->click();
            QTRY_VERIFY(window.session().dataset() != nullptr);
            QCOMPARE(window.session().dataset()->items.size(), 1);
            QCOMPARE(window.session().openedRef(), ref);
        }
    }
    void overBudgetCannotBeOpened() {
        qputenv("RECOSCOPE_MEMORY", "0.001");
        const auto back = qScopeGuard([] { qunsetenv("RECOSCOPE_MEMORY"); });
        MainWindow window;
        ImportDialog* dialog = open(window, write(QStringLiteral("heavy.csv"), swapped()));
        QVERIFY(dialog);
        QVERIFY(!part<QPushButton>(*dialog, "open")->isEnabled());
        const QString said = part<QLabel>(*dialog, "forecast")->text();
        QVERIFY2(said.contains(format::bytes(1e6)) && said.contains(QLatin1String("Cut the file")), qPrintable(said));
        qunsetenv("RECOSCOPE_MEMORY"); // what frees memory meanwhile is seen with the next look
        QVERIFY(pick(*dialog, "header", QStringLiteral("no")));
        QVERIFY(part<QPushButton>(*dialog, "open")->isEnabled());
    }
    void aLineIsAroundIt() {
        MainWindow window;
        ImportDialog* dialog = open(window, write(QStringLiteral("framed.csv"), swapped()));
        QVERIFY(dialog);
        const QImage picture = dialog->grab().toImage();
        for (const QPoint corner : {QPoint(0, 0), QPoint(picture.width() - 1, picture.height() - 1)})
            QCOMPARE(picture.pixelColor(corner).rgb(), theme().control.rgb());
        QCOMPARE(picture.pixelColor(4, 4).rgb(), theme().raised.rgb());
    }
    void overBudgetIsSaidInNumbers() {
        SourceForecast forecast;
        forecast.rows = 4'000'000'000;
        forecast.bytes = 400e9;
        forecast.budget = 8e9;
        const QString words = forecastWords(forecast);
        QVERIFY2(words.contains(format::bytes(400e9)) && words.contains(format::bytes(8e9)), qPrintable(words));
    }
    void aRefusedFileOffersToSayHow() {
        MainWindow window;
        window.resize(1440, 900);
        window.show();
        window.openData(write(QStringLiteral("refused.csv"), "user,item,rating\n1,2,x\n2,3,y\n3,4,z\n"));
        auto* panel = window.findChild<RefusalPanel*>();
        QTRY_VERIFY(panel->isVisible());
        for (QPushButton* button : panel->findChildren<QPushButton*>())
            if (button->text().startsWith(QLatin1String("Say how"))) button->click();
        ImportDialog* dialog = shown(window);
        QVERIFY(dialog);
        QTRY_VERIFY(ready(*dialog));
        QVERIFY(!part<QPushButton>(*dialog, "open")->isEnabled());
        QVERIFY(setRole(*dialog, 2, QStringLiteral("not used")));
        QVERIFY(part<QPushButton>(*dialog, "open")->isEnabled());
    }
    void memoryKeepsWhatSaysHowToRead() {
        LoadOptions options;
        options.separator = "\t";
        options.header = false;
        options.filters = {{.kind = FilterStep::Kind::KCore, .perUser = 5, .perItem = 5}};
        rememberReading("shape", options);
        const auto kept = recallReading("shape");
        QVERIFY(kept && kept->separator == "\t" && kept->header == false && kept->filters.empty() && !kept->quotes);
        QVERIFY(!recallReading("another shape"));
        rememberReading("shape", {});
        QVERIFY(!recallReading("shape"));
    }
    void oneIsPrimaryEveryControlHasANameAndItFits() {
        MainWindow window;
        const QString path = write(QStringLiteral("fits.csv"), swapped());
        ImportDialog* dialog = open(window, path);
        QVERIFY(dialog);
        int primary = 0;
        for (const QPushButton* button : dialog->findChildren<QPushButton*>()) {
            primary += button->property("primary").toBool();
            if (button->isVisible()) QVERIFY(!button->accessibleName().isEmpty() || !button->text().isEmpty());
        }
        QCOMPARE(primary, 1);
        for (const auto& [size, zoom] : {std::pair{QSize(1024, 700), 100}, {QSize(1440, 900), 200}}) {
            Appearance::instance().setZoom(zoom);
            dialog = open(window, path, size);
            QVERIFY(dialog);
            QVERIFY2(dialog->width() <= size.width() && dialog->height() <= size.height(), QByteArray::number(dialog->width()));
        }
        Appearance::instance().setZoom(100);
    }
};
RECOSCOPE_TEST(TestImport)
#include "tst_import.moc"
