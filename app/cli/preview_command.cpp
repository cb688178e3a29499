#include "app/cli/commands.h"
#include "app/cli/json.h"
#include "app/cli/table.h"
#include "core/base/text.h"
#include "core/catalogue/place.h"
#include "core/data/preview/preview.h"
#include <algorithm>
#include <cmath>
#include <ostream>

namespace recoscope::cli {
namespace {

Json columnsJson(const SourcePreview& p) {
    Json list = Json::array();
    for (const PreviewColumn& c : p.columns)
        list.push_back({{"name", c.name}, {"role", nameOf(c.role)}, {"type", nameOf(c.type)}, {"why", c.why}});
    return list;
}

Json findingsJson(const SourcePreview& p) {
    Json list = Json::array();
    for (const PreviewFinding& f : p.findings) {
        Json choices = Json::array();
        for (const PreviewChoice& c : f.choices) choices.push_back(c.value);
        list.push_back({{"key", f.key}, {"value", f.value}, {"why", f.why}, {"stated", f.stated}, {"choices", choices}});
    }
    return list;
}

Json previewJson(const SourcePreview& p) {
    Json rows = Json::array(), files = Json::array();
    for (const PreviewRow& row : p.rows)
        rows.push_back({{"line", row.line}, {"rejected", row.reject >= 0}, {"cells", row.cells}});
    for (const PreviewFile& f : p.files) files.push_back({{"name", f.name}, {"kind", f.kind}, {"why", f.why}});
    return {{"kind", "preview"},
            {"file", p.file},
            {"certain", p.certain()},
            {"question", p.question ? Json{{"key", p.question->key}, {"text", p.question->text}} : Json(nullptr)},
            {"problem", p.problem ? Json(p.problem->message) : Json(nullptr)},
            {"found", findingsJson(p)},
            {"columns", columnsJson(p)},
            {"records", p.report.records},
            {"accepted", p.report.accepted},
            {"rejected", p.report.rejected},
            {"skipped", p.report.skipped},
            {"rejects", rejectsJson(p.report)},
            {"files", files},
            {"forecast",
             {{"rows", p.forecast.rows},
              {"exact", p.forecast.exact},
              {"bytes", numberJson(p.forecast.bytes)},
              {"budget", numberJson(p.forecast.budget)},
              {"seconds", numberJson(p.forecast.seconds)}}},
            {"rows", rows}};
}

std::string megabytes(double bytes) { return formatNumber(std::max(1.0, std::round(bytes / 1e6))) + " MB"; }

std::string forecastWords(const SourceForecast& f) {
    const bool known = f.exact || f.rows > 0;
    return (known ? (f.exact ? "" : "about ") + counted(f.rows, "row", "rows")
                  : std::string("rows not known before it is read")) +
           ", " + megabytes(f.bytes) + " of memory (at most " + megabytes(f.budget) + " are used), " +
           formatNumber(std::round(f.seconds * 100) / 100) + " s";
}

void printSample(const Call& call, const SourcePreview& p) {
    constexpr std::size_t kShown = 8;
    std::vector<std::string> heads;
    for (const PreviewColumn& c : p.columns)
        heads.push_back(call.shown(c.name.empty() ? nameOf(c.role) : c.name + " (" + nameOf(c.role) + ")"));
    std::vector<std::vector<std::string>> rows;
    for (std::size_t k = 0; k < std::min(kShown, p.rows.size()); ++k) {
        auto& cells = rows.emplace_back();
        for (std::size_t c = 0; c < heads.size(); ++c)
            cells.push_back(c < p.rows[k].cells.size() ? call.shown(p.rows[k].cells[c]) : std::string());
    }
    if (!heads.empty()) call.terminal.out << "\n" << formatTable(heads, rows);
}

} // namespace

Result<> previewData(const Call& call) {
    if (call.options.data.empty()) return missing(call, "DATA");
    const auto seen = previewDataset(call.options.data, call.options.load, call.context);
    if (!seen) return seen.as<Done>();
    const SourcePreview& p = seen.value();
    if (call.options.json) {
        call.terminal.out << dump(previewJson(p));
        return Done{};
    }
    std::vector<std::vector<std::string>> rows{{"file", call.shown(p.file)}};
    if (p.question) rows.push_back({"question", call.shown(p.question->text)});
    if (p.problem) rows.push_back({"problem", call.shown(p.problem->message)});
    for (const PreviewFinding& f : p.findings)
        if (f.key != "file") rows.push_back({f.key, call.shown(f.words + ": " + f.why)});
    for (const PreviewColumn& c : p.columns)
        if (c.role != ColumnRole::Other)
            rows.push_back({nameOf(c.role), call.shown(c.name + (c.name.empty() ? "" : ": ") + c.why)});
    for (const PreviewFile& f : p.files)
        if (f.kind != "not used") rows.push_back({f.kind, call.shown(f.name)});
    rows.push_back(
        {"rejected", std::to_string(p.report.rejected) + " of the first " + counted(p.report.records, "line", "lines")});
    rows.push_back({"all of it", forecastWords(p.forecast)});
    call.terminal.out << formatTable({"", ""}, rows).substr(1);
    printSample(call, p);
    return Done{};
}

} // namespace recoscope::cli
