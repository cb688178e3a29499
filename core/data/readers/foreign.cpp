#include "core/data/readers/foreign.h"
#include "core/base/text.h"
#include <algorithm>
#include <array>

namespace recoscope {
namespace {

bool looksLikeJson(std::string_view text) {
    const std::string_view start = trim(text.substr(0, 4096));
    if (start.size() < 2 || (start[0] != '{' && start[0] != '[')) return false;
    const std::string_view inside = trim(start.substr(1));
    return !inside.empty() && std::string_view("{[\"'}").find(inside[0]) != std::string_view::npos;
}

bool looksBinary(std::string_view text, std::string_view separator) {
    const std::string_view start = text.substr(0, 65536);
    const auto strange = std::ranges::count_if(start, [separator](char c) {
        const auto b = static_cast<unsigned char>(c);
        return b < 0x20 && separator != std::string_view(&c, 1) && b != '\t' && b != '\n' && b != '\r' && b != '\f';
    });
    constexpr std::ptrdiff_t kForgiven = 8; // a few in a small file are mistakes, for which rows are rejected
    return strange > kForgiven && 20 * static_cast<std::size_t>(strange) > start.size();
}

struct Magic {
    std::string_view bytes;
    std::string_view name;
};
using namespace std::string_view_literals;
constexpr std::array kMagics{Magic{"PK\3\4"sv, "a ZIP archive inside what was opened"},
                             Magic{"\x1f\x8b"sv, "gzip data, compressed twice"},
                             Magic{"\xfd\x37zXZ\0"sv, "xz data, compressed twice"},
                             Magic{"\x28\xb5\x2f\xfd"sv, "zstd data, compressed twice"},
                             Magic{"7z\xbc\xaf\x27\x1c"sv, "a 7z archive inside what was opened"},
                             Magic{"Rar!\x1a\x07"sv, "a RAR archive"},
                             Magic{"PAR1\x15"sv, "Parquet"},
                             Magic{"\x89HDF\r\n"sv, "HDF5"},
                             Magic{"%PDF-"sv, "a PDF"},
                             Magic{"\x89PNG\r\n"sv, "a picture"},
                             Magic{"\x7f"
                                   "ELF"sv,
                                   "a program"},
                             Magic{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, "a workbook or document of an old office program"},
                             Magic{"ARROW1"sv, "Arrow (Feather)"},
                             Magic{"RDX2\n"sv, "data of R"},
                             Magic{"RDX3\n"sv, "data of R"},
                             Magic{"MATLAB 5.0 MAT-file"sv, "data of MATLAB"},
                             Magic{"\x80\x04\x95"sv, "a Python pickle (never run)"}};
constexpr std::size_t kTarMagicAt = 257;

} // namespace

std::string foreignMagic(std::string_view head) {
    const auto* const it = std::ranges::find_if(kMagics, [head](const Magic& m) { return head.starts_with(m.bytes); });
    if (it != kMagics.end()) return std::string(it->name);
    constexpr std::size_t kBzip2Level = 3; // "BZh", a digit, a mark
    if (head.starts_with("BZh") && head.size() > kBzip2Level && head.substr(kBzip2Level + 1).starts_with("1AY&SY"))
        return "bzip2 data, compressed twice";
    const bool tar = head.size() > kTarMagicAt && head.substr(kTarMagicAt).starts_with("ustar");
    return tar ? "a tar archive inside what was opened" : "";
}

bool looksLikeMarkup(std::string_view head) {
    const std::string start = lower(trim(head.substr(0, 256)));
    const bool document = start.starts_with("<!doctype") || start.starts_with("<html") || start.starts_with("<?xml");
    const bool element = start.size() > 2 && start[0] == '<' && (start[1] == '!' || (start[1] >= 'a' && start[1] <= 'z')) &&
                         start.find('>') != std::string::npos && head.substr(0, 4096).find("</") != std::string_view::npos;
    return document || element;
}

/// "- user: 8" and "  item: 5" on lines of their own.
bool looksLikeYaml(std::string_view head) {
    constexpr std::string_view kName = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    std::size_t entries = 0, pairs = 0, lines = 0;
    while (!head.empty() && lines < 100) {
        const std::size_t end = std::min(head.find('\n'), head.size());
        std::string_view line = trim(head.substr(0, end));
        head.remove_prefix(std::min(end + 1, head.size()));
        if (line.empty() || line.starts_with('#') || line == "---") continue;
        ++lines;
        if (line.starts_with("- ")) {
            ++entries;
            line = trim(line.substr(2));
        }
        const std::size_t colon = line.find(':');
        const bool named = colon != std::string_view::npos && colon > 0 &&
                           line.substr(0, colon).find_first_not_of(kName) == std::string_view::npos;
        pairs += named && (colon + 1 == line.size() || line[colon + 1] == ' ') ? 1 : 0;
    }
    return entries > 0 && entries < lines && pairs == lines;
}

std::string foreignFormat(std::string_view head, std::string_view separator) {
    if (looksBinary(head, separator)) return "binary data, no text";
    if (looksLikeJson(head)) return "JSON";
    if (looksLikeYaml(head)) return "YAML";
    if (looksLikeMarkup(head)) return "a page or document in HTML or XML";
    return {};
}

} // namespace recoscope
