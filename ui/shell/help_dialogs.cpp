#include "ui/shell/help_dialogs.h"
#include "core/version.h"
#include "ui/actions.h"
#include "ui/theme/icons.h"
#include "ui/theme/menu_item.h"
#include "ui/widgets/plain_label.h"
#include <QAction>
#include <QDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QVBoxLayout>
#include <QtGlobal>

namespace recoscope::ui {
namespace {

/// The keys of a row as badges.
class KeysDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        if (option.state & QStyle::State_Selected) painter->fillRect(option.rect, theme().selection);
        paintKeys(*painter, QRectF(option.rect).adjusted(0, 0, -px(8), 0), index.data().toString());
    }
};

QDialog* helpDialog(QWidget& parent, const QString& title, const char* name) {
    auto* dialog = new QDialog(&parent);
    dialog->setObjectName(QLatin1String(name));
    dialog->setWindowTitle(title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(px(20), px(16), px(20), px(16));
    column->setSpacing(px(10));
    return dialog;
}

void addClose(QDialog& dialog) {
    auto* close = new QPushButton(QObject::tr("Close"), &dialog);
    close->setDefault(true);
    QObject::connect(close, &QPushButton::clicked, &dialog, &QDialog::close);
    static_cast<QVBoxLayout*>(dialog.layout())->addWidget(close, 0, Qt::AlignRight);
}

void addRow(QTableWidget& table, const QString& text, const QString& keys) {
    const int row = table.rowCount();
    table.insertRow(row);
    table.setItem(row, 0, new QTableWidgetItem(text));
    table.setItem(row, 1, new QTableWidgetItem(shownKeys(keys)));
}

void addHeading(QTableWidget& table, const QString& text) {
    const int row = table.rowCount();
    table.insertRow(row);
    auto* heading = new QTableWidgetItem(text);
    heading->setFlags(Qt::NoItemFlags);
    heading->setForeground(theme().muted);
    heading->setFont(ui::font(Appearance::Type::Secondary, true));
    table.setItem(row, 0, heading);
    table.setItem(row, 1, new QTableWidgetItem);
    table.item(row, 1)->setFlags(Qt::NoItemFlags);
}

void fill(QTableWidget& table, const ActionRegistry& actions) {
    for (const char* menu : {"File", "Edit", "View", "Run", "Help", ""}) {
        bool first = true;
        for (const QAction* action : actions.all()) {
            if (action->property("menu").toString() != QLatin1String(menu) || action->shortcut().isEmpty()) continue;
            if (first) addHeading(table, *menu ? QLatin1String(menu) : QObject::tr("On the pages"));
            first = false;
            addRow(table, QString(action->text()).remove('&'), action->shortcut().toString(QKeySequence::NativeText));
        }
    }
    addHeading(table, QObject::tr("Charts, maps and tables, where they have the focus"));
    for (const auto& [text, keys] : std::initializer_list<std::pair<QString, QString>>{
             {QObject::tr("Copy the picture"), QStringLiteral("Ctrl C")},
             {QObject::tr("Save the picture"), QStringLiteral("Ctrl E")},
             {QObject::tr("Show as table"), QStringLiteral("T")},
             {QObject::tr("Enlarge"), QStringLiteral("F")},
             {QObject::tr("Zoom in, out, reset"), QStringLiteral("+  -  0")},
             {QObject::tr("Pan, or walk along the points"), QStringLiteral("← → ↑ ↓")},
             {QObject::tr("What is this?"), QStringLiteral("F1")}})
        addRow(table, text, keys);
}

} // namespace

void showShortcuts(QWidget& parent, const ActionRegistry& actions) {
    QDialog* dialog = helpDialog(parent, QObject::tr("Keyboard shortcuts"), "shortcuts");
    auto* find = new QLineEdit(dialog);
    find->setPlaceholderText(QObject::tr("Filter"));
    find->setAccessibleName(QObject::tr("Filter the shortcuts"));
    auto* table = new QTableWidget(0, 2, dialog);
    table->setAccessibleName(QObject::tr("Actions and their keys"));
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->horizontalHeader()->hide();
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->setColumnWidth(1, px(150));
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(px(28));
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setItemDelegateForColumn(1, new KeysDelegate(table));
    fill(*table, actions);
    QObject::connect(find, &QLineEdit::textChanged, table, [table](const QString& text) {
        for (int row = 0; row < table->rowCount(); ++row) {
            const QString all = table->item(row, 0)->text() + ' ' + table->item(row, 1)->text();
            table->setRowHidden(row, !all.contains(text, Qt::CaseInsensitive));
        }
    });
    auto* column = static_cast<QVBoxLayout*>(dialog->layout());
    column->addWidget(find);
    column->addWidget(table, 1);
    addClose(*dialog);
    dialog->resize(px(480), std::min(px(600), parent.height() - px(60)));
    dialog->open();
}

void showAbout(QWidget& parent) {
    QDialog* dialog = helpDialog(parent, QObject::tr("About Recoscope"), "about");
    auto* column = static_cast<QVBoxLayout*>(dialog->layout());
    const auto line = [&](const QString& text, Appearance::Type type, PlainLabel::Role role) {
        auto* label = new PlainLabel(text, dialog);
        label->setType(type);
        label->setRole(role);
        label->setWordWrap(true);
        column->addWidget(label);
    };
    auto* picture = new QLabel(dialog);
    picture->setTextFormat(Qt::PlainText);
    picture->setPixmap(iconPixmap(QStringLiteral("recoscope"), theme().text, px(48), dialog->devicePixelRatioF()));
    picture->setAccessibleName(QObject::tr("Recoscope"));
    column->addWidget(picture);
    using Role = PlainLabel::Role;
    line(QObject::tr("Recoscope %1").arg(QLatin1String(kVersion)), Appearance::Type::Page, Role::Text);
    line(QObject::tr("A workbench for recommender systems: open ratings, train, compare, ask why."), Appearance::Type::Body,
         Role::Text);
    line(QObject::tr("Nothing leaves this computer."), Appearance::Type::Body, Role::Text);
    line(
        QObject::tr("Free software under the GNU General Public License, version 3 or later (GPL-3.0-or-later). It comes without "
                    "any warranty; LICENSE in the source has the whole text."),
        Appearance::Type::Secondary, Role::Muted);
    line(QObject::tr("Built with Qt %1 (running on %2), Qt Charts, Eigen and libarchive.")
             .arg(QLatin1String(QT_VERSION_STR), QLatin1String(qVersion())),
         Appearance::Type::Secondary, Role::Muted);
    column->addStretch(1);
    addClose(*dialog);
    dialog->resize(px(420), dialog->sizeHint().height());
    dialog->open();
}

} // namespace recoscope::ui
