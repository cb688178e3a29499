#include "ui/pages/inspect/history_card.h"
#include "ui/format.h"
#include "ui/models/entries.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/picker_popup.h"
#include "ui/widgets/plain_label.h"
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QStringList>
#include <QVBoxLayout>
#include <cmath>

namespace recoscope::ui {

using Type = Appearance::Type;

HistoryCard::HistoryCard(QWidget* parent)
    : Panel(parent),
      m_count(new InkLabel(Type::Secondary, InkLabel::Ink::Muted)),
      m_filter(new QLineEdit(this)),
      m_search(new IconButton(QStringLiteral("search"), tr("Filter the history by title"), this)),
      m_add(new IconButton(QStringLiteral("plus"), tr("Rate another title in a what-if"), this)),
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
    auto* sort = new IconButton(QStringLiteral("sort"), tr("Sort the history"), this);
    auto* orders = new QMenu(sort);
    const auto order = [this, orders](const QString& text, HistoryModel::Order which) {
        orders->addAction(text, this, [this, which] { m_list->history().setOrder(which); });
    };
    order(tr("By rating"), HistoryModel::Order::Rating);
    order(tr("By title"), HistoryModel::Order::Title);
    order(tr("By year"), HistoryModel::Order::Year);
    sort->setMenu(orders);
    m_search->setCheckable(true);
    m_filter->hide();
    m_popularity->setWordWrap(true);
    m_footer->setWordWrap(true);

    auto* head = new QHBoxLayout;
    head->addWidget(title);
    head->addWidget(m_count, 1);
    for (QWidget* button : std::initializer_list<QWidget*>{m_search, sort, m_add}) head->addWidget(button);
    head->setSpacing(px(2));
    title->setContentsMargins(0, 0, px(4), 0);
    auto* tasteHead = new QHBoxLayout;
    tasteHead->addWidget(taste);
    tasteHead->addWidget(m_tasteTitle, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(px(12), px(12), px(12), px(12));
    layout->setSpacing(px(6));
    layout->addLayout(head);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_footer);
    layout->addWidget(new Rule);
    layout->addLayout(tasteHead);
    layout->addWidget(m_taste);
    layout->addWidget(m_popularity);

    connect(m_filter, &QLineEdit::textChanged, &m_list->history(), &HistoryModel::setFilter);
    connect(m_list, &HistoryList::itemChosen, this, &HistoryCard::itemChosen);
    connect(m_list, &HistoryList::editAsked, this, &HistoryCard::editAsked);
    connect(m_list, &HistoryList::viewportMoved, this, &HistoryCard::showFooter);
    connect(m_add, &QPushButton::clicked, this, &HistoryCard::openAdd);
    connect(m_search, &QPushButton::toggled, this, [this](bool on) {
        m_filter->setVisible(on);
        if (on)
            m_filter->setFocus();
        else
            m_filter->clear();
    });
    connect(m_picker, &PickerPopup::picked, this, [this](std::int32_t id) { Q_EMIT addAsked(ItemIndex(id)); });
}

void HistoryCard::openAdd() { m_picker->openBelow(m_add); }

void HistoryCard::setData(const std::shared_ptr<const Dataset>& dataset) {
    m_picker->setTexts(itemsToPick(dataset));
    if (dataset) m_list->setScale(dataset->scale);
}

void HistoryCard::setHistory(const std::shared_ptr<const Dataset>& dataset, const Split& split, UserIndex user,
                             const HistoryChanges& changes) {
    m_list->history().setHistory(dataset, split.historyOf(user), changes);
    m_inTest = split.test->rowSize(user);
    m_inValidation = split.valid->empty() ? 0 : split.valid->rowSize(user);
    const auto rated = static_cast<std::int64_t>(m_list->history().ratedCount());
    const QString all =
        format::counted(rated, QString::fromStdString(dataset->itemNoun), QString::fromStdString(dataset->itemNounPlural));
    const std::size_t edits = m_list->history().editCount();
    const QString count = edits > 0 ? tr("%1 + %2 what-if").arg(format::count(rated), QString::number(edits)) : all;
    m_count->setToolTip(plainTip(
        tr("%1 of this user in the training part%2.").arg(all, edits > 0 ? tr(", and %1 of a what-if").arg(edits) : QString())));
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
