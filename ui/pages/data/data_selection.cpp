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

QString stretchWords(MatrixSide side, const RankStretch& ranks) {
    const bool one = ranks.first == ranks.last;
    const QString noun = side == MatrixSide::Users ? (one ? QObject::tr("user") : QObject::tr("users"))
                         : one                     ? QObject::tr("item")
                                                   : QObject::tr("items");
    const QString from = format::count(ranks.first + 1), by = orderWords(side, ranks.order);
    return one ? QObject::tr("%1 %2 %3").arg(noun, from, by)
               : QObject::tr("%1 %2 to %3 %4").arg(noun, from, format::count(ranks.last + 1), by);
}

} // namespace

DataSelection::DataSelection(QObject* parent) : QObject(parent), m_rows(std::make_shared<const RowSelection>()) {}

void DataSelection::setData(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const DataProfile> profile) {
    if (dataset == m_dataset && profile == m_profile) return;
    m_dataset = std::move(dataset);
    m_profile = std::move(profile);
    clear();
}

void DataSelection::apply(RowSelection rows) {
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
    RowSelection rows = *m_rows;
    m_users.reset();
    m_items.reset();
    rows.users.reset();
    rows.items.reset();
    if (!coversAll(layout.users, users)) {
        m_users = users;
        rows.users = partOf(layout.users, users);
    }
    if (!coversAll(layout.items, items)) {
        m_items = items;
        rows.items = partOf(layout.items, items);
    }
    apply(std::move(rows));
}

void DataSelection::setItems(const RankStretch& byPopularity) {
    RowSelection rows = *m_rows;
    m_items = byPopularity;
    rows.items = partOf(m_profile->itemsByRank, byPopularity);
    apply(std::move(rows));
}

void DataSelection::setRatingBins(std::size_t first, std::size_t last) {
    const auto& bins = m_profile->histogram;
    double most = bins[last].first;
    if (m_profile->histogramBinned) // up to the next bin; the first one holds all that is not positive
        most = most > 0 ? std::nextafter(2 * most, 0.0) : 0.0;
    const double least =
        m_profile->histogramBinned && bins[first].first <= 0 ? -std::numeric_limits<double>::infinity() : bins[first].first;
    RowSelection rows = *m_rows;
    rows.ratings = {least, most};
    m_ratingBins = {first, last};
    apply(std::move(rows));
}

void DataSelection::setActivityBins(std::size_t first, std::size_t last) {
    RowSelection rows = *m_rows;
    rows.times = {m_profile->activity[first].start, m_profile->activity[last].start + m_profile->activityBinSeconds - 1};
    m_activityBins = {first, last};
    apply(std::move(rows));
}

void DataSelection::clear(Part part) {
    RowSelection rows = *m_rows;
    switch (part) {
    case Part::Users:
        rows.users.reset();
        m_users.reset();
        break;
    case Part::Items:
        rows.items.reset();
        m_items.reset();
        break;
    case Part::Ratings:
        rows.ratings.reset();
        m_ratingBins.reset();
        break;
    case Part::Times:
        rows.times.reset();
        m_activityBins.reset();
        break;
    }
    apply(std::move(rows));
}

void DataSelection::clear() {
    m_users.reset();
    m_items.reset();
    m_ratingBins.reset();
    m_activityBins.reset();
    apply({});
}

QString DataSelection::words(Part part) const {
    switch (part) {
    case Part::Users:
        return m_users ? stretchWords(MatrixSide::Users, *m_users) : QString();
    case Part::Items:
        return m_items ? stretchWords(MatrixSide::Items, *m_items) : QString();
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
