#pragma once
#include "core/data/quality/check.h"
#include <cstdint>
#include <vector>

namespace recoscope::quality {

/// Counts the members of a finding and keeps the heaviest of them, so that a finding of 25 million rows takes no memory.
/// What is kept depends on the members only, not on the order in which they come.
class Heaviest {
public:
    void add(std::int64_t weight, std::int64_t member);
    void join(const Heaviest& other);
    [[nodiscard]] std::int64_t count() const { return m_count; }
    /// By falling weight, then by rising number; at most QualityFinding::kListed.
    [[nodiscard]] std::vector<std::int64_t> members() const;

private:
    struct Member {
        std::int64_t weight, number;
        [[nodiscard]] bool operator<(const Member& other) const {
            return weight != other.weight ? weight > other.weight : number < other.number;
        }
    };
    void drop();
    std::vector<Member> m_kept;
    std::int64_t m_count = 0;
};

/// The finding of these members in its words, without a fix.
[[nodiscard]] QualityFinding findingOf(const char* id, QualityFinding::Of of, const Heaviest& members, const Words& words);

} // namespace recoscope::quality
