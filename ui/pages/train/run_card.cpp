#include "ui/pages/train/run_card.h"
#include "core/models/registry.h"
#include "ui/actions.h"
#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/pages/train/run_curves.h"
#include "ui/session.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/swatch_label.h"
#include "ui/widgets/thin_progress.h"
#include <QAction>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace recoscope::ui {

QString settingsText(const Run& run) {
    QStringList parts;
    for (const auto& [key, value] : run.spec.params)
        parts << QString::fromStdString(key).replace('_', ' ') + ' ' + QString::fromStdString(formatParam(value));
    const AlgorithmInfo* algorithm = findAlgorithm(run.spec.algorithm);
    if (parts.isEmpty() && algorithm && !algorithm->params.empty()) {
        const ParamSpec& first = algorithm->params.front();
        parts << QString::fromStdString(first.key).replace('_', ' ') + ' ' +
                     QString::fromStdString(formatParam(first.defaultValue));
    }
    return parts.join(QStringLiteral(" · "));
}

RunCard::RunCard(Session& session, ActionRegistry& actions, int runId, QWidget* parent)
    : Card(parent),
      m_session(session),
      m_actions(actions),
      m_id(runId) {
    setObjectName(QStringLiteral("run-%1").arg(runId));
    body()->setContentsMargins(px(16), px(8), px(16), px(8));
    body()->setSpacing(px(8));
    makeLine();
    makeCurves();
    refresh();
}

void RunCard::makeLine() {
    auto* line = new QHBoxLayout;
    line->setSpacing(px(8));
    m_name = new SwatchLabel({}, QString(), this);
    m_settings = new PlainLabel(QString(), this);
    m_settings->setRole(PlainLabel::Role::Muted);
    m_settings->setElided(true);
    m_value = new PlainLabel(QString(), this);
    m_state = new PlainLabel(QString(), this);
    m_time = new PlainLabel(QString(), this);
    m_time->setRole(PlainLabel::Role::Muted);
    m_button = new QPushButton(this);
    m_button->setProperty("compact", true);
    m_more = new QToolButton(this);
    m_more->setText(QStringLiteral("⋯"));
    m_more->setAutoRaise(true);
    m_more->setAccessibleName(tr("More about this run"));
    m_more->setToolTip(tr("Rename, delete, train again with changed settings"));
    line->addWidget(m_name);
    line->addWidget(m_settings, 1);
    line->addWidget(m_value);
    line->addWidget(m_state);
    line->addWidget(m_time);
    line->addWidget(m_button);
    line->addWidget(m_more);
    body()->addLayout(line);
    m_progress = new ThinProgress(this);
    body()->addWidget(m_progress);
    m_error = new PlainLabel(QString(), this);
    m_error->setWordWrap(true);
    body()->addWidget(m_error);
    connect(m_more, &QToolButton::clicked, this, &RunCard::showMenu);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const Run* run = m_session.run(m_id);
        if (!run) return;
        if (run->isActive()) {
            m_session.cancelRun(m_id);
        } else if (run->isDone()) {
            m_session.selectRun(m_id);
            if (QAction* inspect = m_actions.find("page.inspect")) inspect->trigger();
        } else {
            Q_EMIT retrainRequested(m_id);
        }
    });
}

void RunCard::makeCurves() {
    m_curves = new QWidget(this);
    auto* column = new QVBoxLayout(m_curves);
    column->setContentsMargins(0, px(4), 0, px(4));
    auto* row = new QHBoxLayout;
    row->setSpacing(px(20));
    const auto chart = [&](const QString& title, const QString& name, LinePlot*& plot) -> PlainLabel* {
        auto* box = new QVBoxLayout;
        auto* label = new PlainLabel(title, m_curves);
        label->setSemibold(true);
        plot = new LinePlot(m_curves);
        plot->setName(name, title);
        plot->setMinimumHeight(px(240));
        box->addWidget(label);
        box->addWidget(plot, 1);
        row->addLayout(box, 1);
        return label;
    };
    chart(tr("Objective  ·  training, lower is better"), "objective", m_objective);
    chart(tr("Validation"), "validation", m_validation);
    column->addLayout(row, 1);
    m_best = new PlainLabel(QString(), m_curves);
    m_best->setType(Appearance::Type::Secondary);
    m_best->setWordWrap(true);
    column->addWidget(m_best);
    body()->addWidget(m_curves, 1);
    m_curves->hide();
}

