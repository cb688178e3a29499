#include "core/experiment/statistics.h"
#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <numeric>

namespace recoscope {

PairedComparison comparePaired(const Evaluation& a, const Evaluation& b, const std::string& metric) {
    PairedComparison result;
    const auto left = a.perUser.find(metric), right = b.perUser.find(metric);
    if (left == a.perUser.end() || right == b.perUser.end()) return result;
    std::vector<double> differences;
    for (std::size_t i = 0, j = 0; i < a.users.size() && j < b.users.size();) {
        if (a.users[i] < b.users[j])
            ++i;
        else if (b.users[j] < a.users[i])
            ++j;
        else {
            const double d = static_cast<double>(left->second[i++]) - static_cast<double>(right->second[j++]);
            if (std::isnan(d)) continue;
            differences.push_back(d);
            ++(d > 0 ? result.better : d < 0 ? result.worse : result.equal);
        }
    }
    const auto n = static_cast<double>(differences.size());
    if (n < 2) return result;
    result.difference = std::accumulate(differences.begin(), differences.end(), 0.0) / n;
    double squares = 0;
    for (const double d : differences) squares += (d - result.difference) * (d - result.difference);
    const double error = std::sqrt(squares / (n - 1) / n);
    const boost::math::students_t t(n - 1);
    result.halfWidth = boost::math::quantile(t, 0.975) * error;
    result.p = error > 0                ? 2 * boost::math::cdf(boost::math::complement(t, std::abs(result.difference) / error))
               : result.difference == 0 ? 1
                                        : 0;
    result.adjustedP = result.p;
    return result;
}

void holm(std::span<PairedComparison> family) {
    std::vector<PairedComparison*> order;
    for (PairedComparison& c : family)
        if (!std::isnan(c.p)) order.push_back(&c);
    std::ranges::sort(order, {}, [](const PairedComparison* c) { return c->p; });
    double running = 0;
    for (std::size_t k = 0; k < order.size(); ++k) {
        running = std::max(running, std::min(1.0, order[k]->p * static_cast<double>(order.size() - k)));
        order[k]->adjustedP = running;
    }
}

} // namespace recoscope
