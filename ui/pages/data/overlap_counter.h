#pragma once
#include "core/data/dataset.h"
#include "core/data/overlap.h"
#include "core/data/selection.h"
#include "ui/jobs/latest_job.h"
#include <QObject>
#include <QString>
#include <QTimer>
#include <atomic>
#include <memory>
#include <optional>
#include <utility>

namespace recoscope::ui {

using OverlapPair = std::pair<Overlap, Overlap>; ///< Of users, of items.

/// Counts both sides on a worker and tells how far it is. GUI thread.
class OverlapCounter final : public QObject {
    Q_OBJECT
public:
    explicit OverlapCounter(QObject* parent);
    /// Counts the rows of a selection (null: all); what was on the way is dropped.
    void start(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const RowSelection> rows);
    void stop(); ///< Drops what is on the way, and the result.
    [[nodiscard]] bool isBusy() const { return m_job.isBusy(); }
    [[nodiscard]] const std::optional<OverlapPair>& result() const { return m_result; }
    [[nodiscard]] const QString& problem() const { return m_problem; }        ///< Why there is no result; mostly empty.
    [[nodiscard]] double done() const { return m_done ? m_done->load() : 0; } ///< In [0, 1].

Q_SIGNALS:
    void changed(); ///< Progress, result or problem.

private:
    std::optional<OverlapPair> m_result;
    QString m_problem;
    std::shared_ptr<std::atomic<double>> m_done; ///< Written by the worker.
    QTimer m_clock;                              ///< Reads it.
    LatestJob m_job;
};

} // namespace recoscope::ui
