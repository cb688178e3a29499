#include "ui/synthetic/taste_matrix.h"
#include "ui/charts/content_menu.h"
#include "ui/charts/csv.h"
#include "ui/format.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

constexpr double kCell = 5; ///< Design pixels.

} // namespace

TasteMatrix::TasteMatrix(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    offerContentKeys(*this, *this);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] { updateGeometry(); });
}

void TasteMatrix::setSample(const WorldSample& sample) {
    m_sample = sample;
    setAccessibleName(tr("Who rated what in the sample: %1 of %2 by %3")
                          .arg(format::counted(sample.profile->interactions, tr("rating"), tr("ratings")),
                               format::counted(sample.profile->users, tr("user"), tr("users")),
                               format::counted(sample.profile->items, tr("item"), tr("items"))));
    update();
}

void TasteMatrix::setOrder(Order order) {
    m_order = order;
    update();
}

std::vector<int> TasteMatrix::cells(int columns, int rows) const {
    const Interactions& x = *m_sample.dataset->interactions;
    const auto users = static_cast<std::size_t>(x.userCount()), items = static_cast<std::size_t>(x.itemCount());
    std::vector<std::size_t> column(items);
    for (std::size_t k = 0; k < items; ++k) {
        const std::size_t item =
            m_order == Order::Taste ? static_cast<std::size_t>(m_sample.itemsByTaste[k]) : m_sample.profile->itemsByRank[k].at();
        column[item] = k * static_cast<std::size_t>(columns) / items;
    }
    std::vector<int> counts(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), 0);
    for (std::size_t k = 0; k < users; ++k) {
        const UserIndex user = m_order == Order::Taste ? UserIndex{m_sample.usersByTaste[k]} : m_sample.profile->usersByRank[k];
        const std::size_t row = k * static_cast<std::size_t>(rows) / users;
        for (const ItemIndex item : x.row(user).items) ++counts[row * static_cast<std::size_t>(columns) + column[item.at()]];
    }
    return counts;
}

void TasteMatrix::paintTo(QPainter& painter, const QRectF& target) const {
    if (!m_sample.dataset) return;
    const double cell = px(kCell);
    const int columns = std::max(1, static_cast<int>(target.width() / cell)),
              rows = std::max(1, static_cast<int>(target.height() / cell));
    const std::vector<int> counts = cells(columns, rows);
    const double most = std::max(1, *std::ranges::max_element(counts));
    const double width = target.width() / columns, height = target.height() / rows;
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const int count =
                counts[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column)];
            if (count == 0) continue;
            const double strength = std::log1p(count) / std::log1p(most);
            painter.fillRect(
                QRectF(target.left() + column * width + 0.5, target.top() + row * height + 0.5, width - 1, height - 1),
                theme().ramp(0.18 + 0.82 * strength));
        }
    painter.setPen(QPen(theme().line, 1));
    painter.drawRect(target.adjusted(0, 0, -1, -1));
}

QString TasteMatrix::toCsv() const {
    QString text = csv::line({QStringLiteral("user"), QStringLiteral("item"), QStringLiteral("rating")});
    if (!m_sample.dataset) return text;
    for (const Interaction& row : m_sample.dataset->interactions->toRows())
        text += csv::line({QString::fromStdString(m_sample.dataset->users.id(row.user.value)),
                           QString::fromStdString(m_sample.dataset->items.id(row.item.value)),
                           format::plain(static_cast<double>(row.rating))});
    return text;
}

QString TasteMatrix::exportName() const { return QStringLiteral("synthetic-sample"); }

QString TasteMatrix::explanation() const {
    return tr(
        "Every cell is a few users by a few items of a small sample world; the darker, the more ratings (log). By taste: users "
        "by the "
        "genre they love most, items by genre, so that strong tastes show as blocks along the diagonal; grey sheep stand at "
        "the end. By popularity: the most active users above, the most popular items at the left.");
}

QSize TasteMatrix::minimumSizeHint() const { return {px(160), px(110)}; }
QSize TasteMatrix::sizeHint() const { return {px(400), px(260)}; }

void TasteMatrix::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintTo(painter, QRectF(rect()));
    if (showsFocus(*this)) paintFocusRing(painter, QRectF(rect()));
}

void TasteMatrix::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillExportMenu(menu, *this, *this);
    menu.exec(event->globalPos());
}

} // namespace recoscope::ui
