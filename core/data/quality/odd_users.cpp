#include "core/data/quality/heaviest.h"
#include "core/data/quality/in_blocks.h"
#include <algorithm>
#include <cmath>

namespace recoscope::quality {
namespace {

constexpr std::int32_t kSameEnough = 10; ///< Fewer equal ratings prove nothing.
constexpr double kAlmostAll = 0.9;
constexpr std::int64_t kManyItems = 20;

} // namespace

/// Users whose ratings are all the same.
std::vector<QualityFinding> constantUsers(const Input& in) {
    const auto& scale = in.data.scale;
    if (!in.data.hasRatings || !scale || scale->minimum == scale->maximum) return {};
    const auto found = overUsers<Heaviest>(in, [&](Heaviest& users, UserIndex user) {
        const auto ratings = in.x.row(user).ratings;
        if (ratings.size() < static_cast<std::size_t>(kSameEnough)) return;
        if (std::ranges::all_of(ratings, [&](float rating) { return rating == ratings.front(); }))
            users.add(static_cast<std::int64_t>(ratings.size()), static_cast<std::int64_t>(user.at()));
    });
    const std::string more = " " + std::to_string(kSameEnough) + " ratings or more, all the same";
    QualityFinding f =
        findingOf("constant-users", QualityFinding::Of::Users, found,
                  {"user gave" + more, "users gave" + more, "No user gave" + more, "Such ratings say nothing of a taste."});
    if (f.count > 0) f.fix = FilterStep{.kind = FilterStep::Kind::ConstantUsers, .perUser = kSameEnough};
    return {std::move(f)};
}

/// Users who have rows for nearly every item.
std::vector<QualityFinding> allRaters(const Input& in) {
    if (in.x.itemCount() < kManyItems) return {};
    const auto limit = static_cast<std::int64_t>(std::ceil(kAlmostAll * in.x.itemCount()));
    Heaviest found;
    for (std::int32_t u = 0; u < in.x.userCount(); ++u)
        if (const auto rows = static_cast<std::int64_t>(in.x.rowSize(UserIndex{u})); rows >= limit) found.add(rows, u);
    QualityFinding f = findingOf("all-raters", QualityFinding::Of::Users, found,
                                 {"user has rows for nine in ten items or more", "users have rows for nine in ten items or more",
                                  "No user has rows for nine in ten items",
                                  "Machines and shops do that; they pull every item towards every other."});
    if (f.count > 0) f.fix = FilterStep{.kind = FilterStep::Kind::MaxUser, .perUser = static_cast<std::int32_t>(limit - 1)};
    return {std::move(f)};
}

} // namespace recoscope::quality
