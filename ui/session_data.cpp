#include "core/catalogue/place.h"
#include "ui/session.h"
#include "ui/session_commands.h"
#include "ui/session_state.h"
#include <algorithm>
#include <chrono>

namespace recoscope::ui {
namespace {

struct Opened {
    Result<std::shared_ptr<const Dataset>> dataset;
    std::shared_ptr<const DataProfile> profile;
};

Opened openAndProfile(const std::string& ref, const LoadOptions& options, const TaskContext& context) {
    try {
        auto dataset = openDataset(ref, options, context.part(0, 0.9));
        if (!dataset) return {std::move(dataset), nullptr};
        auto profile = std::make_shared<const DataProfile>(profileOf(*dataset.value(), context));
        if (context.stopRequested()) return {Cancelled{}, nullptr};
        return {std::move(dataset), std::move(profile)};
    } catch (const std::bad_alloc&) {
        return {Error{ErrorKind::ResourceLimit, "There is not enough memory to open " + ref + ".", ref}, nullptr};
    } catch (const std::exception& e) {
        return {Error{ErrorKind::Internal, std::string("A bug of the program: ") + e.what(), ref}, nullptr};
    }
}

} // namespace

bool Session::isOpening() const { return d->isOpening; }

void Session::open(const QString& ref, const LoadOptions& options) {
    d->opening.request_stop();
    d->opening = {};
    d->isOpening = true;
    d->openingRef = ref;
    d->openingClock.start();
    const int job = ++d->openingJob;
    Q_EMIT openingStarted(ref);
    runInBackground(0, [this, mailbox = d->mailbox, path = ref.toStdString(), options, job, stop = d->opening.get_token()] {
        auto last = std::chrono::steady_clock::now();
        const TaskContext context(stop, [&](const Progress& p) {
            if (std::chrono::steady_clock::now() - last < std::chrono::milliseconds(50)) return;
            last = std::chrono::steady_clock::now();
            mailbox->post([this, job, p] {
                if (job != d->openingJob || !d->isOpening) return;
                const double elapsed = static_cast<double>(d->openingClock.elapsed()) / 1000;
                Q_EMIT openingProgressed(p.fraction, QString::fromStdString(p.stage),
                                         p.fraction > 0.05 ? elapsed * (1 - p.fraction) / p.fraction : -1);
            });
        });
        auto opened = std::make_shared<Opened>(openAndProfile(path, options, context));
        mailbox->post([this, job, opened] {
            if (job != d->openingJob) return;
            d->isOpening = false;
            if (opened->dataset.isCancelled()) {
                Q_EMIT openingCancelled();
                return;
            }
            if (opened->dataset.hasError()) {
                Q_EMIT openingFailed(opened->dataset.error());
                return;
            }
            const QString openedRef = d->openingRef;
            closeDataset();
            m_openedRef = openedRef;
            m_openSeconds = static_cast<double>(d->openingClock.elapsed()) / 1000;
            m_dataset = opened->dataset.value();
            m_profile = opened->profile;
            if (m_protocol.split.kind == SplitKind::Predefined || !m_dataset->interactions->hasTimes())
                m_protocol.split = windowDefaults().split;
            Q_EMIT datasetChanged();
            Q_EMIT protocolChanged();
            makeSplit();
        });
    });
}

void Session::cancelOpening() {
    if (!d->isOpening) return;
    d->opening.request_stop();
}

void Session::closeDataset() {
    d->training.request_stop();
    m_undo.clear();
    m_runs.clear();
    m_references.clear();
    d->referencing.request_stop();
    ++d->referencesJob;
    d->referencesSplit.reset();
    m_split.reset();
    m_splitError.reset();
    ++d->splittingJob;
    m_user.reset();
    m_item.reset();
    m_selectedRun = 0;
    m_edits.clear();
    d->visited.clear();
    d->visitedAt = 0;
    const bool had = m_dataset != nullptr;
    m_dataset.reset();
    m_profile.reset();
    if (had) Q_EMIT datasetChanged();
}

// ---- Selection

void Session::rememberSelection() {
    if (d->travelling) return;
    if (!d->visited.empty()) d->visited.resize(d->visitedAt + 1);
    d->visited.emplace_back(m_user, m_item);
    d->visitedAt = d->visited.size() - 1;
    Q_EMIT selectionHistoryChanged();
}

void Session::selectUser(UserIndex user) {
    if (m_user == user) return;
    const bool hadEdits = !edits().empty();
    m_user = user;
    rememberSelection();
    Q_EMIT userChanged();
    if (hadEdits || !edits().empty()) Q_EMIT editsChanged();
}

void Session::selectItem(ItemIndex item) {
    if (m_item == item) return;
    m_item = item;
    rememberSelection();
    Q_EMIT itemChanged();
}

void Session::selectRun(int id) {
    if (m_selectedRun == id) return;
    m_selectedRun = id;
    Q_EMIT selectedRunChanged();
}

bool Session::canGoBack() const { return d->visitedAt > 0; }
bool Session::canGoForward() const { return d->visitedAt + 1 < d->visited.size(); }

void Session::goBack() {
    if (!canGoBack()) return;
    d->travelling = true;
    const auto [user, item] = d->visited[--d->visitedAt];
    if (user) selectUser(*user);
    if (item) selectItem(*item);
    d->travelling = false;
    Q_EMIT selectionHistoryChanged();
}

void Session::goForward() {
    if (!canGoForward()) return;
    d->travelling = true;
    const auto [user, item] = d->visited[++d->visitedAt];
    if (user) selectUser(*user);
    if (item) selectItem(*item);
    d->travelling = false;
    Q_EMIT selectionHistoryChanged();
}

// ---- What-if

const HistoryEdits& Session::edits() const {
    static const HistoryEdits none;
    const auto of = m_user ? m_edits.find(*m_user) : m_edits.end();
    return of == m_edits.end() ? none : of->second;
}

void Session::setEdits(UserIndex user, const HistoryEdits& edits) {
    if (edits.empty())
        m_edits.erase(user);
    else
        m_edits[user] = edits;
    if (m_user == user)
        Q_EMIT editsChanged();
    else
        selectUser(user); // undone from elsewhere: what changes must be seen
}

void Session::pushEdits(const QString& text, const HistoryEdits& after) {
    const HistoryEdits before = edits();
    m_undo.push(new SessionCommand(
        text, [this, user = *m_user, after] { setEdits(user, after); },
        [this, user = *m_user, before] { setEdits(user, before); }));
}

void Session::editRating(ItemIndex item, std::optional<float> rating) {
    if (!m_user || !m_split) return;
    HistoryEdits after = edits();
    const auto row = m_split->historyOf(*m_user);
    const auto it = std::ranges::lower_bound(row.items, item);
    const bool stored = it != row.items.end() && *it == item;
    const bool same = stored ? rating && row.ratings[static_cast<std::size_t>(it - row.items.begin())] == *rating : !rating;
    if (same)
        after.changes.erase(item); // back to what the data says: no edit
    else
        after.changes[item] = rating;
    if (after != edits()) pushEdits(rating ? tr("Change a rating") : tr("Take a rating away"), after);
}

void Session::resetEdits() {
    if (!edits().empty()) pushEdits(tr("Reset the what-if"), {});
}

Session::EditedHistory Session::editedHistory() const {
    EditedHistory history;
    if (!m_user || !m_split) return history;
    const auto row = m_split->historyOf(*m_user);
    std::map<ItemIndex, float> ratings;
    for (std::size_t k = 0; k < row.size(); ++k) ratings[row.items[k]] = row.ratings[k];
    const auto stored = ratings;
    for (const auto& [item, rating] : edits().changes) {
        if (rating)
            ratings[item] = *rating;
        else
            ratings.erase(item);
    }
    history.edited = ratings != stored;
    for (const auto& [item, rating] : ratings) {
        history.items.push_back(item);
        history.ratings.push_back(rating);
    }
    return history;
}

} // namespace recoscope::ui
