#include "core/models/contributions.h"
#include <algorithm>
#include <cmath>

namespace recoscope {

void finishExplanation(Explanation& explanation) {
    std::ranges::sort(explanation.contributions, [](const Contribution& a, const Contribution& b) {
        const double x = std::abs(a.amount), y = std::abs(b.amount);
        return x > y || (x == y && a.id < b.id);
    });
    explanation.residual = 0;
    explanation.residual = explanation.score - explainedSum(explanation);
}

void explainByLosses(Explanation& explanation, const History& history, double total, std::span<const double> losses,
                     std::span<const char> partakes) {
    if (std::ranges::count(partakes, 1) == 0) return;
    constexpr double kLoss = 1e-6; // below it the score, a float, does not fall
    const auto decides = [&](std::size_t k) { return partakes[k] && losses[k] > kLoss; };
    double rest = total, deciding = 0;
    for (std::size_t k = 0; k < losses.size(); ++k) {
        rest -= losses[k];
        deciding += decides(k) ? 1 : 0;
    }
    for (std::size_t k = 0; k < losses.size(); ++k)
        if (const double amount = losses[k] + (decides(k) ? rest / deciding : 0); amount != 0)
            explanation.contributions.push_back(
                {Contribution::Kind::HistoryItem, history.items[k].value, {}, amount, history.ratings[k], {}});
    if (deciding == 0)
        explanation.contributions.push_back({Contribution::Kind::Bias, -1, "what no single rating decides", rest, 0, {}});
}

} // namespace recoscope
