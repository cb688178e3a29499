#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/data/load.h"
#include "core/data/readers/encoding.h"
#include "core/data/readers/reader.h"
#include "core/data/readers/roles.h"
#include "core/data/readers/source.h"
#include <string>
#include <vector>

namespace recoscope {

/// One file of an opened path and what its beginning says.
struct Candidate {
    SourceFile file;
    const Reader* reader = nullptr; ///< Who reads it; nullptr where nobody recognised it.
    ReaderFinding form;             ///< What that reader found, except for the table.
    TableFinding finding;
    std::string foreign;            ///< As foreignFormat() says; "" for what a reader recognised.
    std::vector<SourceFile> goesOn; ///< Files that are read behind this one, as one with it.
    std::string firstRows;          ///< Some decoded lines, to compare ratings files with each other.
};

struct Candidates {
    std::vector<Candidate> files;            ///< By name.
    std::vector<Error> unreadable;           ///< One for each file that could not be read.
    std::vector<Candidate> partsBeside = {}; ///< Beside a single opened file: ratings that are named as parts of a split.
};

/// Looks at the beginning of every file of a path. Errors: of the path as a whole; where nothing at all can be read, of the file.
[[nodiscard]] Result<Candidates> findCandidates(const std::string& path, const TaskContext& context);

/// The same file judged again with the user's own separator, columns, header and encoding.
[[nodiscard]] Result<Candidate> withOverrides(const Candidate& candidate, const LoadOptions& options, const TaskContext& context);

/// Files that are pieces of one set (Reader::pieces) become one candidate: the first, which goes on in the others.
void unitePieces(Candidates& candidates);

/// The file and those in which it goes on.
[[nodiscard]] std::vector<SourceFile> filesOf(const Candidate& candidate);

/// The position of the ratings: the only file of that kind, the wanted one, or the one that plainly is the whole.
/// Errors name and list the files.
[[nodiscard]] Result<std::size_t> chooseRatings(const Candidates& candidates, const std::string& ref, const std::string& wanted);

/// By its name for people, its name on disk, or as a member with or without folders.
[[nodiscard]] bool isNamed(const SourceFile& file, const std::string& wanted);

/// A name says that a file is a part: train, test, valid, fold, base.
[[nodiscard]] bool namesAPart(const std::string& name);

/// Adds what lies beside a single ratings file: side tables with its titles and users, and files named as parts of a split.
void addNeighbours(const std::string& path, Candidates& candidates, const TaskContext& context);

/// A whole file as UTF-8. Errors as readSource.
[[nodiscard]] Result<Decoded> readText(const Candidate& candidate, const std::string& encoding, const TaskContext& context);

/// What to say where there are no ratings, and where there are several files of them.
[[nodiscard]] Error noRatings(const Candidates& candidates, const std::string& ref);
[[nodiscard]] Error severalRatings(const Candidates& candidates, const std::string& ref);

} // namespace recoscope
