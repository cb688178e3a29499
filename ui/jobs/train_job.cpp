#include "ui/jobs/seldom.h"
#include "ui/session_state.h"
#include <array>

namespace recoscope::ui {
std::span<const int> shownCutoffs() {
    static constexpr std::array<int, 5> ks{1, 5, 10, 20, 50};
    return ks;
}

ExperimentSpec windowDefaults() {
    ExperimentSpec spec;
    spec.split = {SplitKind::PerUser, 0.1, 0.1, 5, {}, {}, {}};
    spec.ks.clear();
    for (int k = 1; k <= 50; ++k) spec.ks.push_back(k);
    spec.metrics = "ndcg,recall,precision,coverage,auc,rmse,mae";
    for (const char* metric : {"hit_rate", "mrr", "map", "gini", "popularity", "novelty"})
        for (const int k : shownCutoffs()) spec.metrics += std::string(",") + metric + "@" + std::to_string(k);
    spec.validateAll = true;
    return spec;
}

Result<ExperimentResult> runGuarded(const ExperimentSpec& spec, const std::shared_ptr<const Dataset>& dataset,
                                    const std::shared_ptr<const Split>& split, const TaskContext& context,
                                    const ExperimentObserver& observer, const std::stop_token& finish) {
    try {
        const std::vector<Split> splits{*split};
        const bool cutAgain = spec.split.kind == SplitKind::KFold; // the session keeps one fold only
        return runExperiment(spec, dataset, context, observer, cutAgain ? nullptr : &splits, finish);
    } catch (const std::bad_alloc&) {
        return Error{
            ErrorKind::ResourceLimit, "There is not enough memory for this model; take fewer factors or fewer items.", {}};
    } catch (const std::exception& e) { return Error{ErrorKind::Internal, std::string("A bug of the program: ") + e.what(), {}}; }
}

void trainInBackground(const std::shared_ptr<Mailbox>& mailbox, std::function<void(TrainEvent&&)> deliver, int run,
                       ExperimentSpec spec, const std::shared_ptr<const Dataset>& dataset,
                       const std::shared_ptr<const Split>& split, const std::stop_token& stop, const std::stop_token& finish) {
    runInBackground(1, [=, spec = std::move(spec), deliver = std::move(deliver)] {
        const auto post = [&](TrainEvent event) {
            auto shared = std::make_shared<TrainEvent>(std::move(event));
            mailbox->post([deliver, shared] { deliver(std::move(*shared)); });
        };
        const TaskContext context(stop, seldom([&](const Progress& p) {
                                      post({run, p.fraction, QString::fromStdString(p.stage), {}, {}});
                                  }));
        ExperimentObserver observer;
        observer.onEpoch = [&](std::size_t, const EpochPoint& point) { post({run, -1, {}, point, {}}); };
        auto result = runGuarded(spec, dataset, split, context, observer, finish);
        post({run, -1, {}, {}, std::make_shared<Result<ExperimentResult>>(std::move(result))});
    });
}

} // namespace recoscope::ui
