#include "ui/pages/train/run_card.h"
#include "core/models/registry.h"
#include "ui/models/run_text.h"
#include "ui/pages/train/run_charts.h"
#include "ui/pages/train/run_repair.h"
#include "ui/session.h"
#include "ui/theme/icons.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/note_bar.h"
#include "ui/widgets/swatch_label.h"
#include "ui/widgets/thin_progress.h"
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace recoscope::ui {

RunCard::RunCard(Session& session, ActionRegistry& actions, int runId, QWidget* parent)
    : Card(parent),
      m_session(session),
      m_actions(actions),
      m_id(runId) {
    setObjectName(QStringLiteral("run-%1").arg(runId));
    body()->setContentsMargins(px(16), px(10), px(12), px(10));
    body()->setSpacing(px(8));
    makeLine();
    m_progress = new ThinProgress(this);
    m_note = new NoteBar(NoteBar::Kind::Info, this);
    m_repeat = m_note->addButton({});
    connect(m_repeat, &QPushButton::clicked, this, [this] { perform(m_face.repeat.does); });
    m_stale = new NoteBar(NoteBar::Kind::Warn, this);
    connect(m_stale->addButton(tr("Train again")), &QPushButton::clicked, this, &RunCard::trainFormRequested);
    m_failure = new NoteBar(NoteBar::Kind::Error, this);
    m_repair = m_failure->addButton({});
    m_repair->setObjectName(QStringLiteral("repair"));
    connect(m_repair, &QPushButton::clicked, this, [this] {
        const Run* run = m_session.run(m_id);
        if (const auto repair = run ? repairFor(*run) : std::nullopt) m_session.train(repair->spec);
    });
    m_charts = new RunCharts(this);
    for (QWidget* part : std::initializer_list<QWidget*>{m_progress, m_note, m_stale, m_failure}) body()->addWidget(part);
    body()->addWidget(m_charts, 1);
    m_stale->hide();
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        QMenu menu(this);
        fillMenu(menu);
        menu.exec(mapToGlobal(at));
    });
    refresh();
}

void RunCard::makeLine() {
    auto* line = new QHBoxLayout;
    line->setSpacing(px(8));
    m_name = new SwatchLabel({}, QString(), this);
    m_rename = new QLineEdit(this);
    m_rename->setAccessibleName(tr("New name of the run"));
    m_rename->hide();
    connect(m_rename, &QLineEdit::editingFinished, this, [this] { endRename(true); });
    auto* escape = new QShortcut(Qt::Key_Escape, m_rename, {}, {}, Qt::WidgetShortcut);
    connect(escape, &QShortcut::activated, this, [this] { endRename(false); });
    m_settings = new PlainLabel(QString(), this);
    m_settings->setRole(PlainLabel::Role::Muted);
    m_settings->setElided(true);
    m_queued = new Badge(tr("queued"), this);
    m_other = new Badge(tr("other protocol"), this, Badge::Tint::Warn);
    m_value = new PlainLabel(QString(), this);
    m_state = new PlainLabel(QString(), this);
    m_time = new PlainLabel(QString(), this);
    m_time->setRole(PlainLabel::Role::Muted);
    m_button = new QPushButton(this);
    m_button->setObjectName(QStringLiteral("run-button"));
    m_button->setProperty("compact", true);
    connect(m_button, &QPushButton::clicked, this, [this] { perform(m_face.main.does); });
    m_more = new QToolButton(this);
    m_more->setIcon(icon(QStringLiteral("more")));
    m_more->setAutoRaise(true);
    m_more->setAccessibleName(tr("More about this run"));
    m_more->setToolTip(tr("Rename, delete, train again with changed settings"));
    connect(m_more, &QToolButton::clicked, this, [this] {
        QMenu menu(this);
        fillMenu(menu);
        menu.exec(m_more->mapToGlobal(QPoint(0, m_more->height())));
    });
    line->addWidget(m_name);
    line->addWidget(m_rename, 1);
    line->addWidget(m_settings, 1);
    for (QWidget* part : std::initializer_list<QWidget*>{m_queued, m_other, m_value, m_state, m_time, m_button, m_more})
        line->addWidget(part);
    body()->addLayout(line);
}

