#include "ui/shell/job_strip.h"
#include "ui/format.h"
#include "ui/session.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/thin_progress.h"
#include <QHBoxLayout>
#include <QPushButton>
#include <algorithm>

namespace recoscope::ui {

JobStrip::JobStrip(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_text(new PlainLabel({}, this)),
      m_left(new PlainLabel({}, this)),
      m_bar(new ThinProgress(this)),
      m_cancel(new QPushButton(tr("Cancel"), this)) {
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(px(8));
    for (PlainLabel* label : {m_text, m_left}) {
        label->setType(Appearance::Type::Secondary);
        label->setRole(PlainLabel::Role::Muted);
    }
    m_cancel->setProperty("flat", true);
    m_cancel->setProperty("compact", true);
    line->addWidget(m_text);
    line->addWidget(m_bar);
    line->addWidget(m_left);
    line->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, &session, [this] {
        if (m_session.isOpening()) m_session.cancelOpening();
        for (const Run& run : m_session.runs())
            if (run.state == Run::State::Running) {
                m_session.cancelRun(run.id);
                break;
            }
    });
    connect(&session, &Session::openingProgressed, this, [this](double fraction, const QString& stage) {
        m_openFraction = fraction;
        m_openStage = stage;
        refresh();
    });
    connect(&session, &Session::openingStarted, this, [this] {
        m_openFraction = 0;
        m_openStage = tr("opening");
        refresh();
    });
    for (auto signal : {&Session::runAdded, &Session::runChanged, &Session::runFinished, &Session::runRemoved})
        connect(&session, signal, this, [this] { refresh(); });
    for (auto signal : {&Session::datasetChanged, &Session::openingCancelled})
        connect(&session, signal, this, [this] { refresh(); });
    connect(&session, &Session::openingFailed, this, [this] { refresh(); });
    refresh();
}

void JobStrip::refresh() {
    const auto& runs = m_session.runs();
    const auto queued = std::ranges::count(runs, Run::State::Queued, &Run::state);
    const auto running = std::ranges::find_if(
        runs, [](const Run& r) { return r.state == Run::State::Running || r.state == Run::State::Cancelling; });
    const bool busy = m_session.isOpening() || running != runs.end();
    m_bar->setVisible(busy);
    m_cancel->setVisible(busy);
    QString left;
    if (m_session.isOpening()) {
        m_text->setText(m_openStage);
        m_bar->setValue(m_openFraction);
    } else if (running != runs.end()) {
        m_text->setText(running->name + QStringLiteral(", ") +
                        (running->state == Run::State::Cancelling ? tr("cancelling") : running->stage));
        m_bar->setValue(running->fraction);
        if (running->secondsLeft >= 0) left = tr("%1 left").arg(format::seconds(running->secondsLeft));
    } else {
        m_text->setText(queued > 0 ? tr("waiting for the split") : tr("No jobs running"));
    }
    if (queued > 0) left += (left.isEmpty() ? QString() : QStringLiteral(", ")) + tr("%1 queued").arg(queued);
    m_left->setText(left);
}

} // namespace recoscope::ui
