#pragma once
#include <string>
#include <string_view>

namespace recoscope {

/// What a text is that is no delimited text of ratings: "JSON", "YAML", "binary data"... "" where it may be one. Judged by
/// content from its beginning; `separator` of its fields may be a control character. For sentences: "X looks like ...".
[[nodiscard]] std::string foreignFormat(std::string_view head, std::string_view separator = {});

/// What the first bytes of a file, not decoded, say that it is: archives, Parquet, pickles... "" where they say nothing.
[[nodiscard]] std::string foreignMagic(std::string_view head);

} // namespace recoscope
