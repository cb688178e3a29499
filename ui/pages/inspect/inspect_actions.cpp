#include "core/base/random.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/pages/inspect/inspect_page.h"
#include <QAction>
#include <QMenu>
#include <QPointer>
#include <QRandomGenerator>
#include <algorithm>

namespace recoscope::ui {

void InspectPage::addAction(const QString& id, const QString& text, const QKeySequence& shortcut, void (InspectPage::*run)(),
                            const QString& icon) {
    m_actions.add(
        id, {}, text, shortcut,
        [page = QPointer<InspectPage>(this), run] {
            if (page && page->m_session.dataset()) (page->*run)();
        },
        icon);
}

void InspectPage::registerActions() {
    addAction(QStringLiteral("inspect.random-user"), tr("Random user"), {}, &InspectPage::randomUser, QStringLiteral("dice"));
    addAction(QStringLiteral("inspect.previous-user"), tr("Previous user"), {}, &InspectPage::previousUser,
              QStringLiteral("left"));
    addAction(QStringLiteral("inspect.next-user"), tr("Next user"), {}, &InspectPage::nextUser, QStringLiteral("right"));
    addAction(QStringLiteral("inspect.find-user"), tr("Find a user..."), {}, &InspectPage::findUser, QStringLiteral("search"));
    addAction(QStringLiteral("inspect.add-rating"), tr("Rate another title in a what-if..."), {}, &InspectPage::addRating,
              QStringLiteral("plus"));
    addAction(QStringLiteral("inspect.reset-edits"), tr("Reset the what-if"), {}, &InspectPage::resetEdits,
              QStringLiteral("reload"));
    addAction(QStringLiteral("inspect.rate-top"), tr("Choose the first hit of the first list"), {}, &InspectPage::chooseTop,
              QStringLiteral("check"));
    addAction(QStringLiteral("inspect.rate-suggested"), tr("What if: rate the best known title not rated"), {},
              &InspectPage::rateSuggested, QStringLiteral("star"));
    addAction(QStringLiteral("inspect.view-sentence"), tr("Why as a sentence"), {}, &InspectPage::viewSentence);
    addAction(QStringLiteral("inspect.view-bars"), tr("Why as bars"), {}, &InspectPage::viewBars);
    addAction(QStringLiteral("inspect.view-numbers"), tr("Why in numbers"), {}, &InspectPage::viewNumbers);
    auto* undo = m_session.undoStack().createUndoAction(this, tr("Undo"));
    auto* redo = m_session.undoStack().createRedoAction(this, tr("Redo"));
    const auto find = [this](const char* id) { return m_actions.find(QLatin1String(id)); };
    m_header->bind(find("inspect.previous-user"), find("inspect.next-user"), find("inspect.random-user"), undo, redo,
                   find("inspect.reset-edits"));
    connect(m_header->hardCases(), &QMenu::aboutToShow, this, &InspectPage::fillHardCases);
    connect(m_header->models(), &QMenu::aboutToShow, this, &InspectPage::fillModels);
}

void InspectPage::fillHardCases() {
    QMenu& menu = *m_header->hardCases();
    menu.clear();
    if (const Run* run = askedRun()) {
        menu.addAction(tr("Worst served by %1 (NDCG@10)").arg(run->name), this, [this] { walk(UserOrder::WorstServed); });
        menu.addAction(tr("Best served by %1 (NDCG@10)").arg(run->name), this, [this] { walk(UserOrder::BestServed); });
        menu.addSeparator();
    }
    menu.addAction(tr("Least history"), this, [this] { walk(UserOrder::LeastActive); });
    menu.addAction(tr("Most history"), this, [this] { walk(UserOrder::MostActive); });
    menu.addAction(tr("All users by id"), this, [this] { walk(UserOrder::ById); });
}

void InspectPage::fillModels() {
    QMenu& menu = *m_header->models();
    menu.clear();
    const auto shown = shownRuns();
    for (const Run* run : usableRuns()) {
        QAction* action = menu.addAction(swatchIcon(run->signature), run->name);
        action->setCheckable(true);
        action->setChecked(std::ranges::find(shown, run) != shown.end());
        connect(action, &QAction::toggled, this, [this, id = run->id](bool on) {
            if (!on)
                m_hidden.push_back(id);
            else
                std::erase(m_hidden, id);
            // One more than fits: the last of those shown makes room.
            const auto now = shownRuns();
            const bool there = std::ranges::any_of(now, [id](const Run* r) { return r->id == id; });
            if (on && !there && !now.empty()) m_hidden.push_back(now.back()->id);
            refresh();
        });
    }
}

void InspectPage::walk(UserOrder order) {
    if (!m_session.split()) return;
    const Run* run = askedRun();
    m_walk = orderUsers(order, *m_session.split()->train, run ? &run->result->evaluation : nullptr);
    if (!m_walk.empty()) m_session.selectUser(m_walk.front());
}

void InspectPage::stepUser(int by) {
    if (!m_session.split()) return;
    if (m_walk.empty()) m_walk = orderUsers(UserOrder::ById, *m_session.split()->train);
    if (m_walk.empty()) return;
    const auto here = m_session.user() ? std::ranges::find(m_walk, *m_session.user()) : m_walk.end();
    const auto count = static_cast<std::ptrdiff_t>(m_walk.size());
    const std::ptrdiff_t place = here == m_walk.end() ? 0 : ((here - m_walk.begin()) + by + count) % count;
    m_session.selectUser(m_walk[static_cast<std::size_t>(place)]);
}

void InspectPage::randomUser() {
    if (!m_session.split()) return;
    const auto users = orderUsers(UserOrder::ById, *m_session.split()->train);
    if (users.empty()) return;
    Random random(QRandomGenerator::global()->generate64());
    m_session.selectUser(users[random.below(users.size())]);
}

void InspectPage::resetEdits() {
    m_target.reset();
    m_session.resetEdits();
}

void InspectPage::chooseTop() {
    if (m_answer.columns.empty() || m_answer.columns.front().list.empty()) return;
    const auto& list = m_answer.columns.front().list;
    const auto hit = std::ranges::find(list, true, &ListedItem::hit);
    m_session.selectRun(m_answer.columns.front().runId);
    m_session.selectItem(hit == list.end() ? list.front().item : hit->item);
}

void InspectPage::rateSuggested() {
    const auto dataset = m_session.dataset();
    if (!m_taste || !m_session.user() || !m_session.split()) return;
    const AppliedHistory history = applyChanges(m_session.split()->train->row(*m_session.user()), changes());
    std::optional<ItemIndex> best;
    for (std::size_t i = 0; i < m_taste->popularityRanks.size(); ++i) {
        const ItemIndex item(i);
        const bool known = m_session.dataset()->interactions->contains(*m_session.user(), item) ||
                           std::ranges::binary_search(history.items, item);
        if (!known && item != m_session.item() && (!best || m_taste->popularityRanks[i] < m_taste->popularityRanks[best->at()]))
            best = item;
    }
    if (!best) return;
    m_target = best;
    m_session.editRating(*best, dataset->scale ? static_cast<float>(dataset->scale->maximum) : 1.0F);
}

} // namespace recoscope::ui
