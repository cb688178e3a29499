#include "core/base/text.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/row_sink.h"
#include <algorithm>
#include <map>

namespace recoscope {
namespace {

constexpr std::size_t kSampleLines = 400;

struct Pair {
    std::string_view index, value;
};

/// "index:value"; libffm's "field:index:value" likewise, without the field.
bool parsePair(std::string_view word, Pair& pair) {
    const std::size_t last = word.rfind(':');
    if (last == std::string_view::npos || last == 0) return false;
    pair.value = word.substr(last + 1);
    std::string_view before = word.substr(0, last);
    if (const std::size_t colon = before.find(':'); colon != std::string_view::npos) {
        if (!parseInteger(before.substr(0, colon))) return false;
        before = before.substr(colon + 1);
    }
    pair.index = before;
    return parseInteger(before).has_value() && parseNumber(pair.value).has_value();
}

/// The words of a line before a comment "# ...".
void takeWords(std::string_view line, std::vector<std::string_view>& words) { splitWords(line.substr(0, line.find('#')), words); }

/// "rows": a line is a user, its pairs are items and ratings. "events": label = rating, the first two indices are user and item.
Result<ReaderFinding> recognise(std::string_view head, const LoadOptions&) {
    ReaderFinding finding;
    std::vector<std::string_view> words;
    std::map<std::size_t, std::size_t> lengths;
    std::size_t fitting = 0, ones = 0, pairs = 0;
    const auto lines = firstLines(head, kSampleLines);
    for (const std::string_view line : lines) {
        takeWords(line, words);
        if (words.size() < 2 || !parseNumber(words[0])) continue;
        Pair pair;
        if (!std::all_of(words.begin() + 1, words.end(), [&](std::string_view w) { return parsePair(w, pair); })) continue;
        ++fitting;
        ++lengths[words.size()];
        for (auto word = words.begin() + 1; word != words.end(); ++word) {
            parsePair(*word, pair);
            ++pairs;
            ones += parseNumber(pair.value) == 1.0 ? 1 : 0;
        }
    }
    const auto usual = std::ranges::max_element(lengths, {}, [](const auto& length) { return length.second; });
    // A mistake in a single line does not make users of events.
    const bool events = usual != lengths.end() && usual->first >= 3 && 20 * usual->second >= 19 * fitting && ones == pairs;
    finding.variant = events ? "events" : "rows";
    finding.format = events ? "libfm, one event a line" : "libsvm, one user a line";
    finding.columns = events ? "rating,user:1,item:1" : "label,item:rating";
    finding.table.kind = TableKind::Ratings;
    finding.table.confidence = 2;
    if (fitting > 0 && 10 * fitting >= 9 * lines.size()) finding.confidence = 85;
    return finding;
}

void takeEvent(const LineWalker& lines, const std::vector<std::string_view>& words, RowSink& sink) {
    Pair user, item;
    const auto rating = parseNumber(words[0]);
    if (!rating) return sink.reject(lines.at(words[0]), "rating", "a number at the beginning of the line");
    if (words.size() < 3) return sink.reject(lines.at(words.back()), "field-count", "a rating, a user and an item");
    if (!parsePair(words[1], user)) return sink.reject(lines.at(words[1]), "field-count", "a user as index:1");
    if (!parsePair(words[2], item)) return sink.reject(lines.at(words[2]), "field-count", "an item as index:1");
    sink.row(lines.at(words[1]), user.index, item.index, *rating);
}

Result<RatingRows> read(const ReaderInput& input, LoadReport& report, const TaskContext& context) {
    const bool events = input.finding.variant == "events";
    RowSink sink(input.file, report);
    std::vector<std::string_view> words;
    for (LineWalker lines(input.bytes); lines.next();) {
        if (sink.stopped(context, lines.share())) return Cancelled{};
        if (sink.refuses(lines)) continue;
        takeWords(lines.line(), words);
        if (words.empty() || (!events && words.size() == 1 && parseNumber(words[0]))) {
            sink.skip();
        } else if (events) {
            takeEvent(lines, words, sink);
        } else if (!parseNumber(words[0])) {
            sink.reject(lines.at(words[0]), "rating", "a number at the beginning of the line");
        } else {
            const std::string user = std::to_string(lines.number());
            Pair pair;
            for (auto word = words.begin() + 1; word != words.end(); ++word)
                if (parsePair(*word, pair))
                    sink.row(lines.at(*word), user, pair.index, *parseNumber(pair.value));
                else
                    sink.reject(lines.at(*word), "field-count", "an item and its value as index:value");
        }
    }
    return sink.finish(true, false);
}

} // namespace

Reader libfmReader() {
    return {"libfm",
            "libsvm, libfm, libffm",
            "A number and index:value pairs in each line: one event, or one user with all items.",
            false,
            recognise,
            read};
}

} // namespace recoscope
