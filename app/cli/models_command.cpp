#include "app/cli/commands.h"
#include "app/cli/json.h"
#include "app/cli/table.h"
#include "core/base/text.h"
#include "core/models/registry.h"
#include <ostream>

namespace recoscope::cli {

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

} // namespace recoscope::cli
