#include "core/data/readers/formats/item_lists.h"

namespace recoscope {
namespace {

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions&) {
    ReaderFinding finding;
    const ListShape shape = shapeOfLists(head);
    finding.format = "one sequence of items a line";
    finding.columns = "user,items";
    finding.table.kind = TableKind::Ratings;
    finding.table.confidence = 1;
    if (shape.lists && !shape.counted && shape.keyed && shape.ordered) finding.confidence = 70;
    if (finding.confidence == 0 && looksLikeListsOfNames(head)) {
        finding.confidence = 70;
        finding.variant = kNames;
    }
    return finding;
}

Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    return readLists(input, true, report, context);
}

} // namespace

Reader sequencesReader() {
    return {"sequences",
            "Sequences of items",
            "One line a user: the user and the items in the order in which they came.",
            false,
            recognise,
            read};
}

} // namespace recoscope
