#pragma once
#include <string_view>

namespace recoscope::fuzz {

/// One text read as a whole and in blocks of a size that the first byte chooses, on one thread and on two: the rows, counts and
/// rejects are the same. Throws std::logic_error where they are not.
void fuzzBlocks(std::string_view bytes);

} // namespace recoscope::fuzz
