#include "app/cli/commands.h"
#include "app/cli/table.h"
#include "core/base/text.h"
#include "core/catalogue/place.h"
#include "core/experiment/experiment_json.h"
#include "core/models/registry.h"
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <ostream>

namespace recoscope::cli {
namespace {

std::string shortNumber(double value) {
    if (!std::isfinite(value)) return "-";
    char text[32];
    std::snprintf(text, sizeof text, "%.4f", value);
    return text;
}

std::string resultTable(const ExperimentResult& result, const ExperimentSpec& spec) {
    const auto refs = parseMetrics(spec.metrics, spec.ks).value();
    std::vector<std::string> columns{"model"};
    for (const MetricRef& ref : refs) columns.push_back(">" + ref.key());
    columns.insert(columns.end(), {">train s", ">eval s"});
    std::vector<std::vector<std::string>> rows;
    for (const ModelResult& m : result.models) {
        std::vector<std::string> row{m.spec.algorithm};
        for (const MetricRef& ref : refs) row.push_back(shortNumber(m.means.at(ref.key()).value));
        row.push_back(shortNumber(m.trainSeconds));
        row.push_back(shortNumber(m.evaluateSeconds));
        rows.push_back(std::move(row));
    }
    return formatTable(columns, rows);
}

/// A user's value over the folds in which it is defined.
class PerUserValues {
public:
    explicit PerUserValues(const ModelResult& model) {
        if (model.folds.empty()) add(model.evaluation);
        for (const Evaluation& fold : model.folds) add(fold);
    }
    template <class Write>
    void each(Write write) const {
        for (const auto& [place, sum] : m_sums) write(place.first, place.second, sum.n == 0 ? std::nan("") : sum.total / sum.n);
    }

private:
    struct Sum {
        double total = 0;
        int n = 0;
    };
    void add(const Evaluation& evaluation) {
        for (const auto& [key, values] : evaluation.perUser)
            for (std::size_t k = 0; k < values.size(); ++k) {
                Sum& sum = m_sums[{key, evaluation.users[k]}];
                if (std::isnan(values[k])) continue;
                sum.total += static_cast<double>(values[k]);
                ++sum.n;
            }
    }
    std::map<std::pair<std::string, UserIndex>, Sum> m_sums;
};

Error cannotWrite(const std::string& path) {
    return {ErrorKind::Io, "The per-user values could not be written to " + path + ": check that the folder exists and has room.",
            path};
}

/// Before hours of training, not after: whether there is a folder to write into.
Result<> checkFolderOf(const std::string& path) {
    std::error_code error;
    const auto folder = std::filesystem::path(path).parent_path();
    if (std::filesystem::is_directory(path, error) || (!folder.empty() && !std::filesystem::is_directory(folder, error)))
        return cannotWrite(path);
    return Done{};
}

Result<> writePerUser(const std::string& path, const ExperimentResult& result, const Dataset& dataset) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << "model,user,metric,value\r\n";
    for (const ModelResult& m : result.models)
        PerUserValues(m).each([&](const std::string& key, UserIndex user, double value) {
            file << m.spec.algorithm << ',' << csvText(dataset.users.id(user.value)) << ',' << key << ','
                 << (std::isnan(value) ? std::string() : formatNumber(value)) << "\r\n";
        });
    file.flush();
    return file.good() ? Result<>(Done{}) : cannotWrite(path);
}

Result<> runAndPrint(const Call& call, const ExperimentSpec& spec, const std::shared_ptr<const Dataset>& dataset) {
    if (!call.options.perUserFile.empty())
        if (auto writable = checkFolderOf(call.options.perUserFile); !writable) return writable;
    const auto result = runExperiment(spec, dataset, call.context.part(0.1, 1));
    if (!result) return result.as<Done>();
    if (!call.options.perUserFile.empty()) {
        if (auto written = writePerUser(call.options.perUserFile, result.value(), *dataset); !written) return written;
    }
    if (call.options.json) {
        call.terminal.out << experimentDocument(result.value(), *dataset);
        return Done{};
    }
    call.terminal.out << resultTable(result.value(), spec) << "\n";
    std::vector<std::vector<std::string>> card;
    for (const ProtocolLine& line : result.value().protocol) card.push_back({line.label, call.shown(line.value)});
    call.terminal.out << formatTable({"protocol", ""}, card);
    return Done{};
}

} // namespace

Result<> evaluateModels(const Call& call) {
    if (call.options.spec.models.empty())
        return Error{ErrorKind::InvalidParameter, "Command evaluate needs --model ID; see recoscope-cli models.", {}};
    if (!call.options.hasSplit)
        return Error{ErrorKind::InvalidParameter,
                     "Command evaluate needs --split SPEC, for example --split per-user:test=0.1,valid=0.1.",
                     {}};
    const auto dataset = openData(call);
    if (!dataset) return dataset.as<Done>();
    return runAndPrint(call, call.options.spec, dataset.value());
}

Result<> runFile(const Call& call) {
    if (call.options.data.empty()) return Error{ErrorKind::InvalidParameter, "Command run needs EXPERIMENT.json.", {}};
    auto file = readExperimentFile(call.options.data);
    if (!file) return file.as<Done>();
    if (call.options.threads) file.value().spec.threads = *call.options.threads;
    const auto dataset = openDataset(file.value().data, file.value().load, call.context.part(0, 0.1));
    if (!dataset) return dataset.as<Done>();
    return runAndPrint(call, file.value().spec, dataset.value());
}

} // namespace recoscope::cli
