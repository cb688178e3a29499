#include "core/data/readers/source.h"
#include "core/base/text.h"
#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <filesystem>
#include <fstream>
#include <memory>

namespace recoscope {
namespace {

namespace fs = std::filesystem;
using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;
constexpr std::size_t kChunk = 1U << 18;

Error cannotRead(const std::string& name, const std::string& why) {
    return {ErrorKind::Io, name + " cannot be read: " + why + ". Check the path and its permissions.", name};
}

Reader openArchive(const std::string& path, bool raw) {
    Reader reader(archive_read_new(), &archive_read_free);
    archive_read_support_filter_all(reader.get());
    if (raw)
        archive_read_support_format_raw(reader.get());
    else {
        archive_read_support_format_tar(reader.get());
        archive_read_support_format_zip(reader.get());
    }
    if (archive_read_open_filename(reader.get(), path.c_str(), kChunk) != ARCHIVE_OK) reader.reset();
    return reader;
}

/// By the first bytes: gzip, bzip2, xz, zstd. The name does not matter.
bool isCompressed(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    char magic[6] = {};
    file.read(magic, sizeof magic);
    const std::string_view head(magic, static_cast<std::size_t>(file.gcount()));
    using namespace std::string_view_literals;
    return head.starts_with("\x1f\x8b"sv) || head.starts_with("BZh"sv) || head.starts_with("\xfd\x37zXZ"sv) ||
           head.starts_with("\x28\xb5\x2f\xfd"sv);
}

bool isClutter(const std::string& name) {
    const std::size_t slash = name.rfind('/');
    const std::string base = slash == std::string::npos ? name : name.substr(slash + 1);
    return base.empty() || base.starts_with("._") || base == ".DS_Store" || name.starts_with("__MACOSX/");
}

std::string withoutSuffix(const std::string& name) {
    for (const char* suffix : {".gz", ".bz2", ".xz", ".zst"})
        if (name.ends_with(suffix)) return name.substr(0, name.size() - std::string_view(suffix).size());
    return name;
}

Result<std::vector<SourceFile>> listArchive(const std::string& path) {
    std::vector<SourceFile> files;
    const Reader reader = openArchive(path, false);
    if (!reader) return cannotRead(path, "it is not a readable archive");
    archive_entry* entry = nullptr;
    int status = ARCHIVE_OK, seen = 0;
    while ((status = archive_read_next_header(reader.get(), &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN) {
        if (++seen > SourceLimits::kMembers)
            return Error{ErrorKind::ResourceLimit,
                         path + " holds more than 10,000 members, the limit for archives; unpack it and open the ratings file.",
                         path};
        const char* name = archive_entry_pathname(entry);
        if (!name || archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) || isClutter(name)) continue;
        files.push_back(
            {path, name, withoutSuffix(name), static_cast<std::uint64_t>(std::max<la_int64_t>(0, archive_entry_size(entry)))});
    }
    if (status == ARCHIVE_FATAL) {
        const char* why = archive_error_string(reader.get());
        return Error{ErrorKind::InvalidInput, path + " is damaged: " + (why ? why : "it is cut short") + ". Fetch it again.",
                     path};
    }
    return files;
}

/// Reads the current entry to its end, within the limits.
Result<std::string> drain(archive* reader, const SourceFile& file, std::uint64_t stored, std::uint64_t limit,
                          const TaskContext& context) {
    std::string bytes;
    for (;;) {
        if (context.stopRequested()) return Cancelled{};
        const std::size_t at = bytes.size();
        bytes.resize(at + kChunk);
        const la_ssize_t got = archive_read_data(reader, bytes.data() + at, kChunk);
        if (got < 0) {
            const char* why = archive_error_string(reader);
            return Error{ErrorKind::InvalidInput,
                         file.name + " is damaged: " + (why ? why : "it is cut short") + ". Fetch it again.", file.name};
        }
        bytes.resize(at + static_cast<std::size_t>(got));
        if (got == 0) return bytes;
        if (limit > 0 && bytes.size() >= limit) {
            bytes.resize(limit);
            return bytes;
        }
        if (bytes.size() > SourceLimits::kTotalBytes ||
            (bytes.size() > SourceLimits::kRatioFreeBytes && stored > 0 && bytes.size() / stored > SourceLimits::kRatio))
            return Error{ErrorKind::ResourceLimit,
                         file.name + " expands to more than the limit for compressed files (8 GiB, or 200 times its size); "
                                     "unpack it and check what it is.",
                         file.name};
    }
}

Result<std::string> readPlain(const SourceFile& file, std::uint64_t limit, const TaskContext& context) {
    std::ifstream stream(file.path, std::ios::binary);
    if (!stream) return cannotRead(file.name, "it cannot be opened");
    std::string bytes;
    constexpr std::size_t kStep = 8U << 20;
    for (;;) {
        if (context.stopRequested()) return Cancelled{};
        const std::size_t step = limit > 0 ? std::min<std::size_t>(kStep, static_cast<std::size_t>(limit) - bytes.size()) : kStep;
        const std::size_t at = bytes.size();
        bytes.resize(at + step);
        stream.read(bytes.data() + at, static_cast<std::streamsize>(step));
        bytes.resize(at + static_cast<std::size_t>(stream.gcount()));
        if (bytes.size() > SourceLimits::kTotalBytes)
            return Error{ErrorKind::ResourceLimit, file.name + " is larger than 8 GiB, the limit for one file.", file.name};
        if (stream.gcount() == 0 || (limit > 0 && bytes.size() >= limit)) return bytes;
    }
}

} // namespace

bool isArchive(const std::string& path) {
    const Reader reader = openArchive(path, false);
    archive_entry* entry = nullptr;
    if (!reader || archive_read_next_header(reader.get(), &entry) != ARCHIVE_OK) return false;
    const int format = archive_format(reader.get()) & ARCHIVE_FORMAT_BASE_MASK;
    return format == ARCHIVE_FORMAT_ZIP || format == ARCHIVE_FORMAT_TAR;
}

Result<std::vector<SourceFile>> listSource(const std::string& path) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (error || !fs::exists(status)) return cannotRead(path, "there is no such file or folder");
    std::vector<SourceFile> files;
    if (fs::is_directory(status)) {
        for (const auto& entry : fs::directory_iterator(path, fs::directory_options::skip_permission_denied, error)) {
            const std::string name = entry.path().filename().string();
            if (!entry.is_regular_file(error) || isClutter(name) || name.starts_with('.')) continue;
            files.push_back({entry.path().string(), {}, withoutSuffix(name), static_cast<std::uint64_t>(entry.file_size(error))});
        }
        if (error) return cannotRead(path, error.message());
        std::ranges::sort(files, {}, &SourceFile::name);
        return files;
    }
    if (!fs::is_regular_file(status)) return cannotRead(path, "it is neither a file nor a folder");
    if (isArchive(path)) return listArchive(path);
    files.push_back(
        {path, {}, withoutSuffix(fs::path(path).filename().string()), static_cast<std::uint64_t>(fs::file_size(path, error))});
    return files;
}

Result<std::string> readSource(const SourceFile& file, std::uint64_t limit, const TaskContext& context) {
    if (file.member.empty() && !isCompressed(file.path)) return readPlain(file, limit, context);
    const Reader reader = openArchive(file.path, file.member.empty());
    if (!reader) return cannotRead(file.name, "it cannot be opened");
    std::error_code error;
    const std::uint64_t stored = fs::file_size(file.path, error);
    archive_entry* entry = nullptr;
    int status = ARCHIVE_OK;
    while ((status = archive_read_next_header(reader.get(), &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN) {
        const char* name = archive_entry_pathname(entry);
        if (file.member.empty() || (name && file.member == name)) return drain(reader.get(), file, stored, limit, context);
    }
    const char* why = archive_error_string(reader.get());
    return Error{ErrorKind::InvalidInput, file.name + " is damaged: " + (why ? why : "the member is gone") + ". Fetch it again.",
                 file.name};
}

} // namespace recoscope
