#include "core/data/readers/encoding.h"
#include "core/data/load.h"
#include <algorithm>
#include <array>
#include <cstdint>

namespace recoscope {
void appendUtf8(std::string& text, std::uint32_t c) {
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xc0 | (c >> 6));
        text += static_cast<char>(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        text += static_cast<char>(0xe0 | (c >> 12));
        text += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
        text += static_cast<char>(0x80 | (c & 0x3f));
    } else {
        text += static_cast<char>(0xf0 | (c >> 18));
        text += static_cast<char>(0x80 | ((c >> 12) & 0x3f));
        text += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
        text += static_cast<char>(0x80 | (c & 0x3f));
    }
}

namespace {

/// 0x80..0x9f of Windows-1252; the five undefined bytes keep their Latin-1 meaning.
constexpr std::array<std::uint16_t, 32> kWindows1252{
    0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d, 0x8f,
    0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178};

/// A byte that no UTF-8 has: stands where UTF-16 is broken, so that an id with it is seen to be broken.
constexpr char kUndecodable = '\xff';

std::string fromUtf16(std::string_view bytes, bool bigEndian) {
    std::string text;
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<std::uint32_t>(bigEndian ? (a << 8) | b : (b << 8) | a);
    };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        std::uint32_t c = unit(i);
        if (c >= 0xd800 && c < 0xdc00 && i + 3 < bytes.size()) {
            const std::uint32_t low = unit(i + 2);
            if (low >= 0xdc00 && low < 0xe000) {
                c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
                i += 2;
            }
        }
        if (c >= 0xd800 && c < 0xe000)
            text += kUndecodable;
        else
            appendUtf8(text, c);
    }
    if (bytes.size() % 2 != 0) text += kUndecodable;
    return text;
}

enum class Wide : std::uint8_t { No, LittleEnd, BigEnd };

Wide markOf(std::string_view bytes) {
    using namespace std::string_view_literals;
    return bytes.starts_with("\xff\xfe"sv) ? Wide::LittleEnd : bytes.starts_with("\xfe\xff"sv) ? Wide::BigEnd : Wide::No;
}

/// Text without a mark shows by its NUL bytes: digits, separators and line ends have one each, all on the same side.
Wide patternOf(std::string_view bytes) {
    const std::string_view first = bytes.substr(0, std::min<std::size_t>(bytes.size(), 4096) / 2 * 2);
    std::size_t even = 0, odd = 0;
    for (std::size_t k = 0; k < first.size(); ++k)
        if (first[k] == '\0') ++(k % 2 == 0 ? even : odd);
    const std::size_t pairs = first.size() / 2;
    if (pairs < 4) return Wide::No;
    if (5 * odd >= 2 * pairs && 50 * even <= pairs) return Wide::LittleEnd;
    return 5 * even >= 2 * pairs && 50 * odd <= pairs ? Wide::BigEnd : Wide::No;
}

Wide wideOf(std::string_view bytes, std::string_view stated) {
    if (const Wide mark = markOf(bytes); mark != Wide::No) return mark;
    if (!stated.empty() && stated != "utf-16") return Wide::No;
    const Wide pattern = patternOf(bytes);
    return pattern == Wide::No && stated == "utf-16" ? Wide::LittleEnd : pattern;
}

Decoded decodeUtf16(std::string_view bytes, Wide wide, bool stated) {
    const bool marked = markOf(bytes) != Wide::No;
    Decoded decoded{fromUtf16(marked ? bytes.substr(2) : bytes, wide == Wide::BigEnd), "UTF-16", !marked && !stated};
    decoded.damaged = decoded.text.find(kUndecodable) != std::string::npos;
    return decoded;
}

