#pragma once
#include "ui/charts/plot.h"
#include "ui/pages/data/detail_cards.h"
#include "ui/pages/data/overlap_counter.h"
#include <memory>
#include <optional>
#include <utility>

namespace recoscope::ui {

class DataSelection;
class PlainLabel;

/// Its table has pairs, shares and standard errors of both sides, of all ratings and of the selected ones.
class OverlapPlot final : public LinePlot {
    Q_OBJECT
public:
    using LinePlot::LinePlot;
    void setOverlaps(const OverlapPair& overlaps) { m_overlaps = overlaps; }
    void setPart(const std::optional<OverlapPair>& part) { m_part = part; }
    [[nodiscard]] QString toCsv() const override;

private:
    OverlapPair m_overlaps;
    std::optional<OverlapPair> m_part;
};

/// How many pairs of users share at least n items, and of items n users. Counted in the background, from when the card is first
/// seen; new data stops it. In front, the same of the selected ratings, which nothing is picked in: a pair is no rating.
class OverlapCard final : public DetailCard {
    Q_OBJECT
public:
    explicit OverlapCard(DataSelection& selection, QWidget* parent = nullptr); ///< The selection outlives it.
    void showFacts(const DataFacts& facts) override;
    void showSelection(const DataFacts& facts) override;
    [[nodiscard]] const std::optional<OverlapPair>& overlaps() const { return m_whole.result(); }
    /// Once it was seen: nothing is still counted or waits for it.
    [[nodiscard]] bool isUpToDate() const { return !m_wholeWaits && !m_partWaits && !m_whole.isBusy() && !m_part.isBusy(); }
    [[nodiscard]] const std::optional<OverlapPair>& selectedOverlaps() const { return m_part.result(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void fill(); ///< Whatever is known by now.
    void fillLines();
    void fillWords();
    [[nodiscard]] QString partWords() const; ///< What becomes of the selection, for the subtitle; empty where there is none.
    DataSelection& m_selection;
    OverlapPlot* m_plot;
    PlainLabel* m_words;                            ///< What it comes to, below the plot.
    std::shared_ptr<const Dataset> m_dataset;       ///< Whose overlaps are here or on the way.
    std::shared_ptr<const RowSelection> m_rows;     ///< Of those selected; null where none are.
    bool m_wholeWaits = false, m_partWaits = false; ///< To be seen.
    OverlapCounter m_whole, m_part;
};

} // namespace recoscope::ui
