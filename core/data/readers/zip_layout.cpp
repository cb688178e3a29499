#include "core/data/readers/zip_layout.h"
#include "core/base/text.h"
#include "core/data/limits.h"
#include "core/data/readers/source.h"
#include <algorithm>
#include <optional>
#include <set>
#include <vector>

namespace recoscope {
namespace {

constexpr std::size_t kEndBytes = 22, kLongestComment = 0xffff, kCentralBytes = 46, kLocalBytes = 30, kEnd64Bytes = 56;
constexpr std::uint64_t kMissing32 = 0xffffffff;

std::uint64_t number(const std::string& bytes, std::size_t at, std::size_t width) {
    std::uint64_t value = 0;
    for (std::size_t k = width; k-- > 0;)
        value = (value << 8U) | (at + k < bytes.size() ? static_cast<unsigned char>(bytes[at + k]) : 0U);
    return value;
}

struct Directory {
    std::uint64_t at = 0, size = 0, members = 0,
                  prefix = 0; ///< `prefix`: bytes before the archive, as self-extracting ones have.
};

struct Member {
    std::string name;
    std::uint64_t stored = 0, local = 0, end = 0;
};

Error damaged(const std::string& file, const std::string& why) {
    return {ErrorKind::InvalidInput, file + " is damaged: " + why + ". Fetch it again.", file};
}

/// The record at the very end that says where the directory is; its 64-bit form where the numbers are too large for the short
/// one.
std::optional<Directory> findDirectory(const ByteReader& read, std::uint64_t size) {
    const std::uint64_t from = size > kEndBytes + kLongestComment ? size - kEndBytes - kLongestComment : 0;
    const std::string tail = read(from, kEndBytes + kLongestComment);
    const std::size_t at = tail.rfind("PK\5\6");
    if (at == std::string::npos || at + kEndBytes > tail.size()) return {};
    const std::uint64_t end = from + at;
    Directory found{number(tail, at + 16, 4), number(tail, at + 12, 4), number(tail, at + 10, 2), 0};
    std::uint64_t behind = end;
    const bool isLong = found.at == kMissing32 || found.size == kMissing32 || found.members == 0xffff;
    if (isLong && end >= 20) {
        const std::string locator = read(end - 20, 20);
        const std::uint64_t place = number(locator, 8, 8);
        if (locator.starts_with("PK\6\7") && place <= size) {
            const std::string record = read(place, kEnd64Bytes);
            if (!record.starts_with("PK\6\6")) return {};
            found = {number(record, 48, 8), number(record, 40, 8), number(record, 32, 8), 0};
            behind = place;
        }
    }
    if (found.size > behind || found.at > behind - found.size) return {};
    found.prefix = behind - found.size - found.at;
    found.at += found.prefix;
    return found;
}

/// Replaces the 32-bit numbers that say "too large" by those of the extra field 1.
void takeLongNumbers(const std::string& extra, std::uint64_t unpacked, Member& member) {
    for (std::size_t at = 0; at + 4 <= extra.size(); at += 4 + number(extra, at + 2, 2)) {
        if (number(extra, at, 2) != 1) continue;
        std::size_t next = at + 4 + (unpacked == kMissing32 ? 8 : 0);
        if (member.stored == kMissing32) {
            member.stored = number(extra, next, 8);
            next += 8;
        }
        if (member.local == kMissing32) member.local = number(extra, next, 8);
        return;
    }
}

Result<std::vector<Member>> readDirectory(const ByteReader& read, const Directory& directory, const std::string& file) {
    if (directory.size > limits::valueOf("zip directory"))
        return Error{ErrorKind::ResourceLimit,
                     file + " has a directory of more than " + limits::size(limits::valueOf("zip directory")) +
                         ", the limit for archives; unpack it and open the ratings file.",
                     file};
    if (directory.members > static_cast<std::uint64_t>(limits::kMembers))
        return Error{ErrorKind::ResourceLimit,
                     file + " holds more than " + counted(limits::kMembers, "members", "members") +
                         ", the limit for archives; unpack it and open the ratings file.",
                     file};
    const std::string bytes = read(directory.at, static_cast<std::size_t>(directory.size));
    std::vector<Member> members;
    for (std::size_t at = 0; at + kCentralBytes <= bytes.size() && bytes.compare(at, 4, "PK\1\2") == 0;) {
        const std::size_t name = number(bytes, at + 28, 2), extra = number(bytes, at + 30, 2),
                          comment = number(bytes, at + 32, 2);
        if (at + kCentralBytes + name + extra + comment > bytes.size()) return damaged(file, "its directory is cut short");
        Member member{bytes.substr(at + kCentralBytes, name), number(bytes, at + 20, 4), number(bytes, at + 42, 4), 0};
        if (name > limits::kMemberNameBytes)
            return Error{ErrorKind::ResourceLimit,
                         file + " holds a member whose name has " + std::to_string(name) + " bytes, more than the limit of " +
                             limits::size(limits::kMemberNameBytes) + "; unpack it and open the ratings file.",
                         file};
        takeLongNumbers(bytes.substr(at + kCentralBytes + name, extra), number(bytes, at + 24, 4), member);
        members.push_back(std::move(member));
        at += kCentralBytes + name + extra + comment;
    }
    if (members.size() != directory.members)
        return damaged(file, "its directory promises " + std::to_string(directory.members) + " members and lists " +
                                 std::to_string(members.size()));
    return members;
}

/// Where a member ends, by the header in front of it.
Result<> placeMember(const ByteReader& read, const Directory& directory, const std::string& file, Member& member) {
    const auto outside = [&] { return damaged(file, "its member " + member.name + " lies outside of it"); };
    if (member.local > directory.at || member.stored > directory.at) return outside();
    member.local += directory.prefix;
    const std::string header = read(member.local, kLocalBytes);
    if (header.size() < kLocalBytes || !header.starts_with("PK\3\4")) return outside();
    const std::size_t name = number(header, 26, 2), extra = number(header, 28, 2);
    if (read(member.local + kLocalBytes, name) != member.name)
        return damaged(file, "the directory and the member name " + member.name + " differently");
    member.end = member.local + kLocalBytes + name + extra + member.stored;
    return member.end > directory.at ? outside() : Result<>(Done{});
}

} // namespace

Result<> checkZipLayout(const ByteReader& read, std::uint64_t size, const std::string& file) {
    const auto directory = findDirectory(read, size);
    if (!directory) return damaged(file, "the directory at its end is missing");
    auto members = readDirectory(read, *directory, file);
    if (!members) return members.as<Done>();
    std::set<std::string> names;
    for (Member& member : members.value()) {
        if (auto placed = placeMember(read, *directory, file, member); !placed) return placed;
        if (!names.insert(member.name).second) return sameNameTwice(file, member.name);
    }
    std::ranges::sort(members.value(), {}, &Member::local);
    for (std::size_t k = 1; k < members.value().size(); ++k)
        if (members.value()[k].local < members.value()[k - 1].end)
            return Error{ErrorKind::ResourceLimit,
                         file + " holds members that overlap (" + members.value()[k - 1].name + ", " + members.value()[k].name +
                             "), as only damaged archives and bombs do: overlapping members are refused; fetch it again.",
                         file};
    return Done{};
}

} // namespace recoscope
