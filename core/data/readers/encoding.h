#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace recoscope {

/// Bytes as UTF-8, and what they were.
struct Decoded {
    std::string text;
    std::string encoding; ///< "UTF-8", "UTF-16", "Windows-1252", "Latin-1".
    bool guessed = false; ///< Nothing was stated, and neither a mark nor valid UTF-8 decides: deserves a warning.
    bool damaged = false; ///< Some bytes mean nothing in the encoding: they stay in `text`, which is then no valid UTF-8.
};

/// Adds a character; what is none (a surrogate, one beyond U+10FFFF) makes the text no UTF-8.
void appendUtf8(std::string& text, std::uint32_t character);
[[nodiscard]] bool isUtf8(std::string_view bytes);
/// Latin-1 or Windows-1252 as UTF-8.
[[nodiscard]] std::string decodeSingleBytes(std::string_view bytes, bool windows);
/// `stated`: "" (find out) or one of encodingNames(). A byte-order mark is dropped and, where it says UTF-16, believed;
/// without one, UTF-16 shows by its NUL bytes.
/// Line ends are LF or CRLF afterwards: a text whose lines end with lone CRs gets LFs.
[[nodiscard]] Decoded decode(std::string bytes, std::string_view stated);
/// The beginning of a file that goes on: without the line, and the character, that the cut went through.
[[nodiscard]] Decoded decodeHead(std::string bytes, std::string_view stated);
/// Characters before byte `offset`, plus one: the column people count.
[[nodiscard]] std::int64_t columnAt(std::string_view line, std::size_t offset);
/// The first `characters` characters, never cut inside one.
[[nodiscard]] std::string firstCharacters(std::string_view text, std::size_t characters);

} // namespace recoscope
