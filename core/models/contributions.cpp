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
    const auto sharing = static_cast<double>(std::ranges::count(partakes, 1));
    if (sharing == 0) return;
    double rest = total;
    for (const double loss : losses) rest -= loss;
    for (std::size_t k = 0; k < losses.size(); ++k) {
        const double amount = losses[k] + (partakes[k] ? rest / sharing : 0);
        if (partakes[k] || amount != 0)
            explanation.contributions.push_back(
                {Contribution::Kind::HistoryItem, history.items[k].value, {}, amount, history.ratings[k], {}});
    }
}

} // namespace recoscope
