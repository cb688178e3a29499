#include "core/data/preview/preview.h"
#include "core/base/text.h"
#include "core/data/load_parts.h"
#include "core/data/preview/preview_steps.h"
#include "core/data/synthetic/world_spec.h"
#include <algorithm>
#include <filesystem>

namespace recoscope {
namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t kHeadBytes = 1U << 20;
constexpr std::uint64_t kWholeBinary = 8U << 20; ///< Larger databases and arrays are not read for a preview.

/// The file to show where none is plainly the ratings: the surest, of those the largest.
std::optional<std::size_t> likeliest(const Candidates& candidates) {
    std::optional<std::size_t> best;
    const auto key = [&](std::size_t k) {
        const Candidate& c = candidates.files[k];
        return std::tuple(c.finding.kind == TableKind::Ratings, !namesAPart(c.file.name), c.form.confidence, c.file.size);
    };
    for (std::size_t k = 0; k < candidates.files.size(); ++k) {
        const Candidate& c = candidates.files[k];
        if (!c.foreign.empty() || c.firstRows.empty()) continue;
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
    if (candidates.files[*shown].finding.kind != TableKind::Ratings) return Choice{*shown, {}};
    const auto n =
        std::ranges::count_if(candidates.files, [](const Candidate& c) { return c.finding.kind == TableKind::Ratings; });
    return Choice{*shown, PreviewQuestion{"file", counted(n, "file holds", "files hold") +
                                                      " ratings, and none is plainly the whole. Which one is meant?"}};
}

/// Columns that hold numbers, have no role, and could be the rating that was not found.
bool mayHideRating(const SourcePreview& preview) {
    return std::ranges::none_of(preview.columns, [](const PreviewColumn& c) { return c.role == ColumnRole::Rating; }) &&
           std::ranges::any_of(preview.columns, [](const PreviewColumn& c) {
               return c.role == ColumnRole::Other && (c.type == ColumnType::Integer || c.type == ColumnType::Number);
           });
}

std::optional<PreviewQuestion> questionAbout(const PreviewSource& source, const SourcePreview& preview) {
    const TableFinding& table = source.read.finding;
    if (!source.isTable() || !source.options.columns.empty()) return {};
    if (table.dialect.fields < 2)
        return PreviewQuestion{"separator", "The lines do not fall into columns. What separates a user from an item?"};
    if (table.kind != TableKind::Ratings && table.kind != TableKind::Other) return {}; // films or people: certain, and no ratings
    if (table.kind == TableKind::Other)
        return PreviewQuestion{"columns", "Which columns are the user and the item? Nothing in the file says so."};
    if (table.ratings.named) return {};
    if (table.dialect.header)
        return PreviewQuestion{"columns", "The first line names neither users nor items. Is this the right order?"};
    if (mayHideRating(preview))
        return PreviewQuestion{"columns",
                               "Is one of these columns the rating? Nothing names it, and it is not where it usually stands."};
    return {};
}

Result<> readHead(PreviewSource& source, const TaskContext& context) {
    const bool binary = source.read.reader && source.read.reader->binary;
    if (binary && source.read.file.size > kWholeBinary) return Done{};
    auto head = readSource(source.read.file, binary ? 0 : kHeadBytes, context);
    if (!head) return head.as<Done>();
    source.whole = binary || head.value().size() < kHeadBytes;
    source.raw = head.value();
    if (binary) {
        source.text = std::move(head).value();
        return Done{};
    }
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
    PreviewSource source{candidates.value(), found, read.value(), options, {}, {}, false, {}};
    if (auto head = readHead(source, context); !head) return head.as<SourcePreview>();
    preview.file = found.file.name;
    preview.rolesCanChange = source.isTable();
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
