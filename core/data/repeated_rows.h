#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace recoscope {

/// All rows of the user-item pairs that a file states several times, kept beside the matrix, in which each pair has one entry:
/// what another rule for repeats, a filter of rows or a report of quality has to go by. 12 bytes a row, 16 a pair.
struct RepeatedRows {
    std::vector<std::int64_t> entries;    ///< Of each such pair its place in Interactions::items(), ascending.
    std::vector<std::int64_t> offsets{0}; ///< Where its rows begin; one more than there are pairs.
    std::vector<float> ratings;           ///< In the order of the file.
    std::vector<std::int64_t> times;      ///< Of each row; kNoTime where unknown.

    [[nodiscard]] std::size_t pairs() const { return entries.size(); }
    [[nodiscard]] std::span<const float> ratingsOf(std::size_t pair) const { return part(ratings, pair); }
    [[nodiscard]] std::span<const std::int64_t> timesOf(std::size_t pair) const { return part(times, pair); }

private:
    template <class T>
    [[nodiscard]] std::span<const T> part(const std::vector<T>& all, std::size_t pair) const {
        const auto from = static_cast<std::size_t>(offsets[pair]), to = static_cast<std::size_t>(offsets[pair + 1]);
        return std::span(all).subspan(from, to - from);
    }
};

} // namespace recoscope
