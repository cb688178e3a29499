#pragma once
#include "core/base/result.h"
#include "core/data/load.h"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// One file that a data set is made of, and where it can be had.
struct CatalogueFile {
    std::string name;                   ///< On disk: letters, digits, '.', '_', '+', '-'; no dot in front.
    std::vector<std::string> addresses; ///< http or https, the publisher's first, then others with the same bytes.
    std::optional<std::int64_t> bytes;  ///< As published; binding only beside a checksum.
    std::string sha256, md5;            ///< Lower-case hex; empty where the publisher states none.
};

/// A public data set. Counts are of what has ratings, as published; absent where not known. All texts are plain text.
struct CatalogueEntry {
    std::string id; ///< Lower-case letters, digits, '-': also the folder it is kept in.
    std::string name, holds, page, licenceShort, licence, citation, format;
    std::optional<std::int64_t> users, items, interactions;
    std::vector<CatalogueFile> files;
    std::string byHand; ///< Why it cannot be fetched from here, and what to do; such entries have no files.
    LoadOptions open;   ///< What the reader has to be told: file, format, separator, columns. Mostly nothing.
    [[nodiscard]] std::optional<std::int64_t> bytes() const; ///< Of all files, where all are known.
    /// In [0, 1]; nothing where a count is missing.
    [[nodiscard]] std::optional<double> density() const;
};

/// Reads the catalogue's JSON. Errors (InvalidInput) name entry and key and what was expected: `source` begins the sentence.
[[nodiscard]] Result<std::vector<CatalogueEntry>> parseCatalogue(std::string_view json, const std::string& source);

/// The file that ships, or the one that $RECOSCOPE_CATALOGUE names.
[[nodiscard]] std::string catalogueFile();
/// parseCatalogue of catalogueFile(). Errors also: Io.
[[nodiscard]] Result<std::vector<CatalogueEntry>> readCatalogue();
/// Null where there is none.
[[nodiscard]] const CatalogueEntry* findEntry(const std::vector<CatalogueEntry>& catalogue, std::string_view id);

} // namespace recoscope
