#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/readers/byte_stream.h"
#include "core/data/readers/source.h"
#include <cstdint>
#include <memory>
#include <vector>

namespace recoscope {

class ArchiveStream;

/// Opens several files one behind the other: plain and compressed ones in the given order, members of one archive in that of the
/// archive, in one pass over it. One thread at a time.
class SourceWalk {
public:
    /// All on disk, or all members of one archive.
    explicit SourceWalk(std::vector<SourceFile> files);
    ~SourceWalk();
    SourceWalk(SourceWalk&&) noexcept;
    SourceWalk& operator=(SourceWalk&&) noexcept;
    /// The next one and its bytes; nullptr behind the last. Streams given before must not be read any more. Errors: as
    /// openSource.
    [[nodiscard]] Result<std::unique_ptr<ByteStream>> next(SourceFile& which, const TaskContext& context);
    [[nodiscard]] std::uint64_t statedBytes() const; ///< Of all; stored ones, where they are compressed.

private:
    std::vector<SourceFile> m_files;
    std::size_t m_given = 0;
    std::shared_ptr<ArchiveStream> m_archive;
};

} // namespace recoscope
