#include "ui/models/user_order.h"
#include <algorithm>

namespace recoscope::ui {

namespace {

const std::vector<float>* qualityOf(const Evaluation* evaluation) {
    if (!evaluation) return nullptr;
    const auto ten = evaluation->perUser.find("ndcg@10");
    if (ten != evaluation->perUser.end()) return &ten->second;
    const auto any = evaluation->perUser.lower_bound("ndcg@");
    return any != evaluation->perUser.end() && any->first.starts_with("ndcg@") ? &any->second : nullptr;
}

} // namespace

std::vector<UserIndex> orderUsers(UserOrder order, const Interactions& train, const Evaluation* evaluation) {
    std::vector<UserIndex> users;
    const bool byQuality = order == UserOrder::WorstServed || order == UserOrder::BestServed;
    if (byQuality) {
        const std::vector<float>* quality = qualityOf(evaluation);
        if (!quality) return {};
        std::vector<std::size_t> places(quality->size());
        for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
        const float sign = order == UserOrder::WorstServed ? 1.0F : -1.0F;
        std::ranges::stable_sort(places, [&](std::size_t a, std::size_t b) {
            if ((*quality)[a] != (*quality)[b]) return sign * (*quality)[a] < sign * (*quality)[b];
            return train.rowSize(evaluation->users[a]) > train.rowSize(evaluation->users[b]);
        });
        for (const std::size_t place : places) users.push_back(evaluation->users[place]);
        return users;
    }
    for (std::int32_t u = 0; u < train.userCount(); ++u) {
        if (train.rowSize(UserIndex(u)) > 0) users.emplace_back(u);
    }
    if (order == UserOrder::MostActive)
        std::ranges::stable_sort(users, std::ranges::greater{}, [&](UserIndex u) { return train.rowSize(u); });
    if (order == UserOrder::LeastActive)
        std::ranges::stable_sort(users, std::ranges::less{}, [&](UserIndex u) { return train.rowSize(u); });
    return users;
}

} // namespace recoscope::ui
