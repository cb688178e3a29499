#include "core/base/params.h"
#include "core/base/contract.h"
#include "core/base/text.h"
#include <algorithm>
#include <cmath>

namespace recoscope {
namespace {

Error refuse(const ParamSpec& spec, std::string_view found, const std::string& expected) {
    return {ErrorKind::InvalidParameter,
            "Parameter " + spec.key + " cannot be \"" + std::string(found) + "\": expected " + expected + ".", spec.key};
}

std::string rangeText(const ParamSpec& spec) {
    const std::string unit = std::holds_alternative<std::int64_t>(spec.defaultValue) ? "a whole number" : "a number";
    return unit + " from " + formatNumber(spec.minimum) + " to " + formatNumber(spec.maximum);
}

std::string choicesText(const ParamSpec& spec) { return "one of " + join(spec.choices, ", "); }

Result<ParamValue> checkRange(const ParamSpec& spec, ParamValue value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        const auto number = static_cast<double>(*integer);
        if (number < spec.minimum || number > spec.maximum) return refuse(spec, formatParam(value), rangeText(spec));
    } else if (const auto* number = std::get_if<double>(&value)) {
        if (!std::isfinite(*number) || *number < spec.minimum || *number > spec.maximum)
            return refuse(spec, formatParam(value), rangeText(spec));
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        if (std::ranges::find(spec.choices, *text) == spec.choices.end()) return refuse(spec, *text, choicesText(spec));
    }
    return value;
}

Result<ParamValue> coerce(const ParamSpec& spec, const ParamValue& value) {
    if (value.index() == spec.defaultValue.index()) return checkRange(spec, value);
    if (std::holds_alternative<double>(spec.defaultValue) && std::holds_alternative<std::int64_t>(value))
        return checkRange(spec, static_cast<double>(std::get<std::int64_t>(value)));
    if (std::holds_alternative<std::int64_t>(spec.defaultValue) && std::holds_alternative<double>(value)) {
        const double number = std::get<double>(value);
        if (std::abs(number) < 1e15 && number == std::floor(number)) return checkRange(spec, static_cast<std::int64_t>(number));
    }
    return refuse(spec, formatParam(value),
                  std::holds_alternative<bool>(spec.defaultValue)          ? "true or false"
                  : std::holds_alternative<std::string>(spec.defaultValue) ? choicesText(spec)
                                                                           : rangeText(spec));
}

const ParamValue& require(const ParamValues& values, std::string_view key) {
    const auto it = values.find(key);
    RECOSCOPE_ASSERT(it != values.end());
    return it->second;
}

} // namespace

std::string_view paramType(const ParamSpec& spec) {
    switch (spec.defaultValue.index()) {
    case 0:
        return "boolean";
    case 1:
        return "integer";
    case 2:
        return "number";
    default:
        return "choice";
    }
}

Result<ParamValue> parseParam(const ParamSpec& spec, std::string_view text) {
    if (std::holds_alternative<bool>(spec.defaultValue)) {
        if (text == "true" || text == "1" || text == "yes") return ParamValue(true);
        if (text == "false" || text == "0" || text == "no") return ParamValue(false);
        return refuse(spec, text, "true or false");
    }
    if (std::holds_alternative<std::string>(spec.defaultValue)) return checkRange(spec, std::string(text));
    if (const auto integer = parseInteger(text)) return coerce(spec, *integer);
    if (const auto number = parseNumber(text)) return coerce(spec, *number);
    return refuse(spec, text, rangeText(spec));
}

Result<ParamValues> completeParams(std::span<const ParamSpec> specs, const ParamValues& given) {
    for (const auto& [key, value] : given) {
        if (std::ranges::any_of(specs, [&](const ParamSpec& s) { return s.key == key; })) continue;
        std::vector<std::string> known;
        for (const ParamSpec& s : specs) known.push_back(s.key);
        const std::string list = known.empty() ? "there are none" : "known are " + join(known, ", ");
        return Error{ErrorKind::InvalidParameter, "There is no parameter \"" + key + "\": " + list + ".", key};
    }
    ParamValues complete;
    for (const ParamSpec& spec : specs) {
        const auto it = given.find(spec.key);
        auto value = it == given.end() ? Result<ParamValue>(spec.defaultValue) : coerce(spec, it->second);
        if (!value) return value.as<ParamValues>();
        complete.emplace(spec.key, std::move(value).value());
    }
    return complete;
}

std::string formatParam(const ParamValue& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
    if (const auto* number = std::get_if<double>(&value)) return formatNumber(*number);
    return std::get<std::string>(value);
}

std::int64_t intParam(const ParamValues& values, std::string_view key) { return std::get<std::int64_t>(require(values, key)); }
double numberParam(const ParamValues& values, std::string_view key) { return std::get<double>(require(values, key)); }
bool boolParam(const ParamValues& values, std::string_view key) { return std::get<bool>(require(values, key)); }
const std::string& textParam(const ParamValues& values, std::string_view key) {
    return std::get<std::string>(require(values, key));
}

} // namespace recoscope
