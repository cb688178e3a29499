#pragma once
#include "ui/charts/row_bars.h"
#include "ui/pages/data/detail_cards.h"

namespace recoscope::ui {

/// How many users and items have too little to learn from, and how many come too late; in front, which share of the selected
/// ones do. Picking bars selects who is in one of them.
class ColdCard final : public DetailCard {
    Q_OBJECT
public:
    explicit ColdCard(DataSelection& selection, QWidget* parent = nullptr); ///< The selection outlives it.
    void showFacts(const DataFacts& facts) override;
    void showSelection(const DataFacts& facts) override;

private:
    void pick(const std::vector<std::size_t>& bars);
    void pickSide(bool ofUsers, const std::vector<std::size_t>& bars);
    [[nodiscard]] RowParts partsOf(const ColdStart& part, const SelectionProfile& held) const;
    DataSelection& m_selection;
    DataFacts m_facts;
    RowBars* m_bars;
};

} // namespace recoscope::ui
