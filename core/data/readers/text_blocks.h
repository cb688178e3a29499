#pragma once
#include "core/base/result.h"
#include "core/data/readers/byte_stream.h"
#include "core/data/readers/source_walk.h"
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// Some whole lines of a text. `readable` bytes from its beginning may be read, at least the text itself.
struct TextBlock {
    std::string_view text;
    std::size_t readable = 0;
    std::size_t number = 0; ///< From 0.
    bool last = false;
    bool beginsFile = false;  ///< Of several files: its lines count from 1 again.
    std::string file;         ///< Of several files: which one this is; "" where there is one.
    std::string heading;      ///< Of texts with headings: the last one before the block.
    std::vector<char> memory; ///< What `text` looks into, where the block owns it; reused from block to block.
};

/// Cuts a text into blocks at line ends. One thread at a time takes the next; what was taken is its own.
class BlockSource {
public:
    BlockSource() = default;
    virtual ~BlockSource() = default;
    BlockSource(const BlockSource&) = delete;
    BlockSource& operator=(const BlockSource&) = delete;
    /// False behind the last block. An empty text is one empty block. Errors: those of the stream.
    virtual Result<bool> next(TextBlock& block) = 0;
    [[nodiscard]] virtual std::uint64_t statedBytes() const = 0; ///< Of the text; 0 = unknown.
    [[nodiscard]] virtual std::uint64_t takenBytes() const = 0;
};

inline constexpr std::size_t kBlockBytes = 512U << 10; ///< Text and rows of a block stay in a core's cache.

/// A text in memory, in blocks, or as one where `whole`.
[[nodiscard]] std::unique_ptr<BlockSource> blocksOf(std::string_view text, bool whole);

/// A file as it comes, without its UTF-8 mark. Where fields may stand in quotes, blocks end where quotes are even: inside a field
/// only in texts with stray ones.
[[nodiscard]] std::unique_ptr<BlockSource> blocksOf(std::unique_ptr<ByteStream> stream, bool quotes,
                                                    std::size_t blockBytes = kBlockBytes);

/// Several files one behind the other, opened as they come; no block holds lines of two.
[[nodiscard]] std::unique_ptr<BlockSource> blocksOf(SourceWalk walk, const TaskContext& context);

/// What a block holds besides ASCII text, at the speed of memory.
struct BlockShape {
    std::size_t lineEnds = 0, quotes = 0;
    bool ascii = true, nul = false;
};
[[nodiscard]] BlockShape shapeOf(std::string_view text);

} // namespace recoscope
