#include "app/cli/finding_words.h"
#include "core/base/text.h"
#include <utility>

namespace recoscope::cli {
namespace {

Json countsJson(const FunnelCounts& counts) { return {{"rows", counts.rows}, {"users", counts.users}, {"items", counts.items}}; }

const char* wordOf(QualityFinding::Of of) {
    return of == QualityFinding::Of::Users ? "users" : of == QualityFinding::Of::Items ? "items" : "rows";
}

} // namespace

Json funnelJson(const Funnel& funnel) {
    if (funnel.steps.empty()) return nullptr;
    Json steps = Json::array();
    for (const Funnel::Step& step : funnel.steps) {
        Json rounds = Json::array();
        for (const FunnelCounts& counts : step.rounds) rounds.push_back(countsJson(counts));
        steps.push_back({{"step", step.step}, {"words", step.words}, {"left", countsJson(step.left)}, {"rounds", rounds}});
    }
    return {{"before", countsJson(funnel.before)}, {"steps", steps}};
}

void printFunnel(const Funnel& funnel, std::vector<std::vector<std::string>>& rows) {
    const auto words = [](const FunnelCounts& left) {
        return counted(left.rows, "row", "rows") + ", " + counted(left.users, "user", "users") + ", " +
               counted(left.items, "item", "items");
    };
    if (!funnel.steps.empty()) rows.push_back({"filters", "before: " + words(funnel.before)});
    for (const Funnel::Step& step : funnel.steps)
        rows.push_back({"", step.step + ": " + words(step.left) +
                                (step.rounds.empty()
                                     ? ""
                                     : " (stable after " +
                                           counted(static_cast<std::int64_t>(step.rounds.size()), "round", "rounds") + ")")});
}

Json qualityJson(const std::vector<QualityFinding>& findings) {
    Json list = Json::array();
    for (const QualityFinding& f : findings)
        list.push_back({{"id", f.id},
                        {"count", f.count},
                        {"of", wordOf(f.of)},
                        {"sentence", f.sentence},
                        {"consequence", f.consequence},
                        {"fix", f.fix ? Json(formatFilterStep(*f.fix)) : Json(nullptr)}});
    return list;
}

void printQuality(const std::vector<QualityFinding>& findings, std::vector<std::vector<std::string>>& rows) {
    std::int64_t passed = 0;
    std::string lead = "quality";
    for (const QualityFinding& f : findings) {
        passed += f.count == 0 ? 1 : 0;
        if (f.count == 0) continue;
        rows.push_back({std::exchange(lead, ""), f.sentence + ". " + f.consequence +
                                                     (f.fix ? " Removed by --filter " + formatFilterStep(*f.fix) + "." : "")});
    }
    rows.push_back({lead, counted(passed, "check", "checks") + " of quality passed"});
}

} // namespace recoscope::cli
