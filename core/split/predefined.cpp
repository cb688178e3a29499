#include "core/data/load.h"
#include "core/data/readers/delimited.h"
#include "core/data/readers/encoding.h"
#include "core/data/readers/rating_reader.h"
#include "core/data/readers/source.h"
#include "core/split/assemble.h"
#include <algorithm>
#include <filesystem>

namespace recoscope {
namespace {

/// Reads one part of a predefined split and marks its pairs. Pairs that the data set does not hold are an error: it must be the
/// union of the parts.
Result<> markFile(const Dataset& dataset, const std::string& name, RowPart part, RowParts& parts, const TaskContext& context) {
    const std::string path = findPart(dataset.path, name);
    if (path.empty())
        return Error{ErrorKind::Io,
                     "The split's file " + name + " cannot be read: it is neither at that path nor in the folder of " +
                         dataset.path + ".",
                     name};
    const SourceFile file{path, {}, std::filesystem::path(path).filename().string(), 0};
    auto bytes = readSource(file, 0, context);
    if (!bytes) return bytes.as<Done>();
    const Decoded decoded = decode(std::move(bytes).value(), {});
    auto finding = judge(decoded.text, sniff(decoded.text, {}, nullptr), {});
    if (!finding) return finding.as<Done>();
    LoadReport report;
    finding.value().kind = TableKind::Ratings;
    auto rows = readRatings(decoded.text, finding.value(), file.name, report, context);
    if (!rows) return rows.as<Done>();
    const Interactions& x = *dataset.interactions;
    for (const Interaction& row : rows.value().rows) {
        const std::string& user = rows.value().userIds[row.user.at()];
        const std::string& item = rows.value().itemIds[row.item.at()];
        const auto u = dataset.users.find(user), i = dataset.items.find(item);
        if (!u || !i || !x.contains(UserIndex{*u}, ItemIndex{*i})) {
            if (!dataset.report.filters.empty()) continue; // filtered away on opening
            return Error{ErrorKind::InvalidInput,
                         file.name + " holds user " + user + " with item " + item +
                             ", which the open data does not: open the file or folder that holds all parts.",
                         file.name};
        }
        const auto items = x.row(UserIndex{*u}).items;
        const auto at = static_cast<std::size_t>(std::ranges::lower_bound(items, ItemIndex{*i}) - items.begin());
        parts[static_cast<std::size_t>(x.offsets()[static_cast<std::size_t>(*u)]) + at] = part;
    }
    return Done{};
}

} // namespace

Result<RowParts> cutPredefined(const Dataset& dataset, const SplitSpec& spec, const TaskContext& context) {
    RowParts parts(dataset.interactions->size(), RowPart::Dropped);
    for (const auto& [name, part] :
         {std::pair{spec.trainFile, RowPart::Train}, {spec.validFile, RowPart::Valid}, {spec.testFile, RowPart::Test}}) {
        if (name.empty()) continue;
        if (auto marked = markFile(dataset, name, part, parts, context); !marked) return marked.as<RowParts>();
    }
    return parts;
}

std::vector<SplitSpec> publishedSplits(const Dataset& dataset) {
    std::vector<SplitSpec> specs;
    std::vector<std::string> groups;
    for (const PredefinedPart& part : dataset.predefinedParts) {
        if (findPart(dataset.path, part.file).empty()) continue;
        auto at = std::ranges::find(groups, part.group) - groups.begin();
        if (at == std::ssize(groups)) {
            groups.push_back(part.group);
            specs.emplace_back().kind = SplitKind::Predefined;
        }
        SplitSpec& spec = specs[static_cast<std::size_t>(at)];
        (part.role == PredefinedPart::Role::Train   ? spec.trainFile
         : part.role == PredefinedPart::Role::Valid ? spec.validFile
                                                    : spec.testFile) = part.file;
    }
    for (SplitSpec& spec : specs) // without a train part, the data is it
        if (spec.trainFile.empty() && !dataset.report.files.empty()) spec.trainFile = dataset.report.files.front();
    std::erase_if(specs, [](const SplitSpec& spec) { return spec.testFile.empty() || spec.trainFile.empty(); });
    return specs;
}

} // namespace recoscope
