#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include <cstdint>
#include <functional>
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

/// Two members of one name: which is meant cannot be told.
[[nodiscard]] Error sameNameTwice(const std::string& archive, const std::string& member);

using HeadVisitor = std::function<void(const SourceFile&, Result<std::string>)>;

/// Shows the first `limit` decompressed bytes of each file of a path, or why they cannot be read: of the file itself, of the
/// files of a folder (not of its subfolders) by name, or of the members of an archive in one pass. Links inside archives,
/// devices, nested archives, "__MACOSX/", hidden files and clutter are left out. Errors, of the path as a whole: Io,
/// ResourceLimit, InvalidInput (damaged); Cancelled.
[[nodiscard]] Result<> visitHeads(const std::string& path, std::uint64_t limit, const TaskContext& context,
                                  const HeadVisitor& visit);

/// The decompressed bytes, at most `limit` of them (0 = all, up to the limits). Errors: Io with the name, ResourceLimit,
/// InvalidInput (damaged), Unsupported (encrypted).
[[nodiscard]] Result<std::string> readSource(const SourceFile& file, std::uint64_t limit, const TaskContext& context);

/// A file by its name, or by its name with ".gz", ".bz2", ".xz" or ".zst" behind; "" where there is none.
[[nodiscard]] std::string existingFile(const std::string& path);

[[nodiscard]] bool isClutter(const std::string& name);
[[nodiscard]] std::string withoutCompressionSuffix(const std::string& name);

} // namespace recoscope
