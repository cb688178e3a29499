#include "app/cli/side_words.h"
#include "app/cli/table.h"
#include "core/base/text.h"
#include <algorithm>
#include <array>
#include <ostream>

namespace recoscope::cli {
namespace {

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

} // namespace

Json formatJson(const LoadReport& r) {
    return {{"description", r.format},
            {"separator", r.separator},
            {"encoding", r.encoding},
            {"columns", r.columns},
            {"files", r.files}};
}

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

void printRejects(const Call& call, const LoadReport& report, std::vector<std::vector<std::string>>& rows) {
    constexpr std::size_t kShown = 5;
    for (const std::string& w : report.warnings) rows.push_back({"warning", call.shown(w)});
    for (std::size_t k = 0; k < std::min(kShown, report.rejects.size()); ++k) {
        const Reject& r = report.rejects[k];
        rows.push_back({"rejected", call.shown(r.file + ":" + std::to_string(r.line) + ":" + std::to_string(r.column) + " " +
                                               r.kind + ", expected " + r.expected + ": " + r.text)});
    }
}

void printSideTable(const Call& call, const SideTable& table) {
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
        return;
    }
    std::vector<std::vector<std::string>> rows{
        {"holds", counted(r.accepted, table.kind.substr(0, table.kind.size() - 1), table.kind) + ", no ratings"},
        {"format", call.shown(r.format + "; " + (r.columns.empty() ? "" : r.columns + "; ") + r.encoding)}};
    if (!table.columns.empty()) rows.push_back({"columns", call.shown(columnsWords(table.columns))});
    printRejects(call, r, rows);
    call.terminal.out << formatTable({"", ""}, rows).substr(1);
}

} // namespace recoscope::cli
