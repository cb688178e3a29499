#include "core/base/text.h"
#include "core/data/filters/kind.h"
#include "core/data/item_titles.h"

namespace recoscope::filters {
namespace {

void dropConstantUsers(FilterRows& rows, const FilterStep& step) {
    const auto offsets = rows.data().interactions->offsets();
    for (std::size_t user = 0; user + 1 < offsets.size(); ++user) {
        std::int32_t count = 0;
        bool same = true;
        float first = 0;
        for (auto k = static_cast<std::size_t>(offsets[user]); k < static_cast<std::size_t>(offsets[user + 1]); ++k) {
            if (!rows.isKept(k)) continue;
            if (count++ == 0) first = rows.ratingOf(k);
            same = same && rows.ratingOf(k) == first;
        }
        if (same && count >= step.perUser) rows.dropUser(user);
    }
}

void dropUntitled(FilterRows& rows, const FilterStep&) {
    const auto items = rows.data().interactions->items();
    for (std::size_t k = 0; k < items.size(); ++k)
        if (isUntitled(rows.data().itemTable, items[k].at())) rows.drop(k);
}

} // namespace

Kind constantUsers() {
    Kind kind;
    kind.info = {FilterStep::Kind::ConstantUsers,
                 "constant-users",
                 "constant-users=N",
                 "Users of one value",
                 "Drops users with N rows or more that all have the same rating: it says nothing of their taste.",
                 "constant-users=10"};
    kind.read = readCount<&FilterStep::perUser>;
    kind.write = writeCount<&FilterStep::perUser>;
    kind.misfit = [](const Dataset& dataset, const FilterStep&) {
        return dataset.hasRatings ? std::string() : "needs ratings, and " + dataset.name + " has none: leave it out.";
    };
    kind.words = [](const FilterStep& step) {
        return "no users whose ratings, " + std::to_string(step.perUser) + " or more, are all the same";
    };
    kind.apply = dropConstantUsers;
    return kind;
}

Kind untitledItems() {
    Kind kind;
    kind.info = {FilterStep::Kind::UntitledItems,
                 "untitled-items",
                 "untitled-items",
                 "Items without a title",
                 "Drops items of which the files know no title.",
                 "untitled-items"};
    kind.misfit = [](const Dataset& dataset, const FilterStep&) {
        return dataset.itemTable.titles.empty() ? "needs titles, and the files of " + dataset.name + " have none: leave it out."
                                                : std::string();
    };
    kind.words = [](const FilterStep&) { return std::string("items with a title"); };
    kind.apply = dropUntitled;
    return kind;
}

} // namespace recoscope::filters
