#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace recoscope::test {

struct SampleRow {
    int user, item, rating;
    std::int64_t time;
};

/// A small world: 12 users with 4 to 9 of 15 items each, the same at every call; `shuffle` only reorders it.
[[nodiscard]] std::vector<SampleRow> sampleWorld(unsigned shuffle);

/// The world as a file of one format. `broken` is a record of that format with a mistake, to be put at the end ("" for binary
/// formats); `values` says whether ratings survive the format, `byLine` that users are numbered by lines.
struct ReaderSample {
    std::string id, bytes, broken;
    bool values = false, byLine = false;
};
[[nodiscard]] std::vector<ReaderSample> readerSamples(unsigned shuffle);

/// A .npy file of numbers of one kind, written as NumPy writes it.
[[nodiscard]] std::string npyOf(const std::string& descr, const std::string& shape, const std::string& data);

} // namespace recoscope::test
