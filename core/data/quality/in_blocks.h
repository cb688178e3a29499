#pragma once
#include "core/base/parallel.h"
#include "core/data/quality/check.h"
#include <algorithm>
#include <cstddef>
#include <vector>

namespace recoscope::quality {

/// Reads [0, count) in blocks on the input's threads: body(part, k) for every k, one part a block, joined in their order.
/// Part is default-constructible and has join(const Part&).
template <class Part, class Body>
[[nodiscard]] Part inBlocks(const Input& in, std::size_t count, std::size_t grain, const Body& body) {
    std::vector<Part> parts((count + grain - 1) / grain);
    parallelFor(count, grain, in.threads, in.context, [&](std::size_t begin, std::size_t end) {
        for (std::size_t k = begin; k < end; ++k) body(parts[begin / grain], k);
    });
    Part all;
    for (const Part& part : parts) all.join(part);
    return all;
}

/// The same for every user, a thousand at a time.
template <class Part, class Body>
[[nodiscard]] Part overUsers(const Input& in, const Body& body) {
    return inBlocks<Part>(in, static_cast<std::size_t>(in.x.userCount()), 1024,
                          [&](Part& part, std::size_t user) { body(part, UserIndex{user}); });
}

/// The same for every row with its place.
template <class Part, class Body>
[[nodiscard]] Part overRows(const Input& in, const Body& body) {
    return inBlocks<Part>(in, in.x.size(), std::size_t{1} << 17, body);
}

} // namespace recoscope::quality
