#include "app/cli/commands.h"
#include "app/cli/json.h"
#include "app/cli/profile_words.h"
#include "app/cli/table.h"
#include "core/base/text.h"
#include "core/catalogue/place.h"
#include "core/data/profile.h"
#include "core/data/quality.h"
#include "core/data/synthetic/truth.h"
#include "core/data/synthetic/truth_summary.h"
#include "core/models/registry.h"
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <ostream>
#include <utility>

namespace recoscope::cli {
namespace {

Json formatJson(const LoadReport& r) {
    return {{"description", r.format},
            {"separator", r.separator},
            {"encoding", r.encoding},
            {"columns", r.columns},
            {"files", r.files}};
}

Json countsJson(const FunnelCounts& counts) { return {{"rows", counts.rows}, {"users", counts.users}, {"items", counts.items}}; }

/// What each filter left; null without filters.
Json funnelJson(const LoadReport& r) {
    if (r.funnel.steps.empty()) return nullptr;
    Json steps = Json::array();
    for (const Funnel::Step& step : r.funnel.steps) {
        Json rounds = Json::array();
        for (const FunnelCounts& counts : step.rounds) rounds.push_back(countsJson(counts));
        steps.push_back({{"step", step.step}, {"words", step.words}, {"left", countsJson(step.left)}, {"rounds", rounds}});
    }
    return {{"before", countsJson(r.funnel.before)}, {"steps", steps}};
}

void printFunnel(const Funnel& funnel, std::vector<std::vector<std::string>>& rows) {
    const auto words = [](const FunnelCounts& left) {
        return counted(left.rows, "row", "rows") + ", " + counted(left.users, "user", "users") + ", " +
               counted(left.items, "item", "items");
    };
    if (!funnel.steps.empty()) rows.push_back({"filters", "before: " + words(funnel.before)});
    for (const Funnel::Step& step : funnel.steps)
        rows.push_back({"", step.step + ": " + words(step.left) +
                                (step.rounds.empty()
                                     ? ""
                                     : " (stable after " +
                                           counted(static_cast<std::int64_t>(step.rounds.size()), "round", "rounds") + ")")});
}

std::int64_t secondsNow() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

const char* wordOf(QualityFinding::Of of) {
    return of == QualityFinding::Of::Users ? "users" : of == QualityFinding::Of::Items ? "items" : "rows";
}

/// Every check, passed ones included; `fix` is a step for --filter.
Json qualityJson(const std::vector<QualityFinding>& findings) {
    Json list = Json::array();
    for (const QualityFinding& f : findings)
        list.push_back({{"id", f.id},
                        {"count", f.count},
                        {"of", wordOf(f.of)},
                        {"sentence", f.sentence},
                        {"consequence", f.consequence},
                        {"fix", f.fix ? Json(formatFilterStep(*f.fix)) : Json(nullptr)}});
    return list;
}

void printQuality(const std::vector<QualityFinding>& findings, std::vector<std::vector<std::string>>& rows) {
    std::int64_t passed = 0;
    std::string lead = "quality";
    for (const QualityFinding& f : findings) {
        passed += f.count == 0 ? 1 : 0;
        if (f.count == 0) continue;
        rows.push_back({std::exchange(lead, ""), f.sentence + ". " + f.consequence +
                                                     (f.fix ? " Removed by --filter " + formatFilterStep(*f.fix) + "." : "")});
    }
    rows.push_back({lead, counted(passed, "check", "checks") + " of quality passed"});
}

/// What a synthetic world's truth says; null for other data.
Json truthJson(const Dataset& d) {
    if (!d.truth) return nullptr;
    const TruthSummary summary = summaryOf(d);
    return {{"world", formatWorld(d.truth->spec)},
            {"grey_sheep", summary.greySheep},
            {"newcomers", summary.newcomers},
            {"late_items", summary.lateItems},
            {"friendships", summary.friendships},
            {"taste_kept", numberJson(summary.tasteKept)},
            {"rmse_of_truth", numberJson(summary.rmseOfTruth)}};
}

std::string truthWords(const Dataset& d) {
    const TruthSummary summary = summaryOf(d);
    std::vector<std::string> words{"tastes, biases, expected ratings and chances of every pair"};
    if (summary.greySheep > 0) words.push_back(counted(summary.greySheep, "grey sheep", "grey sheep"));
    if (summary.newcomers > 0) words.push_back(counted(summary.newcomers, "newcomer", "newcomers"));
    if (summary.lateItems > 0) words.push_back(counted(summary.lateItems, "late item", "late items"));
    if (summary.friendships > 0) words.push_back(counted(summary.friendships, "friendship", "friendships"));
    if (!std::isnan(summary.rmseOfTruth))
        words.push_back("rmse of the expected ratings " + formatNumber(std::round(summary.rmseOfTruth * 1000) / 1000));
    return join(words, "; ");
}

Json featureJson(const FeatureColumn& column) {
    Json j = {
        {"name", column.name}, {"kind", featureKindName(column.kind)}, {"known", column.knownRows()}, {"file", column.file}};
    if (column.hasLabels()) j["values"] = column.labels.size();
    if (column.kind == FeatureKind::Vector) j["width"] = column.width;
    return j;
}

Json featuresJson(const std::vector<FeatureColumn>& columns) {
    Json list = Json::array();
    for (const FeatureColumn& column : columns) list.push_back(featureJson(column));
    return list;
}

Json leftOutJson(const LoadReport& report) {
    Json list = Json::array();
    for (const LeftOut& left : report.leftOut)
        list.push_back(
            {{"file", left.file}, {"column", left.column.empty() ? Json(nullptr) : Json(left.column)}, {"why", left.why}});
    return list;
}

/// "author (labels), year (number)".
std::string columnsWords(const std::vector<FeatureColumn>& columns) {
    std::vector<std::string> words;
    for (const FeatureColumn& column : columns)
        words.push_back(column.name + " (" + std::string(featureKindName(column.kind)) + ")");
    return join(words, ", ");
}

/// What came with the ratings: titles, columns of items and users, edges between users, ready-made splits.
Json sideJson(const Dataset& d) {
    static constexpr std::array kRoles{"train", "valid", "test"};
    Json side = {{"titles", std::ranges::count_if(d.itemTable.titles, [](const std::string& t) { return !t.empty(); })},
                 {"genres", d.itemTable.genreNames.size()},
                 {"item_columns", Json::array()},
                 {"item_features", featuresJson(d.itemTable.columns)},
                 {"user_columns", Json::array()},
                 {"user_features", featuresJson(d.userTable.columns)},
                 {"social", nullptr},
                 {"parts", Json::array()}};
    for (const FeatureColumn& column : d.itemTable.columns) side["item_columns"].push_back(column.name);
    for (const FeatureColumn& column : d.userTable.columns) side["user_columns"].push_back(column.name);
    if (d.social)
        side["social"] = {{"file", d.social->file},
                          {"edges", d.social->edges()},
                          {"users", d.social->connectedUsers()},
                          {"reciprocity", numberJson(d.social->reciprocity())},
                          {"unknown", d.social->strangers}};
    for (const PredefinedPart& part : d.predefinedParts)
        side["parts"].push_back(
            {{"file", part.file}, {"split", part.group}, {"role", kRoles[static_cast<std::size_t>(part.role)]}});
    side["left_out"] = leftOutJson(d.report);
    return side;
}

Json contextJson(const Dataset& d) {
    static constexpr std::array kOf{"interaction", "user", "item"};
    Json list = Json::array();
    if (!d.context) return list;
    for (const ContextColumn& column : d.context->columns)
        list.push_back({{"name", column.name},
                        {"values", column.values.size()},
                        {"known", column.known()},
                        {"of", kOf[static_cast<std::size_t>(column.of)]}});
    return list;
}

void printSide(const Call& call, const Dataset& d, std::vector<std::vector<std::string>>& rows) {
    std::vector<std::string> splits;
    if (!d.itemTable.columns.empty()) rows.push_back({"of items", call.shown(columnsWords(d.itemTable.columns))});
    if (!d.userTable.columns.empty()) rows.push_back({"of users", call.shown(columnsWords(d.userTable.columns))});
    if (d.context) {
        std::vector<std::string> words;
        for (const ContextColumn& column : d.context->columns)
            words.push_back(column.name + " (" + counted(static_cast<std::int64_t>(column.values.size()), "value", "values") +
                            ")");
        rows.push_back({"context", call.shown(join(words, ", "))});
    }
    if (d.social)
        rows.push_back({"social", counted(d.social->edges(), "edge", "edges") + " among " +
                                      counted(d.social->connectedUsers(), "user", "users") + ", " +
                                      counted(d.social->strangers, "edge", "edges") + " of users without ratings" +
                                      (d.social->file.empty() ? "" : " (" + call.shown(d.social->file) + ")")});
    for (const PredefinedPart& part : d.predefinedParts) splits.push_back(part.file);
    if (!splits.empty()) rows.push_back({"parts", call.shown(join(splits, ", "))});
    for (const LeftOut& left : d.report.leftOut)
        rows.push_back({"left out", call.shown(left.file + (left.column.empty() ? "" : ", " + left.column) + ": " + left.why)});
}

Json describeJson(const Dataset& d, const DataProfile& p, const std::vector<QualityFinding>& quality) {
    const LoadReport& r = d.report;
    Json j = {{"users", p.users},       {"items", p.items},     {"interactions", p.interactions},
              {"density", p.density},   {"records", r.records}, {"accepted", r.accepted},
              {"rejected", r.rejected}, {"skipped", r.skipped}, {"duplicates", r.duplicates}};
    j["scale"] = d.scale ? Json{{"min", d.scale->minimum}, {"max", d.scale->maximum}, {"step", d.scale->step}} : Json(nullptr);
    j["time"] = p.hasTimes ? Json{{"first", timeJson(p.firstTime)}, {"last", timeJson(p.lastTime)}} : Json(nullptr);
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
    j["funnel"] = funnelJson(r);
    j["quality"] = qualityJson(quality);
    j["side"] = sideJson(d);
    j["context"] = contextJson(d);
    return j;
}

void printRejects(const Call& call, const LoadReport& report, std::vector<std::vector<std::string>>& rows) {
    constexpr std::size_t kShown = 5;
    for (const std::string& w : report.warnings) rows.push_back({"warning", call.shown(w)});
    for (std::size_t k = 0; k < std::min(kShown, report.rejects.size()); ++k) {
        const Reject& r = report.rejects[k];
        rows.push_back({"rejected", call.shown(r.file + ":" + std::to_string(r.line) + ":" + std::to_string(r.column) + " " +
                                               r.kind + ", expected " + r.expected + ": " + r.text)});
    }
}

Result<> printSideTable(const Call& call, const SideTable& table) {
    const LoadReport& r = table.report;
    if (call.options.json) {
        call.terminal.out << dump({{"kind", table.kind},
                                   {"accepted", r.accepted},
                                   {"records", r.records},
                                   {"rejected", r.rejected},
                                   {"skipped", r.skipped},
                                   {"features", featuresJson(table.columns)},
                                   {"format", formatJson(r)},
                                   {"rejects", rejectsJson(r)},
                                   {"warnings", r.warnings}});
        return Done{};
    }
    std::vector<std::vector<std::string>> rows{
        {"holds", counted(r.accepted, table.kind.substr(0, table.kind.size() - 1), table.kind) + ", no ratings"},
        {"format", call.shown(r.format + "; " + (r.columns.empty() ? "" : r.columns + "; ") + r.encoding)}};
    if (!table.columns.empty()) rows.push_back({"columns", call.shown(columnsWords(table.columns))});
    printRejects(call, r, rows);
    call.terminal.out << formatTable({"", ""}, rows).substr(1);
    return Done{};
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

Result<> listModels(const Call& call) {
    if (call.options.json) {
        Json list = Json::array();
        for (const AlgorithmInfo& a : algorithms()) list.push_back(algorithmJson(a));
        call.terminal.out << dump(list);
        return Done{};
    }
    std::vector<std::vector<std::string>> rows;
    for (const AlgorithmInfo& a : algorithms()) rows.push_back({a.id, a.name, a.family, a.summary});
    call.terminal.out << formatTable({"model", "name", "family", "what it does"}, rows);
    for (const AlgorithmInfo& a : algorithms()) {
        call.terminal.out << "\n" << a.id << ": " << a.reference << "\n";
        for (const ParamSpec& p : trainingParams(a)) {
            const bool isNumber = paramType(p) == "integer" || paramType(p) == "number";
            call.terminal.out << "  " << p.key << " = " << formatParam(p.defaultValue) << "  ("
                              << (isNumber                   ? formatNumber(p.minimum) + " to " + formatNumber(p.maximum)
                                  : paramType(p) == "choice" ? join(p.choices, ", ")
                                                             : "true or false")
                              << ")  " << p.help << "\n";
        }
    }
    return Done{};
}

Result<> describe(const Call& call) {
    if (call.options.preview) return previewData(call);
    const auto opened = openData(call);
    if (!opened && !opened.isCancelled() &&
        (opened.error().kind == ErrorKind::InvalidInput || opened.error().kind == ErrorKind::Unsupported))
        if (const auto table = describeSideTable(call.options.data, call.options.load, call.context))
            return printSideTable(call, *table);
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
    if (p.hasTimes) rows.push_back({"time", isoTime(p.firstTime) + " to " + isoTime(p.lastTime)});
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
