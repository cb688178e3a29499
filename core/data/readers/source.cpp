#include "core/data/readers/source.h"
#include "core/data/readers/archive_reader.h"
#include "core/data/readers/gzip_file.h"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace recoscope {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kStep = 8U << 20;

Error cannotRead(const std::string& name, const std::string& why) {
    return {ErrorKind::Io, name + " cannot be read: " + why + ". Check the path and its permissions.", name};
}

/// By the first bytes: bzip2, xz, zstd. The name does not matter.
bool isOtherwiseCompressed(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    char magic[6] = {};
    file.read(magic, sizeof magic);
    const std::string_view head(magic, static_cast<std::size_t>(file.gcount()));
    using namespace std::string_view_literals;
    return head.starts_with("BZh"sv) || head.starts_with("\xfd\x37zXZ"sv) || head.starts_with("\x28\xb5\x2f\xfd"sv);
}

bool isNpzFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    char head[512] = {};
    file.read(head, sizeof head);
    return isNpz({head, static_cast<std::size_t>(file.gcount())});
}

/// Appends what `read` gives until its end, the limit, or a refusal of `grown` (asked with the size so far).
template <class Read, class Grown>
Result<std::string> collect(std::uint64_t limit, const TaskContext& context, Read read, Grown grown) {
    std::string bytes;
    for (;;) {
        if (context.stopRequested()) return Cancelled{};
        const std::size_t step = limit > 0 ? std::min<std::size_t>(kStep, static_cast<std::size_t>(limit) - bytes.size()) : kStep;
        const std::size_t at = bytes.size();
        bytes.resize(at + step);
        const Result<std::size_t> got = read(bytes.data() + at, step);
        if (!got) return got.template as<std::string>();
        bytes.resize(at + got.value());
        if (const auto refusal = grown(bytes.size()); !refusal) return refusal.template as<std::string>();
        if (got.value() == 0 || (limit > 0 && bytes.size() >= limit)) return bytes;
    }
}

Result<std::string> readPlain(const SourceFile& file, std::uint64_t limit, const TaskContext& context) {
    std::ifstream stream(file.path, std::ios::binary);
    if (!stream) return cannotRead(file.name, "it cannot be opened");
    const auto tooLarge = [&] {
        return Error{ErrorKind::ResourceLimit,
                     file.name + " is larger than 8 GiB, the limit for one file: expected a user, an item, a rating and a time "
                                 "in each line; take out other columns, or cut it.",
                     file.name};
    };
    std::error_code unknown;
    if (const auto size = fs::file_size(file.path, unknown); !unknown && limit == 0 && size > SourceLimits::kTotalBytes)
        return tooLarge();
    return collect(
        limit, context,
        [&](char* out, std::size_t step) -> Result<std::size_t> {
            stream.read(out, static_cast<std::streamsize>(step));
            if (stream.bad()) return cannotRead(file.name, "reading stopped with an error");
            return static_cast<std::size_t>(stream.gcount());
        },
        [&](std::size_t size) -> Result<> {
            if (size <= SourceLimits::kTotalBytes) return Done{};
            return tooLarge();
        });
}

Result<std::string> readGzip(const SourceFile& file, std::uint64_t limit, const TaskContext& context) {
    GzipFile gzip(file.path);
    std::error_code error;
    const std::uint64_t stored = std::max<std::uint64_t>(1, fs::file_size(file.path, error));
    return collect(
        limit, context,
        [&](char* out, std::size_t step) -> Result<std::size_t> {
            const std::int64_t got = gzip.read(out, step);
            if (got >= 0) return static_cast<std::size_t>(got);
            return Error{ErrorKind::InvalidInput, file.name + " is damaged: " + gzip.why() + ". Fetch it again.", file.name};
        },
        [&](std::size_t size) -> Result<> {
            if (size <= SourceLimits::kRatioFreeBytes ||
                (size <= SourceLimits::kTotalBytes && size / stored <= SourceLimits::kRatio))
                return Done{};
            return Error{ErrorKind::ResourceLimit,
                         file.name + " expands to more than the limit for compressed files (8 GiB, or 200 times its size); "
                                     "unpack it and check what it is.",
                         file.name};
        });
}

Result<std::vector<SourceFile>> filesOf(const std::string& folder) {
    std::vector<SourceFile> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, fs::directory_options::skip_permission_denied, error)) {
        const std::string name = entry.path().filename().string();
        std::error_code ignored;
        if (!entry.is_regular_file(ignored) || isClutter(name) || name.starts_with('.')) continue;
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
    return base.empty() || base.starts_with("._") || base == ".DS_Store" || name.starts_with("__MACOSX/");
}

std::string withoutCompressionSuffix(const std::string& name) {
    for (const char* suffix : {".gz", ".bz2", ".xz", ".zst"})
        if (name.ends_with(suffix)) return name.substr(0, name.size() - std::string_view(suffix).size());
    return name;
}

std::string existingFile(const std::string& path) {
    std::error_code error;
    for (const char* suffix : {"", ".gz"})
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

Result<std::string> readSource(const SourceFile& file, std::uint64_t limit, const TaskContext& context) {
    if (!file.member.empty() || isOtherwiseCompressed(file.path)) return readArchived(file, limit, context);
    if (GzipFile::recognises(file.path)) return readGzip(file, limit, context);
    return readPlain(file, limit, context);
}

} // namespace recoscope
