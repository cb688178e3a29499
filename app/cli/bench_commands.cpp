#include "app/cli/commands.h"
#include "app/cli/json.h"
#include "app/cli/table.h"
#include "core/bench/suite.h"
#include <cmath>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <ostream>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace recoscope::cli {
namespace {

using bench::Measurement;

/// Seconds with three digits, in the unit that people read at a glance.
std::string duration(double seconds) {
    if (!std::isfinite(seconds)) return "-";
    const bool small = seconds < 1;
    const double shown = small ? 1000 * seconds : seconds;
    char text[32];
    std::snprintf(text, sizeof text,
                  shown < 1     ? "%.3f %s"
                  : shown < 10  ? "%.2f %s"
                  : shown < 100 ? "%.1f %s"
                                : "%.0f %s",
                  shown, small ? "ms" : "s");
    return text;
}

std::string times(double ratio) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2fx", ratio);
    return text;
}

std::string gigabytes(double bytes) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f GB", bytes / 1e9);
    return text;
}

std::vector<std::string> row(const Measurement& m) {
    const double cpu = m.latency ? bench::median(m.timing.cpu) : bench::smallest(m.timing.cpu);
    return {m.id,
            m.world,
            m.what + (m.note.empty() ? std::string() : ", " + m.note) + (m.peakBytes ? ", peak " + gigabytes(*m.peakBytes) : ""),
            duration(bench::smallest(m.timing.wall)),
            duration(bench::median(m.timing.wall)),
            m.latency ? duration(m.judged()) : "-",
            duration(cpu),
            m.target ? duration(*m.target) : "-",
            m.target ? (m.passes() ? "pass" : "FAIL") : "-",
            m.aim ? duration(*m.aim) : "-",
            m.aim ? times(m.judged() / *m.aim) : "-"};
}

Json lineJson(const Measurement& m) {
    Json line{{"id", m.id}, {"world", m.world}, {"what", m.what}, {"note", m.note}, {"runs", m.timing.wall.size()}};
    const auto figures = [](const std::vector<double>& v) {
        return Json{{"min", numberJson(bench::smallest(v))},
                    {"median", numberJson(bench::median(v))},
                    {"p95", numberJson(bench::quantile(v, 0.95))},
                    {"max", numberJson(bench::quantile(v, 1))}};
    };
    line["wall_seconds"] = figures(m.timing.wall);
    line["cpu_seconds"] = figures(m.timing.cpu);
    line["judged_seconds"] = numberJson(m.judged());
    line["target_seconds"] = m.target ? numberJson(*m.target) : Json();
    line["pass"] = m.target ? Json(m.passes()) : Json();
    line["peak_bytes"] = m.peakBytes ? numberJson(*m.peakBytes) : Json();
    line["most_bytes"] = m.mostBytes ? numberJson(*m.mostBytes) : Json();
    line["aim_seconds"] = m.aim ? numberJson(*m.aim) : Json();
    return line;
}

/// Runs a program to its end with our own streams; a stop request is passed on.
Result<> runProgram(const std::vector<std::string>& words, const TaskContext& context) {
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    pid_t child = 0;
    if (posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0)
        return Error{ErrorKind::Io, words[0] + " could not be started: install it, then try again.", words[0]};
    int status = 0;
    while (waitpid(child, &status, WNOHANG) == 0) {
        if (context.stopRequested()) kill(child, SIGTERM);
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    if (context.stopRequested()) return Cancelled{};
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return Error{ErrorKind::Io, "The comparison with the peers ended early; its messages stand above.", {}};
    return Done{};
}

Result<> peers(const Call& call) {
    const std::string script = std::string(RECOSCOPE_SOURCE_SCRIPTS) + "/bench_peers";
    std::error_code error;
    if (!std::filesystem::exists(script, error))
        return Error{ErrorKind::Unsupported,
                     "The comparison with peers needs the source folder, with its scripts/bench_peers; it is no longer there.",
                     script};
    const std::string self = std::filesystem::read_symlink("/proc/self/exe", error).string();
    std::vector<std::string> words{"python3", script, "--cli", self, "--rounds", std::to_string(call.options.runs)};
    if (call.options.json) words.emplace_back("--json");
    call.terminal.out.flush();
    return runProgram(words, call.context);
}

} // namespace

Result<> bench(const Call& call) {
    if (!call.options.beside.empty()) return benchBeside(call);
    if (call.options.peers) return peers(call);
    bench::SuiteOptions options;
    options.only = call.options.only;
    options.runs = call.options.runs;
    options.large = !call.options.quick;
    options.threads = call.options.spec.threads;
    std::vector<Measurement> lines;
    auto done = runSuite(options, call.context, [&](const Measurement& m) { lines.push_back(m); });
    if (!done && (call.options.json || lines.empty())) return done; // a table shows what was measured before an interruption
    if (call.options.json) {
        Json document{{"machine", bench::machineLine()}, {"results", Json::array()}};
        for (const Measurement& m : lines) document["results"].push_back(lineJson(m));
        call.terminal.out << dump(document);
        return Done{};
    }
    std::vector<std::vector<std::string>> rows;
    rows.reserve(lines.size());
    for (const Measurement& m : lines) rows.push_back(row(m));
    call.terminal.out << bench::machineLine() << "\n"
                      << formatTable({"measurement", "world", "what", ">min", ">median", ">p95", ">cpu", ">target", "", ">aim",
                                      ">of aim"},
                                     rows);
    return done;
}

} // namespace recoscope::cli
