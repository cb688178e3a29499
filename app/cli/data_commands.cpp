#include "app/cli/commands.h"
#include "app/cli/finding_words.h"
#include "app/cli/json.h"
#include "app/cli/profile_words.h"
#include "app/cli/side_words.h"
#include "app/cli/table.h"
#include "app/cli/truth_words.h"
#include "core/base/text.h"
#include "core/catalogue/place.h"
#include "core/data/profile.h"
#include "core/data/quality.h"
#include <chrono>
#include <cmath>
#include <ostream>

namespace recoscope::cli {
namespace {

std::int64_t secondsNow() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Json describeJson(const Dataset& d, const DataProfile& p, const std::vector<QualityFinding>& quality) {
    const LoadReport& r = d.report;
    Json j = {{"users", p.users},       {"items", p.items},     {"interactions", p.interactions},
              {"density", p.density},   {"records", r.records}, {"accepted", r.accepted},
              {"rejected", r.rejected}, {"skipped", r.skipped}, {"duplicates", r.duplicates}};
    j["scale"] = d.scale ? Json{{"min", d.scale->minimum}, {"max", d.scale->maximum}, {"step", d.scale->step}} : Json(nullptr);
    j["time"] = p.hasTimes ? Json{{"first", timeJson(p.firstTime)}, {"last", timeJson(p.lastTime)}} : Json(nullptr);
    j["time_is_order"] = p.timesAreOrder;
    j["gini"] = numberJson(p.gini);
    j["kind"] = "ratings";
    j["name"] = d.name;
    j["simulated"] = d.simulated;
    j["checksum"] = d.checksum;
    j["truth"] = truthJson(d);
    j["format"] = formatJson(r);
    j["rejects"] = rejectsJson(r);
    j["warnings"] = r.warnings;
    j["filters"] = r.filters;
    j["funnel"] = funnelJson(r.funnel);
    j["quality"] = qualityJson(quality);
    j["side"] = sideJson(d);
    j["context"] = contextJson(d);
    return j;
}

/// The fixed figures, a line each.
std::vector<std::vector<std::string>> figures(const Call& call, const Dataset& d, const DataProfile& p) {
    std::vector<std::vector<std::string>> rows{
        {"name", call.shown(d.name) + (d.simulated ? " (simulated)" : "")},
        {"format", call.shown(d.report.format + "; " + d.report.columns + "; " + d.report.encoding)},
        {"users", counted(p.users, "user", "users") + ", median " + counted(p.medianPerUser, "rating", "ratings") + ", fewest " +
                      std::to_string(p.fewestPerUser)},
        {"items", counted(p.items, "item", "items") + ", median " + counted(p.medianPerItem, "rating", "ratings") + ", " +
                      std::to_string(p.itemsRatedOnce) + " rated once"},
        {"interactions", counted(p.interactions, "pair", "pairs") + "; " + counted(d.report.accepted, "row", "rows") +
                             " accepted, " + std::to_string(d.report.rejected) + " rejected, " +
                             std::to_string(d.report.skipped) + " skipped, " + std::to_string(d.report.duplicates) + " repeated"},
        {"density", formatNumber(std::round(p.density * 1e6) / 1e4) + " %"},
        {"gini", formatNumber(std::round(p.gini * 1e4) / 1e4)}};
    if (d.scale)
        rows.push_back({"scale", formatNumber(d.scale->minimum) + " to " + formatNumber(d.scale->maximum) + ", step " +
                                     formatNumber(d.scale->step)});
    if (p.timesAreOrder)
        rows.push_back({"time", "an order, " + std::to_string(p.firstTime) + " to " + std::to_string(p.lastTime) + ", no dates"});
    else if (p.hasTimes)
        rows.push_back({"time", isoTime(p.firstTime) + " to " + isoTime(p.lastTime)});
    return rows;
}

} // namespace

Result<std::shared_ptr<const Dataset>> openData(const Call& call) {
    if (call.options.data.empty())
        return Error{ErrorKind::InvalidParameter,
                     "Command " + call.options.command +
                         " needs DATA: a file, a folder, an archive, demo, catalogue:ID, or synthetic:KEY=VALUE,...",
                     {}};
    return openDataset(call.options.data, call.options.load, call.context);
}

Result<> describe(const Call& call) {
    if (call.options.preview) return previewData(call);
    const auto opened = openData(call);
    if (!opened && !opened.isCancelled() &&
        (opened.error().kind == ErrorKind::InvalidInput || opened.error().kind == ErrorKind::Unsupported))
        if (const auto table = describeSideTable(call.options.data, call.options.load, call.context)) {
            printSideTable(call, *table);
            return Done{};
        }
    if (!opened) return opened.as<Done>();
    const Dataset& d = *opened.value();
    const DataProfile p = profileOf(d, call.context);
    const DescribedDetails details = describedDetails(call, d, p);
    const auto quality = qualityOf(d, secondsNow(), call.context);
    if (call.context.stopRequested()) return Cancelled{};
    if (call.options.json) {
        Json document = describeJson(d, p, quality);
        addDetails(document, details);
        call.terminal.out << dump(document);
        return Done{};
    }
    std::vector<std::vector<std::string>> rows = figures(call, d, p);
    printDetails(call, d, details, rows);
    if (d.truth) rows.push_back({"truth", truthWords(d)});
    printFunnel(d.report.funnel, rows);
    printQuality(quality, rows);
    printSide(call, d, rows);
    printRejects(call, d.report, rows);
    call.terminal.out << formatTable({"", ""}, rows).substr(1);
    return Done{};
}

} // namespace recoscope::cli
