#include "core/data/load_parts.h"

namespace recoscope {

std::optional<SideTable> describeSideTable(const std::string& ref, const LoadOptions& options, const TaskContext& context) {
    const auto candidates = findCandidates(ref, context);
    if (!candidates || !candidates.value().unreadable.empty() || !options.columns.empty()) return {};
    const Candidate* largest = nullptr;
    for (const Candidate& c : candidates.value().files) {
        if (c.finding.kind == TableKind::Ratings) return {};
        if (c.finding.kind != TableKind::Other && (!largest || c.file.size > largest->file.size)) largest = &c;
    }
    if (!largest) return {};
    auto candidate = withOverrides(*largest, options, context);
    if (!candidate || candidate.value().finding.dialect.fields < 2) return {};
    const auto text = readText(candidate.value(), options.encoding, context);
    if (!text) return {};
    candidate.value().finding.encoding = text.value().encoding;
    SideTable table;
    table.kind = largest->finding.kind == TableKind::Items   ? "items"
                 : largest->finding.kind == TableKind::Users ? "users"
                                                             : "genres";
    table.report.files.push_back(largest->file.name);
    describeFormat(candidate.value(), table.report);
    warnOfEncoding(candidate.value(), text.value(), table.report);
    countRows(text.value().text, candidate.value().finding.dialect, largest->file.name, table.report);
    return table;
}

} // namespace recoscope
