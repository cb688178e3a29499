#include "core/base/big_vector.h"
#include <cstdlib>
#include <sys/mman.h>

namespace recoscope {
namespace {

constexpr std::size_t kHugePage = 2U << 20;

bool isBig(std::size_t bytes) { return bytes >= 2 * kHugePage; }
std::size_t inPages(std::size_t bytes) { return (bytes + kHugePage - 1) / kHugePage * kHugePage; }

} // namespace

void* allocateBig(std::size_t bytes) {
    if (!isBig(bytes)) return ::operator new(bytes);
    void* memory = std::aligned_alloc(kHugePage, inPages(bytes));
    if (!memory) throw std::bad_alloc();
    madvise(memory, inPages(bytes), MADV_HUGEPAGE); // a wish: where it is refused, small pages do
    return memory;
}

void freeBig(void* memory, std::size_t bytes) noexcept {
    if (isBig(bytes))
        std::free(memory);
    else
        ::operator delete(memory);
}

} // namespace recoscope
