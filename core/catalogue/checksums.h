#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include <string>

namespace recoscope {

struct Sums {
    std::string sha256, md5;
};
/// Of an open file, from its start. Cancellable; reports progress by bytes. Errors: Io.
[[nodiscard]] Result<Sums> sumsOf(int fd, const std::string& label, const TaskContext& context);

/// FOLDER/SHA256SUMS, as sha256sum -c reads it: what the first download of each file had. "" where it has no line for the name.
[[nodiscard]] std::string rememberedSum(const std::string& folder, const std::string& name);
/// Adds or replaces the line. Safe against other programs that do the same.
[[nodiscard]] Result<> rememberSum(const std::string& folder, const std::string& name, const std::string& sha256);

inline constexpr const char* kSumsFile = "SHA256SUMS";

} // namespace recoscope
