#include "ui/import/import_dialog.h"
#include "ui/pages/split/protocol_list.h"
#include "ui/pages/split/split_page.h"
#include "ui/shell/camera.h"
#include "ui/shell/capture_parts.h"
#include "ui/shell/main_window.h"
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QKeyEvent>
#include <QPainter>
#include <QTemporaryDir>
#include <algorithm>
#include <tuple>
#include <vector>

namespace recoscope::ui {
namespace {

/// Types into whatever has the focus.
void type(const QString& text) {
    for (const QChar c : text)
        if (QWidget* target = QApplication::focusWidget()) {
            QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, QString(c));
            QApplication::sendEvent(target, &press);
        }
}

/// A file whose ratings cannot be read, as people have them.
QString writeBroken(const QString& folder) {
    QString path = folder + QStringLiteral("/ratings.csv");
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return {};
    QByteArray text = "user;item;rating;time\n196;242;3;881250949\n";
    for (int k = 0; k < 400; ++k)
        text +=
            QByteArray::number(180 + k) + ';' + QByteArray::number(300 + k) + ";n/a;89171774" + QByteArray::number(k % 10) + '\n';
    file.write(text);
    return path;
}

void shootRefusal(MainWindow& window, Camera& camera) {
    const QTemporaryDir folder;
    const QString broken = writeBroken(folder.path());
    window.openData(broken);
    waitFor([&] { return !window.session().isOpening(); }, kPatience);
    camera.shoot(QStringLiteral("state-refused"));
    press(&window, Qt::Key_Escape);
}

/// A file that does not say which column is what, with a few lines that are no rows.
QString writeUncertain(const QString& folder) {
    QString path = folder + QStringLiteral("/evenings.csv");
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return {};
    QByteArray text = "who;seen;opinion;when;where\n";
    const QByteArrayList places{"home", "cinema", "train"};
    for (int k = 0; k < 640; ++k)
        text += "P" + QByteArray::number(100 + k * 37 % 61) + ";F" + QByteArray::number(1000 + k * k % 89) + ';' +
                (k % 97 == 11 ? QByteArray("–") : QByteArray::number(1 + k * 7 % 4) + ",5") + ";2024-" +
                (k % 9 < 5 ? "03" : "11") + '-' + QByteArray::number(10 + k % 18) + ';' + places[k % places.size()] + '\n';
    file.write(text);
    return path;
}

/// Several files of ratings in one folder, of which none is plainly the whole.
QString writeSeveral(const QString& folder) {
    QString path = folder + QStringLiteral("/shop");
    QDir().mkpath(path);
    for (const char* name : {"bought.csv", "rated.csv", "watched.csv"}) {
        QFile file(path + '/' + QLatin1String(name));
        if (!file.open(QIODevice::WriteOnly)) return {};
        QByteArray text = "user_id,item_id,rating,timestamp\n";
        for (int k = 0; k < 900; ++k)
            text += QByteArray::number(k * 31 % 83 + 1) + ',' + QByteArray::number(k * 17 % 211 + 1) + ',' +
                    QByteArray::number(k % 5 + 1) + ',' + QByteArray::number(1700000000 + 977 * k) + '\n';
        file.write(text);
    }
    return path;
}

void shootImport(MainWindow& window, Camera& camera, const QString& ref, const QString& name) {
    window.openData(ref);
    const auto ready = [&] {
        const auto all = window.findChildren<ImportDialog*>();
        return std::ranges::any_of(all, [](const ImportDialog* d) { return d->isVisible() && d->preview() && d->isUpToDate(); });
    };
    waitFor(ready, kPatience);
    camera.shoot(name);
    camera.closePopups();
    camera.settle();
}

void shootImports(MainWindow& window, Camera& camera) {
    const QTemporaryDir folder;
    const QString uncertain = writeUncertain(folder.path()), several = writeSeveral(folder.path());
    shootImport(window, camera, uncertain, QStringLiteral("state-import"));
    shootImport(window, camera, several, QStringLiteral("state-import-files"));
    camera.act(QStringLiteral("view.dark"));
    shootImport(window, camera, uncertain, QStringLiteral("state-import-dark"));
    camera.act(QStringLiteral("view.light"));
    for (int k = 0; k < 5; ++k) camera.act(QStringLiteral("view.zoom-in"));
    shootImport(window, camera, uncertain, QStringLiteral("large-import"));
    camera.act(QStringLiteral("view.zoom-reset"));
}

/// Lists as LightGCN has them, in two files.
QString writeLists(const QString& folder) {
    QString path = folder + QStringLiteral("/listening");
    QDir().mkpath(path);
    for (const auto& [name, from, to] : {std::tuple{"train.txt", 0, 6}, {"test.txt", 8, 10}}) {
        QFile file(path + '/' + QLatin1String(name));
        if (!file.open(QIODevice::WriteOnly)) return {};
        for (int user = 0; user < 300; ++user) {
            QByteArray line = QByteArray::number(user);
            for (int k = from; k < to + user % 3; ++k) line += ' ' + QByteArray::number((user * 7 + k * 11) % 120);
            file.write(line + '\n');
        }
    }
    return path;
}

/// A published split whose test is not open, and what opening it comes to.
void shootPublished(MainWindow& window, Camera& camera) {
    const QTemporaryDir folder;
    window.openData(writeLists(folder.path()) + QStringLiteral("/train.txt"));
    waitFor([&] { return !window.session().isOpening() && window.session().split(); }, kPatience);
    camera.act(QStringLiteral("page.split"));
    auto* page = window.findChild<SplitPage*>();
    if (!page) return;
    const auto settled = [&] { return page->state() == SplitPage::State::Full && !page->isBusy(); };
    waitFor(settled, kPatience);
    press(&page->list(), Qt::Key_End);
    waitFor(settled, kPatience);
    camera.shoot(QStringLiteral("state-published"));
    camera.act(QStringLiteral("view.dark"));
    camera.shoot(QStringLiteral("state-published-dark"));
    camera.act(QStringLiteral("view.light"));
    window.resize(1024, 700);
    camera.shoot(QStringLiteral("size-1024-published"));
    window.resize(1440, 900);
    for (int k = 0; k < 5; ++k) camera.act(QStringLiteral("view.zoom-in"));
    camera.shoot(QStringLiteral("large-published"));
    camera.act(QStringLiteral("view.zoom-reset"));
    camera.act(QStringLiteral("split.use-this"));
    waitFor([&] { return !window.session().isOpening() && window.session().split() && settled(); }, kPatience);
    camera.shoot(QStringLiteral("state-published-open"));
}

void shootJobs(MainWindow& window, Camera& camera) {
    camera.act(QStringLiteral("page.data"));
    for (const char* id : {"train.train:mf_sgd", "train.train:ials", "train.train:bias"}) camera.act(QLatin1String(id));
    camera.act(QStringLiteral("view.jobs"));
    const auto running = [&] {
        return std::ranges::any_of(window.session().runs(),
                                   [](const Run& r) { return r.state == Run::State::Running && r.epochs.size() > 3; });
    };
    waitFor([&] { return running() || !window.session().hasActiveRuns(); }, kPatience);
    camera.shoot(QStringLiteral("state-jobs"));
    camera.act(QStringLiteral("run.cancel-all"));
    camera.shoot(QStringLiteral("state-cancelled"));
    waitFor([&] { return !window.session().hasActiveRuns(); }, kPatience);
    camera.act(QStringLiteral("view.jobs"));
    camera.act(QStringLiteral("train.train:popularity")); // ends out of sight: a toast
    waitFor([&] { return !window.session().hasActiveRuns(); }, kPatience);
    camera.shoot(QStringLiteral("state-toast"));
    press(&window, Qt::Key_Escape);
}

void shootSizes(MainWindow& window, Camera& camera) {
    for (const auto& [width, height] : {std::pair{1024, 700}, {1280, 800}}) {
        window.resize(width, height);
        for (const char* page : {"data", "split", "train", "compare", "inspect", "map"}) {
            camera.act(QStringLiteral("page.") + QLatin1String(page));
            camera.shoot(QStringLiteral("size-%1-%2").arg(QString::number(width), QLatin1String(page)));
        }
        shootDetails(window, camera, QStringLiteral("size-%1-details").arg(width));
    }
    window.resize(1440, 900);
    for (int k = 0; k < 5; ++k) camera.act(QStringLiteral("view.zoom-in"));
    for (const char* page : {"data", "split", "train", "compare", "inspect", "map"}) {
        camera.act(QStringLiteral("page.") + QLatin1String(page));
        camera.shoot(QStringLiteral("large-") + QLatin1String(page));
    }
    shootDetails(window, camera, QStringLiteral("large-details"));
    camera.act(QStringLiteral("view.zoom-reset"));
}

/// All states in little on one sheet, in the order they were taken.
bool gather(const QString& folder, const std::vector<QString>& names) {
    constexpr int kColumns = 3;
    const int rows = (static_cast<int>(names.size()) + kColumns - 1) / kColumns;
    const QSize one(480, 300);
    QImage sheet(one.width() * kColumns, one.height() * rows, QImage::Format_RGB32);
    sheet.fill(0);
    QPainter painter(&sheet);
    for (std::size_t k = 0; k < names.size(); ++k) {
        const QImage image(folder + '/' + names[k] + QStringLiteral(".png"));
        const int at = static_cast<int>(k);
        painter.drawImage(QPoint(at % kColumns * one.width(), at / kColumns * one.height()),
                          image.scaled(one, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    }
    painter.end();
    return sheet.save(folder + QStringLiteral("/states.png"), "PNG");
}

} // namespace

void press(QWidget* target, int key, int times) {
    if (!target) return;
    for (int k = 0; k < times; ++k) {
        QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
        QApplication::sendEvent(target, &event);
    }
}

QString captureStates(MainWindow& window, Camera& camera, const QString& folder) {
    camera.act(QStringLiteral("page.data"));
    camera.settle(); // a popup does not outlive the window's return from the projector's size
    camera.act(QStringLiteral("edit.find"));
    type(QStringLiteral("back"));
    camera.shoot(QStringLiteral("state-palette"));
    camera.closePopups();
    camera.actAndShoot(QStringLiteral("view.content-menu"), QStringLiteral("state-menu"));
    camera.act(QStringLiteral("page.split"));
    camera.settle();
    camera.act(QStringLiteral("split.choose-shares"));
    camera.shoot(QStringLiteral("state-shares"));
    camera.closePopups();
    shootRefusal(window, camera);
    camera.actAndShoot(QStringLiteral("file.catalogue"), QStringLiteral("state-catalogue"));
    shootImports(window, camera);
    camera.actAndShoot(QStringLiteral("help.shortcuts"), QStringLiteral("state-shortcuts"));
    camera.actAndShoot(QStringLiteral("help.about"), QStringLiteral("state-about"));
    shootDataStates(window, camera);
    shootJobs(window, camera);
    shootSizes(window, camera);
    shootPublished(window, camera);
    const bool gathered =
        gather(folder, {QStringLiteral("train-empty"), QStringLiteral("train-working"), QStringLiteral("state-refused"),
                        QStringLiteral("state-jobs"), QStringLiteral("state-palette"), QStringLiteral("state-menu"),
                        QStringLiteral("state-toast"), QStringLiteral("state-cancelled"), QStringLiteral("state-shortcuts"),
                        QStringLiteral("state-import"), QStringLiteral("state-import-files"), QStringLiteral("state-about")});
    return gathered ? QString() : QObject::tr("The pictures cannot be written to %1.").arg(folder);
}

} // namespace recoscope::ui
