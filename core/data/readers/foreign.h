#pragma once
#include <string>
#include <string_view>

namespace recoscope {

/// What a text is that is no delimited text of ratings: "JSON", "ARFF (Weka)", "one list of items a line"... "" where it may be
/// one. Judged by content from its beginning. For sentences: "X looks like ...".
[[nodiscard]] std::string foreignFormat(std::string_view head);

/// What the first bytes of a file, not decoded, say that it is: archives, Parquet, pickles... "" where they say nothing.
[[nodiscard]] std::string foreignMagic(std::string_view head);

} // namespace recoscope
