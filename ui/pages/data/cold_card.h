#pragma once
#include "ui/charts/row_bars.h"
#include "ui/pages/data/detail_cards.h"

namespace recoscope::ui {

/// How many users and items have too little to learn from, and how many come too late; in front, which share of the selected
/// ones do. Picking a bar selects who is in it.
class ColdCard final : public DetailCard {
    Q_OBJECT
public:
    explicit ColdCard(DataSelection& selection, QWidget* parent = nullptr); ///< The selection outlives it.
    void showFacts(const DataFacts& facts) override;
    void showSelection(const DataFacts& facts) override;

private:
    void pick(std::size_t bar);
    void unpick(std::size_t bar);
    [[nodiscard]] RowParts partsOf(const ColdStart& part, const SelectionProfile& held) const;
    DataSelection& m_selection;
    DataFacts m_facts;
    RowBars* m_bars;
};

} // namespace recoscope::ui
