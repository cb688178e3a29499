#pragma once
#include <source_location>

namespace recoscope {

/// A broken contract is a bug of ours, never of the user's data: it throws std::logic_error, which the job boundary reports.
[[noreturn]] void contractViolated(const char* condition, const std::source_location& where);

} // namespace recoscope

/// Active in every build type. The condition must have no side effect and must not depend on user input.
#define RECOSCOPE_ASSERT(condition)                                                                                              \
    do {                                                                                                                         \
        if (!(condition)) ::recoscope::contractViolated(#condition, std::source_location::current());                            \
    } while (false)
