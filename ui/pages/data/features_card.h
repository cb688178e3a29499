#pragma once
#include "ui/charts/row_bars.h"
#include "ui/pages/data/detail_cards.h"
#include <QString>

class QMenu;

namespace recoscope::ui {

class ChoiceButton;

/// How the items and their ratings fall on genres, years and the other columns of the items; beside it, how the selected ratings
/// do. Picking a bar selects the items that have the value.
class FeaturesCard final : public DetailCard {
    Q_OBJECT
public:
    explicit FeaturesCard(DataSelection& selection, QWidget* parent = nullptr); ///< The selection outlives it.
    void showFacts(const DataFacts& facts) override;
    void showSelection(const DataFacts& facts) override;
    void choose(std::size_t feature); ///< Of ProfileDetails::features.

private:
    void fill();
    void fillPart();
    void pick(std::size_t bar);
    [[nodiscard]] std::optional<RowParts> partsOf(const FeaturePart& part) const;
    void fillMenu(QMenu& menu);
    [[nodiscard]] QString nameOf(std::size_t feature) const;
    DataSelection& m_selection;
    DataFacts m_facts;
    RowBars* m_bars;
    ChoiceButton* m_choice;
    std::size_t m_chosen = 0;
};

} // namespace recoscope::ui
