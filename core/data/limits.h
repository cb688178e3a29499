#pragma once
#include <cstddef>
#include <cstdint>

namespace recoscope::limits {

// What readers take in good faith; whoever refuses names the limit. Memory is bounded besides by requireMemory
// (core/base/memory.h).

inline constexpr std::size_t kLineBytes = 16U << 20;
inline constexpr std::size_t kFieldBytes = 64U << 10; ///< Of an id or any other field.
inline constexpr int kQuotedLines = 20;               ///< Lines that one quoted field may span.
inline constexpr std::size_t kKeptRejects = 1000;     ///< All are counted.
inline constexpr std::size_t kShownCharacters = 80;   ///< Of a rejected line.

inline constexpr std::size_t kColumns = 4096; ///< Of a table; a dense matrix may have more.
inline constexpr int kMembers = 10000;        ///< Of an archive.
inline constexpr std::size_t kMemberNameBytes = 4U << 10;
inline constexpr std::uint64_t kTotalBytes = 8ULL << 30; ///< Decompressed, of one file or archive.
inline constexpr std::uint64_t kFreeBytes = 64ULL << 20; ///< Decompressed bytes that need no good ratio.
inline constexpr std::uint64_t kRatio = 200;             ///< Decompressed to stored bytes, beyond those.
inline constexpr std::uint64_t kSideTableBytes = 256ULL << 20;

inline constexpr std::uint64_t kRows = 0xfffffffeULL; ///< Places of rows are 32-bit while they are sorted.

} // namespace recoscope::limits
