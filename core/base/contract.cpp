#include "core/base/contract.h"
#include <stdexcept>
#include <string>

namespace recoscope {

void contractViolated(const char* condition, const std::source_location& where) {
    throw std::logic_error(std::string("contract violated: ") + condition + " in " + where.function_name() + " (" +
                           where.file_name() + ":" + std::to_string(where.line()) + ")");
}

} // namespace recoscope
