#include "core/data/quality/heaviest.h"
#include "core/base/text.h"
#include <algorithm>
#include <utility>

namespace recoscope::quality {

void Heaviest::drop() {
    if (m_kept.size() <= QualityFinding::kListed) return;
    const auto end = m_kept.begin() + static_cast<std::ptrdiff_t>(QualityFinding::kListed);
    std::nth_element(m_kept.begin(), end, m_kept.end());
    m_kept.erase(end, m_kept.end());
}

void Heaviest::add(std::int64_t weight, std::int64_t member) {
    ++m_count;
    m_kept.push_back({weight, member});
    if (m_kept.size() >= 4 * QualityFinding::kListed) drop();
}

void Heaviest::join(const Heaviest& other) {
    m_count += other.m_count;
    m_kept.insert(m_kept.end(), other.m_kept.begin(), other.m_kept.end());
    drop();
}

std::vector<std::int64_t> Heaviest::members() const {
    std::vector<Member> sorted = m_kept;
    std::sort(sorted.begin(), sorted.end());
    sorted.resize(std::min(sorted.size(), QualityFinding::kListed));
    std::vector<std::int64_t> numbers(sorted.size());
    std::ranges::transform(sorted, numbers.begin(), &Member::number);
    return numbers;
}

QualityFinding findingOf(const char* id, QualityFinding::Of of, const Heaviest& members, const Words& words) {
    QualityFinding f;
    f.id = id;
    f.of = of;
    f.count = members.count();
    f.members = members.members();
    f.sentence = f.count > 0 ? counted(f.count, words.one, words.many) : words.none;
    f.consequence = words.consequence;
    return f;
}

} // namespace recoscope::quality
