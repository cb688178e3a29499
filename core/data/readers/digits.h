#pragma once
#include <bit>
#include <cstdint>
#include <cstring>

namespace recoscope {

/// Eight characters as one word, the first in the lowest byte.
inline std::uint64_t eightAt(const char* text) {
    static_assert(std::endian::native == std::endian::little);
    std::uint64_t word = 0;
    std::memcpy(&word, text, sizeof word);
    return word;
}

/// How many of the eight are digits before the first that is none.
inline unsigned leadingDigits(std::uint64_t word) {
    constexpr std::uint64_t kHigh = 0xf0f0f0f0f0f0f0f0ULL;
    // '0'..'9' are the bytes whose upper half is 3 and stays 3 when 6 is added; a carry can only reach later characters.
    const std::uint64_t other = ((word & kHigh) | (((word + 0x0606060606060606ULL) & kHigh) >> 4U)) ^ 0x3333333333333333ULL;
    return other == 0 ? 8U : static_cast<unsigned>(std::countr_zero(other)) / 8U;
}

/// The number that the first n of eight characters, all digits, write; 1 <= n <= 8.
inline std::uint32_t numberOf(std::uint64_t word, unsigned n) {
    word = (word << (64U - 8U * n)) & 0x0f0f0f0f0f0f0f0fULL;
    word = word * 10 + (word >> 8U);
    constexpr std::uint64_t kPairs = 0x000000ff000000ffULL;
    return static_cast<std::uint32_t>(
        ((word & kPairs) * (100 + (1000000ULL << 32U)) + ((word >> 16U) & kPairs) * (1 + (10000ULL << 32U))) >> 32U);
}

} // namespace recoscope
