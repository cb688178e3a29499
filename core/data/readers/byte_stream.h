#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/readers/source.h"
#include <cstddef>
#include <cstdint>
#include <memory>

namespace recoscope {

/// The decompressed bytes of one file, in order and within the limits. One thread at a time.
class ByteStream {
public:
    ByteStream() = default;
    virtual ~ByteStream() = default;
    ByteStream(const ByteStream&) = delete;
    ByteStream& operator=(const ByteStream&) = delete;
    /// Up to `capacity` bytes, fewer only before the end; 0 at the end. Errors: Io with the name, InvalidInput (damaged),
    /// ResourceLimit (more comes out than is allowed).
    virtual Result<std::size_t> read(char* out, std::size_t capacity) = 0;
    /// How many bytes will come, as the file states; 0 where it does not. Good for a guess, never for an allocation.
    [[nodiscard]] virtual std::uint64_t statedBytes() const { return 0; }
};

/// Opens a file: plain, compressed, or a member of an archive. Errors: as readSource.
[[nodiscard]] Result<std::unique_ptr<ByteStream>> openSource(const SourceFile& file, const TaskContext& context);

/// Calls `next(out, capacity)` until the capacity is filled or it gives 0.
template <class Next>
Result<std::size_t> fillFrom(char* out, std::size_t capacity, Next next) {
    std::size_t filled = 0;
    while (filled < capacity) {
        Result<std::size_t> got = next(out + filled, capacity - filled);
        if (!got) return got;
        if (got.value() == 0) break;
        filled += got.value();
    }
    return filled;
}

} // namespace recoscope
