#include "ui/format.h"
#include "ui/models/entries.h"
#include "ui/pages/map/item_map.h"
#include "ui/pages/map/map_page.h"
#include "ui/pages/map/map_side.h"
#include "ui/session.h"
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

namespace {

constexpr std::int32_t kRecommended = 10;
constexpr std::size_t kFoundListed = 8; ///< Lines of the side panel; all are marked on the map.
constexpr double kPointer = 2.2;        ///< Length of the user's arrow, in standard deviations.

} // namespace

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
            const AppliedHistory history = applyChanges(split->historyOf(user), changes);
            std::vector<float> scores(static_cast<std::size_t>(result->model->itemCount()));
            result->model->score(queryFor(*split, user, history), scores);
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
    const QString wanted = m_header->wanted();
    for (std::int32_t i = 0; !wanted.isEmpty() && i < d.items.size(); ++i) {
        if (format::title(d.titleOf(ItemIndex{i})).contains(wanted, Qt::CaseInsensitive)) place(ItemIndex{i}, marks.found);
    }
    if (m_session.item()) marks.selected = positionOf(*m_session.item());
    if (const auto user = m_session.user()) {
        const std::vector<ItemIndex> rated = editedHistory(*user).items;
        markUser(*user, rated, *run->result->model->factors(), marks);
        marks.userLabel = format::user(format::safe(d.users.id(user->value)));
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

void MapPage::place(ItemIndex item, std::vector<std::size_t>& list) const {
    if (const auto at = positionOf(item)) list.push_back(*at);
}

AppliedHistory MapPage::editedHistory(UserIndex user) const {
    return applyChanges(m_session.split()->historyOf(user), m_session.edits().changes);
}

void MapPage::markUser(UserIndex user, const std::vector<ItemIndex>& rated, const FactorView& view, MapMarks& marks) const {
    for (const ItemIndex item : rated) place(item, marks.rated);
    for (const ItemIndex item : m_session.split()->test->row(user).items) place(item, marks.heldOut);
    std::vector<std::pair<std::int32_t, ItemIndex>> top;
    for (std::size_t i = 0; i < m_ranks.size(); ++i) {
        if (m_ranks[i] > 0 && m_ranks[i] <= kRecommended) top.emplace_back(m_ranks[i], ItemIndex(i));
    }
    std::ranges::sort(top);
    for (const auto& [rank, item] : top) place(item, marks.recommended);
    const auto rank = static_cast<std::size_t>(view.rank);
    if ((user.at() + 1) * rank > view.userFactors.size()) return;
    // A user is a direction: what counts is where the vector points, so the arrow has a fixed length.
    const auto slope = slopes(m_space->axes, view.userFactors.subspan(user.at() * rank, rank));
    const QPointF tip(static_cast<double>(slope[static_cast<std::size_t>(m_x)]),
                      static_cast<double>(slope[static_cast<std::size_t>(m_y)]));
    const double length = std::hypot(tip.x(), tip.y());
    if (length > 0) marks.user = tip / length * kPointer;
}

QString MapPage::standingOf(ItemIndex item, const AppliedHistory& history) const {
    const auto at = std::ranges::lower_bound(history.items, item);
    if (at != history.items.end() && *at == item) {
        const float rating = history.ratings[static_cast<std::size_t>(at - history.items.begin())];
        return tr("rated %1").arg(format::rating(static_cast<double>(rating)));
    }
    if (item.at() < m_ranks.size() && m_ranks[item.at()] > 0) return tr("rank %1").arg(format::count(m_ranks[item.at()]));
    return positionOf(item) ? QString() : tr("no place");
}

void MapPage::refreshSearch() {
    const QString wanted = m_header->wanted();
    const Dataset& d = *m_session.dataset();
    const AppliedHistory history = m_session.user() ? editedHistory(*m_session.user()) : AppliedHistory();
    std::vector<ItemLines::Line> lines;
    std::size_t found = 0;
    for (std::int32_t i = 0; !wanted.isEmpty() && i < d.items.size(); ++i) {
        const ItemIndex item{i};
        const QString title = format::title(d.titleOf(item));
        if (!title.contains(wanted, Qt::CaseInsensitive)) continue;
        ++found;
        if (lines.size() == kFoundListed) continue;
        const bool dated = !d.itemTable.years.empty() && d.itemTable.years[item.at()] > 0;
        lines.push_back(
            {item, title, dated ? QString::number(d.itemTable.years[item.at()]) : QString(), standingOf(item, history), false});
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