Decoded decodeBytes(std::string bytes, std::string_view stated) {
    using namespace std::string_view_literals;
    if (const Wide wide = wideOf(bytes, stated); wide != Wide::No) return decodeUtf16(bytes, wide, stated == "utf-16");
    if (std::string_view(bytes).starts_with("\xef\xbb\xbf"sv)) bytes.erase(0, 3);
    if (stated == "latin-1") return {decodeSingleBytes(bytes, false), "Latin-1"};
    if (stated == "windows-1252") return {decodeSingleBytes(bytes, true), "Windows-1252"};
    const bool valid = isUtf8(bytes);
    if (valid || stated == "utf-8") return {std::move(bytes), "UTF-8", false, !valid};
    return {decodeSingleBytes(bytes, true), "Windows-1252", true};
}

/// Lone CRs end the lines: the first line does, and most of the others. Files of LF or CRLF are told by their first line.
bool endsLinesByCr(std::string_view text) {
    const std::size_t first = text.find_first_of("\r\n");
    if (first == std::string_view::npos || text[first] == '\n' || text.substr(first + 1).starts_with('\n')) return false;
    const auto feeds = std::ranges::count(text, '\n'), returns = std::ranges::count(text, '\r');
    return returns > 2 * feeds;
}

} // namespace

std::string decodeSingleBytes(std::string_view bytes, bool windows) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 8);
    for (const char byte : bytes) {
        const auto b = static_cast<unsigned char>(byte);
        appendUtf8(text, windows && b >= 0x80 && b < 0xa0 ? kWindows1252[b - 0x80U] : b);
    }
    return text;
}

bool isUtf8(std::string_view s) {
    for (std::size_t i = 0; i < s.size();) {
        const auto c = static_cast<unsigned char>(s[i]);
        if (c < 0x80) {
            ++i;
            continue;
        }
        const std::size_t n = c >= 0xf0 && c < 0xf5 ? 4 : c >= 0xe0 && c < 0xf0 ? 3 : c >= 0xc2 && c < 0xe0 ? 2 : 0;
        if (n == 0 || i + n > s.size()) return false;
        std::uint32_t value = n == 4 ? c & 7U : n == 3 ? c & 15U : c & 31U;
        for (std::size_t k = 1; k < n; ++k) {
            const auto next = static_cast<unsigned char>(s[i + k]);
            if ((next & 0xc0) != 0x80) return false;
            value = (value << 6) | (next & 0x3fU);
        }
        if ((n == 3 && (value < 0x800 || (value >= 0xd800 && value < 0xe000))) ||
            (n == 4 && (value < 0x10000 || value > 0x10ffff)))
            return false;
        i += n;
    }
    return true;
}

Decoded decode(std::string bytes, std::string_view stated) {
    Decoded decoded = decodeBytes(std::move(bytes), stated);
    if (endsLinesByCr(decoded.text)) std::ranges::replace(decoded.text, '\r', '\n');
    return decoded;
}

Decoded decodeHead(std::string bytes, std::string_view stated) {
    if (wideOf(bytes, stated) == Wide::No) {
        if (const std::size_t end = bytes.rfind('\n'); end != std::string::npos) bytes.resize(end + 1);
        return decode(std::move(bytes), stated);
    }
    Decoded decoded = decode(std::move(bytes), stated);
    if (const std::size_t end = decoded.text.rfind('\n'); end != std::string::npos) decoded.text.resize(end + 1);
    return decoded;
}

const std::vector<std::string>& encodingNames() {
    static const std::vector<std::string> names{"utf-8", "utf-16", "latin-1", "windows-1252"};
    return names;
}

std::int64_t columnAt(std::string_view line, std::size_t offset) {
    std::int64_t column = 1;
    for (std::size_t i = 0; i < offset && i < line.size(); ++i)
        if ((static_cast<unsigned char>(line[i]) & 0xc0) != 0x80) ++column;
    return column;
}

std::string firstCharacters(std::string_view text, std::size_t characters) {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80 && seen++ == characters) return std::string(text.substr(0, i));
    return std::string(text);
}

} // namespace recoscope
