#include "core/data/readers/source.h"
#include "core/base/memory.h"
#include "core/data/limits.h"
#include "core/data/readers/archive_reader.h"
#include "core/data/readers/byte_stream.h"
#include "core/data/readers/gzip_file.h"
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace recoscope {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kStep = 8U << 20;
constexpr std::uint64_t kHeadBytes = 1U << 18; // what is looked at before a file is read

Error cannotRead(const std::string& name, const std::string& why) {
    return {ErrorKind::Io, name + " cannot be read: " + why + ". Check the path and its permissions.", name};
}

/// By the first bytes: bzip2, xz, zstd. The name does not matter.
bool isOtherwiseCompressed(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    char magic[10] = {};
    file.read(magic, sizeof magic);
    const std::string_view head(magic, static_cast<std::size_t>(file.gcount()));
    using namespace std::string_view_literals;
    // A text may begin with "BZh": bzip2 has a level and the mark of a block, or of the end, behind it.
    const bool bzip2 = head.size() == sizeof magic && head.starts_with("BZh"sv) && head[3] >= '1' && head[3] <= '9' &&
                       (head.ends_with("\x31\x41\x59\x26\x53\x59"sv) || head.ends_with("\x17\x72\x45\x38\x50\x90"sv));
    return bzip2 || head.starts_with("\xfd\x37zXZ"sv) || head.starts_with("\x28\xb5\x2f\xfd"sv);
}

bool isNpzFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    char head[512] = {};
    file.read(head, sizeof head);
    return isNpz({head, static_cast<std::size_t>(file.gcount())});
}

Error largeFile(const std::string& name) {
    return {ErrorKind::ResourceLimit,
            name + " is larger than " + limits::size(limits::kTotalBytes) +
                ", the limit for one file: expected a user, an item, a rating and a time in each line; take "
                "out other columns, or cut it.",
            name};
}

class PlainStream final : public ByteStream {
public:
    explicit PlainStream(const SourceFile& file) : m_name(file.name), m_file(::open(file.path.c_str(), O_RDONLY | O_CLOEXEC)) {
        struct stat status {};
        if (m_file >= 0 && fstat(m_file, &status) == 0) m_size = static_cast<std::uint64_t>(status.st_size);
        if (m_file >= 0) posix_fadvise(m_file, 0, 0, POSIX_FADV_SEQUENTIAL);
    }
    ~PlainStream() override {
        if (m_file >= 0) ::close(m_file);
    }
    [[nodiscard]] bool isOpen() const { return m_file >= 0; }
    Result<std::size_t> read(char* out, std::size_t capacity) override {
        if (m_read + capacity > kHeadBytes && m_size > limits::kTotalBytes) return largeFile(m_name); // before much is read
        return fillFrom(out, capacity, [&](char* to, std::size_t room) -> Result<std::size_t> {
            const ssize_t got = ::read(m_file, to, room);
            if (got < 0 && errno != EINTR) return cannotRead(m_name, std::strerror(errno));
            m_read += static_cast<std::uint64_t>(std::max<ssize_t>(got, 0));
            if (m_read > limits::kTotalBytes) return largeFile(m_name);
            return got < 0 ? read(to, room) : Result<std::size_t>(static_cast<std::size_t>(got));
        });
    }
    [[nodiscard]] std::uint64_t statedBytes() const override { return m_size; }

private:
    std::string m_name;
    int m_file = -1;
    std::uint64_t m_size = 0, m_read = 0;
};

class GzipStream final : public ByteStream {
public:
    explicit GzipStream(const SourceFile& file) : m_name(file.name), m_gzip(file.path) {
        std::error_code error;
        m_stored = std::max<std::uint64_t>(1, fs::file_size(file.path, error));
        std::ifstream tail(file.path, std::ios::binary);
        unsigned char size[4] = {};
        if (tail.seekg(-4, std::ios::end) && tail.read(reinterpret_cast<char*>(size), 4))
            for (int k = 3; k >= 0; --k) m_stated = m_stated * 256 + size[k];
    }
    Result<std::size_t> read(char* out, std::size_t capacity) override {
        const std::int64_t got = m_gzip.read(out, capacity);
        if (got < 0) return Error{ErrorKind::InvalidInput, m_name + " is damaged: " + m_gzip.why() + ". Fetch it again.", m_name};
        m_read += static_cast<std::uint64_t>(got);
        if (m_read <= limits::kFreeBytes || (m_read <= limits::kTotalBytes && m_read / m_stored <= limits::kRatio))
            return static_cast<std::size_t>(got);
        return Error{ErrorKind::ResourceLimit,
                     m_name + " expands to more than the limit for compressed files (" + limits::size(limits::kTotalBytes) +
                         ", or " + std::to_string(limits::kRatio) + " times the stored size); unpack it and check what it is.",
                     m_name};
    }
    /// The length that gzip notes at its end, of the last member and by 4 GiB.
    [[nodiscard]] std::uint64_t statedBytes() const override { return std::min(m_stated, m_stored * limits::kRatio); }

private:
    std::string m_name;
    GzipFile m_gzip;
    std::uint64_t m_stored = 1, m_stated = 0, m_read = 0;
};

