#include "core/data/readers/formats/npy_array.h"
#include "core/base/text.h"
#include "core/data/limits.h"
#include <algorithm>
#include <bit>

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

bool takeType(std::string_view value, NpyArray& array) {
    if (value.size() < 4 || value[0] != '\'') return false;
    const std::string_view type = value.substr(1, std::min(value.find('\'', 1), value.size()) - 1);
    if (type.size() < 3 || std::string_view("<>|=").find(type[0]) == std::string_view::npos) return false;
    const auto width = parseInteger(type.substr(2));
    if (!width || *width < 1 || *width > 256) return false;
    array.bigEndian = type[0] == '>';
    array.kind = type[1];
    array.width = static_cast<int>(*width) * (array.kind == 'U' ? 4 : 1);
    if (array.kind == 'i' || array.kind == 'u') return *width == 1 || *width == 2 || *width == 4 || *width == 8;
    if (array.kind == 'f') return *width == 4 || *width == 8;
    return (array.kind == 'b' && *width == 1) || array.kind == 'S' || array.kind == 'U';
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

std::int64_t NpyArray::integer(std::size_t k) const {
    const auto bytes = static_cast<std::size_t>(std::min(width, 8));
    const char* first = data.data() + k * static_cast<std::size_t>(width);
    std::uint64_t value = 0;
    for (std::size_t b = 0; b < bytes; ++b)
        value = (value << 8U) | static_cast<unsigned char>(first[bigEndian ? b : bytes - 1 - b]);
    if (kind != 'i' || bytes == 8) return static_cast<std::int64_t>(value);
    const auto shift = 64 - 8 * bytes;
    return static_cast<std::int64_t>(value << shift) >> shift;
}

double NpyArray::number(std::size_t k) const {
    if (kind != 'f') return static_cast<double>(integer(k));
    const auto bits = static_cast<std::uint64_t>(integer(k));
    return width == 8 ? std::bit_cast<double>(bits) : static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
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
    if (!takeType(valueOf(header, "descr"), array))
        return Error{ErrorKind::Unsupported,
                     file + " does not hold plain numbers, but elements of type " + typeOf(valueOf(header, "descr")) +
                         ": expected integers of 8 to 64 bits or floats of 32 or 64, in columns, saved without pickle.",
                     file};
    if (!takeShape(valueOf(header, "shape"), array)) return damaged("its shape cannot be read");
    array.fortran = valueOf(header, "fortran_order").starts_with("True");
    const std::size_t available = bytes.size() - start - length;
    if (!fits(array, available)) return damaged("its header states more numbers than the file holds");
    array.data = bytes.substr(start + length, array.count() * static_cast<std::size_t>(array.width));
    return array;
}

} // namespace recoscope
