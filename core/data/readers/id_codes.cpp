#include "core/data/readers/id_codes.h"
#include "core/base/contract.h"
#include "core/base/parallel.h"
#include "core/data/vocabulary.h"
#include <algorithm>
#include <atomic>

namespace recoscope {
namespace {

constexpr std::size_t kGrain = 1U << 18;

bool isNamed(std::int32_t code) { return code < 0; }
std::size_t nameOf(std::int32_t code) { return static_cast<std::uint32_t>(code) & ~kNamedId; }

/// body(begin, end, table) for stretches of at most kGrain codes.
template <class Body>
void eachStretch(std::span<const CodedRun> runs, int threads, const Body& body) {
    std::vector<CodedRun> stretches;
    for (const CodedRun& run : runs)
        for (std::size_t at = run.begin; at < run.end; at += kGrain)
            stretches.push_back({at, std::min(at + kGrain, run.end), run.table});
    const std::size_t together = std::max<std::size_t>(1, stretches.size() / 64);
    parallelFor(stretches.size(), together, threads, {}, [&](std::size_t first, std::size_t last) {
        for (std::size_t k = first; k < last; ++k) body(stretches[k]);
    });
}

/// One more than the largest number that occurs.
std::size_t numbersBelow(std::span<const std::int32_t> codes) {
    std::int32_t largest = -1;
    for (const std::int32_t code : codes) largest = std::max(largest, code);
    return static_cast<std::size_t>(std::int64_t{largest} + 1);
}

/// Which numbers occur. Written by many threads, mostly read: a number is marked once.
std::vector<unsigned char> markNumbers(std::span<const std::int32_t> codes, std::span<const CodedRun> runs, int threads) {
    std::vector<unsigned char> seen(numbersBelow(codes), 0);
    eachStretch(runs, threads, [&](const CodedRun& stretch) {
        for (const std::int32_t code : codes.subspan(stretch.begin, stretch.end - stretch.begin)) {
            if (isNamed(code)) continue;
            const std::atomic_ref<unsigned char> mark(seen[static_cast<std::size_t>(code)]);
            if (mark.load(std::memory_order_relaxed) == 0) mark.store(1, std::memory_order_relaxed);
        }
    });
    return seen;
}

/// One table of all names; where each table's names are in it. Nothing where they are too many.
std::optional<std::vector<std::vector<std::int32_t>>> unite(std::vector<IdTable>& tables, std::vector<std::string>& names) {
    std::vector<std::vector<std::int32_t>> places(tables.size());
    IdTable all;
    for (std::size_t t = 0; t < tables.size(); ++t) {
        if (tables[t].full()) return {};
        places[t].reserve(tables[t].size());
        for (const std::string& name : tables[t].ids()) places[t].push_back(all.indexOf(name));
        tables[t] = {};
    }
    if (all.full()) return {};
    names = all.release();
    return places;
}

} // namespace

std::optional<std::uint32_t> numberCode(std::string_view id) {
    if (id.empty() || id.size() > 7 || (id[0] == '0' && id.size() > 1)) return {};
    std::uint32_t value = 0;
    for (const char c : id) {
        if (c < '0' || c > '9') return {};
        value = 10 * value + static_cast<std::uint32_t>(c - '0');
    }
    return value;
}

std::optional<std::vector<std::string>> placeIds(std::span<std::int32_t> codes, std::span<const CodedRun> runs,
                                                 std::vector<IdTable> tables, int threads) {
    const std::vector<unsigned char> seen = markNumbers(codes, runs, threads);
    std::vector<std::string> ids;
    std::vector<std::int32_t> numberPlace(seen.size());
    for (std::size_t n = 0; n < seen.size(); ++n) {
        if (!seen[n]) continue;
        numberPlace[n] = static_cast<std::int32_t>(ids.size());
        ids.push_back(std::to_string(n));
    }
    const std::size_t numbers = ids.size();
    std::vector<std::string> names;
    auto united = unite(tables, names);
    if (!united || numbers + names.size() > limits::valueOf("ids")) return {};
    std::vector<std::vector<std::int32_t>>& namePlace = *united;
    ids.insert(ids.end(), std::make_move_iterator(names.begin()), std::make_move_iterator(names.end()));
    if (ids.size() > numbers) {
        const std::vector<std::int32_t> order = sortNaturally(ids);
        for (std::size_t n = 0; n < seen.size(); ++n)
            if (seen[n]) numberPlace[n] = order[static_cast<std::size_t>(numberPlace[n])];
        for (auto& table : namePlace)
            for (std::int32_t& place : table) place = order[numbers + static_cast<std::size_t>(place)];
    }
    eachStretch(runs, threads, [&](const CodedRun& stretch) {
        const auto& named = namePlace[stretch.table];
        for (std::int32_t& code : codes.subspan(stretch.begin, stretch.end - stretch.begin))
            code = isNamed(code) ? named[nameOf(code)] : numberPlace[static_cast<std::size_t>(code)];
    });
    return ids;
}

} // namespace recoscope
