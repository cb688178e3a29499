#include "app/cli/commands.h"
#include "app/cli/json.h"
#include "app/cli/table.h"
#include "core/base/text.h"
#include "core/ranking/rank.h"
#include <algorithm>
#include <fstream>
#include <ostream>

namespace recoscope::cli {

Result<> recommendAll(const Call& call, const ReadyModel& ready) {
    const Interactions& train = *ready.split.train;
    std::vector<std::vector<ScoredItem>> lists(static_cast<std::size_t>(train.userCount()));
    const bool finished = scoreUsers(
        *ready.model, lists.size(), call.options.spec.threads, call.context,
        [&](std::size_t u) {
            const auto row = ready.split.historyOf(UserIndex{u});
            const History history{row.items, row.ratings, row.times};
            return ready.split.isHeldOut(UserIndex{u}) ? Query::bare(history) : Query::known(UserIndex{u}, history);
        },
        [&](std::size_t u, std::span<const float> scores) {
            if (ready.split.historyOf(UserIndex{u}).size() == 0) return;
            const auto mask = call.options.keepSeen ? std::span<const ItemIndex>() : ready.split.masked->row(UserIndex{u}).items;
            lists[u] = topK(scores, call.options.n, mask);
        });
    if (!finished) return Cancelled{};
    std::ofstream file(call.options.outFile, std::ios::binary | std::ios::trunc);
    file << "user,rank,item,title,score\r\n";
    for (std::size_t u = 0; u < lists.size(); ++u)
        for (std::size_t k = 0; k < lists[u].size(); ++k)
            file << csvText(ready.dataset->users.id(static_cast<std::int32_t>(u))) << ',' << k + 1 << ','
                 << csvText(ready.dataset->items.id(lists[u][k].item.value)) << ','
                 << csvText(ready.dataset->titleOf(lists[u][k].item)) << ','
                 << formatNumber(static_cast<double>(lists[u][k].score)) << "\r\n";
    file.flush();
    if (!file.good())
        return Error{ErrorKind::Io,
                     "The lists could not be written to " + call.options.outFile + ": check that the folder exists and has room.",
                     call.options.outFile};
    const auto written = std::ranges::count_if(lists, [](const auto& list) { return !list.empty(); });
    if (call.options.json)
        call.terminal.out << dump({{"file", call.options.outFile}, {"model", ready.algorithm}, {"users", written}});
    else
        call.terminal.out << "wrote the lists of " << counted(written, "user", "users") << " to "
                          << call.shown(call.options.outFile) << "\n";
    return Done{};
}

} // namespace recoscope::cli
