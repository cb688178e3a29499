#include "core/catalogue/attempt.h"
#include "core/base/text.h"
#include "core/catalogue/transfer_words.h"
#include <algorithm>
#include <cctype>
#include <cerrno>
#include <fstream>
#include <limits>
#include <sys/statvfs.h>
#include <unistd.h>

namespace recoscope {
namespace {

constexpr std::int64_t kSpareBytes = 1 << 20;

bool isDiskFull() { return errno == ENOSPC || errno == EDQUOT; }

} // namespace

Notes readNotes(const std::string& path) {
    std::ifstream file(path);
    Notes notes;
    std::getline(file, notes.address);
    std::getline(file, notes.validator);
    return notes;
}

bool Attempt::refuse(ErrorKind kind, const std::string& sentence) {
    error = Error{kind, sentence, what.label};
    return false;
}

void Attempt::tell(bool always) {
    const auto now = std::chrono::steady_clock::now();
    if (!always && now - told < std::chrono::milliseconds(100)) return;
    told = now;
    const double fraction =
        total && *total > 0 ? static_cast<double>(have) / static_cast<double>(*total) : std::numeric_limits<double>::quiet_NaN();
    context.report(fraction, what.label + ": " + megabytes(have) + (total ? " of " + megabytes(*total) : std::string()));
}

void Attempt::takeHeader(std::string_view raw) {
    const std::string line(trim(raw));
    if (line.starts_with("HTTP/")) { // the first line of each answer, redirects included
        const std::size_t blank = line.find(' ');
        status = blank == std::string::npos ? 0 : parseInteger(line.substr(blank + 1, 3)).value_or(0);
        for (std::string* text : {&etag, &modified, &contentRange, &contentLength}) text->clear();
        return;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) return;
    std::string name = line.substr(0, colon);
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    std::string* target = name == "etag"             ? &etag
                          : name == "last-modified"  ? &modified
                          : name == "content-range"  ? &contentRange
                          : name == "content-length" ? &contentLength
                                                     : nullptr;
    if (target) *target = trim(std::string_view(line).substr(colon + 1));
}

/// "bytes 1000-4999/5000": from where the file ends.
bool Attempt::goesOn() {
    const std::size_t dash = contentRange.find('-'), slash = contentRange.find('/');
    const bool formed = contentRange.starts_with("bytes ") && dash != std::string::npos && slash != std::string::npos;
    if (!formed || parseInteger(trim(contentRange.substr(6, dash - 6))) != offset)
        return refuse(ErrorKind::Io, "The server " + hostOf(what.address) + " sent another part of " + what.label +
                                         " than was asked for; try again.");
    total = parseInteger(contentRange.substr(slash + 1));
    return true;
}

bool Attempt::writeNotes() {
    const bool strong = !etag.empty() && !etag.starts_with("W/");
    std::ofstream notes(what.notes, std::ios::trunc);
    notes << what.address << "\n" << (strong ? etag : modified) << "\n";
    return notes.flush() ? true : refuse(ErrorKind::Io, cannotWrite(what.label));
}

bool Attempt::hasRoom() {
    if (!total) return true;
    if (*total > settings.mostBytes)
        return refuse(ErrorKind::ResourceLimit, what.label + " would be " + megabytes(*total) + ", over the limit of " +
                                                    megabytes(settings.mostBytes) + " for a download; fetch it by hand from " +
                                                    what.address + ".");
    struct statvfs disk {};
    if (fstatvfs(what.fd, &disk) != 0) return true;
    const double free = static_cast<double>(disk.f_bavail) * static_cast<double>(disk.f_frsize);
    if (static_cast<double>(*total - have + kSpareBytes) <= free) return true;
    return refuse(ErrorKind::ResourceLimit, what.label + " needs another " + megabytes(*total - have) +
                                                " on the disk, and only " + megabytes(static_cast<std::int64_t>(free)) +
                                                " are free: make room, or choose another folder.");
}

bool Attempt::prepare() {
    prepared = true;
    if (status == 206) {
        if (!goesOn()) return false;
    } else {
        if (ftruncate(what.fd, 0) != 0) return refuse(ErrorKind::Io, cannotWrite(what.label));
        offset = have = 0;
        total = parseInteger(contentLength);
    }
    lseek(what.fd, have, SEEK_SET);
    return writeNotes() && hasRoom();
}

bool Attempt::write(const char* data, std::size_t size) {
    if (have + static_cast<std::int64_t>(size) > settings.mostBytes)
        return refuse(ErrorKind::ResourceLimit, what.label + " is over the limit of " + megabytes(settings.mostBytes) +
                                                    " for a download; fetch it by hand from " + what.address + ".");
    while (size > 0) {
        const ssize_t n = ::write(what.fd, data, size);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0 && isDiskFull())
            return refuse(ErrorKind::ResourceLimit,
                          "The disk is full: " + what.label + " stopped at " + megabytes(have) + ". Make room and try again.");
        if (n <= 0) return refuse(ErrorKind::Io, cannotWrite(what.label));
        data += n;
        size -= static_cast<std::size_t>(n);
        have += n;
    }
    tell(false);
    return true;
}

bool Attempt::takeBody(const char* data, std::size_t size) {
    if (context.stopRequested()) return false;
    if (status != 200 && status != 206) return true;
    return (prepared || prepare()) && write(data, size);
}

} // namespace recoscope
