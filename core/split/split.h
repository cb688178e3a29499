#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/dataset.h"
#include "core/split/time_order.h"
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

enum class SplitKind { None, Holdout, PerUser, PerUserTemporal, LeaveLastOut, LeaveOneOut, Temporal, Users, KFold, Predefined };

/// How data is cut into train, validation and test. Plain data; its text form is the SPEC of the command line:
/// "per-user:test=0.1,valid=0.1", "leave-last-out:valid=1", "temporal:test=0.1,valid=0.1", "users:test=0.1,holdout=0.2",
/// "kfold:k=5", "predefined:train=u1.base,test=u1.test".
struct SplitSpec {
    SplitKind kind = SplitKind::PerUser;
    double test = 0.1;                          ///< Share of the whole, by floor: of rows, for `users` of users.
    double valid = 0.0;                         ///< Share of the whole; 0 = no validation part. For leave-last-out: 1 or 0.
    int folds = 5;                              ///< kfold only.
    std::string trainFile, validFile, testFile; ///< predefined only; paths as given, else relative to the data's folder.
    double hidden = 0.2; ///< `users` only ("holdout"): share of each held-out user's rows that is hidden, by floor.
    friend bool operator==(const SplitSpec&, const SplitSpec&) = default;
};

/// Errors: InvalidParameter naming the word and listing what is known.
[[nodiscard]] Result<SplitSpec> parseSplitSpec(std::string_view text);
[[nodiscard]] std::string formatSplitSpec(const SplitSpec& spec);

/// `Error::where` of a published split whose files hold rows that the open data does not: it has to be opened again with them as
/// LoadOptions::parts (partFiles).
inline constexpr std::string_view kPartsNotOpen = "split.parts";
/// The files of a predefined split, train first, as LoadOptions::parts; empty for other kinds.
[[nodiscard]] std::vector<std::string> partFiles(const SplitSpec& spec);

/// The splits that came with the data (Dataset::predefinedParts), as specs, by name.
[[nodiscard]] std::vector<SplitSpec> publishedSplits(const Dataset& dataset);

/// One protocol as the gallery, the dialog and the docs show it.
struct SplitInfo {
    SplitKind kind;
    std::string id;      ///< "per-user-temporal".
    std::string name;    ///< "Per user, by time".
    std::string summary; ///< One sentence: what it imitates and when it misleads.
    bool usesShares = false, usesSeed = false, needsTimes = false, usesFolds = false, usesUsers = false;
};
[[nodiscard]] const std::vector<SplitInfo>& splitKinds();

/// One cut. All parts have the shape users x items of the data set and are disjoint. Immutable.
/// Held-out users (kind `users`) have no row in train: models get their fold-in part as the history of somebody unknown.
struct Split {
    std::shared_ptr<const Interactions> train, valid, test; ///< `valid` is empty (size 0), never null.
    std::shared_ptr<const Interactions> masked;             ///< train + valid + foldIn: what the test masks.
    std::shared_ptr<const Interactions> foldIn;             ///< Null except for held-out users: the rows that are folded in.
    std::vector<UserIndex> testUsers, validUsers;           ///< The held-out users by part, ascending; else empty.
    std::int32_t usersWithoutTrain = 0;                     ///< Users whose rows were dropped because train holds none of theirs.
    std::int64_t droppedRows = 0;                           ///< Validation and test rows dropped with them.
    std::vector<UserIndex> droppedUsers;                    ///< Those of them who had test rows, ascending;
    std::int64_t droppedTestRows = 0;                       ///< how many.
    std::int32_t coldItems = 0;                             ///< Items with test rows but no train row; they stay relevant.
    int fold = 0;                                           ///< kfold: 0-based.
    std::vector<std::string> warnings;                      ///< Of published files: what does not go together. Sentences.
    /// Of the test rows with a time, the share that lies before a training (or folded-in) row of the same user: what the future
    /// leaks. In [0, 1]; NaN without times or tests. The whole picture: leakage.h.
    double beforeShare = std::numeric_limits<double>::quiet_NaN();

    /// Whether models have never seen this user and get a bare history. O(log users).
    [[nodiscard]] bool isHeldOut(UserIndex user) const;
    /// What counts as the user's history: the train rows, of held-out users the fold-in part.
    [[nodiscard]] Interactions::Row historyOf(UserIndex user) const;
    /// Histories of the users that an evaluation asks for: the train part, where users are held out their fold-in parts.
    [[nodiscard]] const Interactions& askedHistories() const { return foldIn ? *foldIn : *train; }
};

/// Cuts the data set: kfold gives k splits, every other kind one. Deterministic in (data, spec, seed).
/// Errors: InvalidInput (too few rows, no times where a kind needs them), Io and InvalidInput for predefined files.
[[nodiscard]] Result<std::vector<Split>> makeSplits(const Dataset& dataset, const SplitSpec& spec, std::uint64_t seed,
                                                    const TaskContext& context = {});
/// Only the one of `fold` (0-based, under spec.folds for kfold, else 0). `order` of these interactions saves making it again.
[[nodiscard]] Result<Split> makeSplit(const Dataset& dataset, const SplitSpec& spec, std::uint64_t seed, int fold,
                                      const TaskContext& context = {}, const TimeOrder* order = nullptr);

} // namespace recoscope
