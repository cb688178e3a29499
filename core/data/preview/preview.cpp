#include "core/data/preview/preview.h"
#include "core/base/text.h"
#include "core/data/load_parts.h"
#include "core/data/preview/preview_steps.h"
#include "core/data/synthetic/world_spec.h"
#include <algorithm>
#include <chrono>
#include <filesystem>

namespace recoscope {
namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t kHeadBytes = 1U << 20;
constexpr std::uint64_t kWholeColumns = 32U << 20;   ///< Of JSON by columns, which lie one behind the other.
constexpr std::uint64_t kWholeBinary = 8U << 20;     ///< Larger arrays are not read for a preview,
constexpr std::uint64_t kWholeDatabase = 128U << 20; ///< nor larger databases, of which only some rows are looked at.

/// The file to show where none is plainly the ratings: the surest, of those the largest.
std::optional<std::size_t> likeliest(const Candidates& candidates) {
    std::optional<std::size_t> best;
    const auto key = [&](std::size_t k) {
        const Candidate& c = candidates.files[k];
        return std::tuple(c.finding.kind == TableKind::Ratings, !namesAPart(c.file.name), c.form.confidence, c.file.size);
    };
    for (std::size_t k = 0; k < candidates.files.size(); ++k) {
        const Candidate& c = candidates.files[k];
        if (!c.foreign.empty() || (c.firstRows.empty() && !(c.reader && c.reader->binary))) continue;
        if (!best || key(k) > key(*best)) best = k;
    }
    return best;
}

struct Choice {
    std::size_t at = 0;
    std::optional<PreviewQuestion> question;
};

Result<Choice> choose(const Candidates& candidates, const std::string& ref, const LoadOptions& options) {
    const auto chosen = chooseRatings(candidates, ref, options.file);
    if (chosen) return Choice{chosen.value(), {}};
    const auto shown = likeliest(candidates);
    if (!options.file.empty() || !shown) return chosen.as<Choice>();
    const auto count = [&](TableKind kind) {
        return std::ranges::count_if(
            candidates.files, [&](const Candidate& c) { return c.reader && c.form.confidence > 0 && c.finding.kind == kind; });
    };
    const auto n = count(TableKind::Ratings), unclear = count(TableKind::Other);
    if (n == 0 && unclear > 1)
        return Choice{*shown, PreviewQuestion{"file", "Nothing says which of " + counted(unclear, "file", "files") +
                                                          " holds the ratings. Which one is meant?"}};
    if (n == 0) return Choice{*shown, {}};
    return Choice{*shown, PreviewQuestion{"file", counted(n, "file holds", "files hold") +
                                                      " ratings, and none is plainly the whole. Which one is meant?"}};
}

Result<> readHead(PreviewSource& source, const TaskContext& context) {
    const bool binary = source.read.reader && source.read.reader->binary;
    const bool database = binary && source.read.reader->show;
    if (binary && source.read.file.size > (database ? kWholeDatabase : kWholeBinary)) return Done{};
    const auto start = std::chrono::steady_clock::now();
    const std::uint64_t most = binary ? 0 : source.byColumns() ? kWholeColumns : kHeadBytes;
    auto head = readSource(source.read.file, most, context);
    if (!head) return head.as<Done>();
    source.headSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    source.whole = binary || (head.value().size() < most && source.read.goesOn.empty());
    if (binary) {
        source.rawSize = head.value().size();
        source.text = std::move(head).value();
        return Done{};
    }
    source.raw = head.value();
    source.rawSize = source.raw.size();
    source.text = (source.whole ? decode(std::move(head).value(), source.options.encoding)
                                : decodeHead(std::move(head).value(), source.options.encoding))
                      .text;
    return Done{};
}

/// The overrides, or where they cannot be, what is wrong with them and the reading without roles.
Result<Candidate> judged(const Candidate& candidate, const LoadOptions& options, std::optional<Error>& problem,
                         const TaskContext& context) {
    auto read = withOverrides(candidate, options, context);
    if (!read.hasError() || options.columns.empty()) return read;
    problem = read.error();
    LoadOptions less = options;
    less.columns.clear();
    return withOverrides(candidate, less, context);
}

} // namespace

const PreviewFinding* SourcePreview::finding(std::string_view key) const {
    const auto it = std::ranges::find(findings, key, &PreviewFinding::key);
    return it == findings.end() ? nullptr : &*it;
}

Result<SourcePreview> previewSource(const std::string& ref, const LoadOptions& options, const TaskContext& context) {
    if (isWorldRef(ref))
        return Error{ErrorKind::InvalidParameter, ref + " is made, not read: there is nothing to preview. Open it.", ref};
    const std::string path = ref == "demo" ? (fs::path(shippedDataFolder()) / "demo").string() : ref;
    auto candidates = findCandidates(path, context);
    if (!candidates) return candidates.as<SourcePreview>();
    if (options.file.empty() && options.parts.empty()) unitePieces(candidates.value());
    auto choice = choose(candidates.value(), ref, options);
    if (!choice) return choice.as<SourcePreview>();
    std::vector<std::string> ratingsFiles;
    for (const Candidate& c : candidates.value().files)
        if (c.finding.kind == TableKind::Ratings) ratingsFiles.push_back(c.file.name);
    const Candidate found = candidates.value().files[choice.value().at];
    SourcePreview preview;
    preview.question = choice.value().question;
    auto read = judged(found, options, preview.problem, context);
    if (!read) return read.as<SourcePreview>();
    if (!read.value().foreign.empty()) return noRatings({{read.value()}, {}}, ref);
    if (fs::is_regular_file(path) && found.file.member.empty()) addNeighbours(path, candidates.value(), context);
    PreviewSource source{candidates.value(), found, read.value(), options, {}, {}, 0, 0, false, {}, {}};
    if (auto head = readHead(source, context); !head) return head.as<SourcePreview>();
    preview.file = found.file.name;
    preview.rolesByName = source.read.reader && source.read.reader->show;
    preview.rolesCanChange = source.isTable() || preview.rolesByName;
    previewRows(source, preview, context);
    if (context.stopRequested()) return Cancelled{};
    describeFormat(source.read, preview.report);
    previewColumns(source, preview);
    if (!preview.question) preview.question = questionAbout(source, preview);
    if (!preview.problem && source.read.finding.kind != TableKind::Ratings) preview.problem = noRatings({{source.read}, {}}, ref);
    previewFindings(source, preview);
    previewFiles(source, preview);
    preview.forecast = forecastOf(source, preview, context);
    preview.shape = shapeOf(source, ratingsFiles);
    return preview;
}

} // namespace recoscope
