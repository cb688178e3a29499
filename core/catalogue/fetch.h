#pragma once
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/catalogue/catalogue.h"
#include <cstdint>
#include <string>

namespace recoscope {

struct FetchSettings {
    std::string proxy;                  ///< "http://host:port"; empty: what the environment says (https_proxy, no_proxy...).
    int connectSeconds = 15;            ///< Until the server answers at all.
    int silentSeconds = 30;             ///< Slower than 100 bytes a second for so long counts as cut.
    int attempts = 3;                   ///< A cut connection is taken up again while each attempt brings more.
    std::int64_t mostBytes = 8LL << 30; ///< Of one file.
};

/// Fetches the files of an entry into FOLDER/ID/ and returns what to open. Each is written to NAME.part, taken up where a cut or
/// cancelled transfer ended (Range with If-Range: the server's ETag or date is kept in NAME.part.etag), checked against the
/// publisher's checksum, or else against that of the first download (FOLDER/SHA256SUMS, as sha256sum -c reads it), synced and
/// renamed. What is there already is not fetched again.
///
/// Only http and https, at most 5 redirects, none from https to http. Progress by bytes where the size is known, else NaN.
/// Cancel ends within 200 ms. After a failure or a cancel at most the .part and its .etag are left, and they only where a later
/// call can go on from them.
///
/// Errors, with the next step in the sentence: Unsupported (by hand only), Io (offline, refused, HTTP status, cut, folder not
/// writable, at work elsewhere), ResourceLimit (disk full, too large), InvalidInput (another checksum; says both).
/// Blocks; safe to call from several threads and programs at once.
[[nodiscard]] Result<std::string> fetch(const CatalogueEntry& entry, const std::string& folder, const TaskContext& context,
                                        const FetchSettings& settings = {});

} // namespace recoscope
