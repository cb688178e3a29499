#include "ui/pages/data/sparsity_map.h"
#include "ui/charts/content_menu.h"
#include "ui/theme/theme.h"
#include <algorithm>
#include <array>
#include <cmath>

namespace recoscope::ui {

SparsityMap::SparsityMap(QWidget* parent) : QWidget(parent) {
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
    m_cell.reset();
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
    m_bins = {}; // of other ranks: better nothing than the wrong thing under the new words
    m_image = {};
    sayWhatItIs();
    Q_EMIT ordersChanged();
    resetZoom(); // a stretch of ranks holds others in another order
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
        SparsityBins bins;
    };
    m_job.submit(
        [dataset = m_dataset, profile = m_profile, known = m_layout, orders = m_orders, region](const TaskContext& context) {
            Binned made{known, {}};
            const auto [users, items] = orders;
            if (!known || known->userOrder != users || known->itemOrder != items)
                made.layout =
                    std::make_shared<const MatrixLayout>(layOut(*dataset->interactions, *profile, users, items, context));
            made.bins = binRatings(*dataset->interactions, made.layout->users, made.layout->rankOfItem, region, 0, context);
            return made;
        },
        [this](Binned made) {
            m_layout = std::move(made.layout);
            m_bins = std::move(made.bins);
            colourImage();
        });
    update();
}

/// Share of a cell's user-item pairs that are rated, 1 % to 100 % on a log scale; one rating in a large bin stays visible.
void SparsityMap::colourImage() {
    if (m_bins.counts.empty()) return;
    m_image = QImage(m_bins.columns, m_bins.rows, QImage::Format_RGB32);
    const double pairs = (m_bins.userTo - m_bins.userFrom) / m_bins.rows * ((m_bins.itemTo - m_bins.itemFrom) / m_bins.columns);
    std::array<QRgb, 256> ramp;
    for (std::size_t k = 0; k < ramp.size(); ++k) ramp[k] = theme().ramp(0.12 + 0.88 * static_cast<double>(k) / 255).rgb();
    const QRgb none = theme().surface.rgb();
    for (int r = 0; r < m_bins.rows; ++r) {
        auto* line = reinterpret_cast<QRgb*>(m_image.scanLine(r));
        for (int c = 0; c < m_bins.columns; ++c) {
            const std::int32_t n =
                m_bins
                    .counts[static_cast<std::size_t>(r) * static_cast<std::size_t>(m_bins.columns) + static_cast<std::size_t>(c)];
            const double share = std::clamp(n / std::max(1.0, pairs), 0.01, 1.0);
            line[c] = n == 0 ? none : ramp[static_cast<std::size_t>(255 * (std::log10(share) + 2) / 2)];
        }
    }
    update();
}

} // namespace recoscope::ui
