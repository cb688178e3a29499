#include "ui/pages/train/train_page.h"
#include "core/models/registry.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/models/run_text.h"
#include "ui/pages/train/form_card.h"
#include "ui/pages/train/gallery_card.h"
#include "ui/pages/train/run_column.h"
#include "ui/pages/train/split_dialog.h"
#include "ui/pages/train/terminal_card.h"
#include "ui/session.h"
#include "ui/widgets/column_scroll.h"
#include "ui/widgets/note_bar.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/state_page.h"
#include <QAction>
#include <QBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

namespace recoscope::ui {
namespace {

constexpr double kOneColumn = 1000; ///< Below this many design pixels three columns say nothing any more.

} // namespace

TrainPage::TrainPage(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_session(context.session),
      m_actions(context.actions),
      m_states(new QStackedWidget(this)),
      m_header(new PageHeader(tr("Train"), this)),
      m_compare(new QPushButton(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(20), 0, ColumnScroll::pageMargin(), px(16));
    column->setSpacing(px(12));
    makeHeader();
    auto* top = new QHBoxLayout;
    top->setContentsMargins(0, 0, ColumnScroll::barWidth(), 0);
    top->addWidget(m_header);
    column->addLayout(top);
    m_states->addWidget(makeEmpty());
    m_states->addWidget(makeFull());
    column->addWidget(m_states, 1);
    for (auto signal : {&Session::runAdded, &Session::runRemoved, &Session::runFinished})
        connect(&m_session, signal, this, &TrainPage::refreshRuns);
    connect(&m_session, &Session::runChanged, this, [this](int id) {
        m_runs->refreshRun(id);
        refreshHeader();
    });
    for (auto signal : {&Session::datasetChanged, &Session::protocolChanged, &Session::splitReady, &Session::referencesChanged})
        connect(&m_session, signal, this, &TrainPage::refreshRuns);
    connect(&m_session, &Session::splitFailed, this, &TrainPage::refreshRuns);
    connect(&Appearance::instance(), &Appearance::changed, this, &TrainPage::fitColumns);
    choose(QStringLiteral("ease"));
    refreshRuns();
    fitColumns();
}

void TrainPage::makeHeader() {
    auto* split = new QPushButton(tr("Change split…"), this);
    split->setObjectName(QStringLiteral("change-split"));
    connect(split, &QPushButton::clicked, this, &TrainPage::changeSplit);
    m_actions.add(
        QStringLiteral("train.change-split"), QStringLiteral("Run"), tr("Change split…"), {}, [this] { changeSplit(); },
        QStringLiteral("filter"));
    connect(m_compare, &QPushButton::clicked, this, [this] {
        if (QAction* compare = m_actions.find(QStringLiteral("page.compare"))) compare->trigger();
    });
    m_header->addWidget(split);
    m_header->addWidget(m_compare);
}

QWidget* TrainPage::makeEmpty() {
    auto* noData = new StatePage(QStringLiteral("data"), this);
    noData->setTexts(tr("No data open"), tr("Models learn from ratings. Open a file first, or try the demo world."));
    connect(noData->addButton(tr("Open demo world"), true), &QPushButton::clicked, this,
            [this] { m_actions.find(QStringLiteral("file.open-demo"))->trigger(); });
    return noData;
}

QWidget* TrainPage::makeFull() {
    auto* full = new QWidget(this);
    auto* outer = new QVBoxLayout(full);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(px(12));
    m_splitProblem = new NoteBar(NoteBar::Kind::Error, full);
    connect(m_splitProblem->addButton(tr("Change split…")), &QPushButton::clicked, this, &TrainPage::changeSplit);
    auto* problem = new QHBoxLayout;
    problem->setContentsMargins(0, 0, ColumnScroll::barWidth(), 0);
    problem->addWidget(m_splitProblem);
    outer->addLayout(problem);
    auto* scroll = new ColumnScroll(Qt::Horizontal, full);
    QWidget* content = scroll->widget();
    m_scroll = scroll;
    m_columns = scroll->columns();
    m_gallery = new GalleryCard(m_session, content);
    m_form = new FormCard(m_session, content);
    auto* right = new QWidget(content);
    auto* runs = new QVBoxLayout(right);
    runs->setContentsMargins(0, 0, 0, 0);
    runs->setSpacing(px(12));
    m_runs = new RunColumn(m_session, m_actions, right);
    m_terminal = new TerminalCard(right);
    runs->addWidget(m_runs, 1);
    runs->addWidget(m_terminal);
    m_columns->addWidget(m_gallery, 320);
    m_columns->addWidget(m_form, 372);
    m_columns->addWidget(right, 628);
    outer->addWidget(m_scroll, 1);
    connect(m_gallery, &GalleryCard::chosen, this, &TrainPage::choose);
    connect(m_form, &FormCard::trainRequested, this, &TrainPage::trainForm);
    connect(m_form, &FormCard::edited, this, [this] { m_edited = true; });
    connect(m_form, &FormCard::specChanged, this, [this] {
        refreshTerminal();
        refreshStale();
    });
    connect(m_runs, &RunColumn::retrainRequested, this, &TrainPage::retrain);
    connect(m_runs, &RunColumn::trainFormRequested, this, &TrainPage::trainForm);
    return full;
}

void TrainPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitColumns();
}

/// One column where three would be too narrow to read; then the page scrolls instead of the cards.
void TrainPage::fitColumns() {
    const bool one = width() < px(kOneColumn);
    m_columns->setDirection(one ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_gallery->setMinimumHeight(one ? px(240) : 0);
    m_gallery->setMaximumHeight(one ? px(240) : QWIDGETSIZE_MAX);
    m_form->setMinimumHeight(one ? px(420) : 0);
    m_runs->setMinimumHeight(one ? px(360) : 0);
}

void TrainPage::choose(const QString& algorithmId) {
    const AlgorithmInfo* algorithm = findAlgorithm(algorithmId.toStdString());
    if (algorithm && algorithm != m_form->algorithm()) {
        m_edited = false;
        m_form->setAlgorithm(*algorithm);
    }
    m_gallery->choose(algorithmId);
}

void TrainPage::retrain(int runId) {
    const Run* run = m_session.run(runId);
    if (!run) return;
    const ModelSpec spec = run->spec;
    choose(QString::fromStdString(spec.algorithm));
    m_form->load(spec);
    m_edited = false;
    refreshStale();
}

void TrainPage::trainForm() {
    m_edited = false;
    m_session.train(m_form->spec());
    refreshStale();
}

void TrainPage::changeSplit() {
    if (!m_session.dataset()) return;
    auto* dialog = new SplitDialog(m_session, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void TrainPage::refreshHeader() {
    const ExperimentSpec& p = m_session.protocol();
    const auto done = static_cast<int>(m_session.doneRuns().size());
    m_compare->setText(done == 1 ? tr("Compare 1 run") : tr("Compare %1 runs").arg(done));
    m_compare->setEnabled(done > 0);
    QString text =
        tr("split %1, seed %2 · %3").arg(splitWords(p.split), QString::number(p.seed), positivesWords(p.relevanceThreshold));
    if (m_session.split())
        text += tr(" · learns from %1 ratings").arg(format::count(static_cast<std::int64_t>(m_session.split()->train->size())));
    else if (m_session.dataset() && !m_session.splitError())
        text += tr(" · cutting the data…");
    m_header->setSubtitle(m_session.dataset() ? text : QString());
    m_splitProblem->setVisible(m_session.splitError().has_value());
    if (m_session.splitError())
        m_splitProblem->setTexts(tr("The split could not be made"), format::safe(m_session.splitError()->message));
}

void TrainPage::refreshRuns() {
    m_states->setCurrentIndex(m_session.dataset() ? 1 : 0);
    m_runs->refresh();
    refreshHeader();
    refreshTerminal();
    refreshStale();
}

void TrainPage::refreshTerminal() {
    const auto dataset = m_session.dataset();
    if (!dataset) {
        m_terminal->setCommand({}, {});
        return;
    }
    ExperimentSpec spec = m_session.protocol();
    spec.models.clear();
    for (const Run& run : m_session.runs())
        if (run.isActive() || sameProtocol(run.experiment, m_session.protocol())) spec.models.push_back(run.spec);
    if (spec.models.empty() && m_form->algorithm()) spec.models.push_back(m_form->spec());
    m_terminal->setCommand(QString::fromStdString(commandLineFor(spec, *dataset)), QString::fromStdString(dataset->path));
}

/// Only what the user changed makes a run stale; that a form stands on its defaults says nothing about older runs.
void TrainPage::refreshStale() {
    const Run* newest = nullptr;
    if (m_edited && m_form->algorithm())
        for (const Run& run : m_session.runs())
            if (run.isDone() && run.spec.algorithm == m_form->algorithm()->id) newest = &run;
    m_runs->setStale(newest ? newest->id : 0, newest ? settingsChange(newest->spec, m_form->spec()) : QString());
}

} // namespace recoscope::ui
