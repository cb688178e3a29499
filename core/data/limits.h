#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// What readers take in good faith, in one place; whoever refuses names the limit in the words of table(). The true guard of
/// memory is requireMemory (core/base/memory.h): before a file is read, and again as its rows come.
namespace recoscope::limits {

// Lines and fields
inline constexpr std::size_t kLineBytes = 16U << 20;  ///< Also of one JSON object.
inline constexpr std::size_t kFieldBytes = 64U << 10; ///< Of an id or any other field.
inline constexpr int kQuotedLines = 20;               ///< Lines that one quoted field may span.
inline constexpr std::size_t kColumns = 4096;         ///< Of a table; a dense matrix may have more.
inline constexpr int kJsonDepth = 64;
inline constexpr std::size_t kJsonColumns = 200; ///< Different keys that side data in JSON may have; the others are left out.
inline constexpr std::size_t kArrayHeaderBytes = 64U << 10; ///< Of a NumPy array.
inline constexpr std::uint64_t kRows = 0xfffffffeULL;       ///< Places of rows are 32-bit while they are sorted.
inline constexpr std::uint64_t kIds = 0x7ffffffeULL;        ///< Different users, or items: their indices are 32-bit and signed.

// What is kept and shown
inline constexpr std::size_t kKeptRejects = 1000;    ///< All are counted.
inline constexpr std::size_t kShownCharacters = 80;  ///< Of a rejected line.
inline constexpr std::size_t kTitleCharacters = 512; ///< Of a title or any other text of the data.
inline constexpr std::size_t kPreviewRows = 1000;
inline constexpr std::size_t kContextValues = 5000; ///< Different values of a context column; one with more is left out.

// Archives and compression
inline constexpr int kMembers = 10000;
inline constexpr std::size_t kMemberNameBytes = 4U << 10;
inline constexpr std::uint64_t kTotalBytes = 64ULL << 30; ///< Of one file, and of all that a compressed one unpacks to.
inline constexpr std::uint64_t kFreeBytes = 64ULL << 20;  ///< Unpacked bytes that need no good ratio.
inline constexpr std::uint64_t kRatio = 200;              ///< Unpacked to stored bytes, beyond those.
inline constexpr int kCompressions = 1;                   ///< One upon the other; a tar inside does not count.
inline constexpr std::uint64_t kZipDirectoryBytes = 256ULL << 20;

// What lies beside the ratings
inline constexpr std::uint64_t kSideTableBytes = 256ULL << 20;
inline constexpr std::size_t kSideFiles = 60; ///< A single file's neighbours are looked at in folders of at most so many.

/// One limit as people read it.
struct Limit {
    std::string_view name; ///< "line", "preview rows"...: the word of core/data/README.md.
    std::uint64_t value = 0;
    std::string_view unit;   ///< "bytes" or what is counted.
    std::string_view beyond; ///< What becomes of more.
};
[[nodiscard]] std::span<const Limit> table();

/// The limit of that name as it holds now.
[[nodiscard]] std::uint64_t valueOf(std::string_view name);

/// Lowers a limit while it lives, for tests of those that no test file can reach: rows, ids, side table, zip directory. Not while
/// anything is read.
class Lowered {
public:
    Lowered(std::string_view name, std::uint64_t value);
    ~Lowered();
    Lowered(const Lowered&) = delete;
    Lowered& operator=(const Lowered&) = delete;

private:
    Limit& m_limit;
    std::uint64_t m_before;
};

/// "16 MiB": the largest unit in which it is whole.
[[nodiscard]] std::string size(std::uint64_t bytes);
/// "16 MiB", "4,096 columns", "200 times the stored size": as refusals have it.
[[nodiscard]] std::string words(const Limit& limit);

} // namespace recoscope::limits
