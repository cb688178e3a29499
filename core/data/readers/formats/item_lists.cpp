#include "core/data/readers/formats/item_lists.h"
#include "core/base/text.h"
#include <algorithm>
#include <set>

namespace recoscope {
namespace {

constexpr std::size_t kSampleLines = 500, kLongestTable = 100; ///< Longer lines are no tables of ratings.

bool hasRepeat(std::vector<std::string_view> words) {
    std::ranges::sort(words);
    return std::ranges::adjacent_find(words) != words.end();
}

using Places = std::vector<std::set<std::int64_t>>;

/// The share of a place's values that another place has as well.
double sharedBy(const Places& places, std::size_t k, std::size_t from) {
    const auto elsewhere = [&](std::int64_t value) {
        for (std::size_t j = from; j < places.size(); ++j)
            if (j != k && places[j].contains(value)) return true;
        return false;
    };
    const auto shared = std::ranges::count_if(places[k], elsewhere);
    return static_cast<double>(shared) / static_cast<double>(std::max<std::size_t>(places[k].size(), 1));
}

/// Places from the second on hold the same ids: a rating has few values, a time none that is an item's.
bool holdOneKind(const Places& places) {
    std::size_t most = 0;
    for (std::size_t k = 1; k < places.size(); ++k) most = std::max(most, places[k].size());
    for (std::size_t k = 1; k < places.size(); ++k)
        if (2 * places[k].size() < most || sharedBy(places, k, 1) < 0.5) return false;
    return true;
}

/// What lines of one length say: the values of each place.
void judgeEqualLengths(const Places& places, std::size_t rows, ListShape& shape) {
    constexpr std::size_t kFewestRows = 10, kScale = 20; // more values than scales of ratings have
    if (places.size() < 3 || rows < kFewestRows || !holdOneKind(places)) return;
    const bool certain = places.size() > 4 && (shape.keyed || shape.counted);
    shape.lists = certain && places[2].size() > kScale / 2;
    shape.maybe = !shape.lists && places[2].size() > kScale;
}

} // namespace

ListShape shapeOfLists(std::string_view head) {
    ListShape shape;
    std::set<std::size_t> lengths;
    std::set<std::int64_t> keys;
    std::vector<std::string_view> words;
    std::size_t strange = 0, counted = 0, total = 0, longest = 0;
    bool zero = false, repeats = false;
    Places places;
    const auto lines = firstLines(head, kSampleLines);
    for (const std::string_view line : lines) {
        splitWords(line, words);
        if (!std::ranges::all_of(words, [](std::string_view w) { return parseInteger(w).has_value(); })) {
            ++strange;
            continue;
        }
        const std::int64_t first = *parseInteger(words[0]);
        counted += first == static_cast<std::int64_t>(words.size()) - 1 ? 1 : 0;
        keys.insert(first);
        lengths.insert(words.size());
        longest = std::max(longest, words.size());
        for (std::size_t k = 0; k < words.size() && words.size() <= kLongestTable; ++k) {
            if (places.size() <= k) places.emplace_back();
            places[k].insert(*parseInteger(words[k]));
        }
        total += words.size();
        zero = zero || std::ranges::find(words, std::string_view("0")) != words.end();
        repeats = repeats || hasRepeat({words.begin() + 1, words.end()});
    }
    const std::size_t rows = lines.size() - strange;
    shape.lists =
        rows > 0 && 10 * strange <= lines.size() && longest > 4 && (lengths.size() >= 3 || rows < 3) && total > 3 * rows;
    shape.counted = rows > 0 && 20 * counted >= 19 * rows && (rows > 1 || strange == 0);
    shape.keyed = keys.size() == rows;
    shape.ordered = repeats || !zero;
    if (!shape.lists && lengths.size() == 1 && 10 * strange <= lines.size()) judgeEqualLengths(places, rows, shape);
    return shape;
}

bool looksLikeListsOfNames(std::string_view head) {
    constexpr std::size_t kFewestLines = 5;
    const auto isName = [](std::string_view word) {
        const auto isPart = [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
        };
        return std::ranges::all_of(word, isPart);
    };
    const auto isNumbered = [](std::string_view word) { // and no number itself
        return word.find_first_of("0123456789") != std::string_view::npos && !parseInteger(word);
    };
    std::set<std::string_view> keys, items;
    std::set<std::size_t> lengths;
    std::vector<std::string_view> words;
    std::size_t total = 0, numbered = 0;
    const auto lines = firstLines(head, kSampleLines);
    for (const std::string_view line : lines) {
        splitWords(line, words);
        if (words.size() < 2 || !std::ranges::all_of(words, isName)) return false;
        keys.insert(words[0]);
        lengths.insert(words.size());
        items.insert(words.begin() + 1, words.end());
        total += words.size() - 1;
        numbered += static_cast<std::size_t>(std::ranges::count_if(words, isNumbered));
    }
    return lines.size() >= kFewestLines && keys.size() == lines.size() && lengths.size() >= 3 && total > 3 * lines.size() &&
           4 * items.size() <= 3 * total && 10 * numbered >= 9 * total;
}

Result<RatingRows> readLists(const ReaderInput& input, bool ordered, LoadReport& report, const TaskContext& context) {
    RowSink sink(input.file, report);
    const bool counted = input.finding.variant == "counted", names = input.finding.variant == kNames;
    std::vector<std::string_view> words;
    for (LineWalker lines(input.bytes); lines.next();) {
        if (sink.refuses(lines)) continue;
        splitWords(lines.line(), words);
        if (words.size() < 2 && (words.empty() || names || parseInteger(words[0]))) {
            sink.skip();
            continue;
        }
        const std::string number = std::to_string(lines.number() - 1);
        const std::string_view user = counted ? std::string_view(number) : words[0];
        if (!names && !parseInteger(words[0])) {
            sink.reject(lines.at(words[0]), "list", "a whole number at the beginning of the line");
            continue;
        }
        if (counted && parseInteger(words[0]) != static_cast<std::int64_t>(words.size()) - 1) {
            sink.reject(lines.at(words[0]), "field-count",
                        "as many items as the line states, found " + std::to_string(words.size() - 1));
            continue;
        }
        for (std::size_t k = 1; k < words.size(); ++k) {
            if (sink.stopped(context, lines.share())) return Cancelled{};
            if (names || parseInteger(words[k]))
                sink.row(lines.at(words[k]), user, words[k], 1, ordered ? static_cast<std::int64_t>(k) : kNoTime);
            else
                sink.reject(lines.at(words[k]), "list", "the number of an item");
        }
    }
    if (ordered) report.warnings.emplace_back(kPlacesAreTimes);
    return sink.finish(false, ordered);
}

} // namespace recoscope
