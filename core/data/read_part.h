#pragma once
#include "core/data/readers/candidates.h"
#include "core/data/readers/rating_reader.h"
#include <string>

namespace recoscope {

/// What a data set was opened from, so that further files can be read as it was.
struct OpenedFiles {
    std::string path; ///< File, folder or archive.
    Candidates candidates;
    Candidate ratings; ///< The file that was taken for the ratings.
};

/// Looks at the path of an open data set again. Errors: as findCandidates and ratingsOf.
[[nodiscard]] Result<OpenedFiles> openedFiles(const std::string& path, const LoadOptions& options, const TaskContext& context);

/// One file of a predefined split, and its rows.
struct PartRows {
    std::string file;     ///< Its name, for people.
    bool isWhole = false; ///< It is the file that is open: its rows were not read again.
    RatingRows rows;
};

/// Finds a part (at that path, among the members of the opened archive, in the data's folder, each also with the suffix of a
/// compression behind, or among the tables of the opened database) and reads it by any reader, as its whole was read where its
/// few rows would allow another reading. `skipWhole`: rows of the very file that is open are not wanted. Warnings and counts go
/// to `report`. Errors: Io naming the part, and those of readRows. Cancellable.
[[nodiscard]] Result<PartRows> readPart(const OpenedFiles& opened, const std::string& name, bool skipWhole,
                                        const LoadOptions& options, LoadReport& report, const TaskContext& context);

} // namespace recoscope
