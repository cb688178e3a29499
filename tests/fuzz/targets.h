#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace recoscope::fuzz {

/// What is done with one input. A broken promise throws std::logic_error, which ends a fuzzer as a crash does.
using Target = std::function<void(std::string_view bytes)>;

/// By name: every reader of the registry by its id, "text" (encodings, dialects, roles, side tables, times), "archive" (zip, tar,
/// 7z, compressed files), "open" (a whole file, as a user opens it), "blocks" (a text in pieces against the whole).
[[nodiscard]] const std::map<std::string, Target>& targets();

/// Writes the good samples of the readers' tests into `folder`: what the fuzzer starts from, beside the bad-input set.
void writeSeeds(const std::string& folder);

} // namespace recoscope::fuzz
