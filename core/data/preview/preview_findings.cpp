#include "core/base/text.h"
#include "core/data/preview/preview_steps.h"
#include "core/data/readers/side_files.h"
#include "core/data/readers/side_relations.h"
#include "core/data/readers/time_text.h"
#include <algorithm>
#include <array>
#include <cmath>

namespace recoscope {
namespace {

constexpr const char* kStated = "as you said";

std::string wordsFor(const std::vector<PreviewChoice>& choices, const std::string& value) {
    const auto it = std::ranges::find(choices, value, &PreviewChoice::value);
    return it == choices.end() ? value : it->words;
}

PreviewFinding make(const char* key, const char* label, std::string value, std::vector<PreviewChoice> choices, bool stated,
                    std::string why) {
    PreviewFinding finding{key, label, std::move(value), {}, stated ? kStated : std::move(why), std::move(choices), stated};
    finding.words = wordsFor(finding.choices, finding.value);
    return finding;
}

PreviewFinding fileOf(const PreviewSource& source, bool several) {
    std::vector<PreviewChoice> choices;
    std::int64_t ratings = 0;
    for (const Candidate& c : source.candidates.files) {
        const bool holds = c.finding.kind == TableKind::Ratings, unclear = c.finding.kind == TableKind::Other;
        if (!c.reader || c.form.confidence == 0 || (!holds && !unclear && c.file.name != source.read.file.name)) continue;
        choices.insert(holds ? choices.begin() + ratings : choices.end(), {c.file.name, c.file.name});
        ratings += holds ? 1 : 0;
    }
    const std::string why = several        ? counted(ratings, "file", "files") + " could hold the ratings"
                            : ratings == 0 ? "nothing says which file holds the ratings"
                            : ratings == 1 ? "the only one with users and items"
                                           : "plainly the whole: the others are parts of it, or much smaller";
    return make("file", "File", source.read.file.name, std::move(choices), !source.options.file.empty(), why);
}

PreviewFinding formatOf(const PreviewSource& source) {
    std::vector<PreviewChoice> choices;
    const bool binary = source.read.reader && source.read.reader->binary;
    for (const Reader& reader : readers())
        if (reader.binary == binary) choices.push_back({reader.id, reader.name});
    const std::string id = source.read.reader ? source.read.reader->id : "delimited";
    const int confidence = source.read.form.confidence;
    const std::string why = confidence >= 100  ? "its first bytes say so"
                            : confidence >= 50 ? "its lines are built so: " + source.read.form.format
                                               : "lines of fields, and no special format";
    return make("format", "Format", id, std::move(choices), !source.options.format.empty(), why);
}

/// Lines of the piece that fall into the usual number of fields.
std::string agreement(const PreviewSource& source) {
    std::int64_t agreeing = 0, records = 0;
    RecordReader reader(source.piece, source.read.finding.dialect);
    for (auto status = reader.next(); status != RecordReader::Status::End; status = reader.next()) {
        if (status == RecordReader::Status::Blank) continue;
        ++records;
        const std::size_t fields = reader.fields().size(), wanted = source.read.finding.dialect.fields;
        agreeing += fields == wanted || (source.read.finding.dialect.trailing && fields == wanted + 1) ? 1 : 0;
    }
    return std::to_string(agreeing) + " of " + counted(records, "line", "lines") + " fall into " +
           counted(static_cast<std::int64_t>(source.read.finding.dialect.fields), "field", "fields");
}

/// What usually separates, then what rarely does, then what was stated and is none of these.
std::vector<PreviewChoice> separatorChoices(const std::string& separator) {
    std::vector<PreviewChoice> choices{{"comma", "comma"},
                                       {"tab", "tab"},
                                       {"semicolon", "semicolon"},
                                       {"pipe", "|"},
                                       {"::", "::"},
                                       {"space", "blanks"},
                                       {":", ":"},
                                       {"^", "^"},
                                       {"~", "~"},
                                       {"ctrl-a", "ctrl-A"},
                                       {"unit", "unit separator"}};
    if (!separator.empty() && std::ranges::find(choices, separator, &PreviewChoice::value) == choices.end())
        choices.push_back({separator, separator});
    return choices;
}

void tableFindings(const PreviewSource& source, SourcePreview& preview) {
    const Dialect& dialect = source.read.finding.dialect;
    const LoadOptions& o = source.options;
    const bool columns = dialect.fields >= 2;
    const std::string separator = dialect.separator == "\t"     ? "tab"
                                  : dialect.separator == " "    ? "space"
                                  : dialect.separator == ","    ? "comma"
                                  : dialect.separator == ";"    ? "semicolon"
                                  : dialect.separator == "|"    ? "pipe"
                                  : dialect.separator == "\x01" ? "ctrl-a"
                                  : dialect.separator == "\x1f" ? "unit"
                                  : columns                     ? dialect.separator
                                                                : o.separator;
    preview.findings.push_back(make("separator", "Separator", separator, separatorChoices(separator), !o.separator.empty(),
                                    columns ? agreement(source) : "no separator cuts the lines into equal numbers of fields"));
    if (!columns) return;
    const std::string line =
        dialect.header
            ? (dialect.titleLines > 0 ? "below " + counted(dialect.titleLines, "line", "lines") + " that are no rows, it"
                                      : std::string("it")) +
                  " names columns: " + join(dialect.names, ", ")
            : "it looks like the lines below it";
    preview.findings.push_back(make("header", "First line", dialect.header ? "yes" : "no",
                                    {{"yes", "names of columns"}, {"no", "data"}}, o.header.has_value(), line));
    if (dialect.separator.size() == 1 && dialect.separator != " ")
        preview.findings.push_back(make("quotes", "Quotes", dialect.quotes ? "yes" : "no",
                                        {{"yes", "\"…\" around fields"}, {"no", "none"}}, o.quotes.has_value(),
                                        dialect.quotes ? "usual with this separator, or lines fit better with them"
                                                       : "unusual with this separator, and none needs them"));
}

PreviewFinding encodingOf(const PreviewSource& source) {
    const TableFinding& table = source.read.finding;
    const std::string value = table.encoding == "UTF-8"     ? "utf-8"
                              : table.encoding == "UTF-16"  ? "utf-16"
                              : table.encoding == "Latin-1" ? "latin-1"
                                                            : "windows-1252";
    const std::string why = table.encoding == "UTF-16" && table.encodingGuessed ? "every other byte is NUL"
                            : table.encodingGuessed      ? "not valid UTF-8, so the most usual of the older encodings"
                            : table.encoding == "UTF-16" ? "its first two bytes mark it"
                                                         : "its beginning is valid UTF-8";
    return make("encoding", "Encoding", value,
                {{"utf-8", "UTF-8"}, {"utf-16", "UTF-16"}, {"windows-1252", "Windows-1252"}, {"latin-1", "Latin-1"}},
                !source.options.encoding.empty(), why);
}

PreviewFinding decimalOf(const PreviewSource& source) {
    const RatingStyle& style = source.read.finding.ratings.style;
    const bool groups = style.form == RatingForm::Thousands;
    const std::string why = !source.read.finding.notes.empty() ? source.read.finding.notes.front()
                            : groups                           ? "signs stand between groups of three digits"
                            : style.decimalComma               ? "every rating can be read with a comma, and some have one"
                                                               : "no rating needs a comma";
    return make("decimal", "Decimal sign", style.decimalComma ? "comma" : "point",
                {{"point", groups ? "1,234.5" : "3.5"}, {"comma", groups ? "1.234,5" : "3,5"}}, !source.options.decimal.empty(),
                why);
}

PreviewFinding timeOf(const PreviewSource& source, const SourcePreview& preview, std::size_t column) {
    const RatingColumns& roles = source.read.finding.ratings;
    const std::vector<PreviewChoice> orders{{"dmy", "day/month/year"}, {"mdy", "month/day/year"}};
    if (roles.dates != DateOrder::Unknown) {
        const bool open =
            std::ranges::find(source.read.finding.doubts, "time_unit", &Doubt::key) != source.read.finding.doubts.end();
        return make("time_unit", "Dates", std::string(nameOf(roles.dates)), orders, !source.options.timeUnit.empty(),
                    open ? "no number above 12 says which is the day" : "by the numbers above 12, or the sign between them");
    }
    const TimesOfColumn read = readTimes(preview.rows, column, roles);
    if (read.unit.empty()) return make("time_unit", "Times", "dates", {{"dates", "dates"}}, false, "UTC where no offset stands");
    return make("time_unit", "Times", read.unit,
                {{"s", "seconds"}, {"ms", "milliseconds"}, {"us", "microseconds"}, {"ns", "nanoseconds"}},
                !source.options.timeUnit.empty(), "by how large most numbers are, counted from 1970");
}

std::string kindOf(const Candidate& c, const std::vector<PredefinedPart>& parts) {
    std::string side = sideKindOf(c);
    if (side == "friends") return side;
    if (std::ranges::find(parts, c.file.name, &PredefinedPart::file) != parts.end()) return "part of a split";
    if (c.finding.kind == TableKind::Ratings) return "ratings";
    return side.empty() ? "not used" : side;
}

/// A database is one file; its tables are chosen as files are.
PreviewFinding tableOf(const PreviewSource& source) {
    std::vector<PreviewChoice> choices;
    for (const std::string& table : source.named.tables) choices.push_back({table, table});
    return make("file", "Table", source.named.table, std::move(choices), !source.options.file.empty(),
                source.named.severalTables     ? "several tables have columns of users and items"
                : source.named.roles.isEmpty() ? "no table has columns that are named as users and items"
                                               : "the only one with columns of users and items");
}

} // namespace

void previewFindings(const PreviewSource& source, SourcePreview& preview) {
    const bool several = preview.question && preview.question->key == "file";
    if (source.named.tables.size() > 1)
        preview.findings.push_back(tableOf(source));
    else if (PreviewFinding file = fileOf(source, several); file.choices.size() > 1)
        preview.findings.push_back(std::move(file));
    preview.findings.push_back(formatOf(source));
    const bool fixed = source.read.reader && source.read.reader->id == "recbole"; // tabs and a typed header, always
    if (source.isTable() && !fixed) tableFindings(source, preview);
    if (!source.read.reader || !source.read.reader->binary) preview.findings.push_back(encodingOf(source));
    if (!preview.rolesCanChange || source.read.finding.kind != TableKind::Ratings) return;
    if (columnWith(preview, ColumnRole::Rating) >= 0) preview.findings.push_back(decimalOf(source));
    if (const int time = columnWith(preview, ColumnRole::Time); time >= 0)
        preview.findings.push_back(timeOf(source, preview, static_cast<std::size_t>(time)));
}

void previewFiles(const PreviewSource& source, SourcePreview& preview) {
    const auto parts = findParts(source.candidates);
    for (const Candidate& c : source.candidates.files) {
        if (c.file.name == source.read.file.name) continue;
        const std::string kind = kindOf(c, parts);
        preview.files.push_back({c.file.name, kind, kind == "not used" && !c.foreign.empty() ? c.foreign : std::string()});
    }
    for (const Error& error : source.candidates.unreadable) preview.files.push_back({error.where, "not used", error.message});
}

} // namespace recoscope
