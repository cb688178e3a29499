#include "ui/models/user_order.h"
#include <algorithm>
#include <utility>

namespace recoscope::ui {

namespace {

const std::vector<float>* qualityOf(const Evaluation* evaluation) {
    if (!evaluation) return nullptr;
    const auto ten = evaluation->perUser.find("ndcg@10");
    if (ten != evaluation->perUser.end()) return &ten->second;
    const auto any = evaluation->perUser.lower_bound("ndcg@");
    return any != evaluation->perUser.end() && any->first.starts_with("ndcg@") ? &any->second : nullptr;
}

/// The middle first, then by turns from both sides of it.
std::vector<UserIndex> outwards(const std::vector<UserIndex>& users) {
    std::vector<UserIndex> order;
    const auto n = static_cast<std::ptrdiff_t>(users.size());
    const std::ptrdiff_t middle = n / 2;
    for (std::ptrdiff_t step = 0; step <= n; ++step) {
        if (middle + step < n) order.push_back(users[static_cast<std::size_t>(middle + step)]);
        if (step > 0 && middle - step >= 0) order.push_back(users[static_cast<std::size_t>(middle - step)]);
    }
    return order;
}

int sharedItems(const Evaluation& a, const Evaluation& b, UserIndex user, int length) {
    if (user.at() >= a.lists.size() || user.at() >= b.lists.size()) return 0;
    const auto first =
        std::span(a.lists[user.at()]).first(std::min<std::size_t>(a.lists[user.at()].size(), static_cast<std::size_t>(length)));
    const auto second =
        std::span(b.lists[user.at()]).first(std::min<std::size_t>(b.lists[user.at()].size(), static_cast<std::size_t>(length)));
    return static_cast<int>(
        std::ranges::count_if(first, [&](ItemIndex item) { return std::ranges::find(second, item) != second.end(); }));
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
    const auto activity = [&](UserIndex u) { return train.rowSize(u); };
    if (order == UserOrder::MostActive) std::ranges::stable_sort(users, std::ranges::greater{}, activity);
    if (order == UserOrder::LeastActive || order == UserOrder::MedianActive)
        std::ranges::stable_sort(users, std::ranges::less{}, activity);
    return order == UserOrder::MedianActive ? outwards(users) : users;
}

std::vector<UserIndex> orderByDisagreement(const Interactions& train, const std::vector<const Evaluation*>& evaluations,
                                           int length) {
    std::vector<UserIndex> users;
    if (evaluations.size() < 2) return users;
    std::vector<int> shared(static_cast<std::size_t>(train.userCount()), 0);
    for (std::int32_t u = 0; u < train.userCount(); ++u) {
        if (train.rowSize(UserIndex(u)) == 0) continue;
        users.emplace_back(u);
        for (std::size_t a = 0; a < evaluations.size(); ++a) {
            for (std::size_t b = a + 1; b < evaluations.size(); ++b)
                shared[UserIndex(u).at()] += sharedItems(*evaluations[a], *evaluations[b], UserIndex(u), length);
        }
    }
    std::ranges::stable_sort(users, [&](UserIndex a, UserIndex b) {
        return std::pair(shared[a.at()], -static_cast<std::int64_t>(train.rowSize(a))) <
               std::pair(shared[b.at()], -static_cast<std::int64_t>(train.rowSize(b)));
    });
    return users;
}

std::vector<UserIndex> orderByNiche(const Interactions& train, std::span<const std::int32_t> popularityRanks,
                                    std::size_t atLeast) {
    std::vector<UserIndex> users;
    std::vector<std::int32_t> median(static_cast<std::size_t>(train.userCount()), 0);
    for (std::int32_t u = 0; u < train.userCount(); ++u) {
        std::vector<std::int32_t> ranks;
        for (const ItemIndex item : train.row(UserIndex(u)).items) ranks.push_back(popularityRanks[item.at()]);
        if (ranks.size() < std::max<std::size_t>(atLeast, 1)) continue;
        const auto middle = ranks.begin() + static_cast<std::ptrdiff_t>((ranks.size() - 1) / 2);
        std::ranges::nth_element(ranks, middle);
        median[UserIndex(u).at()] = *middle;
        users.emplace_back(u);
    }
    std::ranges::stable_sort(users, std::ranges::greater{}, [&](UserIndex u) { return median[u.at()]; });
    return users;
}

} // namespace recoscope::ui
