#pragma once
#include "core/base/result.h"
#include "core/data/readers/reader.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// A NumPy array inside the bytes of its file: numbers in C order, nothing copied. Objects (pickle) are never read.
struct NpyArray {
    char kind = 0; ///< 'i', 'u', 'f', 'b', or 'S' / 'U' for a short text.
    int width = 0; ///< Bytes of an element.
    bool bigEndian = false;
    bool fortran = false; ///< Columns first.
    std::vector<std::size_t> shape;
    std::string_view data; ///< Exactly count() * width bytes.
    [[nodiscard]] std::size_t count() const;
    /// Element k of the flat data; integers beyond 2^53 lose their last bits.
    [[nodiscard]] double number(std::size_t k) const;
    [[nodiscard]] std::int64_t integer(std::size_t k) const;
    [[nodiscard]] std::string text() const; ///< Of a text array with one element.
    [[nodiscard]] bool isInteger() const { return kind == 'i' || kind == 'u' || kind == 'b'; }
};

[[nodiscard]] bool isNpy(std::string_view bytes);
/// The shape that the header states; nothing where it cannot be read. The beginning of a file is enough.
[[nodiscard]] std::vector<std::size_t> npyShape(std::string_view head);
/// What a magic number says for certain: ratings in a file of numbers.
[[nodiscard]] ReaderFinding findingOfNumbers(std::string format, std::string columns);
/// Every number of the header is checked against the bytes that are there. Errors: InvalidInput, Unsupported, naming `file`.
[[nodiscard]] Result<NpyArray> parseNpy(std::string_view bytes, const std::string& file);

} // namespace recoscope
