#include "core/data/filters.h"
#include "ui/jobs/seldom.h"
#include "ui/session.h"
#include "ui/session_commands.h"
#include "ui/session_state.h"
#include <algorithm>
#include <exception>
#include <new>
#include <utility>

namespace recoscope::ui {
namespace {

struct Filtered {
    Result<std::shared_ptr<const Dataset>> dataset;
    DataFindings findings = {};
};

Filtered filterAndProfile(const std::shared_ptr<const Dataset>& whole, const std::vector<FilterStep>& steps,
                          const TaskContext& context) {
    try {
        auto dataset = recoscope::applyFilters(whole, steps, context.part(0, 0.8));
        if (!dataset) return {std::move(dataset)};
        context.report(0.8, "profiling");
        DataFindings findings = findOut(*dataset.value(), context);
        if (context.stopRequested()) return {Cancelled{}};
        return {std::move(dataset), std::move(findings)};
    } catch (const std::bad_alloc&) {
        return {Error{ErrorKind::ResourceLimit, "There is not enough memory to filter the data.", {}}};
    } catch (const std::exception& e) {
        return {Error{ErrorKind::Internal, std::string("A bug of the program: ") + e.what(), {}}};
    }
}

/// The same user or item in other data; nothing where it has none.
template <class Index>
std::optional<Index> sameIn(const std::optional<Index>& chosen, const Vocabulary& from, const Vocabulary& to) {
    if (!chosen) return {};
    const auto place = to.find(from.id(chosen->value));
    return place ? std::optional(Index{*place}) : std::nullopt;
}

} // namespace

bool Session::isFiltering() const { return d->isFiltering; }

void Session::applyFilters(const std::vector<FilterStep>& steps) {
    if (!m_opened || steps == m_now.filters) return;
    d->filtering.request_stop();
    d->filtering = {};
    d->isFiltering = true;
    const int job = ++d->filteringJob;
    Q_EMIT filteringChanged(0);
    runInBackground(0, [this, mailbox = d->mailbox, whole = m_opened, steps, job, stop = d->filtering.get_token()] {
        const TaskContext context(stop, seldom([this, mailbox, job](const Progress& p) {
                                      mailbox->post([this, job, p] {
                                          if (job == d->filteringJob && d->isFiltering) Q_EMIT filteringChanged(p.fraction);
                                      });
                                  }));
        auto made = std::make_shared<Filtered>(filterAndProfile(whole, steps, context));
        mailbox->post([this, job, made, steps] {
            if (job != d->filteringJob) return;
            d->isFiltering = false;
            if (made->dataset.hasValue()) {
                auto state = std::make_shared<DataState>();
                state->filters = steps;
                state->dataset = made->dataset.value();
                state->profile = made->findings.profile;
                state->quality = made->findings.quality;
                takeFiltered(state);
            }
            if (made->dataset.hasError()) Q_EMIT filteringFailed(made->dataset.error());
            Q_EMIT filteringChanged(1);
        });
    });
}

void Session::cancelFiltering() {
    if (!d->isFiltering) return;
    d->filtering.request_stop();
    d->isFiltering = false;
    ++d->filteringJob;
    Q_EMIT filteringChanged(1);
}

void Session::takeFiltered(const std::shared_ptr<DataState>& state) {
    state->user = sameIn(m_now.user, m_now.dataset->users, state->dataset->users);
    state->item = sameIn(m_now.item, m_now.dataset->items, state->dataset->items);
    state->protocol = m_now.protocol;
    // Undo and redo are the same: what is shown goes aside, what was aside is shown.
    const auto exchange = [this, state] { exchangeData(*state); };
    m_undo.push(
        new SessionCommand(state->filters.empty() ? tr("Take the filters back") : tr("Filter the data"), exchange, exchange));
}

void Session::exchangeData(DataState& other) {
    cancelFiltering();
    d->training.request_stop(); // its end finds no run any more
    std::erase_if(m_now.runs, [](const Run& run) { return run.isActive(); });
    d->splitting.request_stop();
    d->referencing.request_stop();
    ++d->splittingJob;
    ++d->referencesJob;
    if (m_now.references.empty()) m_now.referencesSplit.reset(); // were on the way: to be asked for again
    std::swap(m_now, other);
    Q_EMIT datasetChanged();
    Q_EMIT protocolChanged();
    Q_EMIT referencesChanged();
    Q_EMIT selectedRunChanged();
    Q_EMIT selectionHistoryChanged();
    if (!m_now.split) {
        makeSplit();
        return;
    }
    Q_EMIT splitReady();
    if (!m_now.runs.empty()) makeReferences();
}

} // namespace recoscope::ui
