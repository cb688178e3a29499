#pragma once
#include <string>

namespace recoscope::test {

/// A catalogue without a fault, for tests that put one in. In a file of its own: moc loses its way after raw strings.
inline const std::string kGood =
    R"({"version": 1, "sets": [{"id": "one-1", "name": "One", "holds": "ratings", "page": "https://x.org/p",
 "licence_short": "Free", "licence": "Free for all.", "citation": "Nobody. 2001.", "format": "CSV", "users": 10, "items": 20,
 "interactions": 50, "open": {"columns": "user,item"}, "files": [{"name": "a.csv", "addresses": ["https://x.org/a.csv"],
 "bytes": 7, "sha256": null, "md5": null}]}]})";

} // namespace recoscope::test
