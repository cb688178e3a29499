#pragma once
#include <string>
#include <utility>
#include <variant>

namespace recoscope {

enum class ErrorKind { InvalidInput, InvalidParameter, UnknownName, Io, Unsupported, ResourceLimit, NumericalFailure, Internal };

/// An expected failure, ready to be shown: callers map `kind` to an icon or an exit status and never parse the text.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    std::string message; ///< One English sentence: what went wrong, naming the thing, what was expected, what to do.
    std::string where;   ///< Optional place: "ratings.csv:42:3" (file, line, column from 1) or "l2" (a parameter).
};

/// The work was stopped on request. Not an error; nothing is shown as failed.
struct Cancelled {};

/// A value, an Error, or Cancelled. Stand-in for std::expected, which libstdc++ 12 has only in C++23 mode.
/// Reading the wrong alternative is a bug and throws std::bad_variant_access.
template <class T = std::monostate>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}
    Result(Cancelled cancelled) : m_state(std::in_place_index<2>, cancelled) {}
    [[nodiscard]] bool hasValue() const { return m_state.index() == 0; }
    [[nodiscard]] bool hasError() const { return m_state.index() == 1; }
    [[nodiscard]] bool isCancelled() const { return m_state.index() == 2; }
    explicit operator bool() const { return hasValue(); }
    T& value() & { return std::get<0>(m_state); }
    const T& value() const& { return std::get<0>(m_state); }
    T&& value() && { return std::get<0>(std::move(m_state)); }
    [[nodiscard]] const Error& error() const { return std::get<1>(m_state); }
    /// The failure or cancellation of this result as a result of another type. Only where there is no value.
    template <class U>
    [[nodiscard]] Result<U> as() const {
        if (isCancelled()) return Cancelled{};
        return error();
    }

private:
    std::variant<T, Error, Cancelled> m_state;
};

using Done = std::monostate; ///< Value of Result<> where there is nothing to return: `return Done{};`

} // namespace recoscope
