#include "core/data/readers/rating_text.h"
#include "core/base/text.h"
#include "core/data/readers/column_content.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/encoding.h"
#include <algorithm>
#include <array>

namespace recoscope {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::size_t digitsAt(std::string_view text, std::size_t at) {
    std::size_t n = 0;
    while (at + n < text.size() && isDigit(text[at + n])) ++n;
    return n;
}

/// "-1,234,567.8" with groups of three digits between the signs; also without any group.
struct Grouped {
    std::size_t groups = 0;
    bool decimals = false;
    double value = 0;
};
std::optional<Grouped> parseGrouped(std::string_view text, char sign, char point) {
    Grouped found;
    std::string plain;
    std::size_t at = text.starts_with('-') ? 1 : 0;
    plain.append(at, '-');
    std::size_t n = digitsAt(text, at);
    plain += text.substr(at, n);
    const bool grouped = at + n < text.size() && text[at + n] == sign;
    if (n == 0 || (grouped && (n > 3 || text[at] == '0'))) return {};
    for (at += n; at < text.size() && text[at] == sign; at += 4, ++found.groups) {
        if (digitsAt(text, at + 1) != 3) return {};
        plain += text.substr(at + 1, 3);
    }
    if (at < text.size()) {
        if (text[at] != point || digitsAt(text, at + 1) != text.size() - at - 1) return {};
        found.decimals = true;
        plain += '.';
        plain += text.substr(at + 1);
    }
    const auto value = parseNumber(plain);
    if (!value) return {};
    found.value = *value;
    return found;
}

std::optional<double> parsePercent(std::string_view text, bool decimalComma) {
    if (!text.ends_with('%')) return {};
    const std::string_view number = trim(text.substr(0, text.size() - 1));
    return decimalComma ? parseCommaDecimal(number) : parseNumber(number);
}

struct OutOf {
    double value = 0, most = 0;
};
std::optional<OutOf> parseOutOf(std::string_view text) {
    for (const std::string_view between : {std::string_view("/"), std::string_view(" out of "), std::string_view(" of ")}) {
        const std::size_t at = text.find(between);
        if (at == std::string_view::npos) continue;
        std::string_view most = trim(text.substr(at + between.size()));
        for (const std::string_view word : {std::string_view(" stars"), std::string_view(" points")})
            if (most.ends_with(word)) most.remove_suffix(word.size());
        const auto value = parseDecimal(trim(text.substr(0, at))), whole = parseDecimal(most);
        if (value && whole && *whole > 0 && *value <= *whole) return OutOf{*value, *whole};
    }
    return {};
}

/// Takes `sign` away from the beginning of a text.
bool take(std::string_view& text, std::string_view sign) {
    if (!text.starts_with(sign)) return false;
    text.remove_prefix(sign.size());
    return true;
}

std::optional<double> parseStars(std::string_view text) {
    constexpr std::string_view kBlack = "\u2605", kWhite = "\u2606", kMedium = "\u2b50", kHalf = "\u00bd", kLook = "\ufe0f";
    for (const std::string_view word : {std::string_view("stars"), std::string_view("star"), kBlack, kMedium})
        if (const std::string small = lower(text); small.size() > word.size() && small.ends_with(word))
            if (const auto number = parseDecimal(trim(text.substr(0, text.size() - word.size())))) return number;
    double stars = 0;
    bool any = false;
    for (any = !text.empty(); !text.empty();) {
        if (take(text, kBlack) || take(text, kMedium) || take(text, "*"))
            ++stars;
        else if (take(text, kHalf))
            stars += 0.5;
        else if (!take(text, kWhite) && !take(text, kLook) && !take(text, " "))
            return {};
    }
    return any ? std::optional(stars) : std::nullopt;
}

template <class Fits>
bool mostly(const std::vector<std::string_view>& fields, Fits fits) {
    return !fields.empty() && 10 * static_cast<std::size_t>(std::ranges::count_if(fields, fits)) >= 9 * fields.size();
}

std::string quoted(std::string_view field) { return "\"" + firstCharacters(field, 30) + "\""; }

/// The field that shows the form best, and what becomes of it.
std::string example(const std::vector<std::string_view>& fields, const RatingStyle& style, std::string_view sign) {
    for (const std::string_view field : fields)
        if (field.find(sign) != std::string_view::npos)
            if (const auto value = parseRating(field, style)) return quoted(field) + " as " + formatNumber(*value);
    return {};
}

/// Numbers in groups of three digits.
std::optional<RatingWriting> groups(const std::vector<std::string_view>& fields, bool decimalComma) {
    const char sign = decimalComma ? '.' : ',', point = decimalComma ? ',' : '.';
    std::size_t groups = 0;
    bool certain = false;
    if (!mostly(fields, [&](std::string_view f) {
            const auto parsed = parseGrouped(f, sign, point);
            groups += parsed && parsed->groups > 0 ? 1 : 0;
            certain = certain || (parsed && (parsed->groups > 1 || (parsed->groups > 0 && parsed->decimals)));
            return parsed.has_value();
        }))
        return {};
    if (groups == 0 || (decimalComma && !certain)) return {}; // "1.234" alone is a number as it stands
    if (groups == 1 && !certain) return {};                   // a slip among plain numbers says nothing of the others
    RatingWriting found;
    found.style = {RatingForm::Thousands, decimalComma, 0};
    const std::string sentence =
        "Ratings have signs between thousands: " + example(fields, found.style, std::string_view(&sign, 1));
    if (certain)
        found.note = sentence + ".";
    else
        found.doubt = sentence + ", where it could also be a number with three decimals (--decimal comma).";
    return found;
}

std::optional<RatingWriting> unitsOf(const std::vector<std::string_view>& fields) {
    RatingWriting found;
    for (const bool comma : {false, true})
        if (mostly(fields, [comma](std::string_view f) { return parsePercent(f, comma).has_value(); })) {
            found.style = {RatingForm::Percent, comma, 0};
            found.note = "Ratings are percentages: " + example(fields, found.style, "%") + " is read.";
            return found;
        }
    double most = 0;
    for (const std::string_view f : fields)
        if (const auto parsed = parseOutOf(f); parsed && most == 0) most = parsed->most;
    if (most > 0 && mostly(fields, [most](std::string_view f) {
            const auto parsed = parseOutOf(f);
            return parsed && parsed->most == most;
        })) {
        found.style = {RatingForm::OutOf, false, most};
        found.note = "Ratings are out of " + formatNumber(most) + ": " + example(fields, found.style, "") + " is read.";
        return found;
    }
    if (!mostly(fields, [](std::string_view f) { return parseStars(f).has_value(); })) return {};
    found.style = {RatingForm::Stars, false, 0};
    found.note = "Ratings are stars: " + example(fields, found.style, "") + " is read.";
    return found;
}

/// -1 among ratings from 1 on is mostly a word for "none".
std::string noteOfMissing(const std::vector<std::string_view>& fields, const RatingStyle& style) {
    std::size_t none = 0;
    for (const std::string_view field : fields) {
        const double value = parseRating(field, style).value_or(0);
        if (value != -1 && value < 1) return {};
        none += value == -1 ? 1 : 0;
    }
    if (none == 0 || none == fields.size()) return {};
    return "Ratings of -1 stand among ratings from 1 on, and are read as such: they may mean that there is none (--min-rating "
           "1).";
}

} // namespace

