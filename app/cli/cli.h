#pragma once
#include <iosfwd>
#include <span>
#include <stop_token>
#include <string>

namespace recoscope::cli {

/// Exit statuses of the command line: fixed, checks are written against them.
enum Status { Success = 0, WorkFailed = 1, WrongUsage = 2, Interrupted = 130 };

struct Terminal {
    std::ostream& out;
    std::ostream& err;
    bool progress = false; ///< Standard error is a terminal: show progress there.
    bool escape = false;   ///< Standard output is a terminal: control characters of the data are shown, not sent.
    std::stop_token stop;
};

/// Runs one command line, without the program's name. Links no Qt; everything goes to the two streams.
int run(std::span<const std::string> arguments, Terminal terminal);

} // namespace recoscope::cli
