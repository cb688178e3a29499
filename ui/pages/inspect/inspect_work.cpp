#include "core/models/registry.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/pages/inspect/inspect_page.h"
#include "ui/pages/inspect/sentences.h"
#include <QAction>
#include <QStringList>
#include <algorithm>
#include <limits>

namespace recoscope::ui {

namespace {

constexpr int kListLength = 10; ///< As RecommendRequest and WhyRequest say by default.

} // namespace

std::vector<const Run*> InspectPage::usableRuns() const {
    std::vector<const Run*> usable;
    for (const Run* run : m_session.doneRuns()) {
        const bool sameCut =
            run->experiment.split == m_session.protocol().split && run->experiment.seed == m_session.protocol().seed;
        if (sameCut && run->result && run->result->model) usable.push_back(run);
    }
    return usable;
}

std::vector<const Run*> InspectPage::shownRuns() const {
    std::vector<const Run*> shown;
    const auto usable = usableRuns();
    for (const bool references : {false, true}) { // Models that look at the user first; popularity and random fill what is left.
        for (const Run* run : usable) {
            const bool hidden = std::ranges::find(m_hidden, run->id) != m_hidden.end();
            if (!hidden && run->signature.isReference() == references && shown.size() < m_most) shown.push_back(run);
        }
    }
    if (shown.empty() && !usable.empty()) shown.push_back(usable.front());
    return shown;
}

const Run* InspectPage::askedRun() const {
    const auto shown = shownRuns();
    const auto asked = std::ranges::find_if(shown, [this](const Run* run) { return run->id == m_session.selectedRun(); });
    return asked != shown.end() ? *asked : shown.empty() ? nullptr : shown.front();
}

RankedModel InspectPage::rankedModel(const Run& run) const {
    const AlgorithmInfo* info = findAlgorithm(run.spec.algorithm);
    return {run.id, run.result->model, info ? info->capabilities.foldIn : FoldIn::Exact, run.experiment.relevanceThreshold};
}

HistoryChanges InspectPage::changes() const {
    HistoryChanges all = m_session.edits().changes;
    if (m_preview) all[m_preview->first] = m_preview->second;
    return all;
}

AppliedHistory InspectPage::storedHistory() const { return applyChanges(m_session.split()->train->row(*m_session.user()), {}); }

std::optional<ItemIndex> InspectPage::target() const {
    if (m_target) return m_target;
    if (!m_session.edits().empty()) return m_session.edits().changes.begin()->first;
    return m_session.item();
}

void InspectPage::splitChanged() {
    m_walk.clear();
    m_taste.reset();
    m_answer = {};
    m_target.reset();
    m_preview.reset();
    for (LatestJob* job : {&m_background, &m_rank, &m_why}) job->cancel(); // Their answers speak of other data.
    m_header->setData(m_session.dataset());
    m_history->setData(m_session.dataset());
    if (const auto dataset = m_session.dataset(); dataset && m_session.split()) {
        m_background.submit(
            [dataset, split = m_session.split()](const TaskContext& context) {
                return std::make_shared<const TasteBackground>(tasteBackground(*dataset, *split->train, context));
            },
            [this](std::shared_ptr<const TasteBackground> taste) {
                m_taste = std::move(taste);
                showHistory();
            });
    }
    refresh();
}

void InspectPage::userChanged() {
    m_target.reset();
    m_preview.reset();
    refresh();
}

void InspectPage::refresh() {
    showState();
    if (m_state != State::Full) {
        m_rank.cancel();
        m_why.cancel();
        return;
    }
    if (!m_session.user()) { // Someone typical, and the same one at every start.
        const auto users = orderUsers(UserOrder::MostActive, *m_session.split()->train);
        if (!users.empty()) m_session.selectUser(users[users.size() / 2]);
        return;
    }
    m_header->setModelsText(tr("Models %1 of %2").arg(QString::number(shownRuns().size()), QString::number(usableRuns().size())));
    showHistory();
    showTarget();
    showEdits();
    m_whyCard->setRuns(shownRuns(), askedRun() ? askedRun()->id : 0);
    refreshLists();
}

void InspectPage::refreshLists() {
    if (m_state != State::Full || !m_session.user()) return;
    RecommendRequest request;
    request.split = m_session.split();
    for (const Run* run : shownRuns()) request.models.push_back(rankedModel(*run));
    request.user = *m_session.user();
    request.changes = changes();
    request.selected = m_session.item();
    m_rank.submit([request](const TaskContext& context) { return recommend(request, context); },
                  [this](RecommendAnswer answer) { showLists(std::move(answer)); },
                  [this](const QString& text) {
                      m_listFailure->setText(
                          tr("The lists could not be computed: %1. Choose another user, or train again.").arg(text));
                      m_listFailure->show();
                  });
    refreshWhy();
}

void InspectPage::refreshWhy() {
    const Run* run = askedRun();
    if (!run || !m_session.item()) {
        m_why.cancel();
        return m_whyCard->clear();
    }
    WhyRequest request;
    request.split = m_session.split();
    request.model = rankedModel(*run);
    request.user = *m_session.user();
    request.changes = changes();
    request.item = *m_session.item();
    m_why.submit(
        [request](const TaskContext& context) { return explainItem(request, context); },
        [this, dataset = m_session.dataset(), changed = request.changes, foldIn = request.model.foldIn](const WhyAnswer& answer) {
            if (const Run* asked = m_session.run(answer.runId)) m_whyCard->setAnswer(answer, dataset, changed, *asked, foldIn);
        },
        [this](const QString& text) { m_whyCard->setFailure(text); });
}

void InspectPage::showLists(RecommendAnswer answer) {
    if (!answer.complete || !m_session.dataset()) return;
    m_answer = std::move(answer);
    m_listFailure->hide();
    const Dataset& dataset = *m_session.dataset();
    const bool projector = Appearance::instance().projector();
    std::vector<RibbonColumn> columns;
    for (const RecommendedColumn& ranked : m_answer.columns) {
        const Run* run = m_session.run(ranked.runId);
        if (!run) continue;
        RibbonColumn column;
        column.runId = ranked.runId;
        column.name = run->name;
        column.signature = run->signature;
        column.subtitle =
            tr("%1 of %2 held-out in the top %3")
                .arg(QString::number(ranked.hits), QString::number(ranked.heldOut.size()), QString::number(kListLength));
        int rank = 0;
        const std::size_t shown = shownLength();
        for (const ListedItem& listed : ranked.list) {
            if (column.rows.size() == shown) break;
            RibbonRow row = ribbonRow(dataset, listed.item);
            row.rank = ++rank;
            row.hit = listed.hit;
            row.movement = listed.movement;
            row.places = listed.places;
            column.rows.push_back(row);
        }
        if (ranked.selected && m_session.item() && ranked.selected->rank > rank) {
            RibbonRow row = ribbonRow(dataset, *m_session.item());
            row.rank = ranked.selected->rank;
            if (row.rank > kListLength) row.detail = tr("outside the top %1").arg(kListLength);
            row.hit = std::ranges::any_of(ranked.heldOut, [&](const HeldOutStanding& held) { return held.item == row.item; });
            column.beyond = row;
        }
        if (projector) { // Read from afar: titles only.
            column.subtitle.clear();
            for (RibbonRow& row : column.rows) row.detail.clear();
        }
        columns.push_back(std::move(column));
    }
    m_columns->setColumns(std::move(columns));
    m_columns->setSelected(m_session.item(), askedRun() ? askedRun()->id : 0);
    m_missed->setEvidence(projector ? Evidence{} : missedSentence(m_answer.columns, kListLength, dataset));
    const QString noun = QString::fromStdString(dataset.itemNoun);
    m_legend->setText(m_answer.edited && !projector
                          ? tr("✓ held-out %1 the user did rate   ▲ ▼ new: against the list before the edit").arg(noun)
                          : tr("✓ held-out %1 the user did rate").arg(noun));
    m_timing->setText(
        tr("%1 in %2 ms")
            .arg(m_answer.edited ? tr("re-ranked") : tr("ranked"), QString::number(std::max(1, qRound(m_answer.milliseconds)))));
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
    if (runs.size() == m_answer.columns.size()) m_whyCard->setEffects(m_answer.columns, runs, m_answer.edited, m_session.item());
}

void InspectPage::showHistory() {
    if (m_state != State::Full || !m_session.user()) return;
    const auto dataset = m_session.dataset();
    const UserIndex user = *m_session.user();
    const auto row = m_session.split()->train->row(user);
    m_history->setHistory(dataset, *m_session.split(), user, m_session.edits().changes);
    const AppliedHistory history = applyChanges(row, m_session.edits().changes);
    if (m_taste) m_history->setTaste(*dataset, *m_taste, history.items);

    QStringList parts{tr("User %1").arg(format::safe(dataset->users.id(user.value)))};
    for (const auto& [name, values] : dataset->userTable.columns) {
        if (parts.size() < 3 && !values[user.at()].empty()) parts << format::safe(values[user.at()]);
    }
    const auto all = dataset->interactions->row(user);
    QString who = parts.join(QStringLiteral(", ")) + QStringLiteral(" · ") +
                  format::counted(static_cast<std::int64_t>(all.size()), tr("rating"), tr("ratings"));
    double sum = 0;
    for (const float rating : all.ratings) sum += static_cast<double>(rating);
    if (dataset->hasRatings && all.size() > 0)
        who += tr(", mean %1").arg(format::rating(qRound(100 * sum / static_cast<double>(all.size())) / 100.0));
    m_header->setUser(who);

    QStringList likes;
    if (m_taste) {
        const auto taste = tasteOf(*dataset, *m_taste, history.items);
        for (const std::size_t genre : likesMoreThanMost(taste, 2, 0.03))
            likes << format::safe(dataset->itemTable.genreNames[genre]).toLower();
    }
    const QString headline =
        likes.isEmpty() ? parts.front() : tr("%1: more %2 than most").arg(parts.front(), likes.join(tr(" and ")));
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
    const AppliedHistory now = applyChanges(m_session.split()->train->row(*m_session.user()), changes());
    m_whyCard->setTarget(m_session.dataset(), *item, rating(now), rating(storedHistory()));
}

void InspectPage::showEdits() {
    HistoryChanges edits = m_session.edits().changes;
    const auto row = m_session.split()->train->row(*m_session.user());
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
