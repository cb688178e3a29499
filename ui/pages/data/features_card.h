#pragma once
#include "ui/pages/data/detail_cards.h"
#include <QString>

class QMenu;

namespace recoscope::ui {

class ChoiceButton;
class RowBars;

/// How the items and their ratings fall on genres, years and the other columns of the items.
class FeaturesCard final : public DetailCard {
    Q_OBJECT
public:
    explicit FeaturesCard(QWidget* parent = nullptr);
    void showFacts(const DataFacts& facts) override;
    void choose(std::size_t feature); ///< Of ProfileDetails::features.

private:
    void fill();
    void fillMenu(QMenu& menu);
    [[nodiscard]] QString nameOf(std::size_t feature) const;
    DataFacts m_facts;
    RowBars* m_bars;
    ChoiceButton* m_choice;
    std::size_t m_chosen = 0;
};

} // namespace recoscope::ui
