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

} // namespace recoscope
