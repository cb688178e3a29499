#include "core/base/random.h"
#include "ui/actions.h"
#include "ui/pages/inspect/inspect_page.h"
#include "ui/pages/inspect/list_texts.h"
#include <QAction>
#include <QMenu>
#include <QPointer>
#include <QRandomGenerator>
#include <algorithm>
#include <cstdlib>

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
    addAction(QStringLiteral("inspect.rate-top"), tr("Choose the hit on which the lists differ most"), {},
              &InspectPage::chooseTop, QStringLiteral("check"));
    addAction(QStringLiteral("inspect.what-if-suggested"), tr("What if: rate the suggested title highest"), {},
              &InspectPage::rateSuggested, QStringLiteral("plus"));
    addAction(QStringLiteral("inspect.what-if-without"), tr("What if: take the strongest reason away"), {},
              &InspectPage::takeStrongest, QStringLiteral("minus"));
    addAction(QStringLiteral("inspect.missed"), tr("Why was a held-out title missed"), {}, &InspectPage::missedReason,
              QStringLiteral("help"));
    const auto cases = [this](const char* id, const QString& text, UserOrder order) {
        m_actions.add(
            QLatin1String(id), {}, text, {},
            [page = QPointer<InspectPage>(this), order] {
                if (page && page->m_session.dataset()) page->walk(order);
            },
            QStringLiteral("user"));
    };
    cases("inspect.few-ratings", tr("Inspect a user with few ratings"), UserOrder::LeastActive);
    cases("inspect.typical-user", tr("Inspect a user of typical activity"), UserOrder::MedianActive);
    cases("inspect.many-ratings", tr("Inspect a user with many ratings"), UserOrder::MostActive);
    cases("inspect.worst-served", tr("Inspect the user served worst"), UserOrder::WorstServed);
    addAction(QStringLiteral("inspect.models-disagree"), tr("Inspect a user on whom the models disagree"), {},
              &InspectPage::walkDisagreement, QStringLiteral("user"));
    addAction(QStringLiteral("inspect.niche-taste"), tr("Inspect a user of niche taste"), {}, &InspectPage::walkNiche,
              QStringLiteral("user"));
    addAction(QStringLiteral("inspect.view-sentence"), tr("Why as a sentence"), {}, &InspectPage::viewSentence);
    addAction(QStringLiteral("inspect.view-bars"), tr("Why as bars"), {}, &InspectPage::viewBars);
    addAction(QStringLiteral("inspect.view-numbers"), tr("Why in numbers"), {}, &InspectPage::viewNumbers);
    auto* undo = m_session.undoStack().createUndoAction(this, tr("Undo"));
    auto* redo = m_session.undoStack().createRedoAction(this, tr("Redo"));
    const auto find = [this](const char* id) { return m_actions.find(QLatin1String(id)); };
    m_header->bind(find("inspect.previous-user"), find("inspect.next-user"), find("inspect.random-user"), undo, redo,
                   find("inspect.reset-edits"));
    connect(m_header->cases(), &QMenu::aboutToShow, this, &InspectPage::fillCases);
    connect(m_header->models(), &QMenu::aboutToShow, this, &InspectPage::fillModels);
}

