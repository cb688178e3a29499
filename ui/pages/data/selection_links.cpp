#include "ui/pages/data/selection_links.h"
#include "ui/charts/plot.h"
#include "ui/pages/data/data_selection.h"
#include "ui/pages/data/selection_parts.h"
#include "ui/pages/data/sparsity_map.h"
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

using Part = DataSelection::Part;

SelectionLinks::SelectionLinks(DataSelection& selection, const LinkedPictures& pictures, QObject* parent)
    : QObject(parent),
      m_selection(selection),
      m_pictures(pictures) {
    m_pictures.frequency->setPickable(true);
    m_pictures.histogram->setPickable(true);
    m_pictures.activity->setPickable(true);
    listen();
}

void SelectionLinks::listen() {
    connect(m_pictures.map, &SparsityMap::boxPicked, this, [this](const RankStretch& users, const RankStretch& items) {
        m_selection.setBox(*m_pictures.map->layoutShown(), users, items);
    });
    connect(m_pictures.frequency, &LinePlot::stretchPicked, this, &SelectionLinks::pickRanks);
    connect(m_pictures.frequency, &LinePlot::pointPicked, this, &SelectionLinks::pickBand);
    connect(m_pictures.histogram, &BarPlot::barsPicked, this,
            [this](std::size_t first, std::size_t last) { m_selection.setRatingBins(first, last); });
    connect(m_pictures.histogram, &BarPlot::unpicked, this, [this] { m_selection.clear(Part::Ratings); });
    connect(m_pictures.activity, &BarPlot::barsPicked, this,
            [this](std::size_t first, std::size_t last) { m_selection.setActivityBins(first, last); });
    connect(m_pictures.activity, &BarPlot::unpicked, this, [this] { m_selection.clear(Part::Times); });
    connect(&m_selection, &DataSelection::changed, this, [this] {
        showMarks();
        if (m_selection.isEmpty()) showParts();
    });
    connect(&m_selection, &DataSelection::counted, this, &SelectionLinks::showParts);
}

void SelectionLinks::setProfile(std::shared_ptr<const DataProfile> profile) {
    m_profile = std::move(profile);
    showMarks();
    showParts();
}

/// Values of the axis of ranks, which counts from 1.
void SelectionLinks::pickRanks(double from, double to) {
    if (!m_profile || m_profile->countsByRank.empty()) return;
    const auto last = static_cast<std::int32_t>(m_profile->countsByRank.size()) - 1;
    const auto rank = [last](double at) { return std::clamp(static_cast<std::int32_t>(std::lround(at)) - 1, 0, last); };
    m_selection.setItems({MatrixOrder::Count, rank(from), rank(to)});
}

/// Head, torso or tail, whichever the rank lies in; the one that is selected already is let go.
void SelectionLinks::pickBand(double rank) {
    if (!m_profile || m_profile->countsByRank.empty()) return;
    const std::int32_t head = m_profile->head, torso = head + m_profile->torso,
                       all = static_cast<std::int32_t>(m_profile->countsByRank.size());
    RankStretch band{MatrixOrder::Count, 0, head - 1};
    if (rank > torso)
        band = {MatrixOrder::Count, torso, all - 1};
    else if (rank > head)
        band = {MatrixOrder::Count, head, torso - 1};
    if (band.first > band.last) return; // nobody is in it
    if (m_selection.items() == band)
        m_selection.clear(Part::Items);
    else
        m_selection.setItems(band);
}

void SelectionLinks::showMarks() {
    m_pictures.map->setSelection(m_selection.rows(), m_selection.users(), m_selection.items());
    m_pictures.histogram->setPicked(m_selection.ratingBins());
    m_pictures.activity->setPicked(m_selection.activityBins());
    const auto& items = m_selection.items();
    m_pictures.frequency->setPicked(items && items->order == MatrixOrder::Count
                                        ? std::optional(std::pair{items->first + 1.0, items->last + 1.0})
                                        : std::nullopt);
}

void SelectionLinks::showParts() {
    if (!m_profile) return;
    const SelectionProfile* part = m_selection.held().get();
    showFrequencyPart(*m_pictures.frequency, m_profile, part);
    showLorenzPart(*m_pictures.lorenz, part);
    showHistogramPart(*m_pictures.histogram, *m_profile, part);
    showActivityPart(*m_pictures.activity, *m_profile, part);
}

} // namespace recoscope::ui
