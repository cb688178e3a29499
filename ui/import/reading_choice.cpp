#include "ui/import/reading_choice.h"
#include "core/base/text.h"
#include <optional>
#include <vector>

namespace recoscope::ui {
namespace {

bool isRole(ColumnRole role) { return role < ColumnRole::Context; }

/// By place every column has its word; by name only those with a role, and those that are left out: all others are context.
std::string written(const SourcePreview& preview, const std::vector<ColumnRole>& roles) {
    std::vector<std::string> words;
    for (std::size_t c = 0; c < roles.size(); ++c) {
        const ColumnRole role = roles[c] == ColumnRole::Other ? ColumnRole::Context : roles[c];
        if (!preview.rolesByName)
            words.emplace_back(nameOf(role));
        else if (role != ColumnRole::Context)
            words.push_back(preview.columns[c].name + "=" + nameOf(role));
    }
    return join(words, ",");
}

std::vector<ColumnRole> rolesOf(const SourcePreview& preview) {
    std::vector<ColumnRole> roles;
    for (const PreviewColumn& column : preview.columns) roles.push_back(column.role);
    return roles;
}

std::optional<bool> yesOrNo(const std::string& value) { return value.empty() ? std::nullopt : std::optional(value == "yes"); }

} // namespace

void choose(LoadOptions& options, const std::string& key, const std::string& value) {
    if (key == "file") options = LoadOptions{};
    if (key == "format") options.separator.clear();
    if (key == "format" || key == "separator" || key == "quotes") options.columns.clear();
    if (key == "file") options.file = value;
    if (key == "format") options.format = value;
    if (key == "separator") options.separator = value;
    if (key == "encoding") options.encoding = value;
    if (key == "decimal") options.decimal = value;
    if (key == "time_unit") options.timeUnit = value;
    if (key == "header") options.header = yesOrNo(value);
    if (key == "quotes") options.quotes = yesOrNo(value);
}

std::string columnsAfter(const SourcePreview& preview, int column, ColumnRole role) {
    std::vector<ColumnRole> roles = rolesOf(preview);
    const auto at = static_cast<std::size_t>(column);
    if (isRole(role))
        for (ColumnRole& other : roles)
            if (other == role) other = roles[at];
    roles[at] = role;
    return written(preview, roles);
}

std::string columnsOf(const SourcePreview& preview) { return written(preview, rolesOf(preview)); }

} // namespace recoscope::ui
