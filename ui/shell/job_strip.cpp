#include "ui/shell/job_strip.h"
#include "ui/catalogue/download_words.h"
#include "ui/format.h"
#include "ui/session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/thin_progress.h"
#include <QHBoxLayout>
#include <QPushButton>
#include <algorithm>

namespace recoscope::ui {
namespace {

/// Without the time left, which stands in a label of its own.
QString downloadedSoFar(Download download) {
    download.secondsLeft = -1;
    return stateWords(download);
}

} // namespace

JobStrip::JobStrip(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_text(new QPushButton(this)),
      m_left(new PlainLabel({}, this)),
      m_bar(new ThinProgress(this)),
      m_cancel(new QPushButton(tr("Cancel"), this)) {
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(px(4));
    m_left->setType(Appearance::Type::Secondary);
    m_left->setRole(PlainLabel::Role::Muted);
    for (QPushButton* button : {m_text, m_cancel}) {
        button->setProperty("flat", true);
        button->setProperty("compact", true);
    }
    m_text->setToolTip(tr("Show all jobs"));
    m_cancel->setAccessibleName(tr("Cancel what runs now"));
    line->addWidget(m_text);
    line->addWidget(m_bar);
    line->addWidget(m_left);
    line->addWidget(m_cancel);
    const auto follow = [this] {
        QPalette ink = palette();
        ink.setColor(QPalette::ButtonText, theme().muted);
        for (QPushButton* button : {m_text, m_cancel}) button->setFont(ui::font(Appearance::Type::Secondary));
        m_text->setPalette(ink);
    };
    connect(&Appearance::instance(), &Appearance::changed, this, follow);
    follow();
    connect(m_text, &QPushButton::clicked, this, &JobStrip::pressed);
    connect(m_cancel, &QPushButton::clicked, this, &JobStrip::cancelCurrent);
    connect(&session, &Session::openingProgressed, this, [this](double fraction, const QString& stage, double left) {
        m_openFraction = fraction;
        m_openStage = stage;
        m_openLeft = left;
        refresh();
    });
    connect(&session, &Session::openingStarted, this, [this] {
        m_openFraction = 0;
        m_openLeft = -1;
        m_openStage = tr("opening");
        refresh();
    });
    for (auto signal : {&Session::runAdded, &Session::runChanged, &Session::runFinished, &Session::runRemoved})
        connect(&session, signal, this, [this] { refresh(); });
    for (auto signal : {&Session::datasetChanged, &Session::openingCancelled, &Session::splitReady})
        connect(&session, signal, this, [this] { refresh(); });
    connect(&session, &Session::openingFailed, this, [this] { refresh(); });
    connect(&session.downloads(), &Downloads::changed, this, [this] { refresh(); });
    connect(&session, &Session::openingAsks, this, [this] { refresh(); });
    refresh();
}

void JobStrip::cancelCurrent() {
    if (m_session.isOpening()) m_session.cancelOpening();
    const auto running = std::ranges::find(m_session.runs(), Run::State::Running, &Run::state);
    if (running != m_session.runs().end()) m_session.stopRun(running->id);
    if (const Download* download = m_session.downloads().active(); download && m_showsDownload)
        m_session.downloads().cancel(download->id());
}

void JobStrip::refresh() {
    const auto& runs = m_session.runs();
    const auto queued = std::ranges::count(runs, Run::State::Queued, &Run::state);
    const auto running = std::ranges::find_if(
        runs, [](const Run& r) { return r.state == Run::State::Running || r.state == Run::State::Cancelling; });
    const bool working = m_session.isOpening() || running != runs.end();
    const Download* download = m_session.downloads().active();
    m_showsDownload = download && !working; // what keeps the processor busy goes first
    m_bar->setVisible(working || download);
    m_cancel->setVisible(working ? m_session.isOpening() || running->state == Run::State::Running
                                 : download && download->state != Download::State::Cancelling);
    double seconds = -1;
    QString text;
    if (m_session.isOpening()) {
        text = m_openStage;
        m_bar->setValue(m_openFraction);
        seconds = m_openLeft;
    } else if (running != runs.end()) {
        text =
            running->name + QStringLiteral(", ") + (running->state == Run::State::Cancelling ? tr("cancelling") : running->stage);
        m_bar->setValue(running->fraction);
        seconds = running->state == Run::State::Running ? running->secondsLeft : -1;
    } else if (download) {
        text = format::safe(download->entry.name) + QStringLiteral(", ") + downloadedSoFar(*download);
        m_bar->setValue(download->fraction);
        seconds = download->secondsLeft;
    } else {
        text = queued > 0 ? tr("Cutting the data") : tr("No jobs running");
    }
    QStringList left;
    if (seconds >= 0) left << tr("%1 left").arg(format::seconds(seconds));
    if (queued > 0) left << tr("%1 queued").arg(queued);
    m_text->setText(QString(text).replace('&', QStringLiteral("&&")));
    m_text->setAccessibleName(text + QStringLiteral(". ") + tr("Show all jobs"));
    m_left->setText(left.join(QStringLiteral(", ")));
    m_left->setVisible(!left.isEmpty());
}

} // namespace recoscope::ui
