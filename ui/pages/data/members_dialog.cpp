#include "ui/pages/data/members_dialog.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/pages/data/data_selection.h"
#include "ui/pages/data/member_lines.h"
#include "ui/session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/popup_frame.h"
#include "ui/widgets/table_copy.h"
#include <QAction>
#include <QDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <optional>
#include <set>

namespace recoscope::ui {
namespace {

QTableWidget* tableOf(const std::vector<MemberColumn>& columns, const std::vector<MemberLine>& lines, QWidget* parent) {
    auto* table = new QTableWidget(static_cast<int>(lines.size()), static_cast<int>(columns.size()), parent);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(px(28));
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    offerRowCopy(*table);
    table->setTabKeyNavigation(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    for (int c = 0; c < table->columnCount(); ++c) {
        const MemberColumn& column = columns[static_cast<std::size_t>(c)];
        const Qt::Alignment side = (column.number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
        auto* head = new QTableWidgetItem(column.name);
        head->setTextAlignment(side);
        table->setHorizontalHeaderItem(c, head);
        for (int row = 0; row < table->rowCount(); ++row) {
            auto* cell = new QTableWidgetItem(lines[static_cast<std::size_t>(row)].cells[c]);
            cell->setTextAlignment(side);
            table->setItem(row, c, cell);
        }
    }
    table->resizeColumnsToContents();
    for (int c = 0; c < table->columnCount(); ++c) {
        table->setColumnWidth(c, table->columnWidth(c) + px(12)); // columns of either side do not touch
        if (columns[static_cast<std::size_t>(c)].wide) table->horizontalHeader()->setSectionResizeMode(c, QHeaderView::Stretch);
    }
    return table;
}

QString noteOf(const QualityFinding& finding, std::int64_t listed) {
    if (listed == 0) return QObject::tr("None of them can be listed.");
    if (listed < finding.count && finding.of != QualityFinding::Of::Rows)
        return QObject::tr("The first %1 of %2 are listed.").arg(format::count(listed), format::count(finding.count));
    if (listed < finding.count) return QObject::tr("The first %1 are listed.").arg(format::count(listed));
    return format::safe(finding.consequence);
}

QString shortened(const QString& words) {
    constexpr qsizetype kLongest = 40; // characters: a chip
    return words.size() > kLongest ? words.left(kLongest - 1) + QStringLiteral("…") : words;
}

/// A finding's table and what can be done with its lines: with those that are selected, or with all where none is.
class MembersDialog final : public FramedDialog {
public:
    MembersDialog(QWidget& window, Session& session, DataSelection& selection, ActionRegistry& actions,
                  const QualityFinding& finding)
        : FramedDialog(&window),
          m_session(session),
          m_selection(selection),
          m_actions(actions),
          m_finding(finding),
          m_data(session.dataset()),
          m_lines(memberLines(*m_data, finding)) {
        setObjectName(QStringLiteral("members"));
        setAttribute(Qt::WA_DeleteOnClose);
        setWindowTitle(format::safe(finding.sentence));
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(px(16), px(12), px(16), px(12));
        column->setSpacing(px(10));
        m_table = tableOf(memberColumns(finding.of), m_lines, this);
        m_table->setAccessibleName(windowTitle());
        column->addWidget(m_table, 1);
        addFoot(*column);
        connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &MembersDialog::follow);
        connect(&session, &Session::datasetChanged, this, &QDialog::close);
        const QSize room = window.size();
        resize(std::min(px(760), room.width() * 9 / 10), std::min(px(460), room.height() * 9 / 10));
        follow();
        m_table->setFocus();
    }

private:
    QPushButton* addButton(QHBoxLayout& foot, const QString& name) {
        auto* button = new QPushButton(this);
        button->setObjectName(name);
        button->setAutoDefault(false);
        foot.addWidget(button);
        return button;
    }
    void addFoot(QVBoxLayout& column) {
        auto* foot = new QHBoxLayout;
        auto* note = new PlainLabel(noteOf(m_finding, static_cast<std::int64_t>(m_lines.size())), this);
        note->setWordWrap(true);
        foot->addWidget(note, 1);
        if (m_finding.of != QualityFinding::Of::Items) {
            m_selectUsers = addButton(*foot, QStringLiteral("members.select-users"));
            connect(m_selectUsers, &QPushButton::clicked, this, &MembersDialog::selectUsers);
        }
        if (m_finding.of != QualityFinding::Of::Users) {
            m_selectItems = addButton(*foot, QStringLiteral("members.select-items"));
            connect(m_selectItems, &QPushButton::clicked, this, &MembersDialog::selectItems);
        }
        for (QPushButton* button : {m_selectUsers, m_selectItems})
            if (button)
                button->setToolTip(
                    tr("On the page: its pictures then show what they hold. Of the selected lines, or of all where "
                       "none is selected."));
        if (m_finding.of != QualityFinding::Of::Items) {
            m_open = addButton(*foot, QStringLiteral("members.inspect"));
            m_open->setText(tr("Open in Inspect"));
            connect(m_open, &QPushButton::clicked, this, &MembersDialog::openUser);
            connect(m_table, &QTableWidget::cellActivated, this, &MembersDialog::openUser);
        }
        auto* close = addButton(*foot, QStringLiteral("members.close"));
        close->setText(tr("Close"));
        close->setDefault(m_open == nullptr); // else Return opens the line
        connect(close, &QPushButton::clicked, this, &QDialog::close);
        column.addLayout(foot);
    }
    [[nodiscard]] std::vector<const MemberLine*> chosen() const {
        std::vector<const MemberLine*> lines;
        for (const QModelIndex& row : m_table->selectionModel()->selectedRows())
            lines.push_back(&m_lines[static_cast<std::size_t>(row.row())]);
        if (lines.empty())
            for (const MemberLine& line : m_lines) lines.push_back(&line);
        return lines;
    }
    template <class Index>
    [[nodiscard]] std::vector<Index> membersOf(std::optional<Index> MemberLine::*side) const {
        std::set<Index> members; // rows may be of the same ones
        for (const MemberLine* line : chosen())
            if (line->*side) members.insert(*(line->*side));
        return {members.begin(), members.end()};
    }
    /// What the buttons would do with the lines that are selected now.
    void follow() {
        const auto offer = [this](QPushButton* button, const QString& whom) {
            if (!button) return;
            button->setText(tr("Select %1").arg(whom));
            button->setEnabled(!m_lines.empty());
        };
        offer(m_selectUsers, usersWords());
        offer(m_selectItems, itemsWords());
        if (m_open) m_open->setEnabled(userToOpen().has_value());
    }
    [[nodiscard]] QString usersWords() const {
        return format::counted(static_cast<std::int64_t>(membersOf(&MemberLine::user).size()), tr("user"), tr("users"));
    }
    [[nodiscard]] QString itemsWords() const {
        return format::counted(static_cast<std::int64_t>(membersOf(&MemberLine::item).size()), tr("item"), tr("items"));
    }
    /// The finding's own words where it is all of what the finding is of; else how many of it.
    [[nodiscard]] QString words(const QString& whom, bool itself) const {
        const QString sentence = format::safe(m_finding.sentence);
        const bool all = itself && static_cast<std::int64_t>(chosen().size()) == m_finding.count;
        return shortened(all ? sentence : tr("%1 of “%2”").arg(whom, sentence));
    }
    void selectUsers() {
        m_selection.setFoundUsers(words(usersWords(), m_finding.of == QualityFinding::Of::Users), membersOf(&MemberLine::user));
        close();
    }
    void selectItems() {
        m_selection.setFoundItems(words(itemsWords(), m_finding.of == QualityFinding::Of::Items), membersOf(&MemberLine::item));
        close();
    }
    /// Of the line that was selected last; one that is not selected is nobody's choice.
    [[nodiscard]] std::optional<UserIndex> userToOpen() const {
        const QModelIndex at = m_table->currentIndex();
        if (!at.isValid() || !m_table->selectionModel()->isRowSelected(at.row())) return std::nullopt;
        return m_lines[static_cast<std::size_t>(at.row())].user;
    }
    void openUser() {
        const auto user = userToOpen();
        if (!user) return;
        m_session.selectUser(*user);
        close();
        if (QAction* page = m_actions.find(QStringLiteral("page.inspect"))) page->trigger();
    }

    Session& m_session;
    DataSelection& m_selection;
    ActionRegistry& m_actions;
    const QualityFinding m_finding;
    const std::shared_ptr<const Dataset> m_data; ///< Keeps what the lines speak of.
    const std::vector<MemberLine> m_lines;
    QTableWidget* m_table = nullptr;
    QPushButton *m_selectUsers = nullptr, *m_selectItems = nullptr, *m_open = nullptr; ///< Null where the finding has none.
};

} // namespace

void showMembers(QWidget& parent, Session& session, DataSelection& selection, ActionRegistry& actions,
                 const QualityFinding& finding) {
    (new MembersDialog(*parent.window(), session, selection, actions, finding))->open();
}

} // namespace recoscope::ui
