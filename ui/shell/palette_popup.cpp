#include "ui/shell/palette_popup.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/session.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace recoscope::ui {
namespace {

constexpr int kMaxPerKind = 8;
enum { ActionRole = Qt::UserRole + 1, ItemRole, UserRole };

/// All words of the query occur, in any order.
bool matches(const QString& text, const QStringList& words) {
    for (const QString& word : words)
        if (!text.contains(word, Qt::CaseInsensitive)) return false;
    return true;
}

} // namespace

PalettePopup::PalettePopup(Session& session, ActionRegistry& actions, QWidget* parent)
    : QDialog(parent, Qt::Popup),
      m_session(session),
      m_actions(actions),
      m_edit(new QLineEdit(this)),
      m_list(new QListWidget(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(8), px(8), px(8), px(8));
    m_edit->setPlaceholderText(tr("Find an action, %1 or user").arg(tr("item")));
    m_edit->setAccessibleName(tr("Find"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    column->addWidget(m_edit);
    column->addWidget(m_list, 1);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &PalettePopup::search);
    connect(m_edit, &QLineEdit::returnPressed, this, &PalettePopup::run);
    connect(m_list, &QListWidget::itemClicked, this, &PalettePopup::run);
}

void PalettePopup::open() {
    resize(px(480), px(420));
    if (parentWidget()) move(parentWidget()->mapToGlobal(QPoint((parentWidget()->width() - width()) / 2, px(60))));
    search(m_edit->text());
    show();
    m_edit->setFocus();
    m_edit->selectAll();
}

void PalettePopup::addHeading(const QString& text) {
    auto* row = new QListWidgetItem(text, m_list);
    row->setFlags(Qt::NoItemFlags);
    row->setForeground(theme().muted);
    row->setFont(ui::font(Appearance::Type::Caption));
}

void PalettePopup::search(const QString& text) {
    m_list->clear();
    const QStringList words = text.split(' ', Qt::SkipEmptyParts);
    int found = 0;
    for (QAction* action : m_actions.all()) {
        QString name = action->text();
        name.remove('&');
        if (found == kMaxPerKind || !action->isEnabled() || !matches(name, words)) continue;
        if (found++ == 0) addHeading(tr("Actions"));
        const QString shortcut = action->shortcut().toString(QKeySequence::NativeText);
        auto* row = new QListWidgetItem(
            icon(action->property("icon").toString().isEmpty() ? QStringLiteral("right") : action->property("icon").toString()),
            shortcut.isEmpty() ? name : name + QStringLiteral("   ") + shortcut, m_list);
        row->setData(ActionRole, action->objectName());
    }
    const auto dataset = m_session.dataset();
    if (dataset && !words.isEmpty()) {
        found = 0;
        for (std::int32_t i = 0; i < dataset->items.size() && found < kMaxPerKind; ++i) {
            const QString title = format::title(dataset->titleOf(ItemIndex{i}));
            if (!matches(title, words)) continue;
            if (found++ == 0) addHeading(QString::fromStdString(dataset->itemNounPlural));
            (new QListWidgetItem(icon(QStringLiteral("film")), title, m_list))->setData(ItemRole, i);
        }
        found = 0;
        for (std::int32_t u = 0; u < dataset->users.size() && found < kMaxPerKind; ++u) {
            const QString id = format::safe(dataset->users.id(u));
            if (!id.startsWith(words.last(), Qt::CaseInsensitive)) continue;
            if (found++ == 0) addHeading(tr("Users"));
            (new QListWidgetItem(icon(QStringLiteral("user")), tr("User %1").arg(id), m_list))->setData(UserRole, u);
        }
    }
    for (int k = 0; k < m_list->count(); ++k)
        if (m_list->item(k)->flags() != Qt::NoItemFlags) {
            m_list->setCurrentRow(k);
            break;
        }
}

bool PalettePopup::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        for (int row = m_list->currentRow() + step; step != 0 && row >= 0 && row < m_list->count(); row += step)
            if (m_list->item(row)->flags() != Qt::NoItemFlags) {
                m_list->setCurrentRow(row);
                return true;
            }
    }
    return QDialog::eventFilter(watched, event);
}

void PalettePopup::run() {
    const QListWidgetItem* row = m_list->currentItem();
    if (!row || row->flags() == Qt::NoItemFlags) return;
    const QString action = row->data(ActionRole).toString();
    const QVariant item = row->data(ItemRole), user = row->data(UserRole);
    close();
    if (!action.isEmpty()) {
        if (QAction* found = m_actions.find(action)) found->trigger();
        return;
    }
    if (item.isValid()) m_session.selectItem(ItemIndex{item.toInt()});
    if (user.isValid()) m_session.selectUser(UserIndex{user.toInt()});
    if (QAction* inspect = m_actions.find(QStringLiteral("page.inspect"))) inspect->trigger();
}

} // namespace recoscope::ui
