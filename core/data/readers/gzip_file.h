#pragma once
#include <cstdint>
#include <memory>
#include <string>

namespace recoscope {

/// Streams the content of a .gz file, all its members one after the other. Lengths and checksums are verified (libarchive skips
/// the checksums): what is read to its end is what was packed. Not thread-safe; one reader a thread.
class GzipFile {
public:
    explicit GzipFile(const std::string& path);
    ~GzipFile();
    GzipFile(const GzipFile&) = delete;
    GzipFile& operator=(const GzipFile&) = delete;

    /// True where the file begins as gzip.
    static bool recognises(const std::string& path);
    /// Up to `capacity` bytes; 0 at the end; -1 where the file is damaged or cannot be read: why() says.
    std::int64_t read(char* out, std::size_t capacity);
    [[nodiscard]] const std::string& why() const { return m_why; }

private:
    struct State;
    bool refill();
    std::unique_ptr<State> m_state;
    std::string m_why;
};

} // namespace recoscope
