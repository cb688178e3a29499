#pragma once
#include "core/data/readers/reader.h"
#include "core/data/readers/row_sink.h"
#include <string_view>
#include <vector>

namespace recoscope {

/// What lines of whole numbers look like: "user item item..." or "count item item...".
struct ListShape {
    bool lists = false;   ///< Lines of whole numbers, of varying lengths; or all places of a line hold the same ids.
    bool maybe = false;   ///< Lines of one length whose third place is as good an item as it is a rating.
    bool counted = false; ///< Each line begins with the number of its items.
    bool keyed = false;   ///< No two lines begin with the same number.
    bool ordered = false; ///< An item occurs twice in a line, or nothing is numbered 0: a sequence, whose order means something.
};
[[nodiscard]] ListShape shapeOfLists(std::string_view head);

/// The same with names for numbers, "user7 item3 item9": words with digits and without punctuation, lines of several lengths, of
/// which no two begin with the same word while items recur.
[[nodiscard]] bool looksLikeListsOfNames(std::string_view head);

inline constexpr const char* kPlacesAreTimes = "The order in each list is read as time: 1, 2, 3...";
inline constexpr const char* kNames = "names"; ///< The variant of a finding that looksLikeListsOfNames.
/// Reads lists; `ordered` makes places in the list into times 1, 2, 3... A list without items is skipped.
[[nodiscard]] Result<RatingRows> readLists(const ReaderInput& input, bool ordered, LoadReport& report,
                                           const TaskContext& context);

} // namespace recoscope
