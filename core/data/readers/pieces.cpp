#include "core/data/readers/candidates.h"
#include <algorithm>
#include <iterator>
#include <set>

namespace recoscope {
namespace {

bool isPiece(const Candidate& c) {
    return c.reader && c.reader->pieces && c.finding.kind == TableKind::Ratings && !namesAPart(c.file.name);
}

std::string firstLine(const Candidate& c) { return c.firstRows.substr(0, c.firstRows.find('\n')); }

} // namespace

std::vector<SourceFile> filesOf(const Candidate& candidate) {
    std::vector<SourceFile> files{candidate.file};
    files.insert(files.end(), candidate.goesOn.begin(), candidate.goesOn.end());
    return files;
}

void unitePieces(Candidates& candidates) {
    auto& files = candidates.files;
    const auto surest = [&](const Candidate& a, const Candidate& b) { return a.finding.confidence < b.finding.confidence; };
    std::vector<Candidate> pieces;
    std::ranges::copy_if(files, std::back_inserter(pieces), isPiece);
    if (pieces.size() < 2) return;
    const Candidate best = *std::ranges::max_element(pieces, surest);
    const auto other = [&](const Candidate& c) { return c.reader != best.reader || c.form.variant != best.form.variant; };
    std::erase_if(pieces, other);
    std::set<std::string> beginnings;
    for (const Candidate& c : pieces)
        if (!beginnings.insert(firstLine(c)).second) return; // two forms of the same: not to be added to each other
    for (std::size_t k = 1; k < pieces.size(); ++k) pieces[0].goesOn.push_back(pieces[k].file);
    const auto first = std::ranges::find_if(files, [&](const Candidate& c) { return isPiece(c) && !other(c); });
    *first = pieces[0];
    files.erase(std::remove_if(std::next(first), files.end(), [&](const Candidate& c) { return isPiece(c) && !other(c); }),
                files.end());
}

} // namespace recoscope
