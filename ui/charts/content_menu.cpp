#include "ui/charts/content_menu.h"
#include "ui/charts/content_views.h"
#include "ui/charts/export.h"
#include "ui/charts/plot.h"
#include "ui/theme/icons.h"
#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QKeyEvent>
#include <QMenu>
#include <array>
#include <optional>

namespace recoscope::ui {
namespace {

struct Entry {
    ContentCommand command;
    const char* text;
    const char* icon;
    const char* keys; ///< Empty: reached by the menu only.
    bool opensGroup;
};

constexpr std::array kEntries{
    Entry{ContentCommand::CopyPicture, QT_TRANSLATE_NOOP("content", "Copy picture"), "copy", "Ctrl+C", false},
    Entry{ContentCommand::SavePicture, QT_TRANSLATE_NOOP("content", "Save picture… PNG, SVG, PDF"), "export", "Ctrl+E", false},
    Entry{ContentCommand::CopyData, QT_TRANSLATE_NOOP("content", "Copy the data shown"), "copy", "", false},
    Entry{ContentCommand::SaveData, QT_TRANSLATE_NOOP("content", "Save the data shown… CSV"), "file", "", false},
    Entry{ContentCommand::ShowAsTable, QT_TRANSLATE_NOOP("content", "Show as table"), "data", "T", true},
    Entry{ContentCommand::Enlarge, QT_TRANSLATE_NOOP("content", "Enlarge"), "search", "F", false},
    Entry{ContentCommand::ResetZoom, QT_TRANSLATE_NOOP("content", "Reset zoom"), "reload", "0", false},
    Entry{ContentCommand::WhatIsThis, QT_TRANSLATE_NOOP("content", "What is this?"), "help", "F1", true}};

bool isOffered(ContentCommand command, const Exportable& content) {
    if (command == ContentCommand::ResetZoom) return content.canZoom();
    return content.isPicture() || (command != ContentCommand::ShowAsTable && command != ContentCommand::CopyPicture);
}

std::optional<ContentCommand> commandOf(const QKeyEvent& event, const Exportable& content) {
    const QKeySequence pressed(static_cast<int>(event.modifiers() & ~Qt::KeypadModifier) | event.key());
    if (!content.isPicture() && pressed == QKeySequence(QKeySequence::Copy)) return ContentCommand::CopyData;
    for (const Entry& entry : kEntries)
        if (*entry.keys && pressed == QKeySequence(QLatin1String(entry.keys)) && isOffered(entry.command, content))
            return entry.command;
    return std::nullopt;
}

class ContentKeys final : public QObject {
public:
    ContentKeys(QWidget& source, Exportable& content) : QObject(&source), m_source(source), m_content(content) {}

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        const bool claims = event->type() == QEvent::ShortcutOverride, presses = event->type() == QEvent::KeyPress;
        if (!claims && !presses) return QObject::eventFilter(watched, event);
        const auto command = commandOf(*static_cast<QKeyEvent*>(event), m_content);
        if (!command) return QObject::eventFilter(watched, event);
        event->accept(); // the focused content comes before a shortcut of the window with the same keys
        if (presses) runContentCommand(*command, m_source, m_content);
        return true;
    }

private:
    QWidget& m_source;
    Exportable& m_content;
};

void savePicture(QWidget& source, const Exportable& content) {
    const QString path =
        QFileDialog::getSaveFileName(source.window(), QObject::tr("Save picture"), content.exportName() + QStringLiteral(".png"),
                                     QObject::tr("PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"));
    if (!path.isEmpty()) reportWrite(source, path, writePicture(content, source.size(), path));
}

void saveData(QWidget& source, const Exportable& content) {
    const QString path = QFileDialog::getSaveFileName(source.window(), QObject::tr("Save the data shown"),
                                                      content.exportName() + QStringLiteral(".csv"), QObject::tr("CSV (*.csv)"));
    if (!path.isEmpty()) reportWrite(source, path, writeWhole(path, content.toCsv().toUtf8()));
}

} // namespace

bool writePicture(const Exportable& content, QSize size, const QString& path) {
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) return writeWhole(path, svgOf(content, size));
    if (path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) return writeWhole(path, pdfOf(content, size));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return imageOf(content, size, 2).save(&buffer, "PNG") && writeWhole(path, bytes);
}

void runContentCommand(ContentCommand command, QWidget& source, Exportable& content) {
    switch (command) {
    case ContentCommand::CopyPicture:
        QApplication::clipboard()->setImage(imageOf(content, source.size(), 2));
        break;
    case ContentCommand::SavePicture:
        savePicture(source, content);
        break;
    case ContentCommand::CopyData:
        QApplication::clipboard()->setText(content.toCsv());
        break;
    case ContentCommand::SaveData:
        saveData(source, content);
        break;
    case ContentCommand::ShowAsTable:
        showAsTable(source, content);
        break;
    case ContentCommand::Enlarge:
        showEnlarged(source, content);
        break;
    case ContentCommand::ResetZoom:
        content.resetZoom();
        break;
    case ContentCommand::WhatIsThis:
        showExplanation(source, content);
        break;
    }
}

void offerContentKeys(QWidget& source, Exportable& content) {
    source.installEventFilter(new ContentKeys(source, content));
    if (source.accessibleDescription().isEmpty())
        source.setAccessibleDescription(QObject::tr("T shows the data as a table, F enlarges, F1 explains."));
}

void fillExportMenu(QMenu& menu, QWidget& parent, Exportable& content) {
    for (const Entry& entry : kEntries) {
        if (!isOffered(entry.command, content)) continue;
        if (entry.opensGroup) menu.addSeparator();
        QAction* action =
            menu.addAction(icon(QLatin1String(entry.icon)), QCoreApplication::translate("content", entry.text), &parent,
                           [&parent, &content, command = entry.command] { runContentCommand(command, parent, content); });
        // Shown beside the entry; the key itself works where the content has the focus.
        if (*entry.keys) action->setShortcut(QKeySequence(QLatin1String(entry.keys)));
        action->setShortcutContext(Qt::WidgetShortcut);
    }
}

} // namespace recoscope::ui
