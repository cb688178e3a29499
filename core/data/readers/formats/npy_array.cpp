#include "core/data/readers/formats/npy_array.h"
#include "core/base/text.h"
#include "core/data/limits.h"
#include "core/data/readers/encoding.h"
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>

namespace recoscope {
namespace {

constexpr std::string_view kMagic{"\x93NUMPY", 6};

/// The text behind 'key': in the header, which is a Python dictionary.
std::string_view valueOf(std::string_view header, std::string_view key) {
    const std::size_t at = header.find(std::string("'") + std::string(key) + "'");
    if (at == std::string_view::npos) return {};
    const std::size_t colon = header.find(':', at);
    return colon == std::string_view::npos ? std::string_view{} : trim(header.substr(colon + 1));
}

/// "'<f4'", at the beginning of a text.
bool takeType(std::string_view value, NpyType& array) {
    if (value.size() < 4 || value[0] != '\'') return false;
    const std::string_view type = value.substr(1, std::min(value.find('\'', 1), value.size()) - 1);
    if (type.size() < 3 || std::string_view("<>|=").find(type[0]) == std::string_view::npos) return false;
    const auto width = parseInteger(type.substr(2));
    if (!width || *width < 1 || *width > 256) return false;
    array.bigEndian = type[0] == '>';
    array.kind = type[1];
    array.width = static_cast<int>(*width) * (array.kind == 'U' ? 4 : 1);
    if (array.kind == 'i' || array.kind == 'u') return *width == 1 || *width == 2 || *width == 4 || *width == 8;
    if (array.kind == 'f') return *width == 2 || *width == 4 || *width == 8;
    return (array.kind == 'b' && *width == 1) || array.isText();
}

/// The text in quotes at the beginning, which goes; nothing where there is none.
std::optional<std::string_view> takeQuoted(std::string_view& text) {
    text = trim(text);
    const std::size_t end = text.starts_with('\'') ? text.find('\'', 1) : std::string_view::npos;
    if (end == std::string_view::npos) return {};
    const std::string_view inner = text.substr(1, end - 1);
    text = trim(text.substr(end + 1));
    return inner;
}

/// "[('user', '<i4'), ('item', '<i4')]": records of plain fields. False for records within records and for small arrays as
/// fields.
bool takeRecord(std::string_view value, NpyArray& array) {
    constexpr std::size_t kMost = 64;
    if (!value.starts_with('[')) return false;
    std::size_t offset = 0;
    for (value = trim(value.substr(1)); value.starts_with('('); value = trim(value)) {
        NpyField field;
        value.remove_prefix(1);
        const auto name = takeQuoted(value);
        if (!name || !value.starts_with(',') || array.fields.size() == kMost) return false;
        value = trim(value.substr(1));
        const std::string_view type = value;
        const auto written = takeQuoted(value);
        if (!written || !value.starts_with(')')) return false;
        if (written->starts_with("|V")) { // filling between fields
            const auto width = parseInteger(written->substr(2));
            if (!width || *width < 1 || *width > 256) return false;
            field.type.kind = 'V';
            field.type.width = static_cast<int>(*width);
        } else if (!takeType(type, field.type)) {
            return false;
        }
        field.name = *name;
        field.offset = offset;
        offset += static_cast<std::size_t>(field.type.width);
        if (field.type.kind != 'V') array.fields.push_back(std::move(field));
        value = trim(value.substr(1));
        if (value.starts_with(',')) value = trim(value.substr(1));
    }
    array.kind = 'V';
    array.width = static_cast<int>(offset);
    return value.starts_with(']') && !array.fields.empty();
}

bool takeShape(std::string_view value, NpyArray& array) {
    if (!value.starts_with('(')) return false;
    const std::size_t close = value.find(')');
    if (close == std::string_view::npos) return false;
    for (const std::string& word : split(value.substr(1, close - 1), ',')) {
        if (trim(word).empty()) continue;
        const auto n = parseInteger(trim(word));
        if (!n || *n < 0 || array.shape.size() == 8) return false;
        array.shape.push_back(static_cast<std::size_t>(*n));
    }
    return true;
}

/// The dictionary before the data; "" where it is not whole. `start` is the byte where it begins.
std::string_view headerOf(std::string_view bytes, std::size_t& start) {
    if (!isNpy(bytes) || bytes.size() < 12) return {};
    const auto byte = [&](std::size_t k) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes[k])); };
    const bool first = byte(6) == 1;
    start = first ? 10 : 12;
    const std::size_t length = byte(8) + (byte(9) << 8U) + (first ? 0 : (byte(10) << 16U) + (byte(11) << 24U));
    return length > limits::kArrayHeaderBytes || length > bytes.size() - start ? std::string_view{} : bytes.substr(start, length);
}

/// IEEE 754 binary16; infinite or no number where all bits of the exponent are set.
double halfOf(std::uint64_t bits) {
    constexpr int kExponentBits = 31, kBias = 15, kFraction = 10;
    const auto exponent = static_cast<int>((bits >> kFraction) & kExponentBits);
    const auto fraction = static_cast<double>(bits & 0x3ffU);
    const double sign = (bits & 0x8000U) != 0 ? -1 : 1;
    if (exponent == kExponentBits) return std::numeric_limits<double>::quiet_NaN();
    if (exponent == 0) return sign * std::ldexp(fraction, 1 - kBias - kFraction);
    return sign * std::ldexp(1024 + fraction, exponent - kBias - kFraction);
}

