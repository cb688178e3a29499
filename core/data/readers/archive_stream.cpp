#include "core/data/readers/archive_stream.h"
#include "core/data/limits.h"
#include "core/data/readers/source.h"
#include <algorithm>
#include <archive.h>
#include <cerrno>
#include <filesystem>

namespace recoscope {
namespace {

constexpr std::size_t kChunk = 1U << 18;

} // namespace

Utf8Names::Utf8Names() : m_utf8(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), m_before(m_utf8 ? uselocale(m_utf8) : nullptr) {}

Utf8Names::~Utf8Names() {
    if (!m_utf8) return;
    uselocale(m_before);
    freelocale(m_utf8);
}

ArchiveStream::ArchiveStream(const std::string& path, bool raw) : m_reader(archive_read_new(), &archive_read_free) {
    if (raw)
        archive_read_support_format_raw(get());
    else {
        archive_read_support_format_tar(get());
        archive_read_support_format_zip(get());
        archive_read_support_format_7zip(get());
    }
    int status = ARCHIVE_OK;
    if (GzipFile::recognises(path)) {
        m_gzip = std::make_unique<GzipFile>(path);
        m_buffer.resize(kChunk);
        archive_read_support_filter_none(get());
        status = archive_read_open(get(), this, nullptr, &ArchiveStream::pull, nullptr);
    } else {
        // By name: "all" would also start programs (lrzip, lzop) on what a file claims to be.
        archive_read_support_filter_gzip(get());
        archive_read_support_filter_bzip2(get());
        archive_read_support_filter_xz(get());
        archive_read_support_filter_zstd(get());
        status = archive_read_open_filename(get(), path.c_str(), kChunk);
    }
    m_open = status == ARCHIVE_OK;
    std::error_code error;
    m_stored = std::filesystem::file_size(path, error);
}

ArchiveStream::ArchiveStream(std::string_view bytes) : m_reader(archive_read_new(), &archive_read_free), m_stored(bytes.size()) {
    archive_read_support_format_zip_seekable(get());
    m_open = archive_read_open_memory(get(), bytes.data(), bytes.size()) == ARCHIVE_OK;
}

/// libarchive counts "none" as one filter.
bool ArchiveStream::isNested() const { return archive_filter_count(get()) > 2; }
bool ArchiveStream::isZip() const { return (archive_format(get()) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP; }

std::string ArchiveStream::why() const {
    const char* text = archive_error_string(get());
    return text ? text : "it is cut short";
}

bool ArchiveStream::within(std::uint64_t bytes) const {
    return bytes <= limits::kTotalBytes && (bytes <= limits::kFreeBytes || m_stored == 0 || bytes / m_stored <= limits::kRatio);
}

std::uint64_t ArchiveStream::unpacked() const {
    return static_cast<std::uint64_t>(std::max<la_int64_t>(0, archive_filter_bytes(get(), 0)));
}

ssize_t ArchiveStream::pull(archive* reader, void* self, const void** buffer) {
    auto& a = *static_cast<ArchiveStream*>(self);
    *buffer = a.m_buffer.data();
    const std::int64_t got = a.m_gzip->read(a.m_buffer.data(), a.m_buffer.size());
    if (got < 0) archive_set_error(reader, EIO, "%s", a.m_gzip->why().c_str());
    return got;
}

} // namespace recoscope