RatingWriting ratingWriting(const std::vector<std::string>& column, std::string_view decimal) {
    RatingWriting plain;
    plain.style.decimalComma = decimal.empty() ? usesDecimalComma(column) : decimal == "comma";
    std::vector<std::string_view> fields;
    for (const std::string& field : column)
        if (const auto text = trim(field); !text.empty()) fields.push_back(text);
    const bool numbers = std::ranges::all_of(fields, [&](std::string_view f) { return parseRating(f, plain.style).has_value(); });
    if (numbers) plain.note = noteOfMissing(fields, plain.style);
    if (fields.empty() || numbers) return plain;
    for (const bool comma : {false, true})
        if (decimal.empty() || comma == (decimal == "comma"))
            if (auto found = groups(fields, comma)) return *found;
    return unitsOf(fields).value_or(plain);
}

std::optional<double> parseRating(std::string_view text, const RatingStyle& style) {
    switch (style.form) {
    case RatingForm::Thousands: {
        const auto grouped = style.decimalComma ? parseGrouped(trim(text), '.', ',') : parseGrouped(trim(text), ',', '.');
        return grouped ? std::optional(grouped->value) : std::nullopt;
    }
    case RatingForm::Percent:
        return parsePercent(trim(text), style.decimalComma);
    case RatingForm::OutOf: {
        const auto parsed = parseOutOf(trim(text));
        return parsed && parsed->most == style.outOf ? std::optional(parsed->value) : std::nullopt;
    }
    case RatingForm::Stars:
        return parseStars(trim(text));
    default:
        return style.decimalComma ? parseCommaDecimal(text) : parseNumber(text);
    }
}

std::string expectedRating(const RatingStyle& style, std::string_view found) {
    if (parseRating(found, style)) return "a rating that fits into 32 bits, found " + quoted(trim(found));
    const std::string wanted = style.form == RatingForm::Percent ? "a percentage as the rating"
                               : style.form == RatingForm::OutOf ? "a rating out of " + formatNumber(style.outOf)
                               : style.form == RatingForm::Stars ? "stars as the rating"
                                                                 : "a number as the rating";
    return wanted + (trim(found).empty() ? ", found nothing" : ", found " + quoted(trim(found)));
}

bool looksLikeRating(std::string_view text) {
    const std::string_view field = trim(text);
    return parseDecimal(field) || parseGrouped(field, ',', '.') || parseGrouped(field, '.', ',') || parsePercent(field, false) ||
           parsePercent(field, true) || parseOutOf(field) || (!field.empty() && parseStars(field));
}

} // namespace recoscope
