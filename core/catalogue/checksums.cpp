#include "core/catalogue/checksums.h"
#include "core/base/md5.h"
#include "core/base/sha256.h"
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace recoscope {
namespace {

constexpr std::size_t kChunk = 1 << 20;

std::string pathOf(const std::string& folder) { return folder + "/" + kSumsFile; }

std::vector<std::string> linesOf(const std::string& folder) {
    std::ifstream file(pathOf(folder));
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
}

/// "HEX  NAME"
bool names(const std::string& line, const std::string& name) {
    return line.size() == 66 + name.size() && line.ends_with("  " + name);
}

/// Other programs wait while one of them changes the list.
class FolderLock {
public:
    explicit FolderLock(const std::string& folder) : m_fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
        if (m_fd >= 0) flock(m_fd, LOCK_EX);
    }
    ~FolderLock() {
        if (m_fd >= 0) ::close(m_fd);
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int m_fd;
};

} // namespace

Result<Sums> sumsOf(int fd, const std::string& label, const TaskContext& context) {
    struct stat status {};
    fstat(fd, &status);
    const double size = std::max<double>(1, static_cast<double>(status.st_size));
    std::vector<char> buffer(kChunk);
    Sha256 sha;
    Md5 md5;
    for (off_t at = 0;;) {
        if (context.stopRequested()) return Cancelled{};
        const ssize_t n = ::pread(fd, buffer.data(), buffer.size(), at);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return Error{ErrorKind::Io, label + " cannot be read back: " + std::strerror(errno) + ".", label};
        if (n == 0) break;
        sha.add(buffer.data(), static_cast<std::size_t>(n));
        md5.add(buffer.data(), static_cast<std::size_t>(n));
        at += n;
        context.report(static_cast<double>(at) / size, label + ": checking");
    }
    return Sums{sha.hex(), md5.hex()};
}

std::string rememberedSum(const std::string& folder, const std::string& name) {
    for (const std::string& line : linesOf(folder))
        if (names(line, name)) return line.substr(0, 64);
    return {};
}

Result<> rememberSum(const std::string& folder, const std::string& name, const std::string& sha256) {
    const FolderLock lock(folder);
    std::vector<std::string> lines = linesOf(folder);
    std::erase_if(lines, [&](const std::string& line) { return names(line, name); });
    lines.push_back(sha256 + "  " + name);
    const std::string path = pathOf(folder), fresh = path + ".new";
    std::ofstream file(fresh, std::ios::trunc);
    for (const std::string& line : lines) file << line << "\n";
    file.close();
    std::error_code error;
    if (file) std::filesystem::rename(fresh, path, error);
    if (!file || error) {
        std::filesystem::remove(fresh, error);
        return Error{ErrorKind::Io, "The list of checksums " + path + " cannot be written.", path};
    }
    return Done{};
}

} // namespace recoscope
