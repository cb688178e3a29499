#include "core/data/readers/row_sink.h"
#include "core/base/contract.h"
#include "core/base/text.h"
#include "core/data/readers/delimited.h"
#include "core/data/readers/encoding.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace recoscope {
namespace {

constexpr std::uint64_t kCallsBetweenChecks = 4096;

std::string placeOf(const Reject& reject) {
    return reject.file + ":" + std::to_string(reject.line) + ":" + std::to_string(reject.column);
}

Error refuse(const LoadReport& report, const std::string& file) {
    std::string message = report.accepted == 0
                              ? "No line of " + file + " could be read as a rating"
                              : "Of " + counted(report.records, "line", "lines") + " of " + file + ", " +
                                    counted(report.rejected, "was", "were") + " rejected, more than were accepted";
    for (std::size_t k = 0; k < std::min<std::size_t>(3, report.rejects.size()); ++k) {
        const Reject& r = report.rejects[k];
        message += (k == 0 ? ": line " : "; line ") + std::to_string(r.line) + ", character " + std::to_string(r.column) +
                   ", expected " + r.expected + ": \"" + r.text + "\"";
    }
    if (report.rejects.empty()) message += ": expected lines with a user and an item, found nothing but blanks and headers";
    message += ". Check the separator and the columns (--separator, --columns).";
    return {ErrorKind::InvalidInput, message, report.rejects.empty() ? file : placeOf(report.rejects.front())};
}

} // namespace

Result<> judgeRows(const RatingRows& rows, const std::string& file, LoadReport& report) {
    RECOSCOPE_ASSERT(report.accepted + report.rejected + report.skipped == report.records);
    if (report.accepted == 0 || report.rejected > report.accepted) return refuse(report, file);
    if (rows.missingTimes > 0)
        report.warnings.push_back(counted(rows.missingTimes, "time is", "times are") +
                                  " empty or unreadable and count as missing.");
    if (report.rejected > 0) report.warnings.push_back(counted(report.rejected, "line was", "lines were") + " rejected.");
    return Done{};
}

Error tooManyRows(const std::string& file) {
    return {ErrorKind::ResourceLimit,
            file + " holds more than " + counted(static_cast<std::int64_t>(limits::valueOf("rows")), "rows", "rows") +
                ", the limit for one data set: cut it into several files.",
            file};
}

Error tooManyIds(const std::string& file) {
    return {ErrorKind::ResourceLimit,
            file + " holds more than " +
                counted(static_cast<std::int64_t>(limits::valueOf("ids")), "users or items", "users or items") +
                ", the limit for one data set: cut it into several files, or check which column is which.",
            file};
}

void RowSink::row(const Place& place, std::string_view user, std::string_view item, double rating, std::int64_t time) {
    if (user.empty() || item.empty()) return reject(place, "empty-id", user.empty() ? "a user id" : "an item id");
    for (const std::string_view id : {user, item}) {
        if (id.size() > RecordReader::kMaxField)
            return reject(place, "too-long", "an id of at most " + limits::size(limits::kFieldBytes));
        if (id.find('\0') != std::string_view::npos) return reject(place, "encoding", "an id without NUL bytes");
        if (!isUtf8(id)) return reject(place, "encoding", "an id that can be decoded");
    }
    if (!std::isfinite(rating) || std::abs(rating) > static_cast<double>(std::numeric_limits<float>::max()))
        return reject(place, "rating", "a number as the rating");
    if (m_rows.rows.size() >= m_most) {
        m_tooMany = true;
        return;
    }
    ++m_report.records;
    ++m_report.accepted;
    Interaction row;
    row.user = UserIndex{m_users.indexOf(user)};
    row.item = ItemIndex{m_items.indexOf(item)};
    row.rating = static_cast<float>(rating);
    row.time = time;
    m_rows.rows.push_back(row);
}

void RowSink::reject(const Place& place, const char* kind, std::string expected) {
    ++m_report.records;
    ++m_report.rejected;
    if (m_report.rejects.size() >= limits::kKeptRejects) return;
    m_report.rejects.push_back({m_file, place.line, columnAt(place.text, std::min(place.offset, place.text.size())), kind,
                                firstCharacters(place.text, limits::kShownCharacters), std::move(expected)});
}

bool RowSink::refuses(const LineWalker& lines) {
    if (lines.line().size() <= RecordReader::kMaxLine) return false;
    reject({lines.number(), 0, lines.line()}, "too-long", "a line of at most " + limits::size(limits::kLineBytes));
    return true;
}

void RowSink::skip() {
    ++m_report.records;
    ++m_report.skipped;
}

bool RowSink::stopped(const TaskContext& context, double share) {
    if (m_calls++ % kCallsBetweenChecks != 0) return false;
    context.report(share, "reading " + m_file);
    return context.stopRequested();
}

Result<RatingRows> RowSink::finish(bool hasRatings, bool hasTimes) {
    if (m_tooMany) return tooManyRows(m_file);
    if (m_users.full() || m_items.full()) return tooManyIds(m_file);
    auto& times = m_rows.rows.times;
    m_times.finish(times);
    if (hasTimes)
        m_rows.missingTimes = times.empty() ? static_cast<std::int64_t>(m_rows.rows.size()) : std::ranges::count(times, kNoTime);
    if (const std::string warning = m_times.warning(); !warning.empty()) m_report.warnings.push_back(warning);
    if (auto judged = judgeRows(m_rows, m_file, m_report); !judged) return judged.as<RatingRows>();
    m_rows.userIds = m_users.release();
    m_rows.itemIds = m_items.release();
    m_rows.hasRatings = hasRatings;
    m_rows.hasTimes = hasTimes && m_rows.missingTimes < static_cast<std::int64_t>(m_rows.rows.size());
    return std::move(m_rows);
}

bool LineWalker::next() {
    if (m_at >= m_text.size()) return false;
    const std::size_t stop = std::min(m_text.find('\n', m_at), m_text.size());
    m_line = m_text.substr(m_at, stop - m_at);
    if (m_line.ends_with('\r')) m_line.remove_suffix(1);
    m_at = stop + 1;
    ++m_number;
    return true;
}

double LineWalker::share() const {
    return m_text.empty() ? 1 : std::min(1.0, static_cast<double>(m_at) / static_cast<double>(m_text.size()));
}

Place LineWalker::at(std::string_view part) const {
    return {m_number, part.empty() ? m_line.size() : static_cast<std::size_t>(part.data() - m_line.data()), m_line};
}

std::vector<std::string_view> firstLines(std::string_view text, std::size_t most) {
    std::vector<std::string_view> lines;
    for (LineWalker walker(text); lines.size() < most && walker.next();)
        if (const auto line = trim(walker.line()); !line.empty()) lines.push_back(line);
    return lines;
}

void splitWords(std::string_view line, std::vector<std::string_view>& words) {
    words.clear();
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t from = line.find_first_not_of(" \t", at);
        if (from == std::string_view::npos) return;
        const std::size_t to = std::min(line.find_first_of(" \t", from), line.size());
        words.push_back(line.substr(from, to - from));
        at = to;
    }
}

} // namespace recoscope
