#pragma once
#include "core/base/params.h"
#include "core/base/result.h"
#include "core/models/model.h"
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// Named sections of a saved model. Little-endian, no pointers, no code: a section is a name and an array of numbers.
class ModelWriter {
public:
    void putNumber(std::string_view name, double value);
    void putFloats(std::string_view name, std::span<const float> values);
    void putDoubles(std::string_view name, std::span<const double> values);
    void putInts(std::string_view name, std::span<const std::int32_t> values);
    void putLongs(std::string_view name, std::span<const std::int64_t> values);
    void putText(std::string_view name, std::string_view text);
    /// The bytes of all sections with a checksum, as written to the file.
    [[nodiscard]] std::string bytes() const;

private:
    void put(std::string_view name, char type, const void* data, std::size_t count, std::size_t size);
    std::string m_sections;
    std::uint32_t m_count = 0;
};

/// Reads what ModelWriter wrote. Every length is checked against the remaining bytes before anything is allocated.
/// A missing section or another type is remembered as failed(): loaders read everything, then ask once.
class ModelReader {
public:
    /// Errors: InvalidInput (not such a file, damaged), Unsupported (a newer version).
    static Result<ModelReader> parse(std::string bytes);
    [[nodiscard]] double number(std::string_view name);
    [[nodiscard]] std::vector<float> floats(std::string_view name);
    [[nodiscard]] std::vector<double> doubles(std::string_view name);
    [[nodiscard]] std::vector<std::int32_t> ints(std::string_view name);
    [[nodiscard]] std::vector<std::int64_t> longs(std::string_view name);
    [[nodiscard]] std::string text(std::string_view name);
    [[nodiscard]] bool failed() const { return !m_missing.empty(); }
    /// Ready to return from a loader: names the section that is missing.
    [[nodiscard]] Error error() const;
    void fail(std::string_view name) { m_missing = name; }

private:
    struct Section {
        char type = 0;
        std::size_t offset = 0, count = 0;
    };
    template <class T>
    std::vector<T> array(std::string_view name, char type);
    std::string m_bytes;
    std::map<std::string, Section, std::less<>> m_sections;
    std::string m_missing;
};

/// Who a saved model is and what it fits: written before its sections.
struct ModelFileHeader {
    std::string algorithm;
    ParamValues params;
    std::uint64_t userHash = 0, itemHash = 0; ///< Vocabulary::hash of the data it was trained on.
    double relevanceThreshold = 0;            ///< NaN: every interaction.
};
struct LoadedModel {
    ModelFileHeader header;
    std::shared_ptr<const Model> model;
};

/// Writes atomically: beside the file, flushed, then renamed. Errors: Io with the path.
[[nodiscard]] Result<> saveModelFile(const std::string& path, const ModelFileHeader& header, const Model& model);
/// Errors: Io, InvalidInput, Unsupported, UnknownName (an algorithm this program does not have).
[[nodiscard]] Result<LoadedModel> loadModelFile(const std::string& path);

} // namespace recoscope
