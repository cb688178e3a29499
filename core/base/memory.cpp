#include "core/base/memory.h"
#include "core/base/text.h"
#include <cmath>
#include <unistd.h>

namespace recoscope {

double memoryBudget() { return 0.6 * static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE)); }

Result<> requireMemory(double bytes, const std::string& what) {
    if (bytes <= memoryBudget()) return Done{};
    const auto gigabytes = [](double b) { return formatNumber(std::round(b / 1e8) / 10) + " GB"; };
    return Error{ErrorKind::ResourceLimit,
                 what + " needs " + gigabytes(bytes) + " of memory; at most " + gigabytes(memoryBudget()) +
                     " are used on this machine. Drop rare items first (--k-core).",
                 {}};
}

} // namespace recoscope
