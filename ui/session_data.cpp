#include "core/catalogue/place.h"
#include "core/data/filters.h"
#include "core/data/preview/preview.h"
#include "core/data/synthetic/world_spec.h"
#include "ui/jobs/seldom.h"
#include "ui/reading_memory.h"
#include "ui/session.h"
#include "ui/session_commands.h"
#include "ui/session_state.h"
#include <algorithm>
#include <ctime>

namespace recoscope::ui {
namespace {

struct Opened {
    Result<std::shared_ptr<const Dataset>> dataset = Cancelled{};
    DataFindings findings;
    std::shared_ptr<const Dataset> whole; ///< Before filters.
    LoadOptions options;
    bool asBefore = false;
    std::shared_ptr<const SourcePreview> asks; ///< Where a person has to say how to read it.
};

Opened load(const std::string& ref, const LoadOptions& options, const TaskContext& context) {
    Opened opened;
    opened.options = options;
    LoadOptions unfiltered = options;
    unfiltered.filters.clear();
    auto whole = openDataset(ref, unfiltered, context.part(0, 0.9));
    opened.dataset = whole ? recoscope::applyFilters(whole.value(), options.filters, context.part(0.9, 0.95)) : whole;
    if (!opened.dataset) return opened;
    opened.whole = whole.value();
    opened.findings = findOut(*opened.dataset.value(), context);
    if (context.stopRequested()) opened.dataset = Cancelled{};
    return opened;
}

Opened ask(SourcePreview preview) {
    Opened opened;
    opened.asks = std::make_shared<const SourcePreview>(std::move(preview));
    return opened;
}

/// Looks at the beginning first: what was said of files of this shape holds again, and what is uncertain is asked.
Opened lookAndLoad(const std::string& ref, const TaskContext& context) {
    const auto resolved = resolveRef(ref, {});
    if (!resolved) return load(ref, {}, context);
    auto seen = previewSource(resolved.value().ref, resolved.value().options, context);
    if (!seen) return seen.isCancelled() ? Opened{} : load(ref, {}, context); // whose sentence is the fuller one
    if (const auto said = recallReading(seen.value().shape)) {
        Opened opened = load(ref, *said, context);
        opened.asBefore = true;
        if (!opened.dataset.hasError()) return opened;
    }
    // Lines without columns are no ratings: that is refused, not asked.
    if (seen.value().question && seen.value().question->key != "separator") return ask(std::move(seen).value());
    Opened opened = load(ref, {}, context);
    const bool aboutFiles =
        opened.dataset.hasError() && opened.dataset.error().where == resolved.value().ref && seen.value().finding("file");
    if (!aboutFiles) return opened;
    // Only the whole data showed that the files do not belong together.
    seen.value().question = {"file", "The files do not hold the same ratings. Which one is meant?"};
    return ask(std::move(seen).value());
}

Opened openGuarded(const std::string& ref, const LoadOptions& options, const TaskContext& context) {
    Opened failed;
    try {
        const bool file = ref != "demo" && !isWorldRef(ref);
        return file && options == LoadOptions{} ? lookAndLoad(ref, context) : load(ref, options, context);
    } catch (const std::bad_alloc&) {
        failed.dataset = Error{ErrorKind::ResourceLimit, "There is not enough memory to open " + ref + ".", ref};
    } catch (const std::exception& e) {
        failed.dataset = Error{ErrorKind::Internal, std::string("A bug of the program: ") + e.what(), ref};
    }
    return failed;
}

} // namespace

DataFindings findOut(const Dataset& dataset, const TaskContext& context) {
    return {std::make_shared<const DataProfile>(profileOf(dataset, context)),
            std::make_shared<const std::vector<QualityFinding>>(qualityOf(dataset, std::time(nullptr), context))};
}

bool Session::isOpening() const { return d->isOpening; }

void Session::open(const QString& ref, const LoadOptions& options) {
    d->opening.request_stop();
    d->opening = {};
    d->isOpening = true;
    d->openingRef = ref;
    d->splitOfOpening.reset();
    d->openingClock.start();
    const int job = ++d->openingJob;
    Q_EMIT openingStarted(ref);
    runInBackground(0, [this, mailbox = d->mailbox, path = ref.toStdString(), options, job, stop = d->opening.get_token()] {
        const TaskContext context(stop, seldom([this, mailbox, job](const Progress& p) {
                                      mailbox->post([this, job, p] {
                                          if (job != d->openingJob || !d->isOpening) return;
                                          const double elapsed = static_cast<double>(d->openingClock.elapsed()) / 1000;
                                          Q_EMIT openingProgressed(p.fraction, QString::fromStdString(p.stage),
                                                                   p.fraction > 0.05 ? elapsed * (1 - p.fraction) / p.fraction
                                                                                     : -1);
                                      });
                                  }));
        auto opened = std::make_shared<Opened>(openGuarded(path, options, context));
        mailbox->post([this, job, opened] {
            if (job != d->openingJob) return;
            d->isOpening = false;
            if (opened->asks) {
                Q_EMIT openingAsks(d->openingRef, opened->asks);
                return;
            }
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
            m_openedOptions = opened->options;
            m_openedAsBefore = opened->asBefore;
            m_openSeconds = static_cast<double>(d->openingClock.elapsed()) / 1000;
            m_dataset = opened->dataset.value();
            m_profile = opened->findings.profile;
            m_quality = opened->findings.quality;
            m_opened = opened->whole;
            m_filters = opened->options.filters;
            if (d->splitOfOpening)
                m_protocol.split = *std::exchange(d->splitOfOpening, std::nullopt);
            else if (m_protocol.split.kind == SplitKind::Predefined || !m_dataset->interactions->hasTimes())
                m_protocol.split = windowDefaults().split;
            Q_EMIT datasetChanged();
            Q_EMIT protocolChanged();
            makeSplit();
        });
    });
}

void Session::openWithParts(const SplitSpec& split) {
    if (!m_dataset) return;
    LoadOptions options = m_openedOptions;
    options.parts = partFiles(split);
    options.filters = m_filters;
    open(m_openedRef, options);
    d->splitOfOpening = split;
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
    m_quality.reset();
    m_opened.reset();
    m_filters.clear();
    cancelFiltering();
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
