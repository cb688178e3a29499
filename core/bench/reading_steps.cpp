#include "core/bench/steps.h"
#include "core/data/load.h"
#include "core/data/profile.h"
#include <charconv>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace recoscope::bench {
namespace {

constexpr std::size_t kCsvRows = 2000000;

Result<Measurement> openToProfile(const Bench& bench) {
    return repeat(bench, [&]() -> Result<> {
        auto dataset = loadDataset(bench.world.path, {}, bench.context);
        if (!dataset) return dataset.as<Done>();
        (void)profileOf(*dataset.value(), bench.context);
        return Done{};
    });
}

Result<Measurement> profileOnly(const Bench& bench) {
    return repeat(bench, [&]() -> Result<> {
        (void)profileOf(*bench.world.dataset, bench.context);
        return Done{};
    });
}

/// A CSV file that is gone when this object is.
class TemporaryCsv {
public:
    TemporaryCsv() {
        std::string pattern = (std::filesystem::temp_directory_path() / ("recoscope-bench-" + std::string(6, 'X'))).string();
        if (const char* made = mkdtemp(pattern.data())) m_folder = made;
    }
    ~TemporaryCsv() {
        std::error_code error;
        if (!m_folder.empty()) std::filesystem::remove_all(m_folder, error);
    }
    TemporaryCsv(const TemporaryCsv&) = delete;
    TemporaryCsv& operator=(const TemporaryCsv&) = delete;
    [[nodiscard]] std::string path() const { return m_folder + "/ratings.csv"; }

    bool write(const Interactions& x, std::size_t rows) {
        std::string text = "userId,movieId,rating,timestamp\n";
        const auto number = [&text](auto value, char end) {
            char digits[32];
            text.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
            text += end;
        };
        std::size_t written = 0;
        for (std::int32_t u = 0; u < x.userCount() && written < rows; ++u) {
            const auto row = x.row(UserIndex{u});
            for (std::size_t k = 0; k < row.size() && written < rows; ++k, ++written) {
                number(u + 1, ',');
                number(row.items[k].value + 1, ',');
                number(row.ratings[k], ',');
                number(1100000000 + 61 * static_cast<std::int64_t>(written), '\n');
            }
        }
        std::ofstream file(path(), std::ios::binary);
        file << text;
        file.flush();
        return file.good();
    }

private:
    std::string m_folder;
};

Result<Measurement> openCsv(const Bench& bench) {
    TemporaryCsv csv;
    const std::size_t rows = std::min(kCsvRows, bench.world.dataset->interactions->size());
    if (!csv.write(*bench.world.dataset->interactions, rows))
        return Error{ErrorKind::Io, "The temporary CSV file could not be written: check the room in the temporary folder.", {}};
    auto measured = repeat(bench, [&]() -> Result<> {
        auto dataset = loadDataset(csv.path(), {}, bench.context);
        if (!dataset) return dataset.as<Done>();
        if (dataset.value()->interactions->size() != rows) return Error{ErrorKind::Internal, "The CSV file lost rows.", {}};
        return Done{};
    });
    if (measured) measured.value().note = std::to_string(rows) + " rows";
    return measured;
}

} // namespace

std::vector<Step> readingSteps() {
    return {{"open", "from file to profile", {"demo", "ml-100k", "ml-1m"}, openToProfile, {{"ml-100k", 0.2}}, {}},
            {"profile", "profile", {"demo", "ml-100k", "ml-1m", "generated"}, profileOnly, {}, {}},
            {"csv", "CSV to data set", {"demo", "generated"}, openCsv, {}, {{"generated", 1.3 * kCsvRows / 25e6}}}};
}

} // namespace recoscope::bench
