#pragma once
#include "core/base/big_vector.h"
#include "core/data/interactions.h"
#include <cstddef>
#include <cstdint>

namespace recoscope {

/// Interactions in any order, repeated pairs allowed, as columns: 12 bytes a row, 20 with times. What readers hand on and filters
/// work on. Copyable; not thread-safe while it changes.
class RowTable {
public:
    class Iterator {
    public:
        using difference_type = std::ptrdiff_t;
        using value_type = Interaction;
        Iterator() = default;
        Iterator(const RowTable* table, std::size_t at) : m_table(table), m_at(at) {}
        Interaction operator*() const { return (*m_table)[m_at]; }
        Iterator& operator++() {
            ++m_at;
            return *this;
        }
        Iterator operator++(int) {
            const Iterator old = *this;
            ++m_at;
            return old;
        }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.m_at == b.m_at; }

    private:
        const RowTable* m_table = nullptr;
        std::size_t m_at = 0;
    };

    /// The entries of a matrix, ascending by user, then item.
    static RowTable of(const Interactions& x);

    [[nodiscard]] std::size_t size() const { return users.size(); }
    [[nodiscard]] bool empty() const { return users.empty(); }
    /// True where times are kept; without them every time is kNoTime.
    [[nodiscard]] bool hasTimes() const { return !times.empty(); }
    [[nodiscard]] std::int64_t timeAt(std::size_t k) const { return times.empty() ? kNoTime : times[k]; }
    [[nodiscard]] Interaction operator[](std::size_t k) const { return {users[k], items[k], ratings[k], timeAt(k)}; }
    [[nodiscard]] Iterator begin() const { return {this, 0}; }
    [[nodiscard]] Iterator end() const { return {this, size()}; }

    void push_back(const Interaction& row); // NOLINT(readability-identifier-naming): as containers have it
    void set(std::size_t k, const Interaction& row);
    void reserve(std::size_t rows);
    /// Shorter, or longer by rows whose values are undefined.
    void resize(std::size_t rows);
    /// Drops the rows for which drop(Interaction) says so; the others keep their order. Returns how many went.
    template <class Drop>
    std::size_t eraseIf(Drop drop) {
        std::size_t kept = 0;
        for (std::size_t k = 0; k < size(); ++k)
            if (!drop((*this)[k])) moveTo(kept++, k);
        const std::size_t dropped = size() - kept;
        resize(kept);
        return dropped;
    }
    /// Bytes held.
    [[nodiscard]] std::size_t memoryBytes() const;

    /// The columns, all of one length, except that `times` may be empty: changed in place where speed counts.
    BigVector<UserIndex> users;
    BigVector<ItemIndex> items;
    BigVector<float> ratings;
    BigVector<std::int64_t> times;

private:
    void moveTo(std::size_t to, std::size_t from) {
        users[to] = users[from];
        items[to] = items[from];
        ratings[to] = ratings[from];
        if (!times.empty()) times[to] = times[from];
    }
};

} // namespace recoscope
