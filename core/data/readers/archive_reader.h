#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/readers/byte_stream.h"
#include "core/data/readers/source.h"
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoscope {

class ArchiveStream;

/// True for a file whose content is an archive of members (zip, tar, tar.gz...), not merely compressed.
[[nodiscard]] bool isArchive(const std::string& path);

/// True for the beginning of a NumPy .npz file: a zip whose first member is an array. Such a file is one table, no archive.
[[nodiscard]] bool isNpz(std::string_view head);
/// All members of a zip in memory, within the limits. Errors as visitArchive.
[[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> unpackZip(std::string_view bytes, const std::string& name,
                                                                                 const TaskContext& context);

/// One pass over the members, in their order: `visit` gets each readable one with its first `limit` bytes (fewer behind the first
/// 64 MiB of all), or why it could not be read. Links, devices, nested archives and clutter are left out. Errors: ResourceLimit,
/// InvalidInput (damaged), Unsupported (encrypted), each with the name.
[[nodiscard]] Result<> visitArchive(const std::string& path, std::uint64_t limit, const TaskContext& context,
                                    const std::function<void(const SourceFile&, Result<std::string>)>& visit);

/// The next member that is wanted, in the archive's order; `archive` is opened at the first call and keeps the place. What was
/// given before must not be read any more. `file`: any of its members. Errors as above; InvalidInput where none is left.
[[nodiscard]] Result<std::unique_ptr<ByteStream>> nextMember(std::shared_ptr<ArchiveStream>& archive, const SourceFile& file,
                                                             const std::function<bool(const std::string&)>& isWanted,
                                                             const TaskContext& context);

/// Opens a member, or a file compressed by other means than gzip (member empty). Errors as above.
[[nodiscard]] Result<std::unique_ptr<ByteStream>> openArchived(const SourceFile& file, const TaskContext& context);

} // namespace recoscope
