#include "core/data/limits.h"
#include "core/data/readers/delimited.h"
#include "core/data/readers/formats/json_records.h"
#include <algorithm>

namespace recoscope {
namespace {

constexpr std::size_t kSampleObjects = 100;

Result<ReaderFinding> recognise(std::string_view head, const LoadOptions& options) {
    auto parts = jsonParts(head, kSampleObjects + 1);
    if (parts.empty()) return ReaderFinding{};
    if (parts.size() > 1) parts.pop_back(); // the head may end within it
    std::vector<std::string_view> sample;
    for (const JsonPart& part : parts) sample.push_back(part.text);
    return judgeObjects(sample, "JSON, one array of objects", 85, options);
}

/// Rejects name the line on which an object begins.
Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    const auto parts = jsonParts(input.bytes);
    std::vector<std::string_view> sample;
    for (std::size_t k = 0; k < std::min(kSampleObjects, parts.size()); ++k) sample.push_back(parts[k].text);
    const ObjectForm form = formOfObjects(input.finding, sample);
    RowSink sink(input.file, report);
    stateTimes(input.finding, sink.times());
    for (std::size_t k = 0; k < parts.size(); ++k) {
        if (sink.stopped(context, static_cast<double>(k) / static_cast<double>(parts.size()))) return Cancelled{};
        const Place place{parts[k].line, 0, parts[k].text};
        if (place.text.size() > RecordReader::kMaxLine)
            sink.reject(place, "too-long", "an object of at most " + limits::size(limits::kLineBytes));
        else
            takeObject(place, form, sink);
    }
    return sink.finish(!form.keys.rating.empty(), !form.keys.time.empty());
}

Result<NamedRows> show(const ReaderInput& input, std::size_t rows, const TaskContext&) {
    return showObjects(jsonParts(input.bytes, rows), input.finding);
}

} // namespace

Reader jsonArrayReader() {
    return {"json_array",
            "JSON array",
            "One array of JSON objects, each with a user, an item and perhaps a rating and a time; it may stand in an object.",
            false,
            recognise,
            read,
            false,
            collectJsonContext,
            show};
}

} // namespace recoscope
