#pragma once
#include "core/data/readers/gzip_file.h"
#include <cstdint>
#include <locale.h>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct archive; // libarchive's

namespace recoscope {

/// Names inside archives are UTF-8 in every locale of the program: libarchive loses those that the locale has no characters for.
/// Holds for this thread, as long as the object lives: around everything that asks an archive for names.
class Utf8Names {
public:
    Utf8Names();
    ~Utf8Names();
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;

private:
    locale_t m_utf8, m_before;
};

/// An open archive, for libarchive's functions. Gzip is unpacked by our own reader, which verifies checksums; everything else by
/// libarchive, which starts no other program. One thread; not to be moved.
class ArchiveStream {
public:
    /// `raw`: a compressed file that is no archive.
    ArchiveStream(const std::string& path, bool raw);
    /// A zip in memory.
    explicit ArchiveStream(std::string_view bytes);
    ArchiveStream(const ArchiveStream&) = delete;
    ArchiveStream& operator=(const ArchiveStream&) = delete;

    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] archive* get() const { return m_reader.get(); }
    [[nodiscard]] bool isNested() const; ///< Compressed more than once.
    [[nodiscard]] bool isZip() const;
    [[nodiscard]] std::string why() const; ///< What went wrong, in libarchive's words.
    /// Whether so many bytes can come out of this file in good faith.
    [[nodiscard]] bool within(std::uint64_t bytes) const;
    [[nodiscard]] std::uint64_t unpacked() const; ///< Bytes behind the compression so far.

private:
    static ssize_t pull(archive* reader, void* self, const void** buffer);
    std::unique_ptr<archive, int (*)(archive*)> m_reader;
    std::unique_ptr<GzipFile> m_gzip;
    std::vector<char> m_buffer;
    bool m_open = false;
    std::uint64_t m_stored = 0;
};

} // namespace recoscope
