#pragma once
#include "core/base/ids.h"
#include <cstdint>
#include <optional>
#include <span>

namespace recoscope {

/// What a user has rated: raw ratings, items ascending and distinct. Views must outlive the call they are passed to.
struct History {
    std::span<const ItemIndex> items;
    std::span<const float> ratings;
    std::span<const std::int64_t> times; ///< Empty where unknown.
    [[nodiscard]] std::size_t size() const { return items.size(); }
};

/// Who is asked for. Always with the raw ratings that count as this person's history; the model applies the relevance threshold.
///  - KnownUser: a user of the training data with the training history. Models may use what they learnt of this user.
///  - EditedUser: a user of the training data whose history differs from it: folded in; nothing is retrained.
///  - BareHistory: nobody the model knows; the history may be empty (a cold start).
struct Query {
    enum class Kind { KnownUser, EditedUser, BareHistory };
    Kind kind = Kind::BareHistory;
    UserIndex user; ///< Valid for KnownUser and EditedUser.
    History history;
    std::optional<std::int64_t> now; ///< Unix seconds; for models that know time.

    static Query known(UserIndex user, History history) { return {Kind::KnownUser, user, history, {}}; }
    static Query edited(UserIndex user, History history) { return {Kind::EditedUser, user, history, {}}; }
    static Query bare(History history) { return {Kind::BareHistory, {}, history, {}}; }
};

} // namespace recoscope
