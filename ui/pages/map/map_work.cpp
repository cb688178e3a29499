#include "ui/format.h"
#include "ui/jobs/recommend.h"
#include "ui/models/entries.h"
#include "ui/pages/map/axis_texts.h"
#include "ui/pages/map/item_map.h"
#include "ui/pages/map/map_page.h"
#include "ui/pages/map/map_side.h"
#include "ui/session.h"
#include "ui/widgets/state_page.h"
#include <QPushButton>
#include <QStackedWidget>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

namespace {

constexpr int kAxes = 6;
constexpr std::size_t kRecommended = 10;
constexpr std::size_t kFoundListed = 8; ///< Lines of the side panel; all are marked on the map.
constexpr double kPointer = 2.2;        ///< Length of the user's arrow, in standard deviations.

} // namespace

/// Under another cut the counts, marks and ranks would speak of other parts of the data.
std::vector<const Run*> MapPage::factorRuns() const {
    std::vector<const Run*> runs;
    if (!m_session.split()) return runs;
    for (const Run* run : m_session.doneRuns()) {
        const bool sameCut =
            run->experiment.split == m_session.protocol().split && run->experiment.seed == m_session.protocol().seed;
        if (sameCut && run->result && run->result->model && run->result->model->factors()) runs.push_back(run);
    }
    return runs;
}

