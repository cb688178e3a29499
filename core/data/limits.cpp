#include "core/data/limits.h"
#include "core/base/contract.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include <algorithm>
#include <array>

namespace recoscope::limits {
namespace {

std::array gTable{
    // written by Lowered only
    Limit{"line", kLineBytes, "bytes", "the line (or JSON object) is rejected"},
    Limit{"field", kFieldBytes, "bytes", "the line is rejected"},
    Limit{"quoted lines", kQuotedLines, "lines", "the quote counts as left open: the line is rejected"},
    Limit{"columns", kColumns, "columns", "the table is refused"},
    Limit{"JSON depth", kJsonDepth, "levels", "the object is rejected"},
    Limit{"JSON columns", kJsonColumns, "keys", "the others are left out of side data"},
    Limit{"array header", kArrayHeaderBytes, "bytes", "the array is refused"},
    Limit{"rows", kRows, "rows", "the file is refused"},
    Limit{"ids", kIds, "users or items", "the file is refused"},
    Limit{"kept rejects", kKeptRejects, "rejects", "counted, not kept"},
    Limit{"shown line", kShownCharacters, "characters", "cut"},
    Limit{"title", kTitleCharacters, "characters", "cut where it is shown"},
    Limit{"preview rows", kPreviewRows, "rows", "not shown before opening"},
    Limit{"context values", kContextValues, "different values", "the column is left out"},
    Limit{"members", kMembers, "members", "the archive is refused"},
    Limit{"member name", kMemberNameBytes, "bytes", "the archive is refused"},
    Limit{"unpacked", kTotalBytes, "bytes", "refused"},
    Limit{"free of ratio", kFreeBytes, "bytes", "judged by the ratio"},
    Limit{"ratio", kRatio, "times the stored size", "refused"},
    Limit{"compressions", kCompressions, "compression", "the file inside is not opened"},
    Limit{"zip directory", kZipDirectoryBytes, "bytes", "the archive is refused"},
    Limit{"side table", kSideTableBytes, "bytes", "not joined"},
    Limit{"side files", kSideFiles, "files", "neighbours of a single file are not looked at"},
    Limit{"memory", static_cast<std::uint64_t>(100 * kMemoryShare), "% of the machine's memory", "refused, with both figures"}};

Limit& limitNamed(std::string_view name) {
    auto* const it = std::ranges::find(gTable, name, &Limit::name);
    RECOSCOPE_ASSERT(it != gTable.end());
    return *it;
}

} // namespace

std::span<const Limit> table() { return gTable; }

std::uint64_t valueOf(std::string_view name) { return limitNamed(name).value; }

Lowered::Lowered(std::string_view name, std::uint64_t value) : m_limit(limitNamed(name)), m_before(m_limit.value) {
    m_limit.value = value;
}

Lowered::~Lowered() { m_limit.value = m_before; }

std::string size(std::uint64_t bytes) {
    constexpr std::array<std::string_view, 4> kUnits{"bytes", "KiB", "MiB", "GiB"};
    std::size_t unit = 0;
    for (; unit + 1 < kUnits.size() && bytes >= 1024 && bytes % 1024 == 0; ++unit) bytes /= 1024;
    return counted(static_cast<std::int64_t>(bytes), kUnits[unit], kUnits[unit]);
}

std::string words(const Limit& limit) {
    return limit.unit == "bytes" ? size(limit.value) : counted(static_cast<std::int64_t>(limit.value), limit.unit, limit.unit);
}

} // namespace recoscope::limits
