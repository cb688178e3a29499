#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/readers/block_parser.h"
#include "core/data/readers/rating_reader.h"
#include "core/data/readers/text_blocks.h"
#include <string>

namespace recoscope {

/// What reading a text in blocks came to.
struct BlocksRead {
    RatingRows rows;
    bool damaged = false;    ///< StatedUtf8 was not true everywhere.
    bool notUtf8 = false;    ///< MaybeUtf8 was wrong: nothing was read; read again as Windows-1252.
    bool needsWhole = false; ///< A record crosses blocks, or there are no lines: nothing was read; read again as one text.
};

/// Reads a ratings text block by block on `threads` threads (0 = all): one takes the next block, the others read theirs, rows are
/// put down in the order of the text. Memory: the rows, and a block a thread. Rejects and counts go to `report`. Neither the rows
/// nor the report depend on `threads` or on where blocks end. Errors: those of the source; ResourceLimit; Cancelled.
[[nodiscard]] Result<BlocksRead> readBlocks(BlockSource& source, const TableFinding& finding, TextForm form,
                                            const std::string& file, LoadReport& report, int threads, const TaskContext& context);

} // namespace recoscope
