#include "ui/session.h"
#include "core/models/registry.h"
#include "ui/models/run_text.h"
#include "ui/session_commands.h"
#include "ui/session_state.h"
#include <algorithm>
#include <cmath>
#include <utility>

namespace recoscope::ui {

Session::Session(QObject* parent) : QObject(parent), d(std::make_unique<Private>(this)), m_downloads(new Downloads(this)) {
    m_now.protocol = windowDefaults();
    connect(m_downloads, &Downloads::finished, this, [this](const QString& id) {
        const Download* download = m_downloads->find(id);
        if (download->state == Download::State::Here && !m_now.dataset && !d->isOpening) open(download->ref());
    });
}

Session::~Session() {
    d->mailbox->close();
    for (std::stop_source* stop : {&d->opening, &d->filtering, &d->splitting, &d->referencing, &d->training})
        stop->request_stop();
}

bool Session::waitForWork(int milliseconds) { return waitForBackground(milliseconds); }

// ---- Protocol

void Session::setProtocol(const SplitSpec& split, std::uint64_t seed, double relevanceThreshold) {
    m_now.protocol.split = split;
    m_now.protocol.seed = seed;
    m_now.protocol.relevanceThreshold = relevanceThreshold;
    Q_EMIT protocolChanged();
    makeSplit();
}

void Session::makeSplit() {
    d->splitting.request_stop();
    d->splitting = {};
    m_now.split.reset();
    m_now.splitError.reset();
    d->referencing.request_stop();
    ++d->referencesJob;
    if (!std::exchange(m_now.references, {}).empty()) Q_EMIT referencesChanged();
    if (!m_now.dataset) return;
    const int job = ++d->splittingJob;
    const auto stop = d->splitting.get_token();
    runInBackground(0, [this, mailbox = d->mailbox, dataset = m_now.dataset, spec = m_now.protocol, job, stop] {
        auto made =
            std::make_shared<Result<std::vector<Split>>>(makeSplits(*dataset, spec.split, spec.seed, TaskContext(stop, {})));
        mailbox->post([this, made, job] { // runs in the session's thread, and only while it lives
            if (job != d->splittingJob || made->isCancelled()) return;
            if (made->hasError()) {
                m_now.splitError = made->error();
                Q_EMIT splitFailed(*m_now.splitError);
            } else {
                m_now.split = std::make_shared<const Split>(std::move(made->value().front()));
                Q_EMIT splitReady();
                if (!m_now.runs.empty()) makeReferences(); // back under an old protocol its runs stand there at once
            }
            startNext();
        });
    });
}

} // namespace recoscope::ui
