#pragma once
#include "app/cli/commands.h"
#include "core/models/query.h"
#include <optional>
#include <vector>

namespace recoscope::cli {

/// A user's training history after --without and --with, or what --with alone makes up.
struct EditedHistory {
    std::optional<UserIndex> user; ///< Nothing without --user.
    std::vector<ItemIndex> items;
    std::vector<float> ratings;
    std::span<const std::int64_t> times; ///< Empty where edited or unknown.
    bool edited = false;                 ///< Differs from the stored history.
    bool heldOut = false;                ///< The split keeps this user from training: always asked as a bare history.

    /// Views this history, which must outlive it.
    [[nodiscard]] Query query() const;
};

/// --without applies before --with; --with replaces; a history that ends up equal to the stored one is no edit.
/// Errors: UnknownName.
[[nodiscard]] Result<EditedHistory> editedHistory(const Call& call, const ReadyModel& ready);

/// What is not offered, ascending: the history and the validation part of a split; nothing with --keep-seen.
[[nodiscard]] std::vector<ItemIndex> maskFor(const Call& call, const ReadyModel& ready, const EditedHistory& history);

} // namespace recoscope::cli
