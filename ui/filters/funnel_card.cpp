#include "ui/filters/funnel_card.h"
#include "ui/filters/funnel_bar.h"
#include "ui/filters/step_row.h"
#include "ui/format.h"
#include "ui/session.h"
#include "ui/widgets/plain_label.h"
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace recoscope::ui {
namespace {

constexpr std::int64_t kDay = 86400;

std::int64_t dayOf(std::int64_t seconds) { return seconds - (((seconds % kDay) + kDay) % kDay); }

/// What a new step begins with: what the data has, else the example.
FilterStep newStep(const FilterKindInfo& kind, const Dataset* opened, const std::optional<FilterBounds>& bounds) {
    FilterStep step = parseFilterStep(kind.example).value();
    if (bounds && bounds->times && kind.kind == FilterStep::Kind::From) step.time = dayOf(bounds->times->first);
    if (bounds && bounds->times && kind.kind == FilterStep::Kind::To) step.time = dayOf(bounds->times->second) + kDay - 1;
    if (opened && opened->scale && (kind.kind == FilterStep::Kind::MinRating || kind.kind == FilterStep::Kind::MaxRating))
        step.rating = std::clamp(step.rating, opened->scale->minimum, opened->scale->maximum);
    if (kind.kind != FilterStep::Kind::Context || !opened || !opened->context) return step;
    for (const ContextColumn& column : opened->context->columns) {
        if (column.values.empty()) continue;
        step.column = column.name;
        step.value = column.values.front();
        break;
    }
    return step;
}

/// Why the data has nothing for this kind of step; empty where it has.
QString whyNot(const FilterKindInfo& kind, const Dataset* opened) {
    if (!opened) return {};
    if ((kind.kind == FilterStep::Kind::MinRating || kind.kind == FilterStep::Kind::MaxRating) && !opened->scale)
        return FunnelCard::tr("The data has no ratings: every row counts as 1.");
    const auto misfit = misfitOf(*opened, newStep(kind, opened, {}));
    return misfit ? format::safe(misfit->message) : QString();
}

} // namespace

FunnelCard::FunnelCard(Session& session, QWidget* parent)
    : Card(tr("Filters"), tr("before any split, in this order"), parent),
      m_session(session),
      m_list(new QWidget(this)),
      m_start(new PlainLabel(tr("As opened"), m_list)),
      m_allRows(new FunnelBar(tr("rows"), m_list)),
      m_allUsers(new FunnelBar(tr("users"), m_list)),
      m_allItems(new FunnelBar(tr("items"), m_list)) {
    setObjectName(QStringLiteral("funnel"));
    for (const QString& caption : {tr("Rows"), tr("Users"), tr("Items")}) {
        auto* label = new PlainLabel(caption, m_list);
        label->setRole(PlainLabel::Role::Muted);
        label->setType(Appearance::Type::Secondary);
        m_captions.push_back(label);
    }
    body()->addWidget(m_list);
    body()->addWidget(makeFoot());
    connect(&m_session, &Session::datasetChanged, this, &FunnelCard::follow);
    connect(&m_session, &Session::filteringChanged, this, &FunnelCard::showVerdict);
    connect(&m_session, &Session::filteringFailed, this, [this](const Error& error) {
        m_verdict->setRole(PlainLabel::Role::Bad);
        m_verdict->setText(format::safe(error.message));
    });
    follow();
}

FunnelCard::~FunnelCard() = default;

QWidget* FunnelCard::makeFoot() {
    auto* foot = new QWidget(this);
    auto* line = new QHBoxLayout(foot);
    line->setContentsMargins(0, px(4), 0, 0);
    line->setSpacing(px(8));
    m_add = new QPushButton(tr("Add a step"), foot);
    auto* menu = new QMenu(m_add);
    for (const FilterKindInfo& kind : filterKinds()) {
        QAction* action = menu->addAction(tr(kind.name));
        action->setToolTip(plainTip(tr(kind.help)));
        connect(action, &QAction::triggered, this, [this, &kind] { add(newStep(kind, m_opened.get(), m_bounds)); });
    }
    menu->setToolTipsVisible(true);
    m_add->setMenu(menu);
    m_verdict = new PlainLabel({}, foot);
    m_verdict->setWordWrap(true);
    m_cancel = new QPushButton(tr("Cancel"), foot);
    m_clear = new QPushButton(tr("Remove all"), foot);
    m_apply = new QPushButton(tr("Apply"), foot);
    connect(m_cancel, &QPushButton::clicked, &m_session, &Session::cancelFiltering);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        takeSteps({});
        changed();
    });
    connect(m_apply, &QPushButton::clicked, this, [this] { m_session.applyFilters(steps()); });
    line->addWidget(m_add);
    line->addWidget(m_verdict, 1);
    for (QPushButton* button : {m_cancel, m_clear, m_apply}) line->addWidget(button);
    return foot;
}

StepRow* FunnelCard::makeRow(const FilterStep& step) {
    auto* row = new StepRow(step, m_opened, m_list);
    if (m_bounds) row->setBounds(*m_bounds);
    connect(row, &StepRow::edited, this, &FunnelCard::changed);
    connect(row, &StepRow::moveWanted, this, [this, row](int by) { moveStep(row, by); });
    connect(row, &StepRow::removeWanted, this, [this, row] { removeStep(row); });
    return row;
}

