#include "core/base/text.h"
#include "core/data/filters/kind.h"

namespace recoscope::filters {
namespace {

bool readCore(std::string_view text, FilterStep& step) {
    const auto parts = split(text, ':');
    const auto users = countOf(parts[0]), items = parts.size() == 2 ? countOf(parts[1]) : users;
    if (parts.size() > 2 || !users || !items) return false;
    step.perUser = *users;
    step.perItem = *items;
    return true;
}

std::string writeCore(const FilterStep& step) {
    return std::to_string(step.perUser) + (step.perItem == step.perUser ? "" : ":" + std::to_string(step.perItem));
}

std::string coreWords(const FilterStep& step) {
    return step.perUser == step.perItem
               ? std::to_string(step.perUser) + "-core"
               : "core of " + std::to_string(step.perUser) + " a user and " + std::to_string(step.perItem) + " an item";
}

bool peel(FilterRows& rows, const FilterStep& step, std::vector<FunnelCounts>& rounds, const TaskContext& context) {
    while (rows.dropShort(step.perUser, step.perItem)) {
        if (context.stopRequested()) return false;
        rounds.push_back(rows.counts());
    }
    return true;
}

} // namespace

Kind kCore() {
    Kind kind;
    kind.info = {FilterStep::Kind::KCore,
                 "k-core",
                 "k-core=N or k-core=USERS:ITEMS",
                 "k-core",
                 "Drops users and items with fewer rows again and again, until every one left has N.",
                 "k-core=5"};
    kind.read = readCore;
    kind.write = writeCore;
    kind.words = coreWords;
    kind.applyInRounds = peel;
    return kind;
}

Kind minUser() {
    Kind kind;
    kind.info = {FilterStep::Kind::MinUser,
                 "min-user",
                 "min-user=N",
                 "Fewest rows of a user",
                 "Drops users with fewer rows, once; items are not looked at.",
                 "min-user=5"};
    kind.read = readCount<&FilterStep::perUser>;
    kind.write = writeCount<&FilterStep::perUser>;
    kind.words = [](const FilterStep& step) { return "users with " + counted(step.perUser, "row", "rows") + " or more"; };
    kind.apply = [](FilterRows& rows, const FilterStep& step) { rows.dropShort(step.perUser, 0); };
    return kind;
}

Kind maxUser() {
    Kind kind;
    kind.info = {FilterStep::Kind::MaxUser,
                 "max-user",
                 "max-user=N",
                 "Most rows of a user",
                 "Drops users with more rows: machines, shops, people who rated everything.",
                 "max-user=1000"};
    kind.read = readCount<&FilterStep::perUser>;
    kind.write = writeCount<&FilterStep::perUser>;
    kind.words = [](const FilterStep& step) { return "users with " + counted(step.perUser, "row", "rows") + " or fewer"; };
    kind.apply = [](FilterRows& rows, const FilterStep& step) {
        const auto counts = rows.perUser();
        for (std::size_t user = 0; user < counts.size(); ++user)
            if (counts[user] > step.perUser) rows.dropUser(user);
    };
    return kind;
}

Kind minItem() {
    Kind kind;
    kind.info = {FilterStep::Kind::MinItem,
                 "min-item",
                 "min-item=N",
                 "Fewest rows of an item",
                 "Drops items with fewer rows, once; users are not looked at.",
                 "min-item=5"};
    kind.read = readCount<&FilterStep::perItem>;
    kind.write = writeCount<&FilterStep::perItem>;
    kind.words = [](const FilterStep& step) { return "items with " + counted(step.perItem, "row", "rows") + " or more"; };
    kind.apply = [](FilterRows& rows, const FilterStep& step) { rows.dropShort(0, step.perItem); };
    return kind;
}

} // namespace recoscope::filters
