#pragma once
#include "core/data/load.h"
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recoscope::test {

/// One row of tests/data/bad/index.tsv: a file, what is wrong with it, and what must come of it.
struct BadCase {
    std::string file; ///< In tests/data/bad/files, or "recipe:NAME".
    std::string id, rule, wrong;
    std::string expect; ///< "ok" = opens without a warning, "warn" = opens with one, "error" = refused.
    std::int64_t accepted = 0, rejected = 0, skipped = 0;
    int users = -1;                   ///< -1 = not stated.
    std::string first;                ///< The first time; "" = not stated.
    std::map<std::string, int> kinds; ///< Of the rejects.
    std::vector<std::string> words;   ///< That the error, or the warnings together, must hold.
    std::vector<std::string> options; ///< As the command line takes them.
    int status = 0;                   ///< Of the command line.
    int seconds = 10, megabytes = 96; ///< What the command line may take.

    [[nodiscard]] bool isRecipe() const { return file.starts_with("recipe:"); }
    [[nodiscard]] LoadOptions loadOptions() const;
};

[[nodiscard]] std::string badFolder(); ///< tests/data/bad.
[[nodiscard]] std::vector<BadCase> readBadIndex();

} // namespace recoscope::test
