#pragma once
#include "core/catalogue/transfer.h"
#include <cstdint>
#include <string>

namespace recoscope {

/// What went wrong with a transfer, in sentences that end with the next step.
[[nodiscard]] std::string hostOf(const std::string& address);
[[nodiscard]] std::string cannotWrite(const std::string& label);
[[nodiscard]] Error httpError(long status, const Transfer& what);
/// `code` is a CURLcode; total 0 where unknown.
[[nodiscard]] Error curlError(int code, const Transfer& what, std::int64_t have, std::int64_t total,
                              const FetchSettings& settings);

} // namespace recoscope
