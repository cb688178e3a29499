#pragma once
#include "core/base/result.h"
#include "core/data/limits.h"
#include "core/data/readers/block_parser.h"
#include "core/data/readers/id_codes.h"
#include "core/data/row_table.h"
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <vector>

namespace recoscope {

/// Puts the rows of blocks one behind the other, in the order of the blocks, whichever thread read them. Thread-safe.
class RowAssembly {
public:
    /// `statedBytes`: of the whole text, 0 = unknown; a guess how many rows will come.
    RowAssembly(bool timed, std::uint64_t statedBytes) : m_timed(timed), m_statedBytes(statedBytes) {}

    /// Waits for the blocks before; then adds. `textBytes`: length of the block. False where the work stopped meanwhile.
    bool add(std::size_t number, std::size_t parser, std::size_t textBytes, const BlockRows& block);
    /// Wakes those who wait for a block that will never come.
    void stop();
    [[nodiscard]] bool stopped() const;

    /// After all blocks: the counts and rejects of the text, and its rows with codes for ids.
    [[nodiscard]] bool tooMany() const { return m_tooMany; }
    [[nodiscard]] bool overBudget() const { return m_overBudget; } ///< The rows outgrew memoryBudget().
    [[nodiscard]] std::size_t rows() const { return m_rows; }
    void report(LoadReport& report) const;
    RowTable takeRows();
    [[nodiscard]] const std::vector<CodedRun>& runs() const { return m_runs; }
    [[nodiscard]] TimeColumn& clock() { return m_sum.clock; }

private:
    std::size_t count(std::size_t parser, const BlockRows& block);
    void makeRoom(std::unique_lock<std::mutex>& lock, std::size_t textBytes, const BlockRows& block);

    bool m_timed;
    std::uint64_t m_statedBytes;
    std::uint64_t m_most = limits::valueOf("rows");
    mutable std::mutex m_mutex;
    std::condition_variable m_turn;
    std::size_t m_next = 0, m_rows = 0, m_room = 0;
    int m_copying = 0;
    bool m_stopped = false, m_tooMany = false, m_overBudget = false;
    RowTable m_table;
    std::vector<CodedRun> m_runs;
    BlockRows m_sum; ///< Counts and rejects only.
};

} // namespace recoscope
