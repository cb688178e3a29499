#pragma once
#include "core/data/read_part.h"
#include "core/data/readers/candidates.h"
#include "core/data/readers/rating_reader.h"
#include <string>

namespace recoscope {

/// The ratings file, judged with the user's own overrides. Errors: as chooseRatings, withOverrides and noRatings.
[[nodiscard]] Result<Candidate> ratingsOf(const Candidates& candidates, const std::string& ref, const LoadOptions& options,
                                          const TaskContext& context);

/// Reads all rows of a ratings file; its encoding, and what was wrong with it, go to the report and back to the candidate.
[[nodiscard]] Result<RatingRows> readRows(Candidate& ratings, const LoadOptions& options, LoadReport& report,
                                          const TaskContext& context);

/// Adds what the files of a predefined split (LoadOptions::parts) hold beyond the opened file; the report's counts stay those of
/// the opened file. Errors: as readPart.
[[nodiscard]] Result<> addParts(const OpenedFiles& opened, const LoadOptions& options, RatingRows& rows, LoadReport& report,
                                const TaskContext& context);

/// Files named as parts (train, test...) must be parts of what was taken for the whole, else the choice was a guess.
[[nodiscard]] bool holdsParts(const Dataset& dataset, const Candidates& candidates, const std::string& chosen);

/// Of the possible parts beside a single opened file, those of another file's split go: where the opened file is a part itself,
/// other groups; else files whose rows the data does not hold.
void dropStrangers(const Dataset& dataset, const std::string& opened, Candidates& candidates);

/// How a file was understood, in the words of the report.
void describeFormat(const Candidate& chosen, LoadReport& report);
void warnOfEncoding(const Candidate& candidate, const Decoded& decoded, LoadReport& report);

} // namespace recoscope
