#pragma once
#include "core/base/result.h"
#include "core/data/readers/reader.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// How a number or a short text stands in bytes.
struct NpyType {
    char kind = 0; ///< 'i', 'u', 'f', 'b', 'S' / 'U' for a short text, or 'V' for bytes without meaning.
    int width = 0; ///< Bytes of an element.
    bool bigEndian = false;
    [[nodiscard]] bool isInteger() const { return kind == 'i' || kind == 'u' || kind == 'b'; }
    [[nodiscard]] bool isText() const { return kind == 'S' || kind == 'U'; }
    /// Of an element that begins at `first`; integers beyond 2^53 lose their last bits in number().
    [[nodiscard]] double number(const char* first) const;
    [[nodiscard]] std::int64_t integer(const char* first) const;
    [[nodiscard]] std::string text(const char* first) const; ///< In UTF-8, up to the NULs that fill it.
};

/// A named field of an array of records.
struct NpyField {
    std::string name;
    NpyType type;
    std::size_t offset = 0; ///< In the record.
};

/// A NumPy array inside the bytes of its file: numbers in C order, nothing copied. Objects (pickle) are never read.
struct NpyArray : NpyType {
    std::vector<NpyField> fields; ///< Of records, whose width is that of the element; empty for plain elements.
    bool fortran = false;         ///< Columns first.
    std::vector<std::size_t> shape;
    std::string_view data; ///< Exactly count() * width bytes.
    [[nodiscard]] std::size_t count() const;
    /// Element k of the flat data.
    [[nodiscard]] const char* at(std::size_t k) const { return data.data() + k * static_cast<std::size_t>(width); }
    [[nodiscard]] double number(std::size_t k) const { return NpyType::number(at(k)); }
    [[nodiscard]] std::int64_t integer(std::size_t k) const { return NpyType::integer(at(k)); }
    [[nodiscard]] std::string text() const; ///< Of a text array with one element.
};

[[nodiscard]] bool isNpy(std::string_view bytes);
/// The shape that the header states; nothing where it cannot be read. The beginning of a file is enough.
[[nodiscard]] std::vector<std::size_t> npyShape(std::string_view head);
/// The fields that the header states, where the elements are records.
[[nodiscard]] std::vector<NpyField> npyFields(std::string_view head);
/// What a magic number says for certain: ratings in a file of numbers.
[[nodiscard]] ReaderFinding findingOfNumbers(std::string format, std::string columns);
/// Every number of the header is checked against the bytes that are there. Errors: InvalidInput, Unsupported, naming `file`.
[[nodiscard]] Result<NpyArray> parseNpy(std::string_view bytes, const std::string& file);

} // namespace recoscope
