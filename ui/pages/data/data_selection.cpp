#include "ui/pages/data/data_selection.h"
#include "ui/format.h"
#include "ui/pages/data/matrix_order_words.h"
#include <cmath>
#include <limits>

namespace recoscope::ui {
namespace {

template <class Index>
std::vector<Index> partOf(const std::vector<Index>& byRank, const RankStretch& ranks) {
    return {byRank.begin() + ranks.first, byRank.begin() + ranks.last + 1};
}

template <class Index>
bool coversAll(const std::vector<Index>& byRank, const RankStretch& ranks) {
    return ranks.first == 0 && static_cast<std::size_t>(ranks.last) + 1 == byRank.size();
}

/// Those in all of the lists, in the order of the first; nothing where there is none. `count`: of all indices.
template <class Index>
std::optional<std::vector<Index>> inAll(const std::vector<const std::vector<Index>*>& lists, std::size_t count) {
    if (lists.empty()) return std::nullopt;
    std::vector<Index> common = *lists.front();
    for (std::size_t k = 1; k < lists.size(); ++k) {
        std::vector<bool> has(count);
        for (const Index member : *lists[k]) has[member.at()] = true;
        std::erase_if(common, [&](Index member) { return !has[member.at()]; });
    }
    return common;
}

QString stretchWords(MatrixSide side, const RankStretch& ranks) {
    const bool one = ranks.first == ranks.last;
    const QString noun = side == MatrixSide::Users ? (one ? QObject::tr("user") : QObject::tr("users"))
                         : one                     ? QObject::tr("item")
                                                   : QObject::tr("items");
    const QString from = format::count(ranks.first + 1), by = orderWords(side, ranks.order);
    return one ? QObject::tr("%1 %2 %3").arg(noun, from, by)
               : QObject::tr("%1 %2 to %3 %4").arg(noun, from, format::count(ranks.last + 1), by);
}

std::pair<double, double> rangeOf(const DataProfile& profile, std::size_t first, std::size_t last) {
    const auto& bins = profile.histogram;
    double least = bins[first].first, most = bins[last].first;
    if (profile.histogramBinned) { // up to the next bin; the first one holds all that is not positive
        most = most > 0 ? std::nextafter(2 * most, 0.0) : 0.0;
        if (least <= 0) least = -std::numeric_limits<double>::infinity();
    }
    return {least, most};
}

} // namespace

DataSelection::DataSelection(QObject* parent) : QObject(parent), m_rows(std::make_shared<const RowSelection>()) {}

void DataSelection::setData(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const DataProfile> profile) {
    if (dataset == m_dataset && profile == m_profile) return;
    forget(); // before the bins it speaks of are gone
    m_dataset = std::move(dataset);
    m_profile = std::move(profile);
    apply();
}

void DataSelection::apply() {
    RowSelection rows;
    std::vector<const std::vector<UserIndex>*> users;
    if (m_users) users.push_back(&m_usersThere);
    for (const auto* picked : {&m_coldUsers, &m_foundUsers})
        if (*picked) users.push_back(&(*picked)->members);
    std::vector<const std::vector<ItemIndex>*> items;
    if (m_items) items.push_back(&m_itemsThere);
    for (const auto* picked : {&m_feature, &m_coldItems, &m_foundItems})
        if (*picked) items.push_back(&(*picked)->members);
    if (m_dataset) {
        rows.users = inAll(users, static_cast<std::size_t>(m_dataset->interactions->userCount()));
        rows.items = inAll(items, static_cast<std::size_t>(m_dataset->interactions->itemCount()));
    }
    if (m_ratingBins) rows.ratings = rangeOf(*m_profile, m_ratingBins->first, m_ratingBins->second);
    if (m_activityBins)
        rows.times = {m_profile->activity[m_activityBins->first].start,
                      m_profile->activity[m_activityBins->second].start + m_profile->activityBinSeconds - 1};
    m_rows = std::make_shared<const RowSelection>(std::move(rows));
    m_held.reset();
    m_job.cancel();
    Q_EMIT changed();
    if (isEmpty() || !m_dataset) return;
    m_job.submit(
        [dataset = m_dataset, profile = m_profile, wanted = m_rows](const TaskContext& context) {
            return std::make_shared<const SelectionProfile>(selectionProfile(*dataset, *profile, *wanted, context));
        },
        [this](std::shared_ptr<const SelectionProfile> held) {
            m_held = std::move(held);
            Q_EMIT counted();
        });
}

void DataSelection::setBox(const MatrixLayout& layout, const RankStretch& users, const RankStretch& items) {
    m_users.reset();
    m_items.reset();
    if (!coversAll(layout.users, users)) {
        m_users = users;
        m_usersThere = partOf(layout.users, users);
    }
    if (!coversAll(layout.items, items)) {
        m_items = items;
        m_itemsThere = partOf(layout.items, items);
    }
    apply();
}

void DataSelection::setItems(const RankStretch& byPopularity) {
    m_items = byPopularity;
    m_itemsThere = partOf(m_profile->itemsByRank, byPopularity);
    apply();
}

void DataSelection::setFeature(const BarPick& pick, std::vector<ItemIndex> items) {
    m_feature = {pick, std::move(items)};
    apply();
}

void DataSelection::setColdUsers(const BarPick& pick, std::vector<UserIndex> users) {
    m_coldUsers = {pick, std::move(users)};
    apply();
}

void DataSelection::setColdItems(const BarPick& pick, std::vector<ItemIndex> items) {
    m_coldItems = {pick, std::move(items)};
    apply();
}

void DataSelection::setFoundUsers(const QString& words, std::vector<UserIndex> users) {
    m_foundUsers = {{0, {}, words}, std::move(users)};
    apply();
}

void DataSelection::setFoundItems(const QString& words, std::vector<ItemIndex> items) {
    m_foundItems = {{0, {}, words}, std::move(items)};
    apply();
}

void DataSelection::setRatingBins(std::size_t first, std::size_t last) {
    m_ratingBins = {first, last};
    apply();
}

void DataSelection::setActivityBins(std::size_t first, std::size_t last) {
    m_activityBins = {first, last};
    apply();
}

void DataSelection::clear(Part part) {
    switch (part) {
    case Part::Users:
        m_users.reset();
        break;
    case Part::ColdUsers:
        m_coldUsers.reset();
        break;
    case Part::FoundUsers:
        m_foundUsers.reset();
        break;
    case Part::FoundItems:
        m_foundItems.reset();
        break;
    case Part::Items:
        m_items.reset();
        break;
    case Part::Feature:
        m_feature.reset();
        break;
    case Part::ColdItems:
        m_coldItems.reset();
        break;
    case Part::Ratings:
        m_ratingBins.reset();
        break;
    case Part::Times:
        m_activityBins.reset();
        break;
    }
    apply();
}

void DataSelection::forget() {
    m_users.reset();
    m_items.reset();
    m_usersThere.clear();
    m_itemsThere.clear();
    m_coldUsers.reset();
    m_coldItems.reset();
    m_foundUsers.reset();
    m_foundItems.reset();
    m_feature.reset();
    m_ratingBins.reset();
    m_activityBins.reset();
}

void DataSelection::clear() {
    forget();
    apply();
}

QString DataSelection::words(Part part) const {
    switch (part) {
    case Part::Users:
        return m_users ? stretchWords(MatrixSide::Users, *m_users) : QString();
    case Part::Items:
        return m_items ? stretchWords(MatrixSide::Items, *m_items) : QString();
    case Part::ColdUsers:
        return m_coldUsers ? m_coldUsers->pick.words : QString();
    case Part::FoundUsers:
        return m_foundUsers ? m_foundUsers->pick.words : QString();
    case Part::FoundItems:
        return m_foundItems ? m_foundItems->pick.words : QString();
    case Part::Feature:
        return m_feature ? m_feature->pick.words : QString();
    case Part::ColdItems:
        return m_coldItems ? m_coldItems->pick.words : QString();
    case Part::Ratings: {
        if (!m_ratingBins) return {};
        const auto& [first, last] = *m_ratingBins;
        const QString from = format::rating(m_profile->histogram[first].first);
        const double upper = m_profile->histogram[last].first;
        if (m_profile->histogramBinned)
            return upper > 0 ? tr("ratings from %1 to under %2").arg(from, format::rating(2 * upper)) : tr("ratings up to 0");
        return first == last ? tr("rating %1").arg(from) : tr("ratings %1 to %2").arg(from, format::rating(upper));
    }
    case Part::Times: {
        if (!m_activityBins) return {};
        const QString from = format::date(m_rows->times->first), to = format::date(m_rows->times->second);
        return from == to ? from : tr("%1 to %2").arg(from, to);
    }
    }
    return {};
}

QString DataSelection::sentence() const {
    if (isEmpty()) return tr("Nothing is selected");
    if (!m_held) return tr("Counting…");
    if (m_held->rows == 0) return tr("No rating is in this selection");
    return tr("%1 of %2, %3, %4")
        .arg(format::count(m_held->rows), format::counted(m_profile->interactions, tr("rating"), tr("ratings")),
             format::counted(m_held->users, tr("user"), tr("users")), format::counted(m_held->items, tr("item"), tr("items")));
}

} // namespace recoscope::ui
