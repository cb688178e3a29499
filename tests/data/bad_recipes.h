#pragma once
#include <string>
#include <vector>

namespace recoscope::test {

/// Files of the bad-input set that are too large to be kept, or that only a library writes: bombs, cut archives, lines of 64 MiB.
[[nodiscard]] std::vector<std::string> recipeNames();

/// Makes one of them in `folder` and returns its path. Takes little memory itself.
[[nodiscard]] std::string makeRecipe(const std::string& name, const std::string& folder);

} // namespace recoscope::test