/// The bytes of a stream: all, or the first `limit`.
Result<std::string> collect(ByteStream& stream, const std::string& name, std::uint64_t limit, const TaskContext& context) {
    std::string bytes;
    for (;;) {
        if (context.stopRequested()) return Cancelled{};
        const std::size_t step = limit > 0 ? std::min<std::size_t>(kStep, static_cast<std::size_t>(limit) - bytes.size()) : kStep;
        const std::size_t at = bytes.size();
        if (auto allowed =
                requireMemory(2.0 * static_cast<double>(at), name + ", read as a whole,", "Unpack it and cut it into parts.");
            !allowed)
            return allowed.as<std::string>();
        bytes.resize(at + step);
        const Result<std::size_t> got = stream.read(bytes.data() + at, step);
        if (!got) return got.as<std::string>();
        bytes.resize(at + got.value());
        if (got.value() == 0 || (limit > 0 && bytes.size() >= limit)) return bytes;
    }
}

/// A link to another file of the same folder: it would be read twice.
bool isSecondName(const fs::directory_entry& entry, const std::string& folder) {
    std::error_code error;
    if (!entry.is_symlink(error)) return false;
    const fs::path target = fs::canonical(entry.path(), error);
    return !error && target.parent_path() == fs::canonical(folder, error);
}

Result<std::vector<SourceFile>> filesOf(const std::string& folder) {
    std::vector<SourceFile> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, fs::directory_options::skip_permission_denied, error)) {
        const std::string name = entry.path().filename().string();
        std::error_code ignored;
        if (!entry.is_regular_file(ignored) || isClutter(name) || isSecondName(entry, folder)) continue;
        const std::uint64_t size = entry.file_size(ignored);
        files.push_back({entry.path().string(), {}, withoutCompressionSuffix(name), ignored ? 0 : size});
    }
    if (error) return cannotRead(folder, error.message());
    std::ranges::sort(files, {}, &SourceFile::name);
    return files;
}

} // namespace

Error sameNameTwice(const std::string& archive, const std::string& member) {
    return {ErrorKind::InvalidInput,
            archive + " holds two members named " + member +
                ", so that neither can be told from the other: unpack it and open the "
                "right one.",
            archive};
}

bool isClutter(const std::string& name) {
    const std::size_t slash = name.rfind('/');
    const std::string base = slash == std::string::npos ? name : name.substr(slash + 1);
    return base.empty() || base.starts_with('.') || base == "Thumbs.db" || base == "desktop.ini" || name.starts_with("__MACOSX/");
}

std::string withoutCompressionSuffix(const std::string& name) {
    for (const char* suffix : {".gz", ".bz2", ".xz", ".zst"})
        if (name.ends_with(suffix)) return name.substr(0, name.size() - std::string_view(suffix).size());
    return name;
}

std::string existingFile(const std::string& path) {
    std::error_code error;
    for (const char* suffix : {"", ".gz", ".bz2", ".xz", ".zst"})
        if (fs::is_regular_file(path + suffix, error)) return path + suffix;
    return {};
}

Result<> visitHeads(const std::string& path, std::uint64_t limit, const TaskContext& context, const HeadVisitor& visit) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (error && error != std::errc::no_such_file_or_directory) return cannotRead(path, error.message());
    if (!fs::exists(status)) return cannotRead(path, "there is no such file or folder");
    std::vector<SourceFile> files;
    if (fs::is_directory(status)) {
        auto listed = filesOf(path);
        if (!listed) return listed.as<Done>();
        files = std::move(listed).value();
    } else if (!fs::is_regular_file(status)) {
        return cannotRead(path, "it is neither a file nor a folder");
    } else if (!isNpzFile(path) && isArchive(path)) {
        return visitArchive(path, limit, context, visit);
    } else {
        files.push_back({path,
                         {},
                         withoutCompressionSuffix(fs::path(path).filename().string()),
                         static_cast<std::uint64_t>(fs::file_size(path, error))});
    }
    for (const SourceFile& file : files) {
        auto head = readSource(file, limit, context);
        if (head.isCancelled()) return Cancelled{};
        visit(file, std::move(head));
    }
    return Done{};
}

Result<std::unique_ptr<ByteStream>> openSource(const SourceFile& file, const TaskContext& context) {
    if (!file.member.empty() || isOtherwiseCompressed(file.path)) return openArchived(file, context);
    if (GzipFile::recognises(file.path)) return std::unique_ptr<ByteStream>(std::make_unique<GzipStream>(file));
    auto plain = std::make_unique<PlainStream>(file);
    if (!plain->isOpen()) return cannotRead(file.name, "it cannot be opened");
    return std::unique_ptr<ByteStream>(std::move(plain));
}

Result<std::string> readSource(const SourceFile& file, std::uint64_t limit, const TaskContext& context) {
    auto stream = openSource(file, context);
    if (!stream) return stream.as<std::string>();
    return collect(*stream.value(), file.name, limit, context);
}

} // namespace recoscope
