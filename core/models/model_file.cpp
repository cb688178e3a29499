#include "core/models/model_file.h"
#include "core/base/contract.h"
#include "core/models/registry.h"
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace recoscope {
namespace {

static_assert(std::endian::native == std::endian::little, "model files are little-endian");
constexpr std::string_view kMagic = "RECOSCOPE-MODEL\n";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kMaxNameLength = 200;

/// CRC-32 (IEEE 802.3), by table.
std::uint32_t crc32(std::string_view bytes) {
    static const auto table = [] {
        std::array<std::uint32_t, 256> t{};
        for (std::uint32_t i = 0; i < 256; ++i) {
            std::uint32_t c = i;
            for (int k = 0; k < 8; ++k) c = (c & 1U) != 0 ? 0xedb88320U ^ (c >> 1) : c >> 1;
            t[i] = c;
        }
        return t;
    }();
    std::uint32_t crc = 0xffffffffU;
    for (const char byte : bytes) crc = table[(crc ^ static_cast<unsigned char>(byte)) & 0xffU] ^ (crc >> 8);
    return ~crc;
}

template <class T>
void append(std::string& bytes, T value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
bool take(std::string_view bytes, std::size_t& at, T& value) {
    if (bytes.size() - at < sizeof value) return false;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    at += sizeof value;
    return true;
}

std::size_t sizeOf(char type) {
    switch (type) {
    case 'f':
    case 'i':
        return 4;
    case 'd':
    case 'l':
        return 8;
    case 's':
        return 1;
    default:
        return 0;
    }
}

Error damaged(const std::string& why) { return {ErrorKind::InvalidInput, "This is not a usable model file: " + why + ".", {}}; }

} // namespace

void ModelWriter::put(std::string_view name, char type, const void* data, std::size_t count, std::size_t size) {
    RECOSCOPE_ASSERT(name.size() <= kMaxNameLength);
    append(m_sections, static_cast<std::uint32_t>(name.size()));
    m_sections += name;
    m_sections += type;
    append(m_sections, static_cast<std::uint64_t>(count));
    if (count > 0) m_sections.append(static_cast<const char*>(data), count * size);
    ++m_count;
}

void ModelWriter::putNumber(std::string_view name, double value) { put(name, 'd', &value, 1, sizeof value); }
void ModelWriter::putFloats(std::string_view name, std::span<const float> v) { put(name, 'f', v.data(), v.size(), 4); }
void ModelWriter::putDoubles(std::string_view name, std::span<const double> v) { put(name, 'd', v.data(), v.size(), 8); }
void ModelWriter::putInts(std::string_view name, std::span<const std::int32_t> v) { put(name, 'i', v.data(), v.size(), 4); }
void ModelWriter::putLongs(std::string_view name, std::span<const std::int64_t> v) { put(name, 'l', v.data(), v.size(), 8); }
void ModelWriter::putText(std::string_view name, std::string_view text) { put(name, 's', text.data(), text.size(), 1); }

std::string ModelWriter::bytes() const {
    std::string all(kMagic);
    append(all, kVersion);
    append(all, m_count);
    append(all, static_cast<std::uint64_t>(m_sections.size()));
    append(all, crc32(m_sections));
    return all + m_sections;
}

Result<ModelReader> ModelReader::parse(std::string bytes) {
    std::size_t at = kMagic.size();
    if (bytes.size() < at || std::string_view(bytes).substr(0, at) != kMagic) return damaged("it does not begin as one");
    std::uint32_t version = 0, count = 0, crc = 0;
    std::uint64_t length = 0;
    if (!take(bytes, at, version)) return damaged("it is cut short");
    if (version > kVersion)
        return Error{
            ErrorKind::Unsupported, "This model file was written by a newer version of the program; update to open it.", {}};
    if (!take(bytes, at, count) || !take(bytes, at, length) || !take(bytes, at, crc)) return damaged("it is cut short");
    if (version != kVersion || length != bytes.size() - at) return damaged("its length is wrong");
    if (crc32(std::string_view(bytes).substr(at)) != crc) return damaged("its checksum does not fit");
    ModelReader reader;
    for (std::uint32_t k = 0; k < count; ++k) {
        std::uint32_t nameLength = 0;
        if (!take(bytes, at, nameLength) || nameLength > kMaxNameLength || bytes.size() - at < nameLength)
            return damaged("a section has no name");
        std::string name = bytes.substr(at, nameLength);
        at += nameLength;
        char type = 0;
        std::uint64_t elements = 0;
        if (!take(bytes, at, type) || !take(bytes, at, elements)) return damaged("a section is cut short");
        const std::size_t size = sizeOf(type);
        if (size == 0 || elements > (bytes.size() - at) / size) return damaged("section " + name + " is longer than the file");
        reader.m_sections[std::move(name)] = {type, at, static_cast<std::size_t>(elements)};
        at += static_cast<std::size_t>(elements) * size;
    }
    reader.m_bytes = std::move(bytes);
    return reader;
}

template <class T>
std::vector<T> ModelReader::array(std::string_view name, char type) {
    const auto it = m_sections.find(name);
    if (it == m_sections.end() || it->second.type != type) {
        if (m_missing.empty()) m_missing = name;
        return {};
    }
    std::vector<T> values(it->second.count);
    if (!values.empty()) std::memcpy(values.data(), m_bytes.data() + it->second.offset, values.size() * sizeof(T));
    return values;
}

double ModelReader::number(std::string_view name) {
    const auto values = doubles(name);
    if (values.size() == 1) return values[0];
    if (m_missing.empty()) m_missing = name;
    return std::nan("");
}
std::vector<float> ModelReader::floats(std::string_view name) { return array<float>(name, 'f'); }
std::vector<double> ModelReader::doubles(std::string_view name) { return array<double>(name, 'd'); }
std::vector<std::int32_t> ModelReader::ints(std::string_view name) { return array<std::int32_t>(name, 'i'); }
std::vector<std::int64_t> ModelReader::longs(std::string_view name) { return array<std::int64_t>(name, 'l'); }
std::string ModelReader::text(std::string_view name) {
    const auto letters = array<char>(name, 's');
    return {letters.begin(), letters.end()};
}
Error ModelReader::error() const { return damaged("section " + m_missing + " is missing or of another size"); }

Result<> saveModelFile(const std::string& path, const ModelFileHeader& header, const Model& model) {
    ModelWriter writer;
    writer.putText("header.algorithm", header.algorithm);
    std::string params;
    for (const auto& [key, value] : header.params) params += key + '=' + formatParam(value) + '\n';
    writer.putText("header.params", params);
    const std::array<std::int64_t, 2> hashes{std::bit_cast<std::int64_t>(header.userHash),
                                             std::bit_cast<std::int64_t>(header.itemHash)};
    writer.putLongs("header.hashes", hashes);
    writer.putNumber("header.relevance_threshold", header.relevanceThreshold);
    model.save(writer);
    const std::string bytes = writer.bytes();
    const std::string beside = path + ".part";
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.flush();
    const bool written = file.good();
    file.close();
    std::error_code error;
    const bool whole = written && std::filesystem::file_size(beside, error) == bytes.size() && !error;
    if (whole) std::filesystem::rename(beside, path, error);
    if (!whole || error) {
        std::error_code ignored;
        std::filesystem::remove(beside, ignored);
        return Error{ErrorKind::Io,
                     "The model could not be written to " + path + ": check that the folder exists, is writable and has room.",
                     path};
    }
    return Done{};
}

Result<LoadedModel> loadModelFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file || std::filesystem::is_directory(path))
        return Error{ErrorKind::Io, "The model file " + path + " cannot be read.", path};
    std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    auto reader = ModelReader::parse(std::move(bytes));
    if (!reader) return Error{reader.error().kind, reader.error().message, path};
    LoadedModel loaded;
    loaded.header.algorithm = reader.value().text("header.algorithm");
    const std::string params = reader.value().text("header.params");
    const auto hashes = reader.value().longs("header.hashes");
    loaded.header.relevanceThreshold = reader.value().number("header.relevance_threshold");
    if (hashes.size() != 2) reader.value().fail("header.hashes");
    if (reader.value().failed()) return Error{ErrorKind::InvalidInput, reader.value().error().message, path};
    loaded.header.userHash = std::bit_cast<std::uint64_t>(hashes[0]);
    loaded.header.itemHash = std::bit_cast<std::uint64_t>(hashes[1]);
    const AlgorithmInfo* algorithm = findAlgorithm(loaded.header.algorithm);
    if (!algorithm)
        return Error{ErrorKind::UnknownName,
                     "This program has no algorithm \"" + loaded.header.algorithm + "\", of which " + path + " is a model.",
                     path};
    for (const ParamSpec& spec : algorithm->params) {
        const std::size_t at = ('\n' + params).find('\n' + spec.key + '=');
        if (at == std::string::npos) continue;
        const std::size_t from = at + spec.key.size() + 1;
        auto value = parseParam(spec, params.substr(from, params.find('\n', from) - from));
        if (value) loaded.header.params.emplace(spec.key, std::move(value).value());
    }
    auto model = algorithm->loadModel(reader.value());
    if (!model) return Error{model.error().kind, model.error().message, path};
    loaded.model = std::move(model).value();
    return loaded;
}

} // namespace recoscope