/// Elements times width, or nothing where that is more than there are bytes.
bool fits(const NpyArray& array, std::size_t available) {
    std::size_t bytes = static_cast<std::size_t>(array.width);
    for (const std::size_t n : array.shape) {
        if (n != 0 && bytes > available / n) return false;
        bytes *= n;
    }
    return bytes <= available;
}

/// The description of an element, shortened: "'|O'" are objects of Python.
std::string typeOf(std::string_view descr) {
    constexpr std::size_t kShown = 60;
    if (descr.starts_with("'|O'")) return "object";
    if (descr.starts_with('[')) return "record";
    return std::string(descr.substr(0, std::min({descr.find(','), descr.size(), kShown})));
}

} // namespace

bool isNpy(std::string_view bytes) { return bytes.starts_with(kMagic); }

std::vector<std::size_t> npyShape(std::string_view head) {
    std::size_t start = 0;
    NpyArray array;
    return takeShape(valueOf(headerOf(head, start), "shape"), array) ? array.shape : std::vector<std::size_t>{};
}

std::vector<NpyField> npyFields(std::string_view head) {
    std::size_t start = 0;
    NpyArray array;
    return takeRecord(valueOf(headerOf(head, start), "descr"), array) ? array.fields : std::vector<NpyField>{};
}

ReaderFinding findingOfNumbers(std::string format, std::string columns) {
    ReaderFinding finding;
    finding.confidence = 100;
    finding.format = std::move(format);
    finding.columns = std::move(columns);
    finding.table.kind = TableKind::Ratings;
    finding.table.confidence = 2;
    return finding;
}

std::size_t NpyArray::count() const {
    std::size_t n = 1;
    for (const std::size_t k : shape) n *= k;
    return n;
}

std::int64_t NpyType::integer(const char* first) const {
    const auto bytes = static_cast<std::size_t>(std::min(width, 8));
    std::uint64_t value = 0;
    for (std::size_t b = 0; b < bytes; ++b)
        value = (value << 8U) | static_cast<unsigned char>(first[bigEndian ? b : bytes - 1 - b]);
    if (kind != 'i' || bytes == 8) return static_cast<std::int64_t>(value);
    const auto shift = 64 - 8 * bytes;
    return static_cast<std::int64_t>(value << shift) >> shift;
}

double NpyType::number(const char* first) const {
    if (kind != 'f') return static_cast<double>(integer(first));
    const auto bits = static_cast<std::uint64_t>(integer(first));
    if (width == 2) return halfOf(bits);
    return width == 8 ? std::bit_cast<double>(bits) : static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
}

std::string NpyType::text(const char* first) const {
    std::string out;
    if (kind == 'S') {
        out.assign(first, static_cast<std::size_t>(width));
        out.resize(out.find_last_not_of('\0') + 1); // npos + 1 is 0
        return out;
    }
    const NpyType letter{'u', 4, bigEndian};
    for (int at = 0; at + 4 <= width; at += 4) {
        const auto code = static_cast<std::uint32_t>(letter.integer(first + at));
        if (code == 0) break;
        appendUtf8(out, code);
    }
    return out;
}

std::string NpyArray::text() const {
    std::string out;
    for (const char c : data)
        if (c != '\0') out += c;
    return out;
}

Result<NpyArray> parseNpy(std::string_view bytes, const std::string& file) {
    const auto damaged = [&](const std::string& why) {
        return Error{ErrorKind::InvalidInput, file + " is no whole NumPy array: " + why + ". Save it again with numpy.save.",
                     file};
    };
    if (!isNpy(bytes) || bytes.size() < 12) return damaged("its beginning is missing");
    std::size_t start = 0;
    const std::string_view header = headerOf(bytes, start);
    const std::size_t length = header.size();
    if (header.empty())
        return damaged("its header is longer than the file or than " + limits::size(limits::kArrayHeaderBytes) +
                       ", the limit for headers");
    NpyArray array;
    if (const auto descr = valueOf(header, "descr"); !takeType(descr, array) && !takeRecord(descr, array))
        return Error{ErrorKind::Unsupported,
                     file + " does not hold plain numbers, but elements of type " + typeOf(valueOf(header, "descr")) +
                         ": expected integers of 8 to 64 bits or floats of 16, 32 or 64, in columns or as records of them, saved "
                         "without pickle.",
                     file};
    if (!takeShape(valueOf(header, "shape"), array)) return damaged("its shape cannot be read");
    array.fortran = valueOf(header, "fortran_order").starts_with("True");
    const std::size_t available = bytes.size() - start - length;
    if (!fits(array, available)) return damaged("its header states more numbers than the file holds");
    array.data = bytes.substr(start + length, array.count() * static_cast<std::size_t>(array.width));
    return array;
}

} // namespace recoscope
