#include "ui/pages/map/axis_texts.h"
#include "ui/pages/map/item_map.h"
#include "ui/pages/map/map_page.h"
#include "ui/pages/map/map_side.h"
#include "ui/ranked_runs.h"
#include "ui/widgets/state_page.h"
#include <QPushButton>
#include <QStackedWidget>
#include <algorithm>

namespace recoscope::ui {

namespace {

constexpr int kAxes = 6;

} // namespace

/// Under another cut the counts, marks and ranks would speak of other parts of the data.
std::vector<const Run*> MapPage::factorRuns() const {
    if (!m_session.split()) return {};
    std::vector<const Run*> runs = rankedRuns(m_session);
    std::erase_if(runs, [](const Run* run) { return !run->result->model->factors(); });
    return runs;
}

const Run* MapPage::chosen() const {
    const auto runs = factorRuns();
    // What is looked at stays, whatever is trained meanwhile.
    for (const int wanted : {m_run, isVisible() ? m_spaceOf : 0}) {
        const auto found = std::ranges::find(runs, wanted, &Run::id);
        if (found != runs.end()) return *found;
    }
    return runs.empty() ? nullptr : runs.front();
}

void MapPage::refreshRuns() {
    const Run* run = chosen();
    m_header->setRuns(factorRuns(), run);
    if (!run) {
        for (LatestJob* job : {&m_spaceJob, &m_keptJob, &m_rankJob}) job->cancel();
        m_space.reset();
        m_spaceOf = 0;
    } else if (run->id != m_spaceOf) {
        computeSpace();
    }
    showState();
    arrange();
}

void MapPage::showMessage(State state, const QString& title, const QString& text, double fraction) {
    m_state = state;
    m_message->setTexts(title, text);
    m_message->setProgress(state == State::Working ? std::max(0.0, fraction) : -1);
    m_train->setVisible(state != State::Working);
    m_train->setText(m_session.dataset() ? tr("Train iALS") : tr("Open the demo world"));
    m_cancel->setVisible(state == State::Working && m_session.hasActiveRuns());
    m_states->setCurrentIndex(0);
}

void MapPage::showState() {
    if (!m_session.dataset())
        return showMessage(State::Empty, tr("No data is open"),
                           tr("Here the items of a factor model lie in its space of tastes."));
    if (m_session.splitError())
        return showMessage(State::Failed, tr("The data could not be split"),
                           QString::fromStdString(m_session.splitError()->message));
    if (m_space) {
        m_state = State::Full;
        m_states->setCurrentIndex(1);
        return;
    }
    if (chosen()) return showMessage(State::Working, tr("Finding the axes"), tr("%1 is laid out.").arg(chosen()->name), 0.5);
    showWhyEmpty();
}

/// No factor model of this split: one is in training, one failed, or there is none.
void MapPage::showWhyEmpty() {
    const auto& runs = m_session.runs();
    const auto active = std::ranges::find_if(runs, [](const Run& run) { return run.state == Run::State::Running; });
    if (active != runs.end())
        return showMessage(State::Working, tr("Training %1").arg(active->name), active->stage, active->fraction);
    const auto failed = std::ranges::find_if(
        runs, [](const Run& run) { return run.state == Run::State::Failed && run.spec.algorithm == "ials"; });
    if (failed != runs.end() && m_session.doneRuns().empty())
        return showMessage(State::Failed, tr("%1 was not trained").arg(failed->name),
                           QString::fromStdString(failed->error.message));
    if (m_session.doneRuns().empty())
        return showMessage(
            State::Empty, tr("No model to lay out yet"),
            tr("Factor models such as iALS and biased MF place every item in a space of tastes. Train one to see it."));
    QStringList names;
    for (const Run* run : m_session.doneRuns()) {
        if (names.size() < 4 && !run->result->model->factors()) names << run->name;
    }
    showMessage(
        State::Empty, tr("No model with factors under this split"),
        names.isEmpty()
            ? tr("The factor models here were trained under another split: train one under the present one.")
            : tr("%1: no factors, so nothing to lay out. iALS and biased MF have some.").arg(names.join(QStringLiteral(", "))));
}

void MapPage::computeSpace() {
    const Run* run = chosen();
    m_space.reset();
    m_spaceOf = run->id;
    m_kept.reset();
    m_ranks.clear();
    m_spaceJob.submit(
        [result = run->result, dataset = m_session.dataset(), split = m_session.split()](const TaskContext& context) {
            return std::make_shared<const MapSpace>(mapSpace(*result->model->factors(), *dataset, *split->train, kAxes, context));
        },
        [this](std::shared_ptr<const MapSpace> space) { takeSpace(std::move(space)); },
        [this](const QString& text) {
            showMessage(State::Failed, tr("The axes could not be found"), tr("%1. Train the model again.").arg(text));
        });
}

void MapPage::takeSpace(std::shared_ptr<const MapSpace> space) {
    if (space->axes.axes < 1) {
        m_spaceOf = 0;
        return showMessage(State::Failed, tr("Too few items to lay out"), tr("At least two items need training ratings."));
    }
    m_space = std::move(space);
    std::tie(m_x, m_y) = axesToBeginWith(*m_space);
    m_side->setSpace(m_session.dataset(), m_space);
    m_side->look(m_y);
    showState();
    placeItems(false);
    refreshRanks();
}

void MapPage::useAxis(int axis, bool across) {
    // Taking the other's axis swaps the two: a picture of one axis against itself says nothing.
    if (across ? axis == m_y : axis == m_x)
        std::swap(m_x, m_y);
    else
        (across ? m_x : m_y) = axis;
    placeItems(false);
}

void MapPage::placeItems(bool keepView) {
    if (!m_space || !m_session.dataset()) return;
    const Dataset& d = *m_session.dataset();
    std::vector<MapItem> items = mapItems(*m_space, d, m_x, m_y, m_colour);
    m_positions.assign(m_space->counts.size(), -1);
    for (std::size_t k = 0; k < items.size(); ++k) m_positions[items[k].item.at()] = static_cast<std::int32_t>(k);
    m_map->setLegend(mapLegend(items, *m_space, d, m_colour));
    m_map->setColourByFigure(m_colour != MapColour::Genre);
    if (m_colour != MapColour::Genre) m_map->setHidden({});
    m_map->setItems(std::move(items), keepView);
    const AxisEnds across = axisEnds(*m_space, d, m_x);
    const AxisEnds up = axisEnds(*m_space, d, m_y);
    m_map->setAxisTexts({across.low, across.high, up.low, up.high, axisDetail(*m_space, m_x), axisDetail(*m_space, m_y)});
    m_side->setAxes(m_x, m_y);
    if (!keepView) measureKept();
    refreshMarks();
}

void MapPage::measureKept() {
    m_kept.reset();
    const Run* run = chosen();
    if (!run) return;
    m_keptJob.submit([result = run->result, space = m_space, x = m_x, y = m_y](
                         const TaskContext& context) { return neighboursKept(*result->model->factors(), *space, x, y, context); },
                     [this](std::optional<NeighboursKept> kept) {
                         m_kept = kept;
                         refreshFoot();
                     });
}

} // namespace recoscope::ui
