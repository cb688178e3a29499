#pragma once
#include <cstddef>
#include <new>
#include <type_traits>
#include <vector>

namespace recoscope {

/// Memory for long arrays: whole huge pages where the system grants them (a fault for every 2 MiB instead of every 4 KiB). Throws
/// std::bad_alloc.
[[nodiscard]] void* allocateBig(std::size_t bytes);
void freeBig(void* memory, std::size_t bytes) noexcept;

/// Leaves new elements unwritten: who makes a long array fills it, on as many threads as he likes.
template <class T>
struct BigAllocator {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    using value_type = T;
    BigAllocator() = default;
    template <class U>
    explicit BigAllocator(const BigAllocator<U>&) noexcept {}
    [[nodiscard]] T* allocate(std::size_t n) {
        if (n > static_cast<std::size_t>(-1) / 2 / sizeof(T)) throw std::bad_array_new_length();
        return static_cast<T*>(allocateBig(n * sizeof(T)));
    }
    void deallocate(T* p, std::size_t n) noexcept { freeBig(p, n * sizeof(T)); }
    template <class U>
    void construct(U*) noexcept {}
    template <class U, class First, class... Rest>
    void construct(U* p, First&& first, Rest&&... rest) {
        ::new (static_cast<void*>(p)) U(static_cast<First&&>(first), static_cast<Rest&&>(rest)...);
    }
    friend bool operator==(const BigAllocator&, const BigAllocator&) { return true; }
};

/// A vector of millions of plain values. BigVector<T>(n) and resize(n) leave the new values undefined: assign(n, v) fills.
template <class T>
using BigVector = std::vector<T, BigAllocator<T>>;

} // namespace recoscope