const Run* MapPage::chosen() const {
    const auto runs = factorRuns();
    const auto found = std::ranges::find(runs, m_run, &Run::id);
    return found != runs.end() ? *found : runs.empty() ? nullptr : runs.front();
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

void MapPage::refreshRanks() {
    m_ranks.clear();
    const Run* run = chosen();
    if (!m_space || !run || !m_session.split()) return;
    if (!m_session.user()) {
        m_rankJob.cancel();
        return refreshMarks();
    }
    m_rankJob.submit(
        [result = run->result, split = m_session.split(), user = *m_session.user(),
         changes = m_session.edits().changes](const TaskContext&) {
            const AppliedHistory history = applyChanges(split->train->row(user), changes);
            std::vector<float> scores(static_cast<std::size_t>(result->model->itemCount()));
            result->model->score(queryFor(user, history), scores);
            return ranksOf(scores, maskedItems(*split, user, history));
        },
        [this](std::vector<std::int32_t> ranks) {
            m_ranks = std::move(ranks);
            refreshMarks();
        });
    refreshMarks();
}

std::optional<std::size_t> MapPage::positionOf(ItemIndex item) const {
    if (item.at() >= m_positions.size() || m_positions[item.at()] < 0) return {};
    return static_cast<std::size_t>(m_positions[item.at()]);
}

void MapPage::refreshMarks() {
    const Run* run = chosen();
    if (!m_space || !run || run->id != m_spaceOf || !m_session.split() || m_positions.empty()) return;
    const Dataset& d = *m_session.dataset();
    MapMarks marks;
    const auto place = [&](ItemIndex item, std::vector<std::size_t>& list) {
        if (const auto at = positionOf(item)) list.push_back(*at);
    };
    const QString wanted = m_header->wanted();
    for (std::int32_t i = 0; !wanted.isEmpty() && i < d.items.size(); ++i) {
        if (format::title(d.titleOf(ItemIndex{i})).contains(wanted, Qt::CaseInsensitive)) place(ItemIndex{i}, marks.found);
    }
    if (m_session.item()) marks.selected = positionOf(*m_session.item());
    std::vector<ItemIndex> rated;
    if (const auto user = m_session.user()) {
        rated = applyChanges(m_session.split()->train->row(*user), m_session.edits().changes).items;
        for (const ItemIndex item : rated) place(item, marks.rated);
        for (const ItemIndex item : m_session.split()->test->row(*user).items) place(item, marks.heldOut);
        std::vector<std::pair<std::int32_t, ItemIndex>> top;
        for (std::size_t i = 0; i < m_ranks.size(); ++i) {
            if (m_ranks[i] > 0 && m_ranks[i] <= static_cast<std::int32_t>(kRecommended))
                top.emplace_back(m_ranks[i], ItemIndex(i));
        }
        std::ranges::sort(top);
        for (const auto& [rank, item] : top) place(item, marks.recommended);
        const FactorView view = *run->result->model->factors();
        const auto rank = static_cast<std::size_t>(view.rank);
        if ((user->at() + 1) * rank <= view.userFactors.size()) {
            // A user is a direction: what counts is where the vector points, so the arrow has a fixed length.
            const auto slope = slopes(m_space->axes, view.userFactors.subspan(user->at() * rank, rank));
            const QPointF tip(static_cast<double>(slope[static_cast<std::size_t>(m_x)]),
                              static_cast<double>(slope[static_cast<std::size_t>(m_y)]));
            const double length = std::hypot(tip.x(), tip.y());
            if (length > 0) marks.user = tip / length * kPointer;
        }
        marks.userLabel = userName(d, *user).toLower();
        m_header->setUser(userName(d, *user));
        m_side->setUser(marks.userLabel, rated);
    } else {
        m_header->setUser({});
        m_side->setUser({}, {});
    }
    m_map->setMarks(std::move(marks));
    refreshSearch();
    refreshFoot();
}

void MapPage::refreshSearch() {
    const QString wanted = m_header->wanted();
    const Dataset& d = *m_session.dataset();
    const std::optional<UserIndex> user = m_session.user();
    std::vector<ItemLines::Line> lines;
    std::size_t found = 0;
    for (std::int32_t i = 0; !wanted.isEmpty() && i < d.items.size(); ++i) {
        const ItemIndex item{i};
        const QString title = format::title(d.titleOf(item));
        if (!title.contains(wanted, Qt::CaseInsensitive)) continue;
        ++found;
        if (lines.size() == kFoundListed) continue;
        const QString year = !d.itemTable.years.empty() && d.itemTable.years[item.at()] > 0
                                 ? QString::number(d.itemTable.years[item.at()])
                                 : QString();
        QString value = positionOf(item) ? QString() : tr("no place");
        if (user) {
            const auto history = applyChanges(m_session.split()->train->row(*user), m_session.edits().changes);
            const auto at = std::ranges::lower_bound(history.items, item);
            if (at != history.items.end() && *at == item)
                value = tr("rated %1")
                            .arg(format::rating(
                                static_cast<double>(history.ratings[static_cast<std::size_t>(at - history.items.begin())])));
            else if (item.at() < m_ranks.size() && m_ranks[item.at()] > 0)
                value = tr("rank %1").arg(format::count(m_ranks[item.at()]));
        }
        lines.push_back({item, title, year, value, false});
    }
    m_header->setFound(found, !wanted.isEmpty());
    m_side->setSearch(wanted, found, std::move(lines));
}

void MapPage::refreshFoot() {
    if (!m_space || !m_session.dataset()) return;
    const Dataset& d = *m_session.dataset();
    const QString plural = QString::fromStdString(d.itemNounPlural);
    const auto placed = static_cast<std::int64_t>(m_map->items().size());
    const std::int64_t missing = d.items.size() - placed;
    QStringList notes{
        missing > 0
            ? tr("%1 %2; %3 without training ratings have no place.").arg(format::count(placed), plural, format::count(missing))
            : tr("%1 %2.").arg(format::count(placed), plural)};
    if (m_kept) {
        QString text = tr("Of a %1’s %2 nearest in all %3 factors, %4 are among its %2 nearest here.")
                           .arg(QString::fromStdString(d.itemNoun), QString::number(m_kept->nearest),
                                QString::number(m_space->rank), format::axis(m_kept->mean, 0.1));
        if (m_kept->asked < m_kept->of) text += tr(" Measured on %1 of them.").arg(format::count(m_kept->asked));
        notes << text;
    }
    QString marksNote;
    if (m_session.user()) {
        const MapMarks& marks = m_map->marks();
        marksNote = tr("rated, %1|recommended|held out, %2")
                        .arg(format::count(static_cast<std::int64_t>(marks.rated.size())),
                             format::count(static_cast<std::int64_t>(marks.heldOut.size())));
    }
    m_map->setFoot(marksNote, notes);
}

} // namespace recoscope::ui
