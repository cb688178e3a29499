#include "app/cli/cli.h"
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

std::stop_source interruption;

/// request_stop takes no lock where no callback is registered, as here: safe enough for a handler. Who asks twice does not want
/// to wait for an orderly end.
void onInterrupt(int) {
    if (!interruption.request_stop()) std::_Exit(recoscope::cli::Interrupted);
}

} // namespace

int main(int argc, char** argv) {
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    return recoscope::cli::run(
        arguments, {std::cout, std::cerr, isatty(STDERR_FILENO) != 0, isatty(STDOUT_FILENO) != 0, interruption.get_token()});
}
