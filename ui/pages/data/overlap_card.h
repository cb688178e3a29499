#pragma once
#include "core/data/overlap.h"
#include "ui/charts/plot.h"
#include "ui/pages/data/detail_cards.h"
#include <QTimer>
#include <atomic>
#include <memory>
#include <optional>
#include <utility>

namespace recoscope::ui {

class PlainLabel;

using OverlapPair = std::pair<Overlap, Overlap>; ///< Of users, of items.

/// Its table has pairs, shares and standard errors of both sides.
class OverlapPlot final : public LinePlot {
    Q_OBJECT
public:
    using LinePlot::LinePlot;
    void setOverlaps(const OverlapPair& overlaps) { m_overlaps = overlaps; }
    [[nodiscard]] QString toCsv() const override;

private:
    OverlapPair m_overlaps;
};

/// How many pairs of users share at least n items, and of items n users. Counted in the background, from when the card is first
/// seen; new data stops it.
class OverlapCard final : public DetailCard {
    Q_OBJECT
public:
    explicit OverlapCard(QWidget* parent = nullptr);
    void showFacts(const DataFacts& facts) override;
    [[nodiscard]] const std::optional<OverlapPair>& overlaps() const { return m_overlaps; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void fill();
    void count();
    void sayHowFar();
    OverlapPlot* m_plot;
    PlainLabel* m_words;                      ///< What it comes to, below the plot.
    std::shared_ptr<const Dataset> m_counted; ///< Whose overlaps are here or on the way.
    std::optional<OverlapPair> m_overlaps;
    bool m_waiting = false;                      ///< To be seen.
    std::shared_ptr<std::atomic<double>> m_done; ///< The worker's progress, in [0, 1].
    QTimer m_clock;                              ///< Reads it.
    LatestJob m_job;
};

} // namespace recoscope::ui
