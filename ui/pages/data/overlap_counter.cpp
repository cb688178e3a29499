#include "ui/pages/data/overlap_counter.h"

namespace recoscope::ui {
namespace {

constexpr int kProgressEvery = 200; ///< Milliseconds.

} // namespace

OverlapCounter::OverlapCounter(QObject* parent) : QObject(parent) {
    m_clock.setInterval(kProgressEvery);
    connect(&m_clock, &QTimer::timeout, this, &OverlapCounter::changed);
}

void OverlapCounter::stop() {
    m_clock.stop();
    m_job.cancel();
    m_result.reset();
    m_problem.clear();
}

void OverlapCounter::start(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const RowSelection> rows) {
    stop();
    m_done = std::make_shared<std::atomic<double>>(0);
    m_clock.start();
    m_job.submit(
        [dataset = std::move(dataset), rows = std::move(rows), done = m_done](const TaskContext& context) {
            const TaskContext told(context.stopToken(), [done](const Progress& p) { done->store(p.fraction); });
            const auto count = [&](const Interactions& x) {
                Overlap users = overlapOf(x, OverlapSide::Users, {}, told.part(0, 0.5));
                return OverlapPair{std::move(users), overlapOf(x, OverlapSide::Items, {}, told.part(0.5, 1))};
            };
            return count(rows ? selectedMatrix(*dataset->interactions, *rows, context) : *dataset->interactions);
        },
        [this](OverlapPair overlaps) {
            m_clock.stop();
            m_result = std::move(overlaps);
            Q_EMIT changed();
        },
        [this](const QString& why) {
            m_clock.stop();
            m_problem = why;
            Q_EMIT changed();
        });
}

} // namespace recoscope::ui