void RunCard::setButton(QPushButton& button, const RunFace::Button& face) {
    button.setVisible(face.does != RunFace::Does::Nothing);
    button.setText(face.text);
    button.setToolTip(face.tip);
}

void RunCard::refresh() {
    const Run* run = m_session.run(m_id);
    if (!run) return;
    m_face = faceOf(*run, m_session);
    m_name->setSignature(run->signature);
    m_name->setText(run->name);
    m_settings->setText(settingsShort(run->spec));
    m_queued->setVisible(m_face.queued);
    m_other->setVisible(m_face.otherProtocol);
    if (m_face.otherProtocol)
        m_other->setToolTip(tr("Measured on: %1, seed %2; %3. Its values cannot be ranked with those of the present split.")
                                .arg(splitWords(run->experiment.split), QString::number(run->experiment.seed),
                                     positivesWords(run->experiment.relevanceThreshold)));
    m_state->setText(m_face.state);
    m_state->setRole(m_face.stateRole);
    m_time->setText(m_face.time);
    fitLine();
    setButton(*m_button, m_face.main);
    setButton(*m_repeat, m_face.repeat);
    m_note->setVisible(!m_face.note.isEmpty());
    m_note->setTexts({}, m_face.note);
    const bool working = run->state == Run::State::Running || run->state == Run::State::Cancelling;
    m_progress->setVisible(working);
    m_progress->setValue(run->fraction);
    m_more->setVisible(!run->isActive());
    refreshFailure(*run);
    refreshCharts(*run);
    setAccessibleName(run->name + ' ' + m_face.value + ' ' + m_face.state + ' ' + m_face.time);
}

/// Where the card is narrow the figure stands without its words, and the time goes.
void RunCard::fitLine() {
    const bool narrow = width() < px(460);
    const auto space = m_face.value.indexOf(' ');
    m_value->setText(narrow && space > 0 ? m_face.value.left(space) : m_face.value);
    m_value->setToolTip(narrow ? m_face.value : QString());
    m_value->setVisible(!m_face.value.isEmpty());
    m_state->setVisible(!m_face.state.isEmpty());
    m_time->setVisible(!m_face.time.isEmpty() && !(narrow && !m_face.value.isEmpty()));
}

void RunCard::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    fitLine();
}

void RunCard::refreshFailure(const Run& run) {
    m_failure->setVisible(run.state == Run::State::Failed);
    if (run.state != Run::State::Failed) return;
    m_failure->setTexts(failureTitle(run),
                        QString::fromStdString(run.error.message) + ' ' + tr("Your other runs are untouched."));
    const auto repair = repairFor(run);
    m_repair->setVisible(repair.has_value());
    if (repair) m_repair->setText(repair->text);
}

void RunCard::refreshCharts(const Run& run) {
    const AlgorithmInfo* algorithm = findAlgorithm(run.spec.algorithm);
    const bool working = run.state == Run::State::Running || run.state == Run::State::Cancelling;
    const bool show = algorithm && algorithm->capabilities.iterative && !run.epochs.empty() && (working || m_expanded);
    m_charts->setVisible(show);
    if (!show) return;
    std::vector<const Run*> others = m_session.doneRuns();
    for (const Run& reference : m_session.references()) others.push_back(&reference);
    m_charts->show(run, others);
}

bool RunCard::showsCurves() const { return !m_charts->isHidden(); }

void RunCard::setExpanded(bool on) {
    if (m_expanded == on) return;
    m_expanded = on;
    refresh();
}

void RunCard::setStale(const QString& changes) {
    m_stale->setVisible(!changes.isEmpty());
    if (!changes.isEmpty()) m_stale->setTexts(tr("Settings changed since this run."), changes);
}

} // namespace recoscope::ui
