#include "ui/pages/data/sparsity_map.h"
#include "ui/charts/content_menu.h"
#include "ui/pages/data/sparsity_image.h"
#include "ui/theme/theme.h"
#include <algorithm>

namespace recoscope::ui {

SparsityMap::SparsityMap(QWidget* parent) : QWidget(parent) {
    setObjectName(exportName());
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    sayWhatItIs();
    offerContentKeys(*this, *this);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        colourImage();
        requestBins();
    });
}

void SparsityMap::setData(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const DataProfile> profile) {
    m_job.cancel();
    m_dataset = std::move(dataset);
    m_profile = std::move(profile);
    m_image = {};
    m_bins = {};
    m_layout.reset();
    m_selectedBins = {};
    m_selection.reset();
    m_pickedUsers.reset();
    m_pickedItems.reset();
    m_cell.reset();
    m_boxFrom.reset();
    if (!m_dataset) return;
    for (MatrixOrder& order : m_orders)
        if (!whyNoOrder(order, *m_profile).isEmpty()) order = MatrixOrder::Count;
    sayWhatItIs();
    Q_EMIT ordersChanged();
    resetZoom();
}

void SparsityMap::setOrder(MatrixSide side, MatrixOrder order) {
    MatrixOrder& current = m_orders[static_cast<std::size_t>(side)];
    if (current == order || !m_profile || !whyNoOrder(order, *m_profile).isEmpty()) return;
    current = order;
    m_cell.reset();
    m_boxFrom.reset();
    m_selectedBins = {};
    m_bins = {}; // of other ranks: better nothing than the wrong thing under the new words
    m_image = {};
    sayWhatItIs();
    Q_EMIT ordersChanged();
    resetZoom(); // a stretch of ranks holds others in another order
}

void SparsityMap::setSelection(const std::shared_ptr<const RowSelection>& rows, const std::optional<RankStretch>& users,
                               const std::optional<RankStretch>& items) {
    m_selection = rows && !rows->statesNothing() ? rows : nullptr;
    m_pickedUsers = users;
    m_pickedItems = items;
    requestBins();
}

void SparsityMap::sayWhatItIs() {
    setAccessibleName(tr("Sparsity map: users %1 down, items %2 across")
                          .arg(orderWords(MatrixSide::Users, order(MatrixSide::Users)),
                               orderWords(MatrixSide::Items, order(MatrixSide::Items))));
}

void SparsityMap::resetZoom() {
    if (!m_dataset) return;
    m_userFrom = m_itemFrom = 0;
    m_userTo = std::max(1, m_dataset->users.size());
    m_itemTo = std::max(1, m_dataset->items.size());
    requestBins();
}

void SparsityMap::requestBins() {
    if (!m_dataset || width() < 10) return;
    const QRectF map = mapRect(QRectF(rect()));
    SparsityBins region;
    region.columns = std::clamp(static_cast<int>(std::min(map.width(), m_itemTo - m_itemFrom)), 1, 4096);
    region.rows = std::clamp(static_cast<int>(std::min(map.height(), m_userTo - m_userFrom)), 1, 4096);
    region.userFrom = m_userFrom;
    region.userTo = m_userTo;
    region.itemFrom = m_itemFrom;
    region.itemTo = m_itemTo;
    struct Binned {
        std::shared_ptr<const MatrixLayout> layout;
        SparsityBins whole, selected;
    };
    m_job.submit(
        [dataset = m_dataset, profile = m_profile, known = m_layout, orders = m_orders, region,
         selection = m_selection](const TaskContext& context) {
            const Interactions& x = *dataset->interactions;
            Binned made{known, {}, {}};
            const auto [users, items] = orders;
            if (!known || known->userOrder != users || known->itemOrder != items)
                made.layout = std::make_shared<const MatrixLayout>(layOut(x, *profile, users, items, context));
            const MatrixLayout& layout = *made.layout;
            made.whole = binRatings(x, layout.users, layout.rankOfItem, region, 0, context);
            if (selection && !context.stopRequested()) {
                const RowTest test(*selection, x);
                made.selected = binRatings(x, layout.users, layout.rankOfItem, region, 0, context, &test);
            }
            return made;
        },
        [this](Binned made) {
            m_layout = std::move(made.layout);
            m_bins = std::move(made.whole);
            m_selectedBins = std::move(made.selected);
            colourImage();
        });
    update();
}

void SparsityMap::colourImage() {
    if (m_bins.counts.empty()) return;
    m_image = sparsityImage(m_bins, m_selectedBins.counts.empty() ? nullptr : &m_selectedBins);
    update();
}

} // namespace recoscope::ui
