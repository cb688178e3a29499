#include "ui/format.h"
#include "ui/pages/map/axis_histogram.h"
#include "ui/pages/map/axis_list.h"
#include "ui/pages/map/axis_texts.h"
#include "ui/pages/map/map_side.h"
#include "ui/widgets/plain_label.h"
#include <QGridLayout>
#include <QPushButton>
#include <algorithm>

namespace recoscope::ui {

namespace {

constexpr std::size_t kExtremes = 4; ///< Items shown at each end.
constexpr std::size_t kTies = 4;

} // namespace

void MapSide::showAxis() {
    if (!m_space || !m_dataset || m_axis >= m_space->axes.axes) return;
    m_axes->setShown(m_x, m_y, m_axis);
    m_axisTitle->setText(tr("Axis %1").arg(m_axis + 1));
    const QString name = axisName(*m_space, *m_dataset, m_axis);
    m_axisName->setText(name == m_axisTitle->text() ? QString() : name.toLower());
    m_useX->setEnabled(m_axis != m_x);
    m_useY->setEnabled(m_axis != m_y);
    std::vector<ItemIndex> placed;
    for (std::size_t i = 0; i < m_space->counts.size(); ++i)
        if (m_space->hasPlace(ItemIndex(i))) placed.emplace_back(i);
    showHistogram(placed);
    std::ranges::stable_sort(placed, std::ranges::greater{}, [&](ItemIndex i) { return m_space->at(i, m_axis); });
    showExtremes(placed);
    showTies(placed.size());
}

void MapSide::showHistogram(const std::vector<ItemIndex>& placed) {
    std::vector<double> positions;
    positions.reserve(placed.size());
    for (const ItemIndex item : placed) positions.push_back(m_space->at(item, m_axis));
    m_histogram->setPositions(positions);
    double sum = 0;
    std::int64_t rated = 0;
    for (const ItemIndex item : m_rated) {
        if (!m_space->hasPlace(item)) continue;
        sum += m_space->at(item, m_axis);
        ++rated;
    }
    if (rated > 0)
        m_histogram->setMark(sum / static_cast<double>(rated), tr("%1, mean of %2").arg(m_user, format::count(rated)));
    else
        m_histogram->setMark({}, {});
}

void MapSide::showExtremes(const std::vector<ItemIndex>& order) {
    std::vector<ItemLines::Line> lines;
    const std::size_t n = std::min(kExtremes, order.size() / 2);
    const auto add = [&](ItemIndex i) {
        const auto& years = m_dataset->itemTable.years;
        const QString year = !years.empty() && years[i.at()] > 0 ? QString::number(years[i.at()]) : QString();
        lines.push_back(
            {i, format::title(m_dataset->titleOf(i)), year, format::signedScore(m_space->at(i, m_axis)).chopped(2), false});
    };
    for (std::size_t k = 0; k < n; ++k) add(order[k]);
    if (!lines.empty()) lines.back().ruleBelow = true;
    for (std::size_t k = n; k-- > 0;) add(order[order.size() - 1 - k]);
    m_extremes->setLines(std::move(lines));
}

void MapSide::showTies(std::size_t items) {
    while (QLayoutItem* old = m_ties->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    const auto ties = strongestTies(*m_space, *m_dataset, m_axis, kTies);
    for (std::size_t k = 0; k < ties.size(); ++k) {
        auto* value = new PlainLabel(correlationText(ties[k].correlation));
        value->setType(Appearance::Type::Secondary);
        auto* genre = new PlainLabel;
        genre->setRole(PlainLabel::Role::Muted);
        genre->setType(Appearance::Type::Caption);
        genre->setWordWrap(false);
        genre->setElided(true);
        genre->setText(ties[k].name);
        m_ties->addWidget(value, 0, static_cast<int>(k));
        m_ties->addWidget(genre, 1, static_cast<int>(k));
        m_ties->setColumnStretch(static_cast<int>(k), 1);
    }
    m_tiesNote->setText(ties.empty() ? tr("No genres are known.")
                                     : tr("correlation of the axis with a genre, over %1 %2")
                                           .arg(format::count(static_cast<std::int64_t>(items)),
                                                QString::fromStdString(m_dataset->itemNounPlural)));
}

} // namespace recoscope::ui
