#pragma once
#include "ui/charts/row_bars.h"
#include "ui/pages/data/detail_cards.h"
#include <QString>

class QMenu;

namespace recoscope::ui {

class ChoiceButton;

/// How the items and their ratings fall on genres, years and the other columns of the items; beside it, how the selected ratings
/// do. Picking bars selects the items that have one of their values.
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
    void pick(const std::vector<std::size_t>& bars);
    [[nodiscard]] QString wordsOf(const std::vector<std::size_t>& bars) const;
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
