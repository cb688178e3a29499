#include "core/models/registry.h"
#include "ui/models/entries.h"
#include "ui/pages/inspect/inspect_page.h"
#include "ui/ranked_runs.h"
#include "ui/widgets/picker_popup.h"
#include <algorithm>
#include <utility>

namespace recoscope::ui {

std::vector<const Run*> InspectPage::usableRuns() const { return rankedRuns(m_session); }

std::vector<const Run*> InspectPage::shownRuns() const {
    std::vector<const Run*> shown;
    const auto usable = usableRuns();
    for (const Run* run : usable) {
        const bool hidden = std::ranges::find(m_hidden, run->id) != m_hidden.end();
        if (!hidden && shown.size() < m_most) shown.push_back(run);
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

AppliedHistory InspectPage::storedHistory() const { return applyChanges(m_session.split()->historyOf(*m_session.user()), {}); }

std::optional<ItemIndex> InspectPage::target() const {
    if (m_target) return m_target;
    if (!m_session.edits().empty()) return m_session.edits().changes.begin()->first;
    if (m_suggestion) return m_suggestion->item;
    return m_session.item();
}

void InspectPage::splitChanged() {
    m_walk.clear();
    m_taste.reset();
    m_answer = {};
    m_target.reset();
    m_preview.reset();
    m_suggestion.reset();
    m_rateSuggestion = false;
    // Their answers speak of other data.
    for (LatestJob* job : {&m_background, &m_rank, &m_why, &m_drop, &m_suggest, &m_walkJob}) job->cancel();
    m_header->setData(m_session.dataset());
    m_history->setData(m_session.dataset());
    m_itemPicker->setTexts(itemsToPick(m_session.dataset()));
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
    m_suggestion.reset();
    m_rateSuggestion = false;
    refresh();
}

void InspectPage::refresh() {
    showState();
    if (m_state != State::Full) {
        for (LatestJob* job : {&m_rank, &m_why, &m_drop, &m_suggest}) job->cancel();
        return;
    }
    if (!m_session.user()) { // Someone typical, and the same one at every start.
        const auto users = orderUsers(UserOrder::MostActive, m_session.split()->askedHistories());
        if (!users.empty()) m_session.selectUser(users[users.size() / 2]);
        return;
    }
    m_header->setModels(shownRuns().size(), usableRuns().size());
    showHistory();
    showTarget();
    showEdits();
    m_whyCard->setRuns(shownRuns(), askedRun());
    refreshLists();
    refreshSuggestion();
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
        m_drop.cancel();
        return m_whyCard->clear();
    }
    WhyRequest request;
    request.split = m_session.split();
    request.model = rankedModel(*run);
    request.user = *m_session.user();
    request.changes = changes();
    request.item = *m_session.item();
    m_drop.cancel();
    m_why.submit([request](const TaskContext& context) { return explainItem(request, context); },
                 [this, dataset = m_session.dataset(), request](const WhyAnswer& answer) {
                     const Run* asked = m_session.run(answer.runId);
                     if (!asked) return;
                     m_whyCard->setAnswer(answer, dataset, request.changes, *asked, request.model.foldIn, kListLength);
                     refreshDrop(request);
                 },
                 [this](const QString& text) { m_whyCard->setFailure(text); });
}

void InspectPage::refreshDrop(const WhyRequest& request) {
    m_drop.submit([request](const TaskContext& context) { return findDrop(request, context); },
                  [this](const Drop& drop) { m_whyCard->setDrop(drop); });
}

/// A title worth a what-if, while nothing else is chosen for the slider.
void InspectPage::refreshSuggestion() {
    const Run* run = askedRun();
    if (!run || m_target || !m_session.edits().empty() || m_suggestion) return;
    SuggestRequest request;
    request.split = m_session.split();
    request.model = rankedModel(*run);
    request.user = *m_session.user();
    request.rating = m_session.dataset()->scale ? static_cast<float>(m_session.dataset()->scale->maximum) : 1.0F;
    m_suggest.submit([request](const TaskContext& context) { return suggestTitle(request, context); },
                     [this](std::optional<Suggestion> suggestion) {
                         m_suggestion = suggestion;
                         showTarget();
                         if (std::exchange(m_rateSuggestion, false)) rateSuggested();
                     });
}

} // namespace recoscope::ui
