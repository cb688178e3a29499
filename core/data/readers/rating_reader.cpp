#include "core/data/readers/rating_reader.h"
#include "core/base/text.h"
#include "core/data/readers/column_names.h"
#include "core/data/readers/encoding.h"
#include "core/data/readers/id_table.h"
#include "core/data/readers/row_sink.h"
#include "core/data/readers/time_text.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace recoscope {
namespace {

constexpr std::size_t kKeptRejects = 1000;
constexpr std::size_t kShownCharacters = 80;
constexpr std::int64_t kRowsBetweenChecks = 20000;

class RatingParser {
public:
    RatingParser(std::string_view text, const TableFinding& finding, const std::string& file, LoadReport& report)
        : m_text(text),
          m_finding(finding),
          m_roles(finding.ratings),
          m_file(file),
          m_report(report),
          m_reader(text, finding.dialect),
          m_mayBeDamaged(finding.mayBeDamaged) {}

    bool run(const TaskContext& context) {
        bool header = m_finding.dialect.header;
        for (std::int64_t n = 0;; ++n) {
            if (n % kRowsBetweenChecks == 0) {
                if (context.stopRequested()) return false;
                context.report(static_cast<double>(m_reader.position()) /
                                   static_cast<double>(std::max<std::size_t>(1, m_text.size())),
                               "reading " + m_file);
            }
            const auto status = m_reader.next();
            if (status == RecordReader::Status::End) break;
            if (header && status == RecordReader::Status::Record) {
                header = false;
                m_header = std::string(m_reader.line());
                continue;
            }
            take(status);
        }
        return true;
    }

    RatingRows finish() {
        scaleTimes();
        m_rows.userIds = m_users.release();
        m_rows.itemIds = m_items.release();
        m_rows.hasRatings = m_roles.rating >= 0;
        m_rows.hasTimes = m_roles.time >= 0 && m_rows.missingTimes < static_cast<std::int64_t>(m_rows.rows.size());
        return std::move(m_rows);
    }

private:
    void take(RecordReader::Status status) {
        ++m_report.records;
        switch (status) {
        case RecordReader::Status::Blank:
            ++m_report.skipped;
            return;
        case RecordReader::Status::TooLong:
            reject(m_reader.longField(), "too-long", "a line of at most 16 MiB with fields of at most 64 KiB");
            return;
        case RecordReader::Status::OpenQuote:
            reject(0, "open-quote", "a closing quote");
            return;
        default:
            break;
        }
        const auto& fields = m_reader.fields();
        if (!rightCount(fields)) {
            reject(std::min(fields.size(), m_finding.dialect.fields) - 1, "field-count",
                   std::to_string(m_finding.dialect.fields) + " fields, found " + std::to_string(fields.size()));
            return;
        }
        if (m_finding.dialect.header && m_reader.line() == m_header) {
            reject(0, "header", "a row, found the header again");
            return;
        }
        takeRow();
    }

    bool rightCount(const std::vector<std::string_view>& fields) const {
        const std::size_t expected = m_finding.dialect.fields;
        if (fields.size() == expected) return true;
        return m_finding.dialect.trailing && fields.size() == expected + 1 && trim(fields.back()).empty();
    }

    /// "" where the id can be one, else what is wrong with it.
    const char* flawOf(std::string_view id) const {
        if (id.find('\0') != std::string_view::npos) return "an id without NUL bytes";
        return m_mayBeDamaged && !isUtf8(id) ? "an id that can be decoded" : "";
    }

    std::optional<double> ratingOf(std::string_view field) const {
        const auto rating = m_roles.decimalComma ? parseCommaDecimal(field) : parseNumber(field);
        return rating && std::abs(*rating) <= static_cast<double>(std::numeric_limits<float>::max()) ? rating : std::nullopt;
    }

    void takeRow() {
        Interaction row;
        const std::string_view user = m_reader.field(static_cast<std::size_t>(m_roles.user)),
                               item = m_reader.field(static_cast<std::size_t>(m_roles.item));
        for (const auto& [id, role] : {std::pair{user, m_roles.user}, {item, m_roles.item}}) {
            const auto column = static_cast<std::size_t>(role);
            if (id.empty()) return reject(column, "empty-id", role == m_roles.user ? "a user id" : "an item id");
            if (const char* flaw = flawOf(id); *flaw != '\0') return reject(column, "encoding", flaw);
        }
        if (m_roles.rating >= 0) {
            const auto rating = ratingOf(m_reader.field(static_cast<std::size_t>(m_roles.rating)));
            if (!rating) return reject(static_cast<std::size_t>(m_roles.rating), "rating", "a number");
            row.rating = static_cast<float>(*rating);
        }
        if (m_roles.time >= 0) row.time = m_times.take(m_reader.field(static_cast<std::size_t>(m_roles.time)));
        row.user = UserIndex{m_users.indexOf(user)};
        row.item = ItemIndex{m_items.indexOf(item)};
        m_rows.rows.push_back(row);
        ++m_report.accepted;
    }

    void scaleTimes() {
        m_times.finish(m_rows.rows.times);
        m_rows.missingTimes = m_times.missing();
        if (const std::string warning = m_times.warning(); !warning.empty()) m_report.warnings.push_back(warning);
    }

    void reject(std::size_t field, const char* kind, std::string expected) {
        ++m_report.rejected;
        if (m_report.rejects.size() >= kKeptRejects) return;
        const auto& offsets = m_reader.offsets();
        const std::string_view line = m_reader.line();
        const std::size_t offset = field < offsets.size() ? offsets[field] : 0;
        // A quoted field may hold line ends: the place is counted in the line where the field begins.
        const std::string_view before = line.substr(0, offset);
        const std::size_t start = before.rfind('\n') + 1; // npos + 1 is 0
        m_report.rejects.push_back({m_file, m_reader.lineNumber() + std::ranges::count(before, '\n'),
                                    columnAt(line.substr(start), offset - start), kind, firstCharacters(line, kShownCharacters),
                                    std::move(expected)});
    }

    std::string_view m_text;
    const TableFinding& m_finding;
    const RatingColumns& m_roles;
    const std::string& m_file;
    LoadReport& m_report;
    RecordReader m_reader;
    bool m_mayBeDamaged = false;
    std::string m_header;
    TimeColumn m_times;
    IdTable m_users, m_items;
    RatingRows m_rows;
};

} // namespace

Result<RatingRows> readRatings(std::string_view text, const TableFinding& finding, const std::string& file, LoadReport& report,
                               const TaskContext& context) {
    RatingParser parser(text, finding, file, report);
    if (!parser.run(context)) return Cancelled{};
    RatingRows rows = parser.finish();
    if (auto judged = judgeRows(rows, file, report); !judged) return judged.as<RatingRows>();
    return rows;
}

} // namespace recoscope
