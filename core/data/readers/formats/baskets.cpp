#include "core/base/text.h"
#include "core/data/readers/formats/item_lists.h"
#include <algorithm>
#include <map>
#include <set>

namespace recoscope {
namespace {

constexpr std::size_t kSampleLines = 400;
constexpr std::size_t kLongestName = 60;

/// Items of a line; empty ones, as spreadsheets pad them, are left out.
std::vector<std::string_view> itemsOf(std::string_view line, bool numbers) {
    std::vector<std::string_view> items;
    if (numbers) {
        splitWords(line, items);
        return items;
    }
    for (std::size_t from = 0; from <= line.size();) {
        const std::size_t to = std::min(line.find(',', from), line.size());
        std::string_view item = trim(line.substr(from, to - from));
        if (item.size() >= 2 && item.front() == '"' && item.back() == '"') item = item.substr(1, item.size() - 2);
        if (!item.empty()) items.push_back(item);
        from = to + 1;
    }
    return items;
}

/// Names that come back from line to line in ever new numbers: neither columns nor prose.
bool looksLikeBaskets(const std::vector<std::string_view>& lines) {
    if (std::ranges::none_of(lines, [](std::string_view line) { return line.find(',') != std::string_view::npos; })) return false;
    std::map<std::string_view, int> seen;
    std::map<std::size_t, std::size_t> lengths;
    std::size_t words = 0, numbers = 0;
    for (const std::string_view line : lines) {
        const auto items = itemsOf(line, false);
        ++lengths[items.size()];
        for (const std::string_view item : items) {
            if (item.size() > kLongestName) return false;
            ++words;
            ++seen[item];
            numbers += parseNumber(item) ? 1 : 0;
        }
    }
    std::size_t mostFrequent = 0, repeated = 0;
    for (const auto& [length, n] : lengths) mostFrequent = std::max(mostFrequent, n);
    for (const auto& [item, n] : seen) repeated += n > 1 ? static_cast<std::size_t>(n) : 0;
    return lengths.size() >= 3 && 10 * mostFrequent <= 6 * lines.size() && 2 * numbers < words && 2 * repeated > words &&
           words > lines.size();
}

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions&) {
    ReaderFinding finding;
    const ListShape shape = shapeOfLists(head);
    const bool numbers = shape.lists && !shape.counted && !shape.keyed;
    const auto lines = firstLines(head, kSampleLines);
    finding.variant = numbers || (!lines.empty() && lines[0].find(',') == std::string_view::npos) ? "numbers" : "names";
    finding.format = "one basket of items a line, users by line number from 1";
    finding.columns = "items";
    finding.table.kind = TableKind::Ratings;
    finding.table.confidence = 1;
    if (numbers || looksLikeBaskets(lines)) finding.confidence = 60;
    return finding;
}

Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    RowSink sink(input.file, report);
    for (LineWalker lines(input.bytes); lines.next();) {
        if (sink.refuses(lines)) continue;
        const auto items = itemsOf(lines.line(), input.finding.variant == "numbers");
        if (items.empty()) sink.skip();
        const std::string user = std::to_string(lines.number());
        for (const std::string_view item : items) {
            if (sink.stopped(context, lines.share())) return Cancelled{};
            sink.row(lines.at(item), user, item);
        }
    }
    return sink.finish(false, false);
}

} // namespace

Reader basketsReader() {
    return {"baskets", "Market baskets", "One basket a line: items separated by commas, or numbers separated by blanks.",
            false,     recognise,        read};
}

} // namespace recoscope
