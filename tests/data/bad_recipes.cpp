#include "tests/data/bad_recipes.h"
#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <zlib.h>

namespace recoscope::test {
namespace {

constexpr std::size_t kMiB = 1U << 20;
const std::string kHeader = "user,item,rating\n";

std::string repeated(const std::string& text, std::size_t times) {
    std::string out;
    out.reserve(text.size() * times);
    for (std::size_t k = 0; k < times; ++k) out += text;
    return out;
}

std::string rows(int n) {
    std::string out;
    for (int k = 0; k < n; ++k)
        out += std::to_string(k) + "," + std::to_string(k % 5 + 1) + "," + std::to_string(k % 5 + 1) + "\n";
    return out;
}

void save(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

std::string load(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// An archive that libarchive writes: `prepare` chooses format and filter, `fill` adds the members.
void archived(const std::string& path, const std::function<void(archive*)>& prepare, const std::function<void(archive*)>& fill) {
    archive* a = archive_write_new();
    prepare(a);
    archive_write_open_filename(a, path.c_str());
    fill(a);
    archive_write_close(a);
    archive_write_free(a);
}

/// One member: `start`, and `times` blocks.
void member(archive* a, const std::string& name, const std::string& block, std::size_t times, const std::string& start = {}) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, static_cast<la_int64_t>(start.size() + block.size() * times));
    archive_write_header(a, entry);
    archive_write_data(a, start.data(), start.size());
    for (std::size_t k = 0; k < times; ++k) archive_write_data(a, block.data(), block.size());
    archive_entry_free(entry);
}

/// A compressed file, no archive. It begins as ratings, so that more than its beginning is asked for.
void compressed(const std::string& path, int (*filter)(archive*), const std::string& block, std::size_t times) {
    archived(
        path,
        [filter](archive* a) {
            archive_write_set_format_raw(a);
            filter(a);
            archive_write_set_options(a, "compression-level=1");
        },
        [&](archive* a) { member(a, "data", block, times, "1,2,3\n2,3,4\n"); });
}

void tar(const std::string& path, int (*filter)(archive*), const std::function<void(archive*)>& fill) {
    archived(
        path,
        [filter](archive* a) {
            archive_write_set_format_pax_restricted(a);
            filter(a);
        },
        fill);
}

void chop(const std::string& path, std::size_t bytes) {
    const std::string whole = load(path);
    save(path, whole.substr(0, whole.size() - bytes));
}

void flip(const std::string& path, std::size_t from) {
    std::string bytes = load(path);
    for (std::size_t k = from; k < from + 8; ++k) bytes[k] = static_cast<char>(~bytes[k]);
    save(path, bytes);
}

std::string little(std::uint64_t value, int width) {
    std::string out;
    for (int k = 0; k < width; ++k) out += static_cast<char>((value >> (8 * k)) & 0xff);
    return out;
}

std::string deflated(const std::string& bytes) {
    std::string out(bytes.size() + 1000, '\0');
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

struct ZipMember {
    std::uint64_t at, stored, unpacked;
};
constexpr std::size_t kLocal = 34; ///< A local header with a name of four characters.

std::string nameOf(std::size_t k) { return std::to_string(10000 + k).substr(1); }

/// The fields that local and central headers share.
std::string shared(const ZipMember& m) {
    return little(20, 2) + little(0, 2) + little(8, 2) + little(0, 4) + little(0, 4) + little(m.stored, 4) +
           little(m.unpacked, 4) + little(4, 2) + little(0, 2);
}
std::string localHeader(std::size_t k, const ZipMember& m) { return "PK\3\4" + shared(m) + nameOf(k); }

std::string directoryOf(const std::vector<ZipMember>& members, std::size_t at) {
    std::string out;
    for (std::size_t k = 0; k < members.size(); ++k)
        out += "PK\1\2" + little(20, 2) + shared(members[k]) + little(0, 6) + little(0100644U << 16U, 4) +
               little(members[k].at, 4) + nameOf(k);
    const std::string count = little(members.size(), 2);
    return out + "PK\5\6" + little(0, 4) + count + count + little(out.size(), 4) + little(at, 4) + little(0, 2);
}

/// Fifield's construction: each member's data is the next member's header, stored, and everything behind it.
void quotedZip(const std::string& path) {
    constexpr std::size_t kMembers = 250, kStep = kLocal + 5;
    const std::string kernel = deflated(std::string(kMiB, 'x'));
    const std::size_t total = kMembers * kStep - 5 + kernel.size();
    std::vector<ZipMember> members;
    for (std::size_t k = 0; k < kMembers; ++k) members.push_back({k * kStep, total - k * kStep - kLocal, kMiB});
    std::string bytes;
    for (std::size_t k = 0; k < kMembers; ++k) {
        if (k > 0) bytes += std::string(1, '\0') + little(kLocal, 2) + little(0xffffU ^ kLocal, 2);
        bytes += localHeader(k, members[k]);
    }
    bytes += kernel;
    save(path, bytes + directoryOf(members, bytes.size()));
}

void manyHeads(const std::string& path) {
    const std::string kernel = deflated(std::string(kMiB, 'x'));
    std::vector<ZipMember> members;
    std::string bytes;
    for (std::size_t k = 0; k < 9999; ++k) {
        members.push_back({bytes.size(), kernel.size(), kMiB});
        bytes += localHeader(k, members.back()) + kernel;
    }
    save(path, bytes + directoryOf(members, bytes.size()));
}

void manyMembers(archive* a) {
    for (int k = 0; k < 10001; ++k) member(a, std::string("m").append(std::to_string(k)), "x", 1);
}

void sparseTar(const std::string& path) {
    tar(path, archive_write_add_filter_none, [](archive* a) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, "ratings.csv");
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_size(entry, la_int64_t{1} << 62);
        archive_entry_sparse_add_entry(entry, 0, 512);
        archive_write_header(a, entry);
        archive_write_data(a, std::string(512, 'x').data(), 512);
        archive_entry_free(entry);
    });
}

std::string lists() {
    std::string out;
    for (int user = 0; user < 12; ++user) {
        out += std::to_string(user);
        for (int k = 0; k < 4 + user % 3; ++k) out.append(" ").append(std::to_string((user * 7 + k * 3) % 50));
        out += "\n";
    }
    return out;
}

std::string manyRejects() {
    std::string out = kHeader;
    for (int k = 0; k < 700000; ++k)
        out += std::to_string(k % 5000) + "," + std::to_string(k % 997) + (k % 7 < 4 ? ",3\n" : ",three\n");
    return out;
}

std::string longIds() {
    std::string out = kHeader;
    for (int k = 0; k < 300; ++k) out += std::to_string(1000 + k) + std::string(65532, 'u') + ",1,3\n";
    return out;
}

using Recipe = std::function<void(const std::string& path)>;

std::map<std::string, Recipe> textRecipes() {
    const auto text = [](std::function<std::string()> make) -> Recipe {
        return [make = std::move(make)](const std::string& path) { save(path, make()); };
    };
    return {
        {"line-16-mib", text([] { return kHeader + "1,2,3\n2," + std::string(16 * kMiB - 3, 'x') + ",4\n3,3,3\n"; })},
        {"line-64-mib", text([] { return std::string(64 * kMiB, 'x'); })},
        {"list-16-mib", text([] { return lists() + "99" + repeated(" 7", 8 * kMiB) + "\n"; })},
        {"quote-64-kib", text([] { return kHeader + "\"" + std::string(65536, 'x') + "\",b,3\n1,2,3\n"; })},
        {"quote-over-64-kib", text([] { return kHeader + "\"" + std::string(65600, 'x') + "\ny\",b,3\n1,2,3\n2,3,4\n"; })},
        {"quotes-only", text([] { return repeated("\"\n", kMiB); })},
        {"json-deep", text([] { return "{\"user\": 1, \"item\": " + std::string(kMiB, '['); })},
        {"many-columns", text([] { return repeated(std::string(kMiB, ',') + "\n", 2); })},
        {"many-rejects", text(manyRejects)},
        {"many-blank-lines", text([] { return "1,2,3\n" + std::string(2000000, '\n') + "2,3,4\n"; })},
        {"nul-64-mib", text([] { return std::string(64 * kMiB, '\0'); })},
        {"long-ids", text(longIds)},
    };
}

std::map<std::string, Recipe> allRecipes() {
    std::map<std::string, Recipe> all = textRecipes();
    const std::string line(kMiB, 'x');
    all["zip-bomb"] = [](const std::string& path) {
        archived(path, archive_write_set_format_zip,
                 [](archive* a) { member(a, "ratings.csv", repeated("1,2,3\n", kMiB / 6), 80); });
    };
    all["gz-bomb"] = [line](const std::string& path) { compressed(path, archive_write_add_filter_gzip, line, 100); };
    all["bz2-bomb"] = [line](const std::string& path) { compressed(path, archive_write_add_filter_bzip2, line, 100); };
    all["xz-bomb"] = [line](const std::string& path) { compressed(path, archive_write_add_filter_xz, line, 100); };
    all["tar-gz-bomb"] = [line](const std::string& path) {
        tar(path, archive_write_add_filter_gzip, [&](archive* a) { member(a, "ratings.csv", line, 100); });
    };
    all["tar-sparse"] = sparseTar;
    all["zip-members"] = [](const std::string& path) { archived(path, archive_write_set_format_zip, manyMembers); };
    all["tar-members"] = [](const std::string& path) { tar(path, archive_write_add_filter_gzip, manyMembers); };
    all["sparse-65-gib"] = [](const std::string& path) {
        save(path, rows(20000)); // more than is looked at first
        std::filesystem::resize_file(path, std::uintmax_t{65} << 30U);
    };
    all["zip-quoted"] = quotedZip;
    all["zip-many-heads"] = manyHeads;
    const auto sevenZip = [](const std::string& path) {
        archived(path, archive_write_set_format_7zip, [](archive* a) { member(a, "ratings.csv", kHeader + rows(400), 1); });
    };
    all["7z-cut"] = [sevenZip](const std::string& path) {
        sevenZip(path);
        chop(path, 40);
    };
    all["7z-bit"] = [sevenZip](const std::string& path) {
        sevenZip(path);
        flip(path, 100);
    };
    all["zst-cut"] = [](const std::string& path) {
        compressed(path, archive_write_add_filter_zstd, rows(400), 1);
        chop(path, 20);
    };
    all["tar-zst-cut"] = [](const std::string& path) {
        tar(path, archive_write_add_filter_zstd, [](archive* a) { member(a, "ratings.csv", kHeader + rows(400), 1); });
        chop(path, 20);
    };
    return all;
}

} // namespace

std::vector<std::string> recipeNames() {
    std::vector<std::string> names;
    for (const auto& [name, recipe] : allRecipes()) names.push_back(name);
    return names;
}

std::string makeRecipe(const std::string& name, const std::string& folder) {
    const auto all = allRecipes();
    const auto it = all.find(name);
    if (it == all.end()) return {};
    std::string path = folder + "/" + name + ".bin";
    it->second(path);
    return path;
}

} // namespace recoscope::test
