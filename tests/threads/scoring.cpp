// One model asked by four threads at once: scores, batches, explanations, similar items and whole evaluations.
#include "core/metrics/evaluate.h"
#include "core/models/registry.h"
#include "tests/support/worlds.h"
#include "tests/threads/check.h"
#include <thread>
#include <vector>

using namespace recoscope;
using namespace recoscope::test;

namespace {

void ask(const Model& model, const Interactions& x, const std::vector<std::vector<float>>& expected, std::int32_t first) {
    for (std::int32_t u = first; u < x.userCount(); u += 4) {
        CHECK(scores(model, known(x, u)) == expected[static_cast<std::size_t>(u)]);
        std::vector<float> batch(2 * static_cast<std::size_t>(x.itemCount()));
        const std::vector<Query> queries{known(x, u), edited(x, u)};
        model.scoreBatch(queries, batch);
        CHECK(!model.explain(queries[1], ItemIndex{u % x.itemCount()}).empty());
        (void)model.similarItems(ItemIndex{u % x.itemCount()}, 5);
    }
}

} // namespace

int main() {
    const auto x = randomRatings(60, 50, 0.2, 6);
    Split split;
    split.train = split.masked = split.test = x;
    split.valid = std::make_shared<const Interactions>(Interactions::fromRows(60, 50, {}, false));
    EvaluationOptions options;
    options.metrics = parseMetrics("ndcg@10,auc,coverage@10", {}).value();
    options.threads = 2;
    for (const AlgorithmInfo& a : algorithms()) {
        const auto model = train(a, x, 2);
        std::vector<std::vector<float>> expected;
        for (std::int32_t u = 0; u < 60; ++u) expected.push_back(scores(*model, known(*x, u)));
        std::vector<std::jthread> askers;
        for (std::int32_t t = 0; t < 4; ++t) askers.emplace_back([&, t] { ask(*model, *x, expected, t); });
        for (int t = 0; t < 2; ++t) askers.emplace_back([&] { CHECK(evaluate(*model, split, options, {}).hasValue()); });
    }
}
