#include "core/data/readers/typed_column.h"
#include "core/base/text.h"
#include "core/data/readers/column_content.h"
#include "core/data/readers/column_names.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <set>
#include <unordered_set>

namespace recoscope {
namespace {

bool isAmong(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

/// Names of codes, which look like numbers and are none.
bool namesCode(std::string_view name) {
    const std::string plain = plainColumnName(name), small = lower(name.substr(0, name.find(':')));
    return isAmong(plain, {"id", "occupation", "isbn", "isbn13"}) || small.ends_with("_id") || small.ends_with(" id") ||
           name.ends_with("Id") || name.ends_with("ID") || plain.starts_with("zip") || plain.starts_with("postal") ||
           plain.starts_with("phone") || plain.ends_with("code");
}

bool namesLabel(std::string_view name) {
    return isAmong(plainColumnName(name), {"category", "brand", "gender", "sex", "occupation", "country", "language", "type",
                                           "color", "colour", "publisher", "developer", "city", "state"});
}

bool namesText(std::string_view name) {
    return isAmong(plainColumnName(name),
                   {"title", "name", "description", "summary", "overview", "plot", "text", "url", "shortdesc"});
}

/// Without a sign of money before it and commas between thousands: "$1,299.00".
std::string plainNumber(std::string_view text) {
    for (const std::string_view sign : {"$", "€", "£"})
        if (text.starts_with(sign)) text.remove_prefix(sign.size());
    std::string digits(text);
    const std::size_t point = std::min(digits.find('.'), digits.size());
    for (std::size_t at = digits.find(','); at != std::string::npos && at < point; at = digits.find(',', at + 1)) {
        const std::size_t next = std::min(digits.find(',', at + 1), std::min(digits.find('.'), digits.size()));
        if (next - at != 4) return digits; // no thousands
    }
    std::erase(digits, ',');
    return digits;
}

/// "0110" is a code.
bool isCode(std::string_view text) { return text.size() > 1 && text[0] == '0' && text[1] != '.' && text[1] != ','; }

using Values = std::vector<std::string>;

std::optional<TypedColumn> asNumbers(const std::string& name, const Values& values, std::int64_t known, std::string_view stated) {
    if (stated != "float" && namesCode(name)) return {};
    Values some;
    std::ranges::copy_if(values, std::back_inserter(some), [](const std::string& text) { return !text.empty(); });
    const bool comma = usesDecimalComma(some) &&
                       std::ranges::all_of(some, [](const std::string& text) { return parseCommaDecimal(text).has_value(); });
    TypedColumn typed;
    typed.column.kind = FeatureKind::Number;
    typed.column.numbers.reserve(values.size());
    for (const std::string& text : values) {
        const auto number = text.empty()   ? std::nullopt
                            : comma        ? parseCommaDecimal(text)
                            : isCode(text) ? std::nullopt
                                           : parseNumber(plainNumber(text));
        if (!number && !text.empty() && 100 * ++typed.noNumbers > known) return {};
        typed.column.numbers.push_back(number.value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    return typed;
}

/// What splitting by a sign would give.
struct Parts {
    std::size_t cells = 0, total = 0, letters = 0;
    std::unordered_set<std::string> distinct;
};

Values cut(const std::string& text, std::string_view sign) {
    Values words;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find(sign, from), text.size());
        if (const auto word = trim(std::string_view(text).substr(from, to - from)); !word.empty()) words.emplace_back(word);
        from = to + sign.size();
    }
    return words;
}

bool separates(const Values& values, std::string_view sign, std::int64_t known) {
    constexpr std::size_t kLongWord = 60, kLongPart = 25;
    const bool strong = sign == "|" || sign[0] == kListSign;
    Parts parts;
    for (const std::string& text : values) {
        if (text.empty()) continue;
        parts.cells += text.find(sign) != std::string::npos ? 1 : 0;
        for (std::string& word : cut(text, sign)) {
            ++parts.total;
            parts.letters += word.size();
            parts.distinct.insert(std::move(word));
        }
    }
    if (parts.cells == 0 || sign[0] == kListSign) return parts.cells > 0;
    if (strong) return parts.letters <= kLongWord * parts.total;
    return 5 * parts.cells >= static_cast<std::size_t>(known) && parts.letters <= kLongPart * parts.total &&
           2 * parts.distinct.size() <= parts.total;
}

std::optional<FeatureColumn> asLabels(const Values& values, std::int64_t known, std::string_view stated) {
    static constexpr std::array<char, 1> kSign{kListSign};
    std::string_view sign;
    if (stated == "token_seq")
        sign = " ";
    else if (stated.empty())
        for (const std::string_view each :
             {std::string_view(kSign.data(), 1), std::string_view("|"), std::string_view(";"), std::string_view(", ")})
            if (sign.empty() && separates(values, each, known)) sign = each;
    if (sign.empty()) return {};
    LabelCollector labels(values.size());
    for (std::size_t row = 0; row < values.size(); ++row)
        for (const std::string& word : cut(values[row], sign))
            if (!saysUnknown(word)) labels.add(row, word);
    FeatureColumn column = std::move(labels).build({}, {}, false);
    column.kind = FeatureKind::Labels;
    return column;
}

std::optional<FeatureColumn> asVectors(const Values& values) {
    FeatureColumn column;
    column.kind = FeatureKind::Vector;
    for (const std::string& text : values) {
        const Values words = cut(text, " ");
        if (column.width == 0) column.width = words.size();
        const bool fits = !words.empty() && words.size() == column.width &&
                          std::ranges::all_of(words, [](const std::string& w) { return parseNumber(w).has_value(); });
        column.places.push_back(fits ? static_cast<std::int32_t>(column.vectors.size() / column.width) : -1);
        if (fits)
            for (const std::string& word : words) column.vectors.push_back(static_cast<float>(*parseNumber(word)));
    }
    return column.vectors.empty() ? std::nullopt : std::optional(std::move(column));
}

bool isCategory(const std::string& name, const Values& values, std::int64_t known) {
    constexpr std::size_t kLongLabel = 40, kFew = 20;
    if (namesText(name)) return false;
    if (namesLabel(name)) return true;
    std::unordered_set<std::string_view> distinct;
    std::size_t letters = 0;
    for (const std::string& text : values) {
        if (text.empty()) continue;
        distinct.insert(text);
        letters += text.size();
    }
    const auto n = static_cast<std::size_t>(known);
    return letters <= kLongLabel * n && (2 * distinct.size() <= n || (distinct.size() < n && distinct.size() <= kFew));
}

} // namespace

bool saysUnknown(std::string_view text) {
    return isAmong(lower(trim(text)), {"", "na", "n/a", "null", "nan", "none", "\\n", "?", "-"});
}

std::optional<TypedColumn> typedColumn(const std::string& name, const std::string& file, std::vector<std::string>&& values,
                                       std::string_view statedType) {
    std::int64_t known = 0;
    for (std::string& text : values) {
        if (saysUnknown(text)) text.clear();
        known += text.empty() ? 0 : 1;
    }
    if (known == 0) return {};
    TypedColumn typed;
    const std::size_t rows = values.size();
    if (statedType == "float_seq") {
        auto vectors = asVectors(values);
        if (!vectors) return {};
        typed.column = std::move(*vectors);
    } else if (auto numbers = asNumbers(name, values, known, statedType)) {
        typed = std::move(*numbers);
    } else if (auto labels = namesText(name) ? std::nullopt : asLabels(values, known, statedType)) {
        typed.column = std::move(*labels);
    } else if (isCategory(name, values, known)) {
        LabelCollector collector(rows);
        for (std::size_t row = 0; row < rows; ++row)
            if (!values[row].empty()) collector.add(row, values[row]);
        typed.column = std::move(collector).build({}, {}, false);
    } else {
        for (std::string& text : values) std::ranges::replace(text, kListSign, ' ');
        typed.column.texts = std::move(values);
    }
    typed.column.name = name.substr(0, name.find(':'));
    typed.column.file = file;
    typed.column.rows = rows;
    return typed;
}

} // namespace recoscope
