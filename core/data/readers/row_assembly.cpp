#include "core/data/readers/row_assembly.h"
#include "core/base/memory.h"
#include "core/data/limits.h"
#include <algorithm>
#include <cstring>

namespace recoscope {
namespace {

constexpr double kRowBytes = 12, kTimedRowBytes = 20; // user, item, rating; time

template <class T, class From>
void put(BigVector<T>& column, std::size_t at, const std::vector<From>& values, std::size_t n) {
    static_assert(sizeof(T) == sizeof(From));
    if (n > 0) std::memcpy(static_cast<void*>(column.data() + at), values.data(), n * sizeof(T));
}

} // namespace

bool RowAssembly::add(std::size_t number, std::size_t parser, std::size_t textBytes, const BlockRows& block) {
    std::size_t at = 0;
    {
        std::unique_lock lock(m_mutex);
        m_turn.wait(lock, [&] { return m_next == number || m_stopped; });
        if (!m_stopped && m_rows + block.rows > m_most) m_tooMany = m_stopped = true;
        if (!m_stopped && m_rows + block.rows > m_room) makeRoom(lock, textBytes, block);
        if (m_stopped) {
            m_turn.notify_all();
            return false;
        }
        at = count(parser, block);
        ++m_copying;
        ++m_next;
        m_turn.notify_all();
    }
    put(m_table.users, at, block.users, block.rows);
    put(m_table.items, at, block.items, block.rows);
    put(m_table.ratings, at, block.ratings, block.rows);
    if (m_timed) put(m_table.times, at, block.times, block.rows);
    const std::scoped_lock lock(m_mutex);
    if (--m_copying == 0) m_turn.notify_all();
    return true;
}

/// Longer columns: as many rows as the first block promises for the whole text, else half as many again. Waits for threads that
/// still write into the old ones.
void RowAssembly::makeRoom(std::unique_lock<std::mutex>& lock, std::size_t textBytes, const BlockRows& block) {
    m_turn.wait(lock, [&] { return m_copying == 0; });
    std::size_t room = std::max(m_rows + block.rows, m_room + m_room / 2);
    if (m_room == 0 && m_statedBytes > 0 && block.rows > 0)
        room =
            std::max(room, static_cast<std::size_t>(1.03 * static_cast<double>(block.rows) * static_cast<double>(m_statedBytes) /
                                                    static_cast<double>(std::max<std::size_t>(textBytes, 1))));
    // Archives may promise less than they hold: what was foreseen is watched over.
    const double fits = memoryBudget() / (m_timed ? kTimedRowBytes : kRowBytes);
    if (static_cast<double>(m_rows + block.rows) > fits) {
        m_overBudget = m_stopped = true;
        return;
    }
    room = std::min(room, static_cast<std::size_t>(fits));
    m_room = room;
    m_table.users.resize(room);
    m_table.items.resize(room);
    m_table.ratings.resize(room);
    if (m_timed) m_table.times.resize(room);
}

std::size_t RowAssembly::count(std::size_t parser, const BlockRows& block) {
    if (block.beginsFile) m_sum.lines = 0;
    for (const Reject& reject : block.rejects) {
        if (m_sum.rejects.size() >= limits::kKeptRejects) break;
        m_sum.rejects.push_back(reject);
        m_sum.rejects.back().line += m_sum.lines;
    }
    m_sum.lines += block.lines;
    m_sum.records += block.records;
    m_sum.rejected += block.rejected;
    m_sum.skipped += block.skipped;
    m_sum.clock.add(block.clock);
    const std::size_t at = m_rows;
    m_rows += block.rows;
    if (!m_runs.empty() && m_runs.back().table == parser)
        m_runs.back().end = m_rows;
    else
        m_runs.push_back({at, m_rows, parser});
    return at;
}

void RowAssembly::stop() {
    const std::scoped_lock lock(m_mutex);
    m_stopped = true;
    m_turn.notify_all();
}

bool RowAssembly::stopped() const {
    const std::scoped_lock lock(m_mutex);
    return m_stopped;
}

void RowAssembly::report(LoadReport& report) const {
    report.records += m_sum.records;
    report.rejected += m_sum.rejected;
    report.skipped += m_sum.skipped;
    report.accepted += static_cast<std::int64_t>(m_rows);
    for (const Reject& reject : m_sum.rejects)
        if (report.rejects.size() < limits::kKeptRejects) report.rejects.push_back(reject);
}

RowTable RowAssembly::takeRows() {
    m_table.resize(m_rows);
    return std::move(m_table);
}

} // namespace recoscope
