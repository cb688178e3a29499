#include "core/models/baseline.h"

namespace recoscope {
namespace {

constexpr std::size_t kUsersBetweenStops = 4096;

} // namespace

Result<Baseline> Baseline::fit(const Interactions& train, double l2Users, double l2Items, int epochs,
                               const TaskContext& context) {
    Baseline b;
    b.l2Users = l2Users;
    b.item.assign(static_cast<std::size_t>(train.itemCount()), 0);
    double sum = 0;
    for (const float r : train.ratings()) sum += static_cast<double>(r);
    b.mean = train.empty() ? 0 : sum / static_cast<double>(train.size());
    std::vector<double> user(static_cast<std::size_t>(train.userCount()), 0), total(b.item.size());
    const auto counts = train.itemCounts();
    for (int epoch = 0; epoch < epochs; ++epoch) {
        std::fill(total.begin(), total.end(), 0.0);
        for (std::size_t u = 0; u < user.size(); ++u) {
            if (u % kUsersBetweenStops == 0 && context.stopRequested()) return Cancelled{};
            const auto row = train.row(UserIndex{u});
            for (std::size_t k = 0; k < row.size(); ++k)
                total[row.items[k].at()] += static_cast<double>(row.ratings[k]) - b.mean - user[u];
        }
        for (std::size_t i = 0; i < total.size(); ++i) b.item[i] = total[i] / (l2Items + counts[i] > 0 ? l2Items + counts[i] : 1);
        for (std::size_t u = 0; u < user.size(); ++u) {
            if (u % kUsersBetweenStops == 0 && context.stopRequested()) return Cancelled{};
            const auto row = train.row(UserIndex{u});
            user[u] = b.user({row.items, row.ratings, {}});
        }
    }
    return b;
}

double Baseline::user(const History& history) const {
    if (history.size() == 0) return 0;
    double sum = 0;
    for (std::size_t k = 0; k < history.size(); ++k)
        sum += static_cast<double>(history.ratings[k]) - mean - item[history.items[k].at()];
    return sum / (l2Users + static_cast<double>(history.size()));
}

void Baseline::save(ModelWriter& writer) const {
    writer.putNumber("baseline.mean", mean);
    writer.putNumber("baseline.l2_users", l2Users);
    writer.putDoubles("baseline.item", item);
}

Baseline Baseline::load(ModelReader& reader) {
    Baseline b;
    b.mean = reader.number("baseline.mean");
    b.l2Users = reader.number("baseline.l2_users");
    b.item = reader.doubles("baseline.item");
    return b;
}

} // namespace recoscope