void RunCard::setExpanded(bool on) {
    m_expanded = on;
    refresh();
}

void RunCard::refresh() {
    const Run* run = m_session.run(m_id);
    if (!run) return;
    m_name->setSignature(run->signature);
    m_name->setText(run->name);
    m_settings->setText(settingsText(*run));
    refreshState(*run);
    const AlgorithmInfo* algorithm = findAlgorithm(run->spec.algorithm);
    const bool iterative = algorithm && algorithm->capabilities.iterative;
    const bool show = iterative && !run->epochs.empty() &&
                      (run->state == Run::State::Running || run->state == Run::State::Cancelling || m_expanded);
    m_curves->setVisible(show);
    if (show) refreshCurves(*run);
}

void RunCard::refreshState(const Run& run) {
    const bool working = run.state == Run::State::Running || run.state == Run::State::Cancelling;
    m_progress->setVisible(working);
    m_progress->setValue(run.fraction);
    m_error->setVisible(run.state == Run::State::Failed);
    m_more->setVisible(!run.isActive());
    m_button->setEnabled(run.state != Run::State::Cancelling);
    m_value->setText({});
    m_time->setText({});
    m_state->setRole(PlainLabel::Role::Muted);
    switch (run.state) {
    case Run::State::Queued:
        m_state->setText(tr("queued"));
        m_button->setText(tr("Remove"));
        break;
    case Run::State::Running:
        m_state->setText(run.stage);
        m_time->setText(run.secondsLeft < 0 ? QString() : tr("%1 left").arg(format::seconds(run.secondsLeft)));
        m_button->setText(tr("Cancel"));
        break;
    case Run::State::Cancelling:
        m_state->setText(tr("cancelling, ends within 1 s"));
        m_button->setText(tr("Cancel"));
        break;
    case Run::State::Done:
        m_value->setText(headlineOf(run));
        m_state->setText(tr("✓ done"));
        m_state->setRole(PlainLabel::Role::Good);
        m_time->setText(format::seconds(run.result->trainSeconds));
        m_button->setText(tr("Inspect"));
        break;
    case Run::State::Cancelled:
        m_state->setText(tr("stopped; nothing kept"));
        m_button->setText(tr("Train again"));
        break;
    case Run::State::Failed:
        m_state->setText(tr("failed"));
        m_state->setRole(PlainLabel::Role::Bad);
        m_error->setText(QString::fromStdString(run.error.message) + ' ' + tr("Your other runs are untouched."));
        m_button->setText(tr("Change settings"));
        break;
    }
}

void RunCard::refreshCurves(const Run& run) {
    const CurvePair curves = curvesOf(run, m_session.doneRuns());
    m_objective->setAxes(curves.epochAxis, curves.objectiveAxis);
    m_objective->setSeries({curves.objective});
    m_validation->setAxes(curves.epochAxis, curves.validationAxis);
    m_validation->setReferences(curves.references);
    m_validation->setSeries({curves.validation});
    m_best->setText(curves.sentence);
}

void RunCard::showMenu() {
    QMenu menu(this);
    menu.addAction(tr("Rename…"), this, &RunCard::rename);
    menu.addAction(tr("Change settings and train again"), this, [this] { Q_EMIT retrainRequested(m_id); });
    const Run* run = m_session.run(m_id);
    if (run && !run->epochs.empty())
        menu.addAction(m_expanded ? tr("Hide curves") : tr("Show curves"), this, [this] { setExpanded(!m_expanded); });
    if (run && !run->epochs.empty()) {
        fillExportMenu(*menu.addMenu(tr("Objective curve")), *m_objective, *m_objective);
        fillExportMenu(*menu.addMenu(tr("Validation curve")), *m_validation, *m_validation);
    }
    menu.addSeparator();
    menu.addAction(tr("Delete"), this, [this] { m_session.removeRun(m_id); });
    menu.exec(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

void RunCard::rename() {
    const Run* run = m_session.run(m_id);
    if (!run) return;
    bool accepted = false;
    const QString name =
        QInputDialog::getText(this, tr("Rename run"), tr("Name"), QLineEdit::Normal, run->name, &accepted).trimmed();
    if (accepted && !name.isEmpty()) m_session.renameRun(m_id, name);
}

} // namespace recoscope::ui
