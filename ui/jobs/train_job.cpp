#include "ui/session_state.h"
#include <chrono>

namespace recoscope::ui {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kBetweenReports{50};

Result<ExperimentResult> guarded(const std::function<Result<ExperimentResult>()>& work) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return Error{
            ErrorKind::ResourceLimit, "There is not enough memory for this model; take fewer factors or fewer items.", {}};
    } catch (const std::exception& e) { return Error{ErrorKind::Internal, std::string("A bug of the program: ") + e.what(), {}}; }
}

} // namespace

ExperimentSpec windowDefaults() {
    ExperimentSpec spec;
    spec.split = {SplitKind::PerUser, 0.1, 0.1, 5, {}, {}, {}};
    spec.ks.clear();
    for (int k = 1; k <= 50; ++k) spec.ks.push_back(k);
    spec.metrics = "ndcg,recall,precision,coverage,hit_rate@10,mrr@10,map@10,auc,gini@10,popularity@10,novelty@10,rmse,mae";
    return spec;
}

void trainInBackground(const std::shared_ptr<Mailbox>& mailbox, std::function<void(TrainEvent&&)> deliver, int run,
                       ExperimentSpec spec, std::shared_ptr<const Dataset> dataset, std::shared_ptr<const Split> split,
                       std::stop_token stop) {
    runInBackground(1, [=, spec = std::move(spec), deliver = std::move(deliver)] {
        const auto post = [&](TrainEvent event) {
            auto shared = std::make_shared<TrainEvent>(std::move(event));
            mailbox->post([deliver, shared] { deliver(std::move(*shared)); });
        };
        auto last = Clock::now() - kBetweenReports;
        const TaskContext context(stop, [&](const Progress& p) {
            if (Clock::now() - last < kBetweenReports) return;
            last = Clock::now();
            post({run, p.fraction, QString::fromStdString(p.stage), {}, {}});
        });
        ExperimentObserver observer;
        observer.onEpoch = [&](std::size_t, const EpochPoint& point) { post({run, -1, {}, point, {}}); };
        const std::vector<Split> splits{*split};
        const bool cutAgain = spec.split.kind == SplitKind::KFold;
        auto result = guarded([&] { return runExperiment(spec, dataset, context, observer, cutAgain ? nullptr : &splits); });
        post({run, -1, {}, {}, std::make_shared<Result<ExperimentResult>>(std::move(result))});
    });
}

} // namespace recoscope::ui
