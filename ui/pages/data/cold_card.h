#pragma once
#include "ui/pages/data/detail_cards.h"

namespace recoscope::ui {

class RowBars;

/// How many users and items have too little to learn from, and how many come too late.
class ColdCard final : public DetailCard {
    Q_OBJECT
public:
    explicit ColdCard(QWidget* parent = nullptr);
    void showFacts(const DataFacts& facts) override;

private:
    RowBars* m_bars;
};

} // namespace recoscope::ui
