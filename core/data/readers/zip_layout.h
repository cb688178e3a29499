#pragma once
#include "core/base/result.h"
#include <cstdint>
#include <functional>
#include <string>

namespace recoscope {

/// `count` bytes of a file from `offset`, fewer at its end.
using ByteReader = std::function<std::string(std::uint64_t offset, std::size_t count)>;

/// Checks the directory of a zip before anything in it is unpacked: it is whole, every member lies inside the file and over no
/// other (overlaps make bombs of any ratio), its two headers name it alike, and no two members share a name.
/// Errors, naming `file` and the member: InvalidInput, ResourceLimit (members, length of a name).
[[nodiscard]] Result<> checkZipLayout(const ByteReader& read, std::uint64_t size, const std::string& file);

} // namespace recoscope
