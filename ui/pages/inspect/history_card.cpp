#include "ui/pages/inspect/history_card.h"
#include "ui/format.h"
#include "ui/pages/inspect/picker_popup.h"
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QStringList>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>
#include <numeric>

namespace recoscope::ui {

using Type = Appearance::Type;

HistoryCard::HistoryCard(QWidget* parent)
    : Panel(parent),
      m_count(new InkLabel(Type::Secondary, InkLabel::Ink::Muted)),
      m_filter(new QLineEdit(this)),
      m_add(new QToolButton(this)),
      m_list(new HistoryList(this)),
      m_footer(new InkLabel(Type::Secondary, InkLabel::Ink::Muted)),
      m_tasteTitle(new InkLabel(Type::Secondary, InkLabel::Ink::Muted)),
      m_taste(new TasteBars(this)),
      m_popularity(new InkLabel(Type::Secondary, InkLabel::Ink::Muted)),
      m_picker(new PickerPopup(tr("Find a title to rate"), this)) {
    auto* title = new InkLabel(Type::CardTitle, InkLabel::Ink::Text, true);
    title->setText(tr("History"));
    auto* taste = new InkLabel(Type::CardTitle, InkLabel::Ink::Text, true);
    taste->setText(tr("Taste"));
    m_tasteTitle->setText(tr("tick: all users"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the history by title"));
    m_filter->setClearButtonEnabled(true);
    auto* sort = new QToolButton(this);
    sort->setText(tr("Sort"));
    sort->setPopupMode(QToolButton::InstantPopup);
    auto* orders = new QMenu(sort);
    orders->addAction(tr("By rating"), this, [this] { m_list->history().setOrder(HistoryModel::Order::Rating); });
    orders->addAction(tr("By title"), this, [this] { m_list->history().setOrder(HistoryModel::Order::Title); });
    orders->addAction(tr("By year"), this, [this] { m_list->history().setOrder(HistoryModel::Order::Year); });
    sort->setMenu(orders);
    m_add->setText(QStringLiteral("+"));
    m_add->setAccessibleName(tr("Rate another item in a what-if"));
    m_add->setToolTip(m_add->accessibleName());
    m_popularity->setWordWrap(true);
    m_footer->setWordWrap(true);

    auto* head = new QHBoxLayout;
    head->addWidget(title);
    head->addWidget(m_count, 1);
    head->addWidget(m_add);
    auto* tools = new QHBoxLayout;
    tools->addWidget(m_filter, 1);
    tools->addWidget(sort);
    auto* tasteHead = new QHBoxLayout;
    tasteHead->addWidget(taste);
    tasteHead->addWidget(m_tasteTitle, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(px(12), px(12), px(12), px(12));
    layout->setSpacing(px(6));
    layout->addLayout(head);
    layout->addLayout(tools);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_footer);
    layout->addSpacing(px(8));
    layout->addLayout(tasteHead);
    layout->addWidget(m_taste);
    layout->addWidget(m_popularity);

    connect(m_filter, &QLineEdit::textChanged, &m_list->history(), &HistoryModel::setFilter);
    connect(m_list, &HistoryList::itemChosen, this, &HistoryCard::itemChosen);
    connect(m_list, &HistoryList::editAsked, this, &HistoryCard::editAsked);
    connect(m_list, &HistoryList::viewportMoved, this, &HistoryCard::showFooter);
    connect(m_add, &QToolButton::clicked, this, &HistoryCard::openAdd);
    connect(m_picker, &PickerPopup::picked, this, [this](std::int32_t id) { Q_EMIT addAsked(ItemIndex(id)); });
}

void HistoryCard::openAdd() { m_picker->openBelow(m_add); }

void HistoryCard::setData(const std::shared_ptr<const Dataset>& dataset) {
    if (!dataset) return m_picker->model().setEntries({}, {});
    const auto items = static_cast<std::size_t>(dataset->items.size());
    std::vector<QString> names(items);
    std::vector<std::int32_t> order(items);
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t i = 0; i < items; ++i) {
        names[i] = format::title(dataset->titleOf(ItemIndex(i)));
        const bool dated = !dataset->itemTable.years.empty() && dataset->itemTable.years[i] > 0;
        if (dated) names[i] += QStringLiteral("  %1").arg(dataset->itemTable.years[i]);
    }
    m_picker->model().setEntries(std::move(names), std::move(order));
    m_list->setScale(dataset->scale);
}

void HistoryCard::setHistory(const std::shared_ptr<const Dataset>& dataset, const Split& split, UserIndex user,
                             const HistoryChanges& changes) {
    m_list->history().setHistory(dataset, split.train->row(user), changes);
    m_inTest = split.test->rowSize(user);
    m_inValidation = split.valid->empty() ? 0 : split.valid->rowSize(user);
    QString count = format::counted(static_cast<std::int64_t>(m_list->history().ratedCount()),
                                    QString::fromStdString(dataset->itemNoun), QString::fromStdString(dataset->itemNounPlural));
    if (m_list->history().editCount() > 0) count += tr(" + %1 what-if").arg(m_list->history().editCount());
    m_count->setText(count);
    showFooter();
}

void HistoryCard::showFooter() {
    QStringList parts;
    if (m_list->history().ratedCount() == 0) parts << tr("Nothing of this user is in the training part");
    const int below = m_list->rowsBelow();
    if (below > 0) parts << tr("%1 more").arg(format::count(below));
    QStringList held{tr("%1 in test").arg(m_inTest)};
    if (m_inValidation > 0) held << tr("%1 in validation").arg(m_inValidation);
    parts << held.join(QStringLiteral(", "));
    m_footer->setText(parts.join(QStringLiteral("; ")));
}

void HistoryCard::setTaste(const Dataset& dataset, const TasteBackground& background, std::span<const ItemIndex> history) {
    const auto taste = tasteOf(dataset, background, history);
    m_taste->setTaste(taste, dataset.itemTable.genreNames);
    m_tasteTitle->setText(taste.empty() ? tr("no genres are known") : tr("tick: all users"));
    const double half = halfAmongTop(background, history);
    m_popularity->setVisible(!std::isnan(half));
    if (!std::isnan(half)) {
        m_popularity->setText(tr("Half the history is among the %1 most rated %2.")
                                  .arg(format::share(half, half < 0.01 ? 1 : 0), QString::fromStdString(dataset.itemNounPlural)));
    }
}

} // namespace recoscope::ui
