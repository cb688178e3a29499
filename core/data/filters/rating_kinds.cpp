#include "core/base/text.h"
#include "core/data/filters/kind.h"

namespace recoscope::filters {
namespace {

bool readRating(std::string_view text, FilterStep& step) {
    const auto rating = parseNumber(trim(text));
    if (rating) step.rating = *rating;
    return rating.has_value();
}

std::string writeRating(const FilterStep& step) { return formatNumber(step.rating); }

std::string whyNoRatingFits(const Dataset& dataset) {
    if (dataset.scale)
        return " Ratings go from " + formatNumber(dataset.scale->minimum) + " to " + formatNumber(dataset.scale->maximum) + ".";
    return dataset.hasRatings ? "" : " The data has no ratings: every row counts as 1.";
}

} // namespace

Kind minRating() {
    Kind kind;
    kind.info = {FilterStep::Kind::MinRating,
                 "min-rating",
                 "min-rating=R",
                 "Lowest rating",
                 "Drops rows rated lower, for example to keep only what was liked.",
                 "min-rating=4"};
    kind.read = readRating;
    kind.write = writeRating;
    kind.whyEmpty = whyNoRatingFits;
    kind.words = [](const FilterStep& step) { return "ratings of " + formatNumber(step.rating) + " or more"; };
    kind.apply = [](FilterRows& rows, const FilterStep& step) {
        rows.keepRows([&](float rating, std::int64_t) { return static_cast<double>(rating) >= step.rating; });
    };
    return kind;
}

Kind maxRating() {
    Kind kind;
    kind.info = {FilterStep::Kind::MaxRating,
                 "max-rating",
                 "max-rating=R",
                 "Highest rating",
                 "Drops rows rated higher, for example values that the scale does not have.",
                 "max-rating=5"};
    kind.read = readRating;
    kind.write = writeRating;
    kind.whyEmpty = whyNoRatingFits;
    kind.words = [](const FilterStep& step) { return "ratings of " + formatNumber(step.rating) + " or less"; };
    kind.apply = [](FilterRows& rows, const FilterStep& step) {
        rows.keepRows([&](float rating, std::int64_t) { return static_cast<double>(rating) <= step.rating; });
    };
    return kind;
}

Kind implicit() {
    Kind kind;
    kind.info = {FilterStep::Kind::Implicit,
                 "implicit",
                 "implicit",
                 "Forget ratings",
                 "Every row counts as 1: who used what, not how it was liked.",
                 "implicit"};
    kind.words = [](const FilterStep&) { return std::string("ratings forgotten: every interaction counts as 1"); };
    kind.apply = [](FilterRows& rows, const FilterStep&) { rows.forgetRatings(); };
    return kind;
}

} // namespace recoscope::filters
