#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// How the ratings of a column are written.
enum class RatingForm : std::uint8_t {
    Number,    ///< "3.5", or "3,5" by the decimal sign.
    Thousands, ///< "1,234.5", or "1.234,5" by the decimal sign.
    Percent,   ///< "85 %" is 85.
    OutOf,     ///< "4/5", "4.0 out of 5 stars": the first number; the second is the same everywhere.
    Stars,     ///< "★★★½", "****", "4 stars".
};

struct RatingStyle {
    RatingForm form = RatingForm::Number;
    bool decimalComma = false;
    double outOf = 0; ///< Of OutOf.
    friend bool operator==(const RatingStyle&, const RatingStyle&) = default;
};

/// What a sample of a column says. Another form than numbers holds where nine in ten filled fields have it.
struct RatingWriting {
    RatingStyle style;
    std::string note;  ///< For people, where it is another form than plain numbers; "" else.
    std::string doubt; ///< Where "1,234" may be a thousand or a little more than one; "" else.
};
/// `decimal`: "" (find out), "point" or "comma".
[[nodiscard]] RatingWriting ratingWriting(const std::vector<std::string>& column, std::string_view decimal = {});

/// Finite, and written in full as the style has it; nothing for any other text.
[[nodiscard]] std::optional<double> parseRating(std::string_view text, const RatingStyle& style);
/// What parseRating wants, for a reject: "a number", "stars"... and, shortened, what stands there instead.
[[nodiscard]] std::string expectedRating(const RatingStyle& style, std::string_view found);

/// A number in any of the forms.
[[nodiscard]] bool looksLikeRating(std::string_view text);

} // namespace recoscope
