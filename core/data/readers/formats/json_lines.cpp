#include "core/base/text.h"
#include "core/data/readers/delimited.h"
#include "core/data/readers/formats/json_records.h"

namespace recoscope {
namespace {

constexpr std::size_t kSampleLines = 100;

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions& options) {
    const auto lines = firstLines(head, kSampleLines);
    if (lines.empty() || !lines[0].starts_with('{') || (lines.size() == 1 && numbersItsRows(head))) return ReaderFinding{};
    return judgeObjects(lines, "JSON lines", 90, options);
}

Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    const ObjectForm form = formOfObjects(input.finding, firstLines(input.bytes, kSampleLines));
    RowSink sink(input.file, report);
    stateTimes(input.finding, sink.times());
    for (LineWalker lines(input.bytes); lines.next();) {
        if (sink.stopped(context, lines.share())) return Cancelled{};
        const Place place = lines.at(lines.line());
        if (trim(lines.line()).empty())
            sink.skip();
        else if (!sink.refuses(lines))
            takeObject({place.line, 0, place.text}, form, sink);
    }
    return sink.finish(!form.keys.rating.empty(), !form.keys.time.empty());
}

Result<NamedRows> show(const ReaderInput& input, std::size_t rows, const TaskContext&) {
    std::vector<JsonPart> objects;
    for (LineWalker lines(input.bytes); objects.size() < rows && lines.next();)
        if (!trim(lines.line()).empty()) objects.push_back({lines.line(), lines.number()});
    return showObjects(objects, input.finding);
}

} // namespace

Reader jsonLinesReader() {
    return {"json_lines",
            "JSON lines",
            "One JSON object a line with a user, an item and perhaps a rating and a time, as Amazon's reviews.",
            false,
            recognise,
            read,
            false,
            collectJsonContext,
            show};
}

} // namespace recoscope
