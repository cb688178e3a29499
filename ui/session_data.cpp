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
            m_now.dataset = opened->dataset.value();
            m_now.profile = opened->findings.profile;
            m_now.quality = opened->findings.quality;
            m_opened = opened->whole;
            m_now.filters = opened->options.filters;
            if (d->splitOfOpening)
                m_now.protocol.split = *std::exchange(d->splitOfOpening, std::nullopt);
            else if (m_now.protocol.split.kind == SplitKind::Predefined || !m_now.dataset->interactions->hasTimes())
                m_now.protocol.split = windowDefaults().split;
            Q_EMIT datasetChanged();
            Q_EMIT protocolChanged();
            makeSplit();
        });
    });
}

void Session::openWithParts(const SplitSpec& split) {
    if (!m_now.dataset) return;
    LoadOptions options = m_openedOptions;
    options.parts = partFiles(split);
    options.filters = m_now.filters;
    open(m_openedRef, options);
    d->splitOfOpening = split;
}

void Session::cancelOpening() {
    if (!d->isOpening) return;
    d->opening.request_stop();
}

void Session::closeDataset() {
    d->training.request_stop();
    d->referencing.request_stop();
    ++d->referencesJob;
    ++d->splittingJob;
    m_undo.clear();
    const bool had = m_now.dataset != nullptr;
    DataState none;
    none.protocol = m_now.protocol;
    m_now = std::move(none);
    m_opened.reset();
    cancelFiltering();
    if (had) Q_EMIT datasetChanged();
}

} // namespace recoscope::ui
