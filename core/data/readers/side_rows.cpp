#include "core/data/readers/side_rows.h"
#include "core/base/text.h"
#include "core/data/readers/column_names.h"
#include <utility>

namespace recoscope {

int SideRows::columnNamed(std::initializer_list<std::string_view> wanted) const {
    if (header)
        for (const std::string_view name : wanted)
            for (std::size_t c = 0; c < names.size(); ++c)
                if (plainColumnName(names[c]) == name) return static_cast<int>(c);
    return -1;
}

SideRows readDelimitedRows(std::string_view text, const Dialect& dialect, const std::string& file) {
    SideRows table;
    table.file = file;
    table.header = dialect.header;
    for (std::size_t c = 0; c < dialect.fields; ++c) {
        const bool named = c < dialect.names.size() && !dialect.names[c].empty();
        table.names.push_back(named ? dialect.names[c] : "column " + std::to_string(c + 1));
        const std::size_t colon = named ? dialect.names[c].rfind(':') : std::string::npos;
        table.types.push_back(colon == std::string::npos ? "" : std::string(trim(dialect.names[c].substr(colon + 1))));
    }
    RecordReader reader(text, dialect);
    bool header = dialect.header;
    for (auto status = reader.next(); status != RecordReader::Status::End; status = reader.next()) {
        if (status != RecordReader::Status::Record) continue;
        if (std::exchange(header, false)) continue;
        if (reader.fields().size() < dialect.fields) continue;
        auto& row = table.rows.emplace_back();
        row.reserve(reader.fields().size());
        for (std::size_t c = 0; c < reader.fields().size(); ++c) row.emplace_back(reader.field(c));
    }
    return table;
}

} // namespace recoscope
