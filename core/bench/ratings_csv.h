#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/interactions.h"
#include <cstddef>
#include <string>

namespace recoscope::bench {

/// How a published ratings.csv looks: the header userId,movieId,rating,timestamp, then users and films ascending.
struct CsvShape {
    std::size_t mostRows = static_cast<std::size_t>(-1);
    bool sparseIds = false; ///< Film ids up to 3.5 times their number, as where many were never released.
};

/// Errors: Io where there is no room; Cancelled.
[[nodiscard]] Result<> writeCsv(const std::string& path, const Interactions& x, const CsvShape& shape,
                                const TaskContext& context);

/// A temporary folder with a ratings.csv that is gone when this object is.
class TemporaryCsv {
public:
    TemporaryCsv();
    ~TemporaryCsv();
    TemporaryCsv(const TemporaryCsv&) = delete;
    TemporaryCsv& operator=(const TemporaryCsv&) = delete;
    [[nodiscard]] std::string folder() const { return m_folder; }
    [[nodiscard]] std::string path() const { return m_folder + "/ratings.csv"; }
    [[nodiscard]] std::string zipPath() const { return m_folder + "/ratings.zip"; }

    /// The same file as the only member of a zip, as most programs pack it (deflate, level 6).
    Result<> pack(const TaskContext& context) const;

private:
    std::string m_folder;
};

/// The form of MovieLens 25M: 162,541 users, 59,047 films, 25,000,095 ratings of half a star to five, with times; about 650 MB.
[[nodiscard]] Result<> writeMovieLens25M(const std::string& path, int threads, const TaskContext& context);

} // namespace recoscope::bench
