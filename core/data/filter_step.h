#pragma once
#include "core/base/result.h"
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// Which of the rows of a repeated user-item pair counts.
enum class RepeatRule : std::uint8_t {
    Last,  ///< The latest by time, then by place in the file: what every data set has unless asked.
    First, ///< The earliest by time, then by place.
    Mean,  ///< Their mean, at the time of the last.
    Sum    ///< Their sum, at the time of the last; where the data has no ratings, how often the pair occurs.
};

/// One step of the funnel through which a data set goes before any split. It has a text form that the command line, the protocol
/// and the window share: "min-rating=4", "k-core=5", "context:daytime=evening".
struct FilterStep {
    enum class Kind : std::uint8_t {
        MinRating,
        MaxRating,
        Implicit,
        KCore,
        MinUser,
        MaxUser,
        MinItem,
        From,
        To,
        SampleUsers,
        Duplicates,
        ConstantUsers,
        UntitledItems,
        Context
    };
    Kind kind = Kind::MinRating;
    double rating = 0;        ///< MinRating: the lowest that stays; MaxRating: the highest.
    std::int32_t perUser = 0; ///< KCore, MinUser: the fewest rows of a user, from 1; MaxUser: the most; ConstantUsers.
    std::int32_t perItem = 0; ///< KCore, MinItem: the fewest rows of an item, from 1.
    std::int64_t time = 0;    ///< From: the first Unix second that stays; To: the last.
    double share = 1;         ///< SampleUsers: in (0, 1].
    std::uint64_t seed = 1;   ///< SampleUsers.
    RepeatRule rule = RepeatRule::Last;
    std::string column = {}; ///< Context: the name of one of Dataset::context.
    std::string value = {};  ///< Context: what the rows have that stay.
    friend bool operator==(const FilterStep&, const FilterStep&) = default;
};

/// What is known of a kind of step, for help texts and forms.
struct FilterKindInfo {
    FilterStep::Kind kind;
    const char* id;      ///< "k-core".
    const char* form;    ///< "k-core=N or k-core=USERS:ITEMS".
    const char* name;    ///< "k-core".
    const char* help;    ///< A sentence.
    const char* example; ///< What a new step of this kind begins with: "k-core=5".
};
[[nodiscard]] std::span<const FilterKindInfo> filterKinds();
[[nodiscard]] const FilterKindInfo& filterKind(FilterStep::Kind kind);

/// Dates are read as UTC; "to=2001-12-31" keeps that whole day. Errors: InvalidParameter; the sentence says what was expected.
[[nodiscard]] Result<FilterStep> parseFilterStep(std::string_view text);
/// The inverse of parseFilterStep.
[[nodiscard]] std::string formatFilterStep(const FilterStep& step);
/// "ratings of 4 or more", "5-core", "20 % of the users, alike in activity, seed 7".
[[nodiscard]] std::string filterWords(const FilterStep& step);

/// Filters as the command line and experiment files take them: three have a name of their own and go first, in this order.
struct NamedFilters {
    std::optional<double> minRating;
    bool implicit = false;
    std::int32_t kCore = 0;        ///< Below 2: none.
    std::vector<FilterStep> steps; ///< Behind them, as given.
    [[nodiscard]] std::vector<FilterStep> inOrder() const;
};

} // namespace recoscope
