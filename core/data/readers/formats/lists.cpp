#include "core/data/readers/formats/item_lists.h"

namespace recoscope {
namespace {

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions&) {
    ReaderFinding finding;
    const ListShape shape = shapeOfLists(head);
    if (shape.counted) finding.variant = "counted";
    finding.format =
        shape.counted ? "one list a line, its length first, users by line number from 0" : "one list of items a line";
    finding.columns = shape.counted ? "count,items" : "user,items";
    finding.table.kind = TableKind::Ratings;
    finding.table.confidence = 1;
    if (shape.lists && (shape.counted || (shape.keyed && !shape.ordered))) finding.confidence = 70;
    return finding;
}

Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    return readLists(input, false, report, context);
}

} // namespace

Reader listsReader() {
    return {
        "lists", "Lists of items", "One line a user: the user (or how many items follow) and the items, as LightGCN has them.",
        false,   recognise,        read};
}

} // namespace recoscope
