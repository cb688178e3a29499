#include "core/data/readers/archive_reader.h"
#include "core/base/text.h"
#include "core/data/limits.h"
#include "core/data/readers/archive_stream.h"
#include "core/data/readers/zip_layout.h"
#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>

namespace recoscope {
namespace {

constexpr std::size_t kChunk = 1U << 18;
// Of an archive of thousands of members, so many bytes of beginnings are shown, and of each member behind them only these.
constexpr std::uint64_t kHeadsInFull = 64U << 20, kShortHead = 8U << 10;

Error damaged(const std::string& name, const std::string& why) {
    return {ErrorKind::InvalidInput, name + " is damaged: " + why + ". Fetch it again.", name};
}

/// What libarchive could not read: damaged, or under a password of which only its words tell.
Error unreadable(const std::string& name, const ArchiveStream& a) {
    if (archive_read_has_encrypted_entries(a.get()) <= 0 && a.why().find("encrypted") == std::string::npos)
        return damaged(name, a.why());
    return {ErrorKind::Unsupported, name + " is encrypted: unpack it with its password and open what comes out.", name};
}

Error tooLarge(const std::string& name) {
    return {ErrorKind::ResourceLimit,
            name + " expands to more than the limit for compressed files (" + limits::size(limits::kTotalBytes) + ", or " +
                std::to_string(limits::kRatio) + " times the stored size); unpack it and check what it is.",
            name};
}

/// Reads the current entry: all of it, or its first `limit` bytes.
Result<std::string> drain(const ArchiveStream& a, const std::string& name, std::uint64_t limit, const TaskContext& context) {
    std::string bytes;
    for (;;) {
        if (context.stopRequested()) return Cancelled{};
        const std::size_t at = bytes.size();
        bytes.resize(at + kChunk);
        const la_ssize_t got = archive_read_data(a.get(), bytes.data() + at, kChunk);
        if (got < 0) return unreadable(name, a);
        bytes.resize(at + static_cast<std::size_t>(got));
        if (got == 0) return bytes;
        if (limit > 0 && bytes.size() >= limit) {
            bytes.resize(limit);
            return bytes;
        }
        if (!a.within(bytes.size()) || !a.within(a.unpacked())) return tooLarge(name);
    }
}

/// What is left of the current entry. A zip is skipped by seeking; a tar has to be unpacked, within the limits.
Result<> skip(const ArchiveStream& a, const std::string& path, const TaskContext& context) {
    if (a.isZip()) {
        archive_read_data_skip(a.get());
        return Done{};
    }
    std::vector<char> scratch(kChunk);
    std::uint64_t skipped = 0;
    for (;;) {
        if (context.stopRequested()) return Cancelled{};
        const la_ssize_t got = archive_read_data(a.get(), scratch.data(), scratch.size());
        if (got == 0) return Done{};
        if (got < 0) return unreadable(path, a);
        skipped += static_cast<std::uint64_t>(got);
        if (!a.within(a.unpacked()) || !a.within(skipped)) return tooLarge(path);
    }
}

Error encrypted(const SourceFile& file) {
    return {ErrorKind::Unsupported,
            file.name + " in " + file.path + " is encrypted: unpack it with its password and open what comes out.", file.name};
}

Error compressedTwice(const std::string& path) {
    return {ErrorKind::Unsupported, path + " is compressed more than once: unpack it and open what comes out.", path};
}

/// "" where the entry has no name.
std::string nameOf(archive_entry* entry) {
    const char* name = archive_entry_pathname(entry);
    return name ? name : "";
}

/// By the first bytes, whether or not what follows holds together.
bool beginsAsArchive(const std::string& path) {
    constexpr std::size_t kTarMagicAt = 257, kTarMagic = 5;
    std::ifstream file(path, std::ios::binary);
    std::string head(kTarMagicAt + kTarMagic, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    return head.starts_with("PK\3\4") || head.starts_with("PK\5\6") || head.starts_with("7z\xbc\xaf\x27\x1c") ||
           head.ends_with("ustar");
}

/// Zips have their directory at the end, tars none: what can be known before members are read.
Result<> checkLayout(const ArchiveStream& a, const std::string& path) {
    if (!a.isZip()) return Done{};
    std::ifstream file(path, std::ios::binary);
    std::error_code error;
    return checkZipLayout(
        [&](std::uint64_t offset, std::size_t count) {
            std::string bytes(count, '\0');
            file.clear();
            file.seekg(static_cast<std::streamoff>(offset));
            file.read(bytes.data(), static_cast<std::streamsize>(count));
            bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
            return bytes;
        },
        std::filesystem::file_size(path, error), path);
}

Error longName(const std::string& path) {
    return {ErrorKind::ResourceLimit,
            path + " holds a member whose name is longer than the limit of " + limits::size(limits::kMemberNameBytes) +
                "; unpack it and open the ratings file.",
            path};
}

/// The entry at which an archive stands.
class MemberStream final : public ByteStream {
public:
    MemberStream(std::shared_ptr<ArchiveStream> archive, std::string name, archive_entry* entry)
        : m_archive(std::move(archive)),
          m_name(std::move(name)),
          m_stated(static_cast<std::uint64_t>(std::max<la_int64_t>(0, archive_entry_size(entry)))) {}
    Result<std::size_t> read(char* out, std::size_t capacity) override {
        return fillFrom(out, capacity, [&](char* to, std::size_t room) -> Result<std::size_t> {
            const la_ssize_t got = archive_read_data(m_archive->get(), to, std::min(room, kChunk));
            if (got < 0) return unreadable(m_name, *m_archive);
            m_read += static_cast<std::uint64_t>(got);
            if (!m_archive->within(m_read) || !m_archive->within(m_archive->unpacked())) return tooLarge(m_name);
            return static_cast<std::size_t>(got);
        });
    }
    [[nodiscard]] std::uint64_t statedBytes() const override { return m_archive->within(m_stated) ? m_stated : 0; }

private:
    std::shared_ptr<ArchiveStream> m_archive;
    std::string m_name;
    std::uint64_t m_stated = 0, m_read = 0;
};

} // namespace

bool isArchive(const std::string& path) {
    if (beginsAsArchive(path)) return true;
    const Utf8Names names;
    const ArchiveStream a(path, false);
    archive_entry* entry = nullptr;
    if (!a.isOpen()) return false;
    const int status = archive_read_next_header(a.get(), &entry);
    const int format = archive_format(a.get()) & ARCHIVE_FORMAT_BASE_MASK;
    // An archive without members is one, but for tar's, which are nothing but NUL bytes.
    if (status == ARCHIVE_EOF) return format == ARCHIVE_FORMAT_ZIP || format == ARCHIVE_FORMAT_7ZIP;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return false;
    return format == ARCHIVE_FORMAT_ZIP || format == ARCHIVE_FORMAT_TAR || format == ARCHIVE_FORMAT_7ZIP;
}

bool isNpz(std::string_view head) {
    constexpr std::size_t kFixed = 30; // the local header of a zip before the member's name
    if (head.size() < kFixed || !head.starts_with("PK\3\4")) return false;
    const auto length = static_cast<std::size_t>(static_cast<unsigned char>(head[26])) +
                        (static_cast<std::size_t>(static_cast<unsigned char>(head[27])) << 8U);
    return head.substr(kFixed, length).ends_with(".npy");
}

Result<std::vector<std::pair<std::string, std::string>>> unpackZip(std::string_view bytes, const std::string& name,
                                                                   const TaskContext& context) {
    std::vector<std::pair<std::string, std::string>> members;
    using Members = decltype(members);
    const auto whole = checkZipLayout(
        [&](std::uint64_t offset, std::size_t count) {
            return offset > bytes.size() ? std::string() : std::string(bytes.substr(static_cast<std::size_t>(offset), count));
        },
        bytes.size(), name);
    if (!whole) return whole.as<Members>();
    const Utf8Names names;
    const ArchiveStream a(bytes);
    if (!a.isOpen()) return damaged(name, a.why());
    archive_entry* entry = nullptr;
    int status = ARCHIVE_OK;
    std::uint64_t total = 0;
    while ((status = archive_read_next_header(a.get(), &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN) {
        const std::string member = nameOf(entry);
        if (member.empty() || archive_entry_filetype(entry) != AE_IFREG) continue;
        auto content = drain(a, name, 0, context);
        if (!content) return content.as<Members>();
        total += content.value().size();
        if (!a.within(total)) return tooLarge(name);
        members.emplace_back(member, std::move(content).value());
    }
    if (status == ARCHIVE_FATAL) return damaged(name, a.why());
    return members;
}

Result<> visitArchive(const std::string& path, std::uint64_t limit, const TaskContext& context,
                      const std::function<void(const SourceFile&, Result<std::string>)>& visit) {
    const Utf8Names utf8;
    const ArchiveStream a(path, false);
    if (!a.isOpen()) return damaged(path, a.why());
    if (a.isNested()) return compressedTwice(path);
    archive_entry* entry = nullptr;
    int status = ARCHIVE_OK, seen = 0;
    std::uint64_t total = 0;
    std::set<std::string> names;
    while ((status = archive_read_next_header(a.get(), &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN) {
        if (context.stopRequested()) return Cancelled{};
        if (seen == 0)
            if (auto whole = checkLayout(a, path); !whole) return whole;
        if (++seen > limits::kMembers)
            return Error{ErrorKind::ResourceLimit,
                         path + " holds more than " + counted(limits::kMembers, "members", "members") +
                             ", the limit for archives; unpack it and open the ratings file.",
                         path};
        const std::string name = nameOf(entry);
        if (name.size() > limits::kMemberNameBytes) return longName(path);
        if (archive_entry_filetype(entry) == AE_IFREG && !archive_entry_hardlink(entry) && !isClutter(name)) {
            if (!names.insert(name).second) return sameNameTwice(path, name);
            const SourceFile file{path, name, withoutCompressionSuffix(name),
                                  static_cast<std::uint64_t>(std::max<la_int64_t>(0, archive_entry_size(entry)))};
            const std::uint64_t most = total < kHeadsInFull ? limit : std::min(limit, kShortHead);
            auto head = archive_entry_is_encrypted(entry) ? encrypted(file) : drain(a, file.name, most, context);
            if (head.isCancelled()) return Cancelled{};
            total += head ? head.value().size() : 0;
            if (!a.within(total)) return tooLarge(path);
            visit(file, std::move(head));
        }
        if (auto skipped = skip(a, path, context); !skipped) return skipped;
    }
    if (status == ARCHIVE_FATAL) return unreadable(path, a);
    return Done{};
}

Result<std::unique_ptr<ByteStream>> nextMember(std::shared_ptr<ArchiveStream>& archive, const SourceFile& file,
                                               const std::function<bool(const std::string&)>& isWanted,
                                               const TaskContext& context) {
    using Stream = std::unique_ptr<ByteStream>;
    const Utf8Names names;
    if (!archive) {
        archive = std::make_shared<ArchiveStream>(file.path, file.member.empty());
        if (!archive->isOpen()) return damaged(file.name, archive->why());
        if (archive->isNested()) return compressedTwice(file.path);
    }
    archive_entry* entry = nullptr;
    int status = ARCHIVE_OK;
    while ((status = archive_read_next_header(archive->get(), &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN) {
        if (isWanted(nameOf(entry))) {
            if (archive_entry_is_encrypted(entry)) return encrypted(file);
            return Stream(std::make_unique<MemberStream>(archive, file.name, entry));
        }
        if (auto skipped = skip(*archive, file.path, context); !skipped) return skipped.as<Stream>();
    }
    if (status == ARCHIVE_FATAL) return unreadable(file.name, *archive);
    return damaged(file.name, "the member is gone");
}

Result<std::unique_ptr<ByteStream>> openArchived(const SourceFile& file, const TaskContext& context) {
    std::shared_ptr<ArchiveStream> archive;
    return nextMember(
        archive, file, [&](const std::string& name) { return file.member.empty() || file.member == name; }, context);
}

} // namespace recoscope
