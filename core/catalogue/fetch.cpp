#include "core/catalogue/fetch.h"
#include "core/base/text.h"
#include "core/catalogue/checksums.h"
#include "core/catalogue/place.h"
#include "core/catalogue/transfer.h"
#include "core/catalogue/transfer_words.h"
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace recoscope {
namespace {

namespace fs = std::filesystem;
using Kind = TransferEnd::Kind;
constexpr auto kPause = std::chrono::milliseconds(300), kStep = std::chrono::milliseconds(20);
constexpr double kChecking = 0.95; ///< Share of the progress that the transfer takes; the rest is checking.

/// The .part of a file: open, and locked against other programs. What is of no use to a later call is removed at the end.
class Part {
public:
    explicit Part(const fs::path& target) : m_path(target.string() + ".part"), m_notes(m_path + ".etag") {
        // Whoever had the lock before may have renamed the file away: then the name stands for another file by now.
        do {
            if (m_fd >= 0) ::close(m_fd);
            m_fd = ::open(m_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
            m_error = errno;
            m_busy = m_fd >= 0 && flock(m_fd, LOCK_EX | LOCK_NB) != 0;
        } while (m_fd >= 0 && !m_busy && !isNamed());
    }
    ~Part() {
        if (m_fd < 0) return;
        if (!m_busy && !m_moved && (size() == 0 || !canGoOn(m_notes))) drop();
        ::close(m_fd);
    }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
    [[nodiscard]] bool isBusy() const { return m_busy; }
    [[nodiscard]] int openError() const { return m_error; }
    [[nodiscard]] int fd() const { return m_fd; }
    [[nodiscard]] const std::string& notes() const { return m_notes; }
    [[nodiscard]] std::int64_t size() const {
        struct stat status {};
        return fstat(m_fd, &status) == 0 ? status.st_size : 0;
    }
    void drop() {
        std::error_code error;
        fs::remove(m_path, error);
        fs::remove(m_notes, error);
    }
    /// Onto the disk, then under its name in one step.
    [[nodiscard]] bool moveTo(const fs::path& target) {
        if (fsync(m_fd) != 0) return false;
        std::error_code error;
        fs::rename(m_path, target, error);
        if (error) return false;
        m_moved = true;
        fs::remove(m_notes, error);
        const int folder = ::open(target.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (folder >= 0) {
            fsync(folder);
            ::close(folder);
        }
        return true;
    }

private:
    [[nodiscard]] bool isNamed() const {
        struct stat open {
        }, named{};
        return fstat(m_fd, &open) == 0 && ::stat(m_path.c_str(), &named) == 0 && open.st_ino == named.st_ino;
    }
    std::string m_path, m_notes;
    int m_fd = -1, m_error = 0;
    bool m_busy = false, m_moved = false;
};

bool pauseUnlessStopped(const TaskContext& context) {
    for (auto waited = std::chrono::milliseconds(0); waited < kPause; waited += kStep) {
        if (context.stopRequested()) return false;
        std::this_thread::sleep_for(kStep);
    }
    return true;
}

/// One address: a cut connection is taken up again while it brings more each time.
TransferEnd persist(const Transfer& what, const Part& part, const TaskContext& context, const FetchSettings& settings) {
    for (int attempt = 1;; ++attempt) {
        const std::int64_t before = part.size();
        TransferEnd end = transfer(what, context, settings);
        if (end.kind != Kind::Cut || attempt >= settings.attempts || part.size() <= before) return end;
        if (!pauseUnlessStopped(context)) return {Kind::Stopped, {}};
    }
}

/// Whether the bytes are the publisher's, or else those of the first download.
Result<> check(const CatalogueFile& file, const std::string& folder, const std::string& name, const Sums& sums) {
    const std::string& stated = !file.sha256.empty() ? file.sha256 : file.md5;
    const std::string& found = !file.sha256.empty() ? sums.sha256 : sums.md5;
    if (!stated.empty() && stated != found)
        return Error{ErrorKind::InvalidInput,
                     file.name + " is not what the publisher describes: its " + (file.sha256.empty() ? "MD5" : "SHA-256") +
                         " is " + found + ", expected was " + stated +
                         ". It was thrown away; try again, and if that does not help, look at " + file.addresses[0] + " by hand.",
                     file.name};
    const std::string first = stated.empty() ? rememberedSum(folder, name) : std::string();
    if (!first.empty() && first != sums.sha256)
        return Error{ErrorKind::InvalidInput,
                     file.name + " is not what it was at its first download: its SHA-256 is " + sums.sha256 + ", then it was " +
                         first + ". It was thrown away; if the publisher has a new edition, take the line of " + name +
                         " out of " + folder + "/" + kSumsFile + " and fetch again.",
                     file.name};
    return rememberSum(folder, name, sums.sha256);
}

Error notWritable(const fs::path& folder, int error) {
    return {ErrorKind::Io,
            "The folder " + folder.string() + " cannot be written to: " + std::strerror(error) +
                ". Choose another one (fetch --to FOLDER, or RECOSCOPE_DOWNLOADS).",
            folder.string()};
}

Result<> fetchFile(const CatalogueEntry& entry, const CatalogueFile& file, const std::string& folder, const TaskContext& context,
                   const FetchSettings& settings) {
    const fs::path own = fs::path(folder) / entry.id, target = own / file.name;
    Part part(target);
    if (!part.isOpen()) return notWritable(own, part.openError());
    std::error_code error;
    if (!part.isBusy() && fs::is_regular_file(target, error)) return Done{}; // somebody was quicker
    if (part.isBusy())
        return Error{ErrorKind::Io, entry.name + " is being fetched already, by this program or another one; wait for it.",
                     entry.id};
    TransferEnd end;
    std::optional<Error> first;
    for (const std::string& address : file.addresses) {
        end = persist({address, entry.page, part.notes(), file.name, part.fd()}, part, context.part(0, kChecking), settings);
        if (end.kind == Kind::Stopped) return Cancelled{};
        if (!first) first = end.error; // the publisher's own address comes first
        if (end.kind != Kind::Unreachable) break;
    }
    if (end.kind == Kind::Unreachable) return *first;
    if (end.kind != Kind::Whole) return end.error;
    const auto sums = sumsOf(part.fd(), file.name, context.part(kChecking, 1));
    if (!sums) return sums.as<Done>();
    if (auto checked = check(file, folder, entry.id + "/" + file.name, sums.value()); !checked) {
        part.drop();
        return checked;
    }
    if (!part.moveTo(target)) return Error{ErrorKind::Io, cannotWrite(file.name), target.string()};
    return Done{};
}

} // namespace

Result<std::string> fetch(const CatalogueEntry& entry, const std::string& folder, const TaskContext& context,
                          const FetchSettings& settings) {
    if (!entry.byHand.empty())
        return Error{ErrorKind::Unsupported, entry.name + " is not fetched by this program. " + entry.byHand + " " + entry.page,
                     entry.id};
    if (folder.empty())
        return Error{ErrorKind::Io, "There is no folder for downloads: set HOME, XDG_DATA_HOME or RECOSCOPE_DOWNLOADS.", {}};
    const fs::path own = fs::path(folder) / entry.id;
    std::error_code error;
    fs::create_directories(own, error);
    if (error) return notWritable(own, error.value());
    const auto share = 1.0 / static_cast<double>(entry.files.size());
    for (std::size_t k = 0; k < entry.files.size(); ++k) {
        const CatalogueFile& file = entry.files[k];
        if (fs::is_regular_file(own / file.name, error)) continue;
        const auto at = static_cast<double>(k) * share;
        if (auto fetched = fetchFile(entry, file, folder, context.part(at, at + share), settings); !fetched) {
            fs::remove(own, error); // where it is empty
            return fetched.as<std::string>();
        }
    }
    return downloadedPath(entry, folder);
}

} // namespace recoscope
