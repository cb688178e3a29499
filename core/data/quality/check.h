#pragma once
#include "core/base/task_context.h"
#include "core/data/quality.h"
#include <cstdint>
#include <string>
#include <vector>

namespace recoscope::quality {

/// What every check reads. Lives as long as the checking.
struct Input {
    const Dataset& data;
    const Interactions& x; ///< The data's.
    std::vector<std::int32_t> itemCounts;
    bool hasDates = false; ///< Times that are more than places in a list.
    std::int64_t now = 0;  ///< Unix seconds.
    const TaskContext& context;
    int threads = 0; ///< 0 = all.
};

/// Findings on one subject, passed ones included; none where the data does not allow the check (no ratings, no times, ...).
/// Contract: O(n log n) at most; same findings on any number of threads; polls the context and may then return anything.
using Check = std::vector<QualityFinding> (*)(const Input&);

std::vector<QualityFinding> repeatedPairs(const Input& in);
std::vector<QualityFinding> constantUsers(const Input& in);
std::vector<QualityFinding> allRaters(const Input& in);
std::vector<QualityFinding> singleRows(const Input& in);
std::vector<QualityFinding> titles(const Input& in);
std::vector<QualityFinding> wrongClocks(const Input& in);
std::vector<QualityFinding> sharedSeconds(const Input& in);
std::vector<QualityFinding> burstDays(const Input& in);

/// What a finding says: of one, of many (both after a count), of none, and why it matters.
struct Words {
    std::string one, many, none, consequence;
};

} // namespace recoscope::quality
