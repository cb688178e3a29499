#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/option_table.h"
#include "app/cli/table.h"
#include "core/version.h"
#include <cmath>
#include <exception>
#include <map>
#include <new>
#include <ostream>

namespace recoscope::cli {
namespace {

using Command = Result<> (*)(const Call&);
const std::map<std::string, Command> kCommands{
    {"models", listModels},   {"describe", describe},       {"evaluate", evaluateModels}, {"run", runFile},
    {"recommend", recommend}, {"predict", predict},         {"similar", similar},         {"train", train},
    {"bench", bench},         {"catalogue", showCatalogue}, {"fetch", fetchData}};

TaskContext contextFor(const Terminal& terminal) {
    if (!terminal.progress) return {terminal.stop, {}};
    return {terminal.stop, [&terminal](const Progress& p) {
                terminal.err << "\r\033[K"
                             << (std::isfinite(p.fraction) ? std::to_string(static_cast<int>(100 * p.fraction)) + " % "
                                                           : std::string())
                             << p.stage << std::flush;
            }};
}

int statusOf(const Error& error) { return error.kind == ErrorKind::InvalidParameter ? WrongUsage : WorkFailed; }

} // namespace

std::string Call::shown(const std::string& dataText) const { return terminal.escape ? visible(dataText) : dataText; }

int run(std::span<const std::string> arguments, Terminal terminal) {
    const auto options = parseOptions({arguments.begin(), arguments.end()});
    if (!options) {
        terminal.err << "recoscope-cli: " << visible(options.error().message) << "\n";
        return WrongUsage;
    }
    if (options.value().version)
        terminal.out << "recoscope-cli " << kVersion << "\n";
    else if (options.value().help)
        terminal.out << helpText(findCommand(options.value().command));
    if (options.value().version || options.value().help) return Success;
    Result<> result = Done{};
    try {
        result = kCommands.at(options.value().command)({options.value(), terminal, contextFor(terminal)});
    } catch (const std::bad_alloc&) {
        result = Error{
            ErrorKind::ResourceLimit, "There is not enough memory for this; take fewer items (--k-core) or a smaller model.", {}};
    } catch (const std::exception& e) {
        result = Error{ErrorKind::Internal, std::string("A bug of the program: ") + e.what(), {}};
    }
    if (terminal.progress) terminal.err << "\r\033[K";
    if (result.isCancelled() || (!result && terminal.stop.stop_requested())) {
        terminal.err << "recoscope-cli: interrupted\n";
        return Interrupted;
    }
    if (result.hasError()) {
        terminal.err << "recoscope-cli: " << visible(result.error().message) << "\n";
        return statusOf(result.error());
    }
    terminal.out.flush();
    if (!terminal.out.good()) {
        terminal.err << "recoscope-cli: the output could not be written\n";
        return WorkFailed;
    }
    return Success;
}

} // namespace recoscope::cli
