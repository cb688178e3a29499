#include "ui/pages/compare/compare_page.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/models/run_text.h"
#include "ui/pages/compare/curves_card.h"
#include "ui/pages/compare/difference_card.h"
#include "ui/pages/compare/leaderboard_card.h"
#include "ui/pages/compare/leaderboard_model.h"
#include "ui/pages/compare/leaderboard_text.h"
#include "ui/pages/compare/protocol_view.h"
#include "ui/pages/compare/versus_card.h"
#include "ui/session.h"
#include "ui/session_state.h"
#include "ui/theme/icons.h"
#include "ui/widgets/column_scroll.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/state_page.h"
#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <algorithm>

namespace recoscope::ui {
namespace {

constexpr double kSide = 288, kOneColumn = 860;

} // namespace

ComparePage::ComparePage(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_session(context.session),
      m_actions(context.actions),
      m_header(new PageHeader(tr("Compare"), this)),
      m_states(new QStackedWidget(this)),
      m_model(new LeaderboardModel(context.session, this)) {
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
    connectParts();
    refresh();
}

void ComparePage::makeHeader() {
    m_k = new QComboBox(this);
    m_k->setObjectName(QStringLiteral("compare-k"));
    m_k->setAccessibleName(tr("Length of the list that is judged"));
    m_k->setToolTip(tr("The table and the rule in the curves: only the first K of each list count"));
    for (const int k : shownCutoffs()) m_k->addItem(QStringLiteral("K  %1").arg(k), k);
    m_k->setCurrentIndex(m_k->findData(m_model->k()));
    connect(m_k, &QComboBox::currentIndexChanged, this, [this] {
        m_model->setK(m_k->currentData().toInt());
        refresh();
    });
    auto* copy = new QPushButton(icon(QStringLiteral("copy")), tr("Copy table"), this);
    connect(copy, &QPushButton::clicked, this, &ComparePage::copyTable);
    auto* inspect = new QPushButton(tr("Inspect a user"), this);
    inspect->setProperty("primary", true);
    connect(inspect, &QPushButton::clicked, this, [this] { m_actions.find(QStringLiteral("page.inspect"))->trigger(); });
    m_header->addWidget(m_k);
    m_header->addWidget(copy);
    m_header->addWidget(inspect);
    m_actions.add(
        QStringLiteral("compare.copy-table"), QStringLiteral("Edit"), tr("Copy the leaderboard"), {}, [this] { copyTable(); },
        QStringLiteral("copy"));
    m_actions.add(QStringLiteral("compare.baseline"), QString(), tr("Compare the others with the selected model"), {}, [this] {
        if (const int run = m_table->current(); run != 0) m_model->setBaseline(run);
        refresh();
    });
}

void ComparePage::copyTable() { QGuiApplication::clipboard()->setText(tableText(*m_model, '\t')); }

QWidget* ComparePage::makeEmpty() {
    m_empty = new StatePage(QStringLiteral("compare"), this);
    auto* button = m_empty->addButton(tr("Train popularity and EASE"), true);
    button->setObjectName(QStringLiteral("compare-start"));
    connect(button, &QPushButton::clicked, this, [this] {
        if (m_session.splitError()) {
            m_actions.find(QStringLiteral("page.train"))->trigger();
        } else if (m_session.dataset()) {
            m_session.train({"popularity", {}});
            m_session.train({"ease", {}});
        } else {
            m_actions.find(QStringLiteral("file.open-demo"))->trigger();
        }
    });
    return m_empty;
}

QWidget* ComparePage::makeFull() {
    auto* scroll = new ColumnScroll(Qt::Horizontal, this);
    QWidget* content = scroll->widget();
    m_scroll = scroll;
    m_columns = scroll->columns();
    auto* left = new QVBoxLayout;
    left->setSpacing(px(12));
    m_table = new LeaderboardCard(*m_model, content);
    m_curves = new CurvesCard(m_session, *m_model, content);
    left->addWidget(m_table);
    left->addWidget(m_curves, 1);
    left->addStretch(0);
    m_side = new QWidget(content);
    auto* side = new QVBoxLayout(m_side);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(px(12));
    m_protocol = new ProtocolView(m_session, *m_model, m_side);
    m_difference = new DifferenceCard(m_session, *m_model, m_side);
    m_versus = new VersusCard(m_session, *m_model, m_side);
    side->addWidget(m_protocol);
    side->addWidget(m_difference);
    side->addWidget(m_versus);
    side->addStretch(1);
    m_columns->addLayout(left, 1);
    m_columns->addWidget(m_side);
    return m_scroll;
}

void ComparePage::connectParts() {
    for (auto signal : {&Session::runFinished, &Session::runRemoved, &Session::runAdded})
        connect(&m_session, signal, this, &ComparePage::refresh);
    connect(&m_session, &Session::runChanged, this, [this](int id) {
        const Run* run = m_session.run(id);
        if (run && run->isDone()) refresh(); // renamed
        if (m_states->currentIndex() == 0) refreshEmpty();
    });
    for (auto signal : {&Session::datasetChanged, &Session::protocolChanged, &Session::splitReady, &Session::referencesChanged})
        connect(&m_session, signal, this, &ComparePage::refresh);
    connect(&m_session, &Session::splitFailed, this, &ComparePage::refresh);
    connect(&Appearance::instance(), &Appearance::changed, this, &ComparePage::fitColumns);
    connect(m_table, &LeaderboardCard::hovered, this, &ComparePage::highlight);
    connect(m_curves, &CurvesCard::hovered, this, &ComparePage::highlight);
    connect(m_table, &LeaderboardCard::chosen, this, [this](int run) {
        m_pinned = run;
        if (run > 0) m_session.selectRun(run);
        highlight(0);
        refreshSide();
    });
    connect(m_table, &LeaderboardCard::pinned, this, [this](int run) {
        m_model->setBaseline(run);
        refresh();
    });
    connect(m_table, &LeaderboardCard::inspectRequested, this, &ComparePage::inspect);
    connect(&m_session, &Session::selectedRunChanged, this, [this] { m_table->setCurrent(m_session.selectedRun()); });
}

void ComparePage::inspect(int runId) {
    if (runId > 0) m_session.selectRun(runId);
    m_actions.find(QStringLiteral("page.inspect"))->trigger();
}

/// What is hovered, else what was clicked, stands out in the table and in every chart.
void ComparePage::highlight(int runId) {
    m_table->setHighlighted(runId);
    m_curves->setHighlighted(runId != 0 ? runId : m_pinned);
}

void ComparePage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitColumns();
}

void ComparePage::fitColumns() {
    const bool one = width() < px(kOneColumn);
    m_columns->setDirection(one ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_side->setMinimumWidth(one ? 0 : px(kSide));
    m_side->setMaximumWidth(one ? QWIDGETSIZE_MAX : px(kSide));
}

void ComparePage::refresh() {
    m_model->refresh();
    const auto done = m_session.doneRuns();
    m_states->setCurrentIndex(done.empty() ? 0 : 1);
    refreshEmpty();
    const auto dataset = m_session.dataset();
    const auto ranked = m_model->ranked();
    QString text;
    if (dataset && !done.empty()) {
        text = tr("%1 on %2 · %3, seed %4")
                   .arg(format::counted(static_cast<std::int64_t>(ranked.size()), tr("model"), tr("models")),
                        format::safe(dataset->name) + (dataset->simulated ? tr(" (simulated)") : QString()),
                        splitWords(m_session.protocol().split), QString::number(m_session.protocol().seed));
        if (!ranked.empty())
            text += tr(" · %1 users")
                        .arg(format::count(
                            static_cast<std::int64_t>(m_session.run(ranked.front())->result->evaluation.users.size())));
    }
    m_header->setSubtitle(text);
    m_table->setCurrent(m_session.selectedRun());
    if (!m_session.run(m_pinned)) m_pinned = 0;
    m_curves->setVisible(!ranked.empty());
    m_curves->refresh();
    m_curves->setHighlighted(m_pinned);
    refreshSide();
}

void ComparePage::refreshEmpty() {
    m_empty->setTexts(tr("Nothing to compare yet"),
                      tr("Every trained model stands here under the same protocol, with its interval over users."));
    const auto& runs = m_session.runs();
    const auto failed = std::ranges::find(runs, Run::State::Failed, &Run::state);
    const auto working = std::ranges::find(runs, Run::State::Running, &Run::state);
    m_empty->setProgress(working == runs.end() ? -1 : working->fraction);
    if (m_session.splitError())
        m_empty->setTexts(tr("The split could not be made"), format::safe(m_session.splitError()->message));
    else if (working != runs.end())
        m_empty->setTexts(tr("%1 is learning").arg(working->name),
                          tr("It stands here as soon as it is measured: %1.").arg(working->stage));
    else if (failed != runs.end())
        m_empty->setTexts(tr("No run has finished"), format::safe(failed->error.message));
    auto* button = m_empty->findChild<QPushButton*>(QStringLiteral("compare-start"));
    button->setVisible(working == runs.end());
    button->setText(m_session.splitError() ? tr("Change split on the Train page")
                    : m_session.dataset()  ? tr("Train popularity and EASE")
                                           : tr("Open demo world"));
}

void ComparePage::refreshSide() {
    m_protocol->refresh();
    const auto others = m_model->others();
    const int current = m_table->current();
    const bool chosen = std::ranges::find(others, current) != others.end();
    m_difference->show(chosen ? current : others.empty() ? 0 : others.front());
    m_versus->show(current);
}

} // namespace recoscope::ui
