#pragma once
#include "core/data/filter_bounds.h"
#include "core/data/filters.h"
#include "ui/jobs/latest_job.h"
#include "ui/widgets/card.h"
#include <memory>
#include <optional>
#include <vector>

class QGridLayout;
class QPushButton;

namespace recoscope::ui {

class FunnelBar;
class PlainLabel;
class Session;
class StepRow;

/// The filters before any split as a funnel: what was opened, then step by step what is left. Steps are added, edited, moved and
/// removed; the forecast follows on a worker, and Apply makes the filtered data the open data.
class FunnelCard final : public Card {
    Q_OBJECT
public:
    explicit FunnelCard(Session& session, QWidget* parent = nullptr);
    ~FunnelCard() override;
    void add(const FilterStep& step); ///< At the end.
    void reset();                     ///< Back to the steps that are in force.
    [[nodiscard]] const std::vector<StepRow*>& rows() const { return m_rows; }
    /// True once the figures are those of the steps as they stand.
    [[nodiscard]] bool isUpToDate() const { return !m_job.isBusy() && !m_boundsJob.isBusy(); }
    [[nodiscard]] const FilterForecast& forecast() const { return m_forecast; }
    [[nodiscard]] QPushButton& applyButton() const { return *m_apply; }

private:
    void takeSteps(const std::vector<FilterStep>& steps);
    void follow(); ///< The session: its data, or the progress of filtering.
    StepRow* makeRow(const FilterStep& step);
    void place();
    void moveStep(StepRow* row, int by);
    void removeStep(StepRow* row);
    void changed();
    void showForecast(FilterForecast forecast);
    void showVerdict();
    [[nodiscard]] std::vector<FilterStep> steps() const;
    void measureData(); ///< What the values lie between, on a worker.
    void offerKinds();  ///< Those that the data has something for.
    QWidget* makeFoot();
    Session& m_session;
    QWidget* m_list;
    QGridLayout* m_grid = nullptr;
    std::vector<QWidget*> m_captions;
    PlainLabel* m_start;
    FunnelBar *m_allRows, *m_allUsers, *m_allItems;
    std::vector<StepRow*> m_rows;
    PlainLabel* m_verdict = nullptr;
    QPushButton *m_add = nullptr, *m_cancel = nullptr, *m_clear = nullptr, *m_apply = nullptr;
    std::shared_ptr<const Dataset> m_opened;
    FilterForecast m_forecast;
    std::optional<FilterBounds> m_bounds; ///< Of what is opened.
    LatestJob m_job, m_boundsJob;
};

} // namespace recoscope::ui
