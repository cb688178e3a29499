#include "core/base/memory.h"
#include "core/base/text.h"
#include <cmath>
#include <cstdlib>
#include <unistd.h>

namespace recoscope {

double memoryBudget() {
    if (const char* stated = std::getenv("RECOSCOPE_MEMORY"))
        if (const auto gigabytes = parseNumber(stated); gigabytes && *gigabytes > 0) return 1e9 * *gigabytes;
    return kMemoryShare * static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE));
}

Result<> requireMemory(double bytes, const std::string& what, const std::string& advice) {
    if (bytes <= memoryBudget()) return Done{};
    const auto gigabytes = [](double b) {
        return b < 1e8 ? formatNumber(std::round(b / 1e5) / 10) + " MB" : formatNumber(std::round(b / 1e8) / 10) + " GB";
    };
    return Error{ErrorKind::ResourceLimit,
                 what + " needs " + gigabytes(bytes) + " of memory; at most " + gigabytes(memoryBudget()) +
                     " may be used here. " + advice,
                 {}};
}

} // namespace recoscope
