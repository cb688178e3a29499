#include "ui/actions.h"
#include "ui/format.h"
#include "ui/models/entries.h"
#include "ui/pages/inspect/inspect_page.h"
#include "ui/pages/inspect/list_legend.h"
#include "ui/pages/inspect/list_texts.h"
#include "ui/pages/inspect/reason_lines.h"
#include "ui/pages/inspect/what_if.h"
#include "ui/widgets/plain_label.h"
#include <QAction>
#include <QStringList>
#include <algorithm>
#include <cstdlib>

namespace recoscope::ui {

RibbonColumn InspectPage::ribbonColumn(const RecommendedColumn& ranked, const Run& run) const {
    const Dataset& dataset = *m_session.dataset();
    const bool projector = Appearance::instance().projector();
    RibbonColumn column;
    column.runId = ranked.runId;
    column.name = run.name;
    column.signature = run.signature;
    column.subtitle = ranked.heldOut.empty() ? tr("nothing held out of this user")
                                             : tr("%1 of %2 held-out in the top %3")
                                                   .arg(QString::number(ranked.hits), QString::number(ranked.heldOut.size()),
                                                        QString::number(kListLength));
    column.help =
        ndcgHelp(ranked, kListLength, format::user(format::safe(dataset.users.id(m_answer.user.value))), run.name, dataset);
    column.rankHelp = rankHelp(ranked);
    int rank = 0;
    for (const ListedItem& listed : ranked.list) {
        if (column.rows.size() == shownLength()) break;
        RibbonRow row = ribbonRow(dataset, listed.item);
        row.rank = ++rank;
        row.hit = listed.hit;
        row.movement = listed.movement;
        row.places = listed.places;
        row.score = scoreText(listed.score);
        column.rows.push_back(row);
    }
    if (ranked.selected && m_session.item() && ranked.selected->rank > rank) {
        RibbonRow row = ribbonRow(dataset, *m_session.item());
        row.rank = ranked.selected->rank;
        row.score = scoreText(ranked.selected->score);
        if (row.rank > kListLength) row.detail = tr("outside the top %1").arg(kListLength);
        row.hit = std::ranges::any_of(ranked.heldOut, [&](const HeldOutStanding& held) { return held.item == row.item; });
        if (ranked.selectedBefore && ranked.selectedBefore->rank > 0) {
            const int moved = ranked.selectedBefore->rank - row.rank;
            row.movement = moved == 0 ? Movement::Same : moved > 0 ? Movement::Up : Movement::Down;
            row.places = std::abs(moved);
        }
        column.beyond = row;
    }
    if (projector) { // Read from afar: titles only.
        column.subtitle.clear();
        for (RibbonRow& row : column.rows) row.detail.clear();
    }
    return column;
}

void InspectPage::showLists(RecommendAnswer answer) {
    if (!answer.complete || !m_session.dataset()) return;
    m_answer = std::move(answer);
    m_listFailure->hide();
    const Dataset& dataset = *m_session.dataset();
    const bool projector = Appearance::instance().projector();
    std::vector<RibbonColumn> columns;
    for (const RecommendedColumn& ranked : m_answer.columns) {
        if (const Run* run = m_session.run(ranked.runId)) columns.push_back(ribbonColumn(ranked, *run));
    }
    m_columns->setColumns(std::move(columns));
    m_columns->setSelected(m_session.item(), askedRun() ? askedRun()->id : 0);
    m_missed->setEvidence(projector ? Evidence{} : missedSentence(m_answer.columns, kListLength, dataset));
    m_legend->setTexts(tr("held-out %1 the user did rate").arg(QString::fromStdString(dataset.itemNoun)),
                       m_answer.edited && !projector ? tr("new: against the list before the edit") : QString());
    m_timing->setText(
        tr("%1 in %2 ms")
            .arg(m_answer.edited ? tr("re-ranked") : tr("ranked"), QString::number(std::max(1, qRound(m_answer.milliseconds)))));
    m_timing->setToolTip(plainTip(
        tr("Scoring and ranking every %1 in all lists shown, on this computer.").arg(QString::fromStdString(dataset.itemNoun))));
    showStanding();
    if (!m_session.item()) chooseTop();
}

std::size_t InspectPage::shownLength() const { return Appearance::instance().projector() ? 7 : kListLength; }

void InspectPage::showStanding() {
    const Run* run = askedRun();
    if (!m_session.item() || !run) return;
    const auto column = std::ranges::find(m_answer.columns, run->id, &RecommendedColumn::runId);
    const bool known = column != m_answer.columns.end();
    const bool hit = known && std::ranges::any_of(column->heldOut,
                                                  [this](const HeldOutStanding& held) { return held.item == *m_session.item(); });
    m_whyCard->setStanding(m_session.dataset(), *m_session.item(), known ? &*column : nullptr, hit);
    std::vector<const Run*> runs;
    for (const RecommendedColumn& c : m_answer.columns) {
        if (const Run* r = m_session.run(c.runId)) runs.push_back(r);
    }
    if (runs.size() == m_answer.columns.size())
        m_whyCard->whatIf().setEffects(m_answer.columns, runs, m_answer.edited, m_session.item());
}

void InspectPage::showHistory() {
    if (m_state != State::Full || !m_session.user() || !m_session.split()) return;
    const auto dataset = m_session.dataset();
    const UserIndex user = *m_session.user();
    const auto row = m_session.split()->historyOf(user);
    m_history->setHistory(dataset, *m_session.split(), user, m_session.edits().changes);
    const AppliedHistory history = applyChanges(row, m_session.edits().changes);
    if (m_taste) m_history->setTaste(*dataset, *m_taste, history.items);

    const QString name = userName(*dataset, user);
    m_header->setUser(name, userDetail(*dataset, user));

    QStringList likes;
    if (m_taste) {
        const auto taste = tasteOf(*dataset, *m_taste, history.items);
        for (const std::size_t genre : likesMoreThanMost(taste, 2, 0.03))
            likes << format::safe(dataset->itemTable.genreNames[genre]).toLower();
    }
    const QString headline = likes.isEmpty() ? name : tr("%1: more %2 than most").arg(name, likes.join(tr(" and ")));
    m_header->setProjector(Appearance::instance().projector(), headline);
}

void InspectPage::showTarget() {
    const auto item = target();
    if (m_state != State::Full || !item || !m_session.user()) return;
    const auto rating = [&item](const AppliedHistory& history) -> std::optional<float> {
        const auto found = std::ranges::lower_bound(history.items, *item);
        if (found == history.items.end() || *found != *item) return {};
        return history.ratings[static_cast<std::size_t>(found - history.items.begin())];
    };
    const AppliedHistory now = applyChanges(m_session.split()->historyOf(*m_session.user()), changes());
    m_whyCard->whatIf().setTarget(m_session.dataset(), *item, rating(now), rating(storedHistory()), m_suggestion,
                                  askedRun() ? askedRun()->name : QString());
    showStanding();
}

void InspectPage::showEdits() {
    HistoryChanges edits = m_session.edits().changes;
    const auto row = m_session.split()->historyOf(*m_session.user());
    std::erase_if(edits,
                  [&row](const auto& change) { return !applyChanges(row, {change}).edited; }); // Set back by hand: no edit.
    QString single;
    if (edits.size() == 1) {
        const auto& [item, rating] = *edits.begin();
        single = format::title(m_session.dataset()->titleOf(item)) + QStringLiteral(", ") +
                 (rating ? format::rating(static_cast<double>(*rating)) : tr("taken away"));
    }
    m_header->setEdits(edits.size(), single);
    if (QAction* reset = m_actions.find(QStringLiteral("inspect.reset-edits"))) reset->setEnabled(!edits.empty());
}

} // namespace recoscope::ui
