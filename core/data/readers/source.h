#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include <cstdint>
#include <string>
#include <vector>

namespace recoscope {

/// One readable file: on disk, compressed on disk, or a member of an archive. Members are streamed, never extracted.
struct SourceFile {
    std::string path;       ///< On disk.
    std::string member;     ///< Inside an archive; empty otherwise.
    std::string name;       ///< For people: relative to what was opened, without ".gz".
    std::uint64_t size = 0; ///< Stored bytes, where known.
};

/// Limits on what is read; each is named in the error that refuses.
struct SourceLimits {
    static constexpr std::uint64_t kTotalBytes = 8ULL << 30;
    static constexpr std::uint64_t kRatioFreeBytes = 64ULL << 20;
    static constexpr std::uint64_t kRatio = 200;
    static constexpr int kMembers = 10000;
};

/// The files of a path: itself, the files of a folder (not of its subfolders), or the members of an archive, by name.
/// Links, devices, nested archives, "__MACOSX/", "._*" and ".DS_Store" are left out. Errors: Io, ResourceLimit.
[[nodiscard]] Result<std::vector<SourceFile>> listSource(const std::string& path);

/// The decompressed bytes, at most `limit` of them (0 = all, up to the limits). Errors: Io with the name, ResourceLimit,
/// InvalidInput (damaged).
[[nodiscard]] Result<std::string> readSource(const SourceFile& file, std::uint64_t limit, const TaskContext& context);

/// True for a file whose content is an archive of members (zip, tar), not merely compressed.
[[nodiscard]] bool isArchive(const std::string& path);

} // namespace recoscope