void InspectPage::fillCases() {
    QMenu& menu = *m_header->cases();
    menu.clear();
    const auto name = [](const QString& text) { return QString(text).replace(QLatin1Char('&'), QLatin1String("&&")); };
    menu.addSection(tr("Hard cases"));
    if (const Run* run = askedRun()) {
        menu.addAction(tr("Worst served by %1 (NDCG@10)").arg(name(run->name)), this, [this] { walk(UserOrder::WorstServed); });
        menu.addAction(tr("Best served by %1 (NDCG@10)").arg(name(run->name)), this, [this] { walk(UserOrder::BestServed); });
    }
    menu.addAction(tr("Models disagree most"), this, &InspectPage::walkDisagreement)->setEnabled(usableRuns().size() > 1);
    menu.addAction(tr("Niche taste"), this, &InspectPage::walkNiche)->setEnabled(m_taste != nullptr);
    menu.addSection(tr("By activity"));
    menu.addAction(tr("Few ratings"), this, [this] { walk(UserOrder::LeastActive); });
    menu.addAction(tr("Median"), this, [this] { walk(UserOrder::MedianActive); });
    menu.addAction(tr("Many ratings"), this, [this] { walk(UserOrder::MostActive); });
    menu.addSeparator();
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

void InspectPage::walkBy(std::function<std::vector<UserIndex>()> order) {
    if (!m_session.split()) return;
    m_walkJob.submit([order = std::move(order)](const TaskContext&) { return order(); },
                     [this](std::vector<UserIndex> users) {
                         m_walk = std::move(users);
                         if (!m_walk.empty()) m_session.selectUser(m_walk.front());
                     });
}

void InspectPage::walk(UserOrder order) {
    const Run* run = askedRun();
    walkBy([order, split = m_session.split(), result = run ? run->result : nullptr] {
        return orderUsers(order, split->askedHistories(), result ? &result->evaluation : nullptr);
    });
}

void InspectPage::walkDisagreement() {
    std::vector<std::shared_ptr<const ModelResult>> results;
    for (const Run* run : usableRuns()) {
        if (!run->signature.isReference()) results.push_back(run->result);
    }
    walkBy([split = m_session.split(), results] {
        std::vector<const Evaluation*> evaluations;
        for (const auto& result : results) evaluations.push_back(&result->evaluation);
        return orderByDisagreement(*split->train, evaluations, kListLength);
    });
}

void InspectPage::walkNiche() {
    if (m_taste)
        walkBy([split = m_session.split(), taste = m_taste] { return orderByNiche(*split->train, taste->popularityRanks); });
}

void InspectPage::stepUser(int by) {
    if (!m_session.split()) return;
    if (m_walk.empty()) m_walk = orderUsers(UserOrder::ById, m_session.split()->askedHistories());
    if (m_walk.empty()) return;
    const auto here = m_session.user() ? std::ranges::find(m_walk, *m_session.user()) : m_walk.end();
    const auto count = static_cast<std::ptrdiff_t>(m_walk.size());
    const std::ptrdiff_t place = here == m_walk.end() ? 0 : ((here - m_walk.begin()) + by + count) % count;
    m_session.selectUser(m_walk[static_cast<std::size_t>(place)]);
}

void InspectPage::randomUser() {
    if (!m_session.split()) return;
    const auto users = orderUsers(UserOrder::ById, m_session.split()->askedHistories());
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
    // The hit whose places differ most between the lists says most; without hits, the first title.
    const auto placeIn = [](const RecommendedColumn& column, ItemIndex item) {
        return static_cast<int>(std::ranges::find(column.list, item, &ListedItem::item) - column.list.begin());
    };
    ItemIndex chosen = list.front().item;
    int most = -1;
    for (const ListedItem& listed : list) {
        if (!listed.hit) continue;
        int spread = 0;
        for (const RecommendedColumn& column : m_answer.columns)
            spread += std::abs(placeIn(column, listed.item) - placeIn(m_answer.columns.front(), listed.item));
        if (spread <= most) continue;
        most = spread;
        chosen = listed.item;
    }
    m_session.selectRun(m_answer.columns.front().runId);
    m_session.selectItem(chosen);
}

void InspectPage::rateSuggested() {
    if (!m_suggestion) { // Still being looked for: rated when it is known.
        m_rateSuggestion = m_suggest.isBusy();
        return;
    }
    const auto dataset = m_session.dataset();
    m_target = m_suggestion->item;
    m_session.editRating(*m_target, dataset->scale ? static_cast<float>(dataset->scale->maximum) : 1.0F);
}

void InspectPage::takeStrongest() {
    const Run* run = askedRun();
    if (!run || !m_session.item() || !m_session.user()) return;
    const AppliedHistory history = applyChanges(m_session.split()->historyOf(*m_session.user()), changes());
    const auto views = run->result->model->explain(queryFor(*m_session.split(), *m_session.user(), history), *m_session.item());
    const Explanation* view = historyView(views);
    const auto raising = view ? raisingItems(*view) : std::vector<Contribution>{};
    if (raising.empty()) return;
    m_target = ItemIndex(raising.front().id);
    m_session.editRating(*m_target, std::nullopt);
}

void InspectPage::missedReason() {
    for (const EvidencePiece& piece : missedSentence(m_answer.columns, kListLength, *m_session.dataset())) {
        if (piece.item) return m_session.selectItem(*piece.item);
    }
}

} // namespace recoscope::ui
