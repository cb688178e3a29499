#include "ui/ranked_runs.h"
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

double ndcgOf(const Run& run) {
    const auto ndcg = run.result->means.find("ndcg@10");
    return ndcg == run.result->means.end() || std::isnan(ndcg->second.value) ? -1 : ndcg->second.value;
}

} // namespace

std::vector<const Run*> rankedRuns(const Session& session) {
    std::vector<const Run*> runs;
    for (const Run* run : session.doneRuns()) {
        const bool sameCut = run->experiment.split == session.protocol().split && run->experiment.seed == session.protocol().seed;
        if (sameCut && run->result && run->result->model) runs.push_back(run);
    }
    std::ranges::stable_sort(runs, [](const Run* a, const Run* b) {
        if (a->signature.isReference() != b->signature.isReference()) return b->signature.isReference();
        return ndcgOf(*a) > ndcgOf(*b);
    });
    return runs;
}

} // namespace recoscope::ui
