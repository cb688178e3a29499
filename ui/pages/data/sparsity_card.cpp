#include "ui/pages/data/sparsity_card.h"
#include "ui/actions.h"
#include "ui/pages/data/matrix_order_words.h"
#include "ui/pages/data/sparsity_map.h"
#include "ui/theme/icons.h"
#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace recoscope::ui {
namespace {

QString actionId(MatrixSide side, MatrixOrder order) {
    return (side == MatrixSide::Users ? QStringLiteral("data.order-users:") : QStringLiteral("data.order-items:")) +
           orderName(side, order);
}

QString sideWords(MatrixSide side) { return side == MatrixSide::Users ? QObject::tr("users") : QObject::tr("items"); }

} // namespace

SparsityCard::SparsityCard(ActionRegistry& actions, QWidget* parent)
    : Card(parent),
      m_actions(actions),
      m_map(new SparsityMap(this)),
      m_order(new QToolButton(this)) {
    m_order->setAutoRaise(true);
    m_order->setIcon(icon(QStringLiteral("sort")));
    m_order->setAccessibleName(tr("Order of users and items"));
    m_order->setToolTip(m_order->accessibleName());
    body()->addWidget(m_map, 1);
    addToHead(m_order);
    offerExport(m_map, m_map);
    connect(m_order, &QToolButton::clicked, this, &SparsityCard::chooseOrder);
    connect(m_map, &SparsityMap::ordersChanged, this, &SparsityCard::follow);
    addActions();
    follow();
}

void SparsityCard::setData(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const DataProfile> profile) {
    m_profile = profile;
    m_map->setData(std::move(dataset), std::move(profile));
    follow();
}

void SparsityCard::chooseOrder() {
    QMenu menu(this);
    fillOrderMenu(menu);
    menu.exec(m_order->mapToGlobal(QPoint(0, m_order->height())));
}

void SparsityCard::addActions() {
    m_actions.add(
        QStringLiteral("data.choose-order"), {}, tr("Sparsity map: order of users and items…"), {}, [this] { chooseOrder(); },
        QStringLiteral("sort"));
    for (const MatrixSide side : {MatrixSide::Users, MatrixSide::Items})
        for (const MatrixOrder order : kMatrixOrders)
            m_actions.add(
                actionId(side, order), {}, tr("Sparsity map: %1 %2").arg(sideWords(side), orderWords(side, order)), {},
                [this, side, order] { m_map->setOrder(side, order); }, QStringLiteral("sort"));
}

void SparsityCard::fillOrderMenu(QMenu& menu) const {
    for (const MatrixSide side : {MatrixSide::Users, MatrixSide::Items}) {
        auto* group = new QActionGroup(&menu);
        if (!menu.isEmpty()) menu.addSeparator();
        for (const MatrixOrder order : kMatrixOrders) {
            const QString why = m_profile ? whyNoOrder(order, *m_profile) : QString();
            const QString words = tr("%1 %2").arg(side == MatrixSide::Users ? tr("Users") : tr("Items"), orderWords(side, order));
            QAction* entry = menu.addAction(why.isEmpty() ? words : tr("%1: %2").arg(words, why), m_map,
                                            [map = m_map, side, order] { map->setOrder(side, order); });
            entry->setCheckable(true);
            entry->setChecked(m_map->order(side) == order);
            entry->setEnabled(why.isEmpty());
            group->addAction(entry);
        }
    }
}

void SparsityCard::follow() {
    setTitle(tr("Sparsity map"), tr("share of filled cells; users %1, items %2")
                                     .arg(orderWords(MatrixSide::Users, m_map->order(MatrixSide::Users)),
                                          orderWords(MatrixSide::Items, m_map->order(MatrixSide::Items))));
    for (const MatrixSide side : {MatrixSide::Users, MatrixSide::Items})
        for (const MatrixOrder order : kMatrixOrders)
            if (QAction* action = m_actions.find(actionId(side, order)))
                action->setEnabled(m_profile && whyNoOrder(order, *m_profile).isEmpty());
}

} // namespace recoscope::ui
