#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"
#include <QApplication>
#include <QCloseEvent>
#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QStyle>
#include <QUrl>
#include <algorithm>

namespace recoscope::ui {
namespace {

constexpr int kLayoutVersion = 2;
const QString kLayout = QStringLiteral("layout/");

} // namespace

bool MainWindow::confirmClose() {
    QStringList active;
    for (const Run& run : m_session.runs())
        if (run.isActive()) active << run.name;
    if (m_session.isOpening()) active << tr("opening data");
    for (const Download& download : m_session.downloads().all())
        if (download.isActive()) active << tr("downloading %1").arg(format::safe(download.entry.name));
    if (active.isEmpty()) return true;
    QMessageBox box(QMessageBox::Question, tr("Work is running"), tr("End the running work and close?"), QMessageBox::Cancel,
                    this);
    box.setObjectName(QStringLiteral("confirm-close"));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(
        tr("Still at work: %1. What is finished is not lost by waiting.").arg(active.join(QStringLiteral(", "))));
    QPushButton* end = box.addButton(tr("End and close"), QMessageBox::AcceptRole);
    box.exec();
    return box.clickedButton() == end;
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!confirmClose()) {
        event->ignore();
        return;
    }
    m_session.cancelAll();
    remember();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) paths << url.toLocalFile();
    openPaths(paths);
}

/// The menu of the chart or table that has the focus, else of the first one on the page.
void MainWindow::openContentMenu() {
    QWidget* page = m_stack->currentWidget();
    const auto offers = [](QWidget* w) { return dynamic_cast<Exportable*>(w) != nullptr && w->isVisible(); };
    QWidget* target = QApplication::focusWidget();
    if (!target || !page->isAncestorOf(target) || !offers(target)) {
        const auto all = page->findChildren<QWidget*>();
        const auto first = std::ranges::find_if(all, offers);
        if (first == all.end()) return;
        target = *first;
    }
    const QPoint place(target->width() / 2, target->height() / 3);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, place, target->mapToGlobal(place));
    QApplication::sendEvent(target, &event);
}

void MainWindow::resetLayout() {
    QSettings().remove(QStringLiteral("layout"));
    setProjector(false);
    Appearance::instance().setZoom(100);
    Appearance::instance().setChoice(ThemeChoice::System);
    showNormal();
    resize(usualSize());
    showPage(m_pages.front().id);
}

QSize MainWindow::usualSize() const {
    const int title = style()->pixelMetric(QStyle::PM_TitleBarHeight);
    return QSize(1440, 900).boundedTo(screen()->availableSize() - QSize(0, title));
}

void MainWindow::restore() {
    const QSettings settings;
    const bool known = settings.value(kLayout + QStringLiteral("version")).toInt() == kLayoutVersion;
    if (!known || !restoreGeometry(settings.value(kLayout + QStringLiteral("geometry")).toByteArray())) resize(usualSize());
    if (!known) return;
    Appearance::instance().setZoom(settings.value(kLayout + QStringLiteral("zoom"), 100).toInt());
    Appearance::instance().setChoice(
        static_cast<ThemeChoice>(std::clamp(settings.value(kLayout + QStringLiteral("theme"), 2).toInt(), 0, 2)));
    showPage(settings.value(kLayout + QStringLiteral("page"), m_current).toString());
}

void MainWindow::remember() {
    QSettings settings;
    settings.setValue(kLayout + QStringLiteral("version"), kLayoutVersion);
    settings.setValue(kLayout + QStringLiteral("geometry"), saveGeometry());
    settings.setValue(kLayout + QStringLiteral("zoom"), Appearance::instance().zoom());
    settings.setValue(kLayout + QStringLiteral("theme"), static_cast<int>(Appearance::instance().choice()));
    settings.setValue(kLayout + QStringLiteral("page"), m_current);
}

} // namespace recoscope::ui
