#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace recoscope {

/// Rows are user-item pairs; users and items are those that have one.
struct FunnelCounts {
    std::int64_t rows = 0, users = 0, items = 0;
    friend bool operator==(const FunnelCounts&, const FunnelCounts&) = default;
};

/// What the filters of a data set left, step by step.
struct Funnel {
    struct Step {
        std::string step;                 ///< As parseFilterStep takes it: "k-core=5".
        std::string words;                ///< "5-core (stable after 3 rounds)".
        FunnelCounts left;                ///< After it.
        std::vector<FunnelCounts> rounds; ///< Of a k-core: after each round that dropped something.
    };
    FunnelCounts before; ///< What the first step was given; undefined without steps.
    std::vector<Step> steps;
};

} // namespace recoscope
