#include "core/data/readers/parts.h"
#include "core/data/readers/encoding.h"
#include "core/data/readers/source.h"
#include <filesystem>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace recoscope {
namespace {

/// Places of the second list's ids in the first, which grows by those it does not have.
std::vector<std::int32_t> merge(std::vector<std::string>& ids, std::vector<std::string>&& more) {
    std::unordered_map<std::string, std::int32_t> known;
    for (const std::string& id : ids) known.emplace(id, static_cast<std::int32_t>(known.size()));
    std::vector<std::int32_t> places;
    for (std::string& id : more) {
        const auto [it, fresh] = known.emplace(id, static_cast<std::int32_t>(known.size()));
        if (fresh) ids.push_back(std::move(id));
        places.push_back(it->second);
    }
    return places;
}

} // namespace

std::string pathOfPart(const std::string& dataPath, const std::string& name) {
    namespace fs = std::filesystem;
    if (fs::exists(name)) return name;
    const fs::path base = fs::is_directory(dataPath) ? fs::path(dataPath) : fs::path(dataPath).parent_path();
    return (base / name).string();
}

Result<RatingRows> readPart(const std::string& path, LoadReport& report, const TaskContext& context) {
    const SourceFile file{path, {}, std::filesystem::path(path).filename().string(), 0};
    auto bytes = readSource(file, 0, context);
    if (!bytes) return bytes.as<RatingRows>();
    const Decoded decoded = decode(std::move(bytes).value(), {});
    auto finding = judge(decoded.text, sniff(decoded.text, {}, nullptr), {});
    if (!finding) return finding.as<RatingRows>();
    finding.value().kind = TableKind::Ratings;
    return readRatings(decoded.text, finding.value(), file.name, report, context);
}

void appendRows(RatingRows& rows, RatingRows&& more) {
    const auto users = merge(rows.userIds, std::move(more.userIds)), items = merge(rows.itemIds, std::move(more.itemIds));
    for (const Interaction& row : more.rows) {
        rows.rows.push_back(row);
        rows.rows.back().user = UserIndex{users[row.user.at()]};
        rows.rows.back().item = ItemIndex{items[row.item.at()]};
    }
    rows.hasTimes = rows.hasTimes || more.hasTimes;
    rows.missingTimes += more.missingTimes;
}

} // namespace recoscope
