#pragma once
#include "core/data/matrix_layout.h"
#include "ui/widgets/card.h"
#include <memory>

class QMenu;
class QToolButton;

namespace recoscope::ui {

class ActionRegistry;
class SparsityMap;

/// The sparsity map with the choice of its orders in the head; each order is an action, too ("data.order-users:id"). An order
/// that says nothing about the data is shown disabled with the reason.
class SparsityCard final : public Card {
    Q_OBJECT
public:
    explicit SparsityCard(ActionRegistry& actions, QWidget* parent = nullptr);
    void setData(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const DataProfile> profile);
    [[nodiscard]] SparsityMap& map() const { return *m_map; }
    void fillOrderMenu(QMenu& menu) const;

private:
    void addActions();
    void chooseOrder();
    void follow(); ///< The words in the head and which actions make sense.
    ActionRegistry& m_actions;
    SparsityMap* m_map;
    QToolButton* m_order;
    std::shared_ptr<const DataProfile> m_profile;
};

} // namespace recoscope::ui
