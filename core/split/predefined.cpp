#include "core/base/text.h"
#include "core/data/load.h"
#include "core/data/read_part.h"
#include "core/split/assemble.h"
#include <algorithm>
#include <cmath>
#include <optional>

namespace recoscope {
namespace {

// Ids that number other people in each file give about as many common pairs as chance does; fewer than these prove nothing.
constexpr double kProvingPairs = 30;
constexpr double kNearChance = 0.25;

std::size_t placeOf(const Interactions& x, UserIndex user, ItemIndex item) {
    const auto held = x.row(user).items;
    return static_cast<std::size_t>(x.offsets()[user.at()] + (std::ranges::lower_bound(held, item) - held.begin()));
}

/// The rows of a part in the data's own indices; -1 for what the data does not know.
class KnownRows {
public:
    KnownRows(const Dataset& dataset, const RatingRows& rows) : m_rows(rows) {
        for (const std::string& id : rows.userIds) m_users.push_back(dataset.users.find(id).value_or(-1));
        for (const std::string& id : rows.itemIds) m_items.push_back(dataset.items.find(id).value_or(-1));
    }
    /// visit(row as in the part, user, item)
    void each(auto&& visit) const {
        for (const Interaction row : m_rows.rows) visit(row, m_users[row.user.at()], m_items[row.item.at()]);
    }

private:
    const RatingRows& m_rows;
    std::vector<std::int32_t> m_users, m_items;
};

/// How many pairs a part would share with those marked before if the users' ids of the two had nothing to do with each other.
double commonByChance(const Interactions& x, const RowParts& marked, const KnownRows& rows) {
    std::vector<double> times(static_cast<std::size_t>(x.itemCount()));
    std::vector<bool> known(static_cast<std::size_t>(x.userCount()));
    for (std::int32_t u = 0; u < x.userCount(); ++u)
        for (auto k = static_cast<std::size_t>(x.offsets()[UserIndex{u}.at()]);
             k < static_cast<std::size_t>(x.offsets()[UserIndex{u}.at() + 1]); ++k) {
            if (marked[k] == RowPart::Dropped) continue;
            known[UserIndex{u}.at()] = true;
            times[x.items()[k].at()] += 1;
        }
    const auto users = static_cast<double>(std::ranges::count(known, true));
    double common = 0;
    rows.each([&](const Interaction&, std::int32_t u, std::int32_t i) {
        if (u >= 0 && i >= 0 && known[static_cast<std::size_t>(u)]) common += times[static_cast<std::size_t>(i)] / users;
    });
    return common;
}

std::string sharedWords(const std::string& file, std::int64_t shared, double byChance) {
    std::string words = file + " shares " + counted(shared, "pair", "pairs") +
                        " with the parts before it: " + (shared == 1 ? "it counts" : "they count") + " as its own and " +
                        (shared == 1 ? "is" : "are") + " not learnt from.";
    const auto common = static_cast<double>(shared);
    if (common >= kProvingPairs && std::abs(common - byChance) <= kNearChance * byChance)
        words += " Chance alone would give " + counted(std::llround(byChance), "pair", "pairs") +
                 ": the files seem to number different people from the same number on, and what is learnt of a user may not be "
                 "of who is tested.";
    return words;
}

Error notHeld(const PartRows& part, const Interaction& first, std::int64_t missing) {
    return {ErrorKind::InvalidInput,
            part.file + " holds " + counted(missing, "pair", "pairs") + " that the open data does not, the first of them user " +
                part.rows.userIds[first.user.at()] + " with item " + part.rows.itemIds[first.item.at()] +
                ": open the data together with the files of this split.",
            std::string(kPartsNotOpen)};
}

/// Marks the pairs of one file.
Result<> mark(const Dataset& dataset, const PartRows& part, RowPart as, PredefinedCut& cut) {
    const Interactions& x = *dataset.interactions;
    const KnownRows rows(dataset, part.rows);
    const double byChance = as == RowPart::Train ? 0 : commonByChance(x, cut.parts, rows);
    std::optional<Interaction> firstMissing;
    std::int64_t missing = 0, shared = 0;
    rows.each([&](const Interaction& row, std::int32_t u, std::int32_t i) {
        if (u < 0 || i < 0 || !x.contains(UserIndex{u}, ItemIndex{i})) {
            ++missing;
            if (!firstMissing) firstMissing = row;
            return;
        }
        RowPart& place = cut.parts[placeOf(x, UserIndex{u}, ItemIndex{i})];
        shared += place != RowPart::Dropped && place != as ? 1 : 0;
        place = as;
    });
    if (firstMissing && dataset.report.filters.empty()) return notHeld(part, *firstMissing, missing); // else filtered away
    if (shared > 0) cut.warnings.push_back(sharedWords(part.file, shared, byChance));
    return Done{};
}

} // namespace

Result<PredefinedCut> cutPredefined(const Dataset& dataset, const SplitSpec& spec, const TaskContext& context) {
    const LoadOptions options = dataset.readAs ? *dataset.readAs : LoadOptions();
    const auto opened = openedFiles(dataset.path, options, context.part(0, 0.1));
    if (!opened) return opened.as<PredefinedCut>();
    PredefinedCut cut{RowParts(dataset.interactions->size(), RowPart::Dropped), {}};
    for (const auto& [name, as] :
         {std::pair{spec.trainFile, RowPart::Train}, {spec.validFile, RowPart::Valid}, {spec.testFile, RowPart::Test}}) {
        if (name.empty()) continue;
        LoadReport report;
        const auto part = readPart(opened.value(), name, false, options, report, context.part(0.1, 1));
        if (!part) return part.as<PredefinedCut>();
        if (auto marked = mark(dataset, part.value(), as, cut); !marked) return marked.as<PredefinedCut>();
    }
    return cut;
}

std::vector<std::string> partFiles(const SplitSpec& spec) {
    std::vector<std::string> files;
    for (const std::string* file : {&spec.trainFile, &spec.validFile, &spec.testFile})
        if (!file->empty()) files.push_back(*file);
    return files;
}

std::vector<SplitSpec> publishedSplits(const Dataset& dataset) {
    std::vector<SplitSpec> specs;
    std::vector<std::string> groups;
    for (const PredefinedPart& part : dataset.predefinedParts) {
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
