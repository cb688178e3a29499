#pragma once
#include "ui/charts/plot.h"
#include "ui/pages/data/detail_cards.h"

namespace recoscope::ui {

class Segments;

/// Its table has the bins as dates, with new and known users and items side by side.
class ArrivalsPlot final : public LinePlot {
    Q_OBJECT
public:
    using LinePlot::LinePlot;
    void setTable(const QString& csvText) { m_csv = csvText; }
    [[nodiscard]] QString toCsv() const override { return m_csv; }

private:
    QString m_csv;
};

/// When users and items came: known by then, or new in each stretch of time; in front, those of the selected ratings, by their
/// first selected one. A stretch of time can be picked.
class ArrivalsCard final : public DetailCard {
    Q_OBJECT
public:
    explicit ArrivalsCard(DataSelection& selection, QWidget* parent = nullptr); ///< The selection outlives it.
    void showFacts(const DataFacts& facts) override;
    void showSelection(const DataFacts& facts) override;
    void setCumulative(bool on);

private:
    void fill();
    void fillPart();
    void fillTable();
    void fillTitle();
    [[nodiscard]] bool isPartShown() const;
    [[nodiscard]] double magnification() const; ///< Of the selected, which may be few.
    void pick(double from, double to);
    DataSelection& m_selection;
    DataFacts m_facts;
    ArrivalsPlot* m_plot;
    Segments* m_mode;
    bool m_cumulative = true;
    double m_top = 1; ///< Of the vertical axis.
};

} // namespace recoscope::ui
