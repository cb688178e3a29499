#pragma once
#include "core/base/result.h"
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace recoscope {

using ParamValue = std::variant<bool, std::int64_t, double, std::string>;
using ParamValues = std::map<std::string, ParamValue, std::less<>>;

/// Describes one hyper-parameter once: form, command line, validation, docs table and conformance tests are derived from it.
/// The alternative held by `defaultValue` is the parameter's type.
struct ParamSpec {
    std::string key;   ///< Stable, snake_case, from the vocabulary of the field: factors, epochs, l2...
    std::string label; ///< Shown in the form: "Factors".
    std::string help;  ///< One or two sentences: what it does, its unit, what happens at the extremes.
    ParamValue defaultValue;
    double minimum = 0.0;                  ///< Inclusive; numbers only.
    double maximum = 0.0;                  ///< Inclusive; numbers only.
    bool logScale = false;                 ///< The form steps by factors instead of by differences.
    bool advanced = false;                 ///< Folded away in the form.
    std::vector<std::string> choices = {}; ///< Texts only: the allowed words.
};

/// Type of a parameter in words: "boolean", "integer", "number", "choice".
[[nodiscard]] std::string_view paramType(const ParamSpec& spec);

/// Reads `text` as a value of the spec's type and range. Errors: InvalidParameter, naming key, text and what is allowed.
[[nodiscard]] Result<ParamValue> parseParam(const ParamSpec& spec, std::string_view text);

/// Checks every given value (integers are accepted where numbers are meant) and fills in the defaults of the others.
/// Errors: InvalidParameter for an unknown key (known keys are listed), a wrong type, or a value out of range.
[[nodiscard]] Result<ParamValues> completeParams(std::span<const ParamSpec> specs, const ParamValues& given);

/// The shortest text that parseParam reads back to the same value: "64", "0.003", "true", "cosine".
[[nodiscard]] std::string formatParam(const ParamValue& value);

/// Typed access to completed values. The key must exist with that type: anything else is a bug.
[[nodiscard]] std::int64_t intParam(const ParamValues& values, std::string_view key);
[[nodiscard]] double numberParam(const ParamValues& values, std::string_view key);
[[nodiscard]] bool boolParam(const ParamValues& values, std::string_view key);
[[nodiscard]] const std::string& textParam(const ParamValues& values, std::string_view key);

} // namespace recoscope
