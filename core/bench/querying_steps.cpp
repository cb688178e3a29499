#include "core/bench/steps.h"
#include "core/metrics/evaluate.h"
#include "core/ranking/rank.h"
#include <atomic>
#include <chrono>

namespace recoscope::bench {
namespace {

constexpr int kCutoffs[] = {1, 5, 10, 20, 50};
constexpr std::size_t kAskedUsers = 60;

/// Full rankings of all users of the test part, all cut-offs in one pass.
std::function<Result<Measurement>(const Bench&)> evaluating(const char* metrics) {
    return [=](const Bench& bench) -> Result<Measurement> {
        const auto model =
            trainFor(bench.world, "ials", {{"factors", std::int64_t{64}}}, 2, bench.options.threads, bench.context);
        if (!model) return model.as<Measurement>();
        EvaluationOptions options;
        options.metrics = parseMetrics(metrics, kCutoffs).value();
        options.threads = bench.options.threads;
        auto measured = repeat(bench, [&]() -> Result<> {
            auto evaluation = evaluate(*model.value(), bench.world.split, options, bench.context);
            return evaluation ? Result<>(Done{}) : evaluation.as<Done>();
        });
        if (measured) measured.value().note = std::to_string(options.metrics.size()) + " values a user";
        return measured;
    };
}

/// The lists of users by user kNN, which trains nothing and pays here.
Result<Measurement> userKnnLists(const Bench& bench) {
    const auto model = trainFor(bench.world, "user_knn", {}, 1, bench.options.threads, bench.context);
    if (!model) return model.as<Measurement>();
    const auto users = std::min<std::size_t>(500, static_cast<std::size_t>(bench.world.split.train->userCount()));
    auto measured = repeat(bench, [&]() -> Result<> {
        const bool finished = scoreUsers(
            *model.value(), users, bench.options.threads, bench.context,
            [&](std::size_t u) { return queryOf(bench.world, UserIndex{u}); },
            [&](std::size_t u, std::span<const float> scores) {
                (void)topK(scores, 10, bench.world.split.train->row(UserIndex{u}).items);
            });
        return finished ? Result<>(Done{}) : Result<>(Cancelled{});
    });
    if (measured) measured.value().note = std::to_string(users) + " users";
    return measured;
}

/// Users spread evenly over the world, each asked three times, the quickest counts: other programs only ever add time.
Result<Measurement> askUsers(const Bench& bench, const std::function<void(UserIndex)>& ask) {
    const auto users = static_cast<std::size_t>(bench.world.split.train->userCount());
    const std::size_t asked = std::min(kAskedUsers, users);
    Measurement m;
    m.latency = true;
    for (std::size_t k = 0; k < asked; ++k) {
        auto timing = measure(3, [&]() -> Result<> {
            if (bench.context.stopRequested()) return Cancelled{};
            ask(UserIndex{k * users / asked});
            return Done{};
        });
        if (!timing) return timing.as<Measurement>();
        m.timing.wall.push_back(smallest(timing.value().wall));
        m.timing.cpu.push_back(smallest(timing.value().cpu));
    }
    m.note = std::to_string(asked) + " users";
    return m;
}

Result<Measurement> topOfOne(const Bench& bench) {
    auto wide = wideWorld(bench.options.threads, bench.context);
    if (!wide) return wide.as<Measurement>();
    const auto model = trainFor(wide.value(), "ials", {{"factors", std::int64_t{64}}}, 1, bench.options.threads, bench.context);
    if (!model) return model.as<Measurement>();
    std::vector<float> scores(static_cast<std::size_t>(model.value()->itemCount()));
    return askUsers({wide.value(), bench.options, bench.context}, [&](UserIndex user) {
        const Query query = queryOf(wide.value(), user);
        model.value()->score(query, scores);
        (void)topK(scores, 10, query.history.items);
    });
}

/// A user takes away the last item of the history; the model folds in, ranks, and explains the first of the new list.
std::function<Result<Measurement>(const Bench&)> askingWhy(const char* algorithm, const ParamValues& params = {}) {
    return [=](const Bench& bench) -> Result<Measurement> {
        const auto model = trainFor(bench.world, algorithm, params, 2, bench.options.threads, bench.context);
        if (!model) return model.as<Measurement>();
        std::vector<float> scores(static_cast<std::size_t>(model.value()->itemCount()));
        return askUsers(bench, [&](UserIndex user) {
            const History all = queryOf(bench.world, user).history;
            const std::size_t n = all.size() - std::min<std::size_t>(all.size(), 1);
            const Query edited = Query::edited(user, {all.items.first(n), all.ratings.first(n), {}});
            model.value()->score(edited, scores);
            const auto best = topK(scores, 10, edited.history.items);
            if (!best.empty()) (void)model.value()->explain(edited, best.front().item);
        });
    };
}

Step why(const std::string& suffix, const std::string& what, const char* algorithm, const ParamValues& params = {}) {
    return {"why-" + suffix,
            "edit, fold in, rank, explain: " + what,
            {"demo", "ml-1m"},
            askingWhy(algorithm, params),
            {{"demo", 0.02}, {"ml-1m", 0.02}},
            {}};
}

} // namespace

std::vector<Step> queryingSteps() {
    using namespace std::string_literals;
    const char* everything = "ndcg,recall,precision,f1,hit_rate,mrr,map,ndcg_graded,auc,coverage,gini,popularity,novelty";
    const ParamValues rank{{"factors", std::int64_t{64}}}, pearson{{"form", "baseline"s}, {"similarity", "pearson"s}};
    return {{"evaluate",
             "full ranking, 5 cut-offs, every metric",
             {"demo", "ml-1m", "generated"},
             evaluating(everything),
             {{"ml-1m", 1.0}},
             {}},
            {"rank",
             "full ranking, 5 cut-offs, lists only",
             {"demo", "ml-1m", "generated"},
             evaluating("ndcg,recall,precision,map"),
             {},
             {{"ml-1m", 0.0975}, {"generated", 4.8}}},
            {"user-knn", "user kNN, lists of 10", {"demo", "ml-1m", "generated"}, userKnnLists, {}, {}},
            {"top-n", "top 10 of one user, 60,000 items", {"demo"}, topOfOne, {{"demo", 0.005}}, {}},
            why("popularity", "popularity", "popularity"),
            why("user-knn", "user kNN", "user_knn"),
            why("user-knn-rating", "user kNN, Pearson, baseline form", "user_knn", pearson),
            why("item-knn", "item kNN", "item_knn"),
            why("item-knn-rating", "item kNN, Pearson, baseline form", "item_knn", pearson),
            why("mf", "MF SGD, 64 factors", "mf_sgd", rank),
            why("mf-100", "MF SGD, 100 factors", "mf_sgd"),
            why("ials", "iALS, 64 factors", "ials", rank),
            why("ease", "EASE", "ease")};
}

} // namespace recoscope::bench
