#include "core/data/readers/foreign.h"
#include "core/base/text.h"
#include <algorithm>
#include <cctype>
#include <set>
#include <vector>

namespace recoscope {
namespace {

constexpr std::size_t kLines = 200;

std::vector<std::string_view> firstLines(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size() && lines.size() < kLines;) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (const auto line = trim(text.substr(at, end - at)); !line.empty()) lines.push_back(line);
        at = end + 1;
    }
    return lines;
}

bool looksLikeJson(std::string_view text) {
    const std::string_view start = trim(text.substr(0, 4096));
    if (start.size() < 2 || (start[0] != '{' && start[0] != '[')) return false;
    const std::string_view inside = trim(start.substr(1));
    return !inside.empty() && std::string_view("{[\"'}").find(inside[0]) != std::string_view::npos;
}

bool looksLikeArff(const std::vector<std::string_view>& lines) {
    for (const std::string_view line : lines) {
        if (line[0] == '%') continue;
        std::string word(line.substr(0, 9));
        std::ranges::transform(word, word.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return word == "@relation";
    }
    return false;
}

/// "user item item item ...": nothing but whole numbers, of which every line has another number.
bool looksLikeLists(const std::vector<std::string_view>& lines) {
    std::set<std::size_t> counts;
    std::size_t words = 0;
    for (const std::string_view line : lines) {
        std::size_t count = 0;
        for (std::size_t at = 0; at < line.size();) {
            const std::size_t end = std::min(line.find_first_of(" \t", at), line.size());
            const std::string_view word = line.substr(at, end - at);
            if (!word.empty() && !parseInteger(word)) return false;
            count += word.empty() ? 0 : 1;
            at = end + 1;
        }
        counts.insert(count);
        words += count;
    }
    return counts.size() >= 3 && words > 3 * lines.size();
}

/// The UCI "DST" form of web logs: a letter says what each line is.
bool looksLikeDst(const std::vector<std::string_view>& lines) {
    std::set<char> letters;
    for (const std::string_view line : lines) {
        if (line.size() < 2 || line[1] != ',' || std::string_view("ITNACV").find(line[0]) == std::string_view::npos) return false;
        letters.insert(line[0]);
    }
    return letters.contains('I') && letters.size() >= 3;
}

bool looksBinary(std::string_view text) {
    const std::string_view start = text.substr(0, 65536);
    const auto strange = std::ranges::count_if(start, [](char c) {
        const auto b = static_cast<unsigned char>(c);
        return b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f';
    });
    constexpr std::ptrdiff_t kForgiven = 8; // a few in a small file are mistakes, for which rows are rejected
    return strange > kForgiven && 20 * static_cast<std::size_t>(strange) > start.size();
}

} // namespace

std::string foreignFormat(std::string_view head) {
    if (looksBinary(head)) return "binary data, no text";
    if (looksLikeJson(head)) return "JSON";
    const auto lines = firstLines(head);
    if (lines.empty()) return {};
    if (looksLikeArff(lines)) return "ARFF (Weka)";
    if (looksLikeDst(lines)) return "a web log in UCI's DST form";
    if (looksLikeLists(lines)) return "one list of items a line";
    return {};
}

} // namespace recoscope