void FunnelCard::takeSteps(const std::vector<FilterStep>& steps) {
    for (StepRow* row : std::exchange(m_rows, {})) row->retire();
    for (const FilterStep& step : steps) m_rows.push_back(makeRow(step));
    place();
}

void FunnelCard::place() {
    delete m_grid;
    m_grid = new QGridLayout(m_list);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(px(12));
    m_grid->setVerticalSpacing(px(4));
    for (int k = 0; k < 3; ++k) {
        m_grid->addWidget(m_captions[static_cast<std::size_t>(k)], 0, 1 + k);
        m_grid->setColumnStretch(1 + k, 1);
    }
    m_grid->addWidget(m_start, 1, 0);
    m_grid->addWidget(m_allRows, 1, 1);
    m_grid->addWidget(m_allUsers, 1, 2);
    m_grid->addWidget(m_allItems, 1, 3);
    m_grid->setColumnMinimumWidth(0, px(150)); // names of most steps: figures keep their place as steps come and go
    for (std::size_t k = 0; k < m_rows.size(); ++k) {
        m_rows[k]->placeIn(*m_grid, 2 + 2 * static_cast<int>(k));
        m_rows[k]->setPlace(k == 0, k + 1 == m_rows.size());
    }
}

void FunnelCard::add(const FilterStep& step) {
    m_rows.push_back(makeRow(step));
    place();
    m_rows.back()->focusFirst();
    changed();
}

void FunnelCard::reset() { follow(); }

void FunnelCard::moveStep(StepRow* row, int by) {
    const auto from = std::ranges::find(m_rows, row) - m_rows.begin();
    const auto to = from + by;
    if (to < 0 || to >= static_cast<std::ptrdiff_t>(m_rows.size())) return;
    std::swap(m_rows[static_cast<std::size_t>(from)], m_rows[static_cast<std::size_t>(to)]);
    place();
    changed();
}

void FunnelCard::removeStep(StepRow* row) {
    std::erase(m_rows, row);
    row->retire();
    place();
    changed();
}

void FunnelCard::follow() {
    if (const auto opened = m_session.openedDataset(); opened != m_opened) {
        m_opened = opened;
        measureData();
        offerKinds();
    }
    if (!m_opened) {
        m_job.cancel();
        takeSteps({});
        return;
    }
    takeSteps(m_session.filters());
    changed();
}

void FunnelCard::measureData() {
    m_bounds.reset();
    m_boundsJob.cancel();
    if (!m_opened) return;
    m_boundsJob.submit([dataset = m_opened](const TaskContext& context) { return filterBoundsOf(*dataset, context); },
                       [this](const FilterBounds& bounds) {
                           m_bounds = bounds;
                           for (StepRow* row : m_rows) row->setBounds(bounds);
                       });
}

void FunnelCard::offerKinds() {
    const QList<QAction*> actions = m_add->menu()->actions();
    for (qsizetype k = 0; k < actions.size(); ++k) {
        const FilterKindInfo& kind = filterKinds()[static_cast<std::size_t>(k)];
        const QString why = whyNot(kind, m_opened.get());
        actions[k]->setEnabled(why.isEmpty());
        actions[k]->setToolTip(plainTip(why.isEmpty() ? tr(kind.help) : why));
    }
}

std::vector<FilterStep> FunnelCard::steps() const {
    std::vector<FilterStep> all;
    for (const StepRow* row : m_rows) all.push_back(row->step());
    return all;
}

void FunnelCard::changed() {
    if (!m_opened) return;
    m_job.submit(
        [dataset = m_opened, wanted = steps()](const TaskContext& context) { return forecastFilters(*dataset, wanted, context); },
        [this](const Result<FilterForecast>& forecast) {
            if (forecast) showForecast(forecast.value());
        });
    showVerdict();
}

void FunnelCard::showForecast(FilterForecast forecast) {
    m_forecast = std::move(forecast);
    const FunnelCounts& before = m_forecast.funnel.before;
    m_allRows->setLeft(before.rows, before.rows);
    m_allUsers->setLeft(before.users, before.users);
    m_allItems->setLeft(before.items, before.items);
    const std::size_t done = m_forecast.funnel.steps.size();
    for (std::size_t k = 0; k < m_rows.size(); ++k) {
        const QString refusal = k == done && m_forecast.refusal ? format::safe(m_forecast.refusal->message) : QString();
        m_rows[k]->showLeft(k < done ? std::optional(m_forecast.funnel.steps[k]) : std::nullopt, before, refusal);
    }
    showVerdict();
}

void FunnelCard::showVerdict() {
    const bool filtering = m_session.isFiltering(), applied = steps() == m_session.filters();
    const bool known = isUpToDate() && !m_forecast.refusal && m_forecast.funnel.steps.size() == m_rows.size();
    m_cancel->setVisible(filtering);
    m_add->setEnabled(!filtering);
    m_clear->setEnabled(!m_rows.empty() && !filtering);
    m_apply->setEnabled(known && !applied && !filtering);
    m_verdict->setRole(PlainLabel::Role::Muted);
    if (filtering)
        m_verdict->setText(tr("Filtering…"));
    else if (applied)
        m_verdict->setText(m_rows.empty() ? tr("Everything that was opened is used.")
                                          : tr("In force: split, runs and lists use what is left."));
    else
        m_verdict->setText(tr("Not applied yet. Applying starts without runs; Undo brings the former data and its runs back."));
}

} // namespace recoscope::ui
