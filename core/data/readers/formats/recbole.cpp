#include "core/base/text.h"
#include "core/data/readers/context_collector.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/row_sink.h"
#include <algorithm>
#include <array>

namespace recoscope {
namespace {

constexpr std::array<std::string_view, 4> kTypes{"token", "token_seq", "float", "float_seq"};

/// "user_id:token<TAB>item_id:token<TAB>rating:float": every name states its type.
bool isTypedHeader(std::string_view line) {
    const auto names = split(line, '\t');
    return names.size() >= 2 && std::ranges::all_of(names, [](const std::string& name) {
               const std::size_t colon = name.rfind(':');
               return colon != std::string::npos && colon > 0 &&
                      std::ranges::find(kTypes, trim(std::string_view(name).substr(colon + 1))) != kTypes.end();
           });
}

/// "head_id:token", "relation_id:token", "tail_id:token": edges between things, of which no column is a user.
bool isKnowledgeGraph(std::string_view line) {
    return line.find("head_id:") != std::string_view::npos && line.find("tail_id:") != std::string_view::npos;
}

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions& options) {
    ReaderFinding finding;
    const auto lines = firstLines(head, 1);
    if (lines.empty() || !isTypedHeader(lines[0])) return finding;
    const bool header = true;
    auto table = judge(head, sniff(head, "tab", &header), options);
    if (!table) return table.as<ReaderFinding>();
    finding.table = std::move(table).value();
    if (isKnowledgeGraph(lines[0])) finding.table.kind = TableKind::Other;
    finding.confidence = 100;
    finding.format = "RecBole atomic file, tab-separated, typed header";
    return finding;
}

Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    return readRatings(input.bytes, input.finding.table, input.file, report, context);
}

} // namespace

Reader recboleReader() {
    return {"recbole",
            "RecBole atomic files",
            "Tab-separated .inter, .user, .item and .kg files whose header states types.",
            false,
            recognise,
            read,
            true,
            readContext};
}

} // namespace recoscope
