#include "core/data/quality/heaviest.h"

namespace recoscope::quality {

/// Users and items of which one row is all that is known.
std::vector<QualityFinding> singleRows(const Input& in) {
    Heaviest users, items;
    for (std::int32_t u = 0; u < in.x.userCount(); ++u)
        if (in.x.rowSize(UserIndex{u}) == 1) users.add(1, u);
    for (std::size_t i = 0; i < in.itemCounts.size(); ++i)
        if (in.itemCounts[i] == 1) items.add(1, static_cast<std::int64_t>(i));
    QualityFinding few = findingOf("single-row-users", QualityFinding::Of::Users, users,
                                   {"user has one row", "users have one row", "Every user has two rows or more",
                                    "Nothing is left to learn from once it is tested."});
    if (few.count > 0) few.fix = FilterStep{.kind = FilterStep::Kind::MinUser, .perUser = 2};
    QualityFinding rare = findingOf("single-row-items", QualityFinding::Of::Items, items,
                                    {"item has one row", "items have one row", "Every item has two rows or more",
                                     "In the test part it is unknown to most models."});
    if (rare.count > 0) rare.fix = FilterStep{.kind = FilterStep::Kind::MinItem, .perItem = 2};
    return {std::move(few), std::move(rare)};
}

} // namespace recoscope::quality
