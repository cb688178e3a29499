#pragma once
#include "core/base/result.h"
#include "core/data/limits.h"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// How lines fall into fields.
struct Dialect {
    std::string separator;  ///< ",", ";", "\t", "|", "::"..., also ctrl-A (Hive) and the unit separator; " " = runs of blanks.
    bool tuples = false;    ///< Lines as programs write them: brackets around, texts in single or double quotes.
    bool quotes = false;    ///< Fields may stand in double quotes, with "" inside and line ends inside.
    std::size_t fields = 0; ///< Fields a row; a trailing empty one on every row is not counted.
    bool trailing = false;  ///< Every row ends with a separator.
    bool headings = false;  ///< A line "17:" gives the item of the rows below it and is no record (headingOf).
    bool header = false;
    std::int64_t titleLines = 0;    ///< Lines above the header: titles, and "sep=;" as spreadsheets write it.
    std::vector<std::string> names; ///< Of the header, where there is one.
    static constexpr std::size_t kMaxColumns = limits::kColumns; ///< Of a table; a dense matrix may have more.
    /// "tab", ",", "ctrl-A"...: for people.
    [[nodiscard]] std::string separatorName() const;
};

/// Finds separator, quoting, field count and header from the beginning of a text. `fields` is 0 where nothing fits.
/// `stated` ("" = find out) is a separator as LoadOptions gives it: the characters, or tab, space, comma, semicolon, pipe, ctrl-a
/// (also "\x01", "^A"), unit (0x1F);
/// `header` and `quotes` likewise (nullptr = find out).
[[nodiscard]] Dialect sniff(std::string_view text, std::string_view statedSeparator, const bool* statedHeader,
                            const bool* statedQuotes = nullptr);

/// Of a line "sep=;" the character, else "".
[[nodiscard]] std::string_view statedOnTop(std::string_view line);

/// Of a line "17:" what stands before the colon, perhaps nothing; nullopt where the line is a row: it holds a separator, or ends
/// otherwise.
[[nodiscard]] std::optional<std::string_view> headingOf(std::string_view line, std::string_view separator);
/// The last heading of some whole lines.
[[nodiscard]] std::optional<std::string_view> lastHeadingOf(std::string_view text, std::string_view separator);

/// Walks over the records of a text. Views stay valid until the next call of next(), those of unquoted fields as long as the
/// text.
class RecordReader {
public:
    RecordReader(std::string_view text, const Dialect& dialect)
        : m_text(text),
          m_dialect(dialect),
          m_titleLines(dialect.titleLines) {}
    /// Title: a line above the header, one field. A line "sep=;" there is passed over: like a header it is no record.
    /// Heading: where the dialect has some; its one field is what stands before the colon.
    enum class Status { Record, Blank, Title, Heading, TooLong, OpenQuote, End };
    Status next();
    [[nodiscard]] const std::vector<std::string_view>& fields() const { return m_fields; }
    /// A field without the blanks around it; what stood in quotes is left as it is.
    [[nodiscard]] std::string_view field(std::size_t index) const;
    /// Byte offset of each field in line(): for the column of a reject.
    [[nodiscard]] const std::vector<std::size_t>& offsets() const { return m_offsets; }
    [[nodiscard]] std::string_view line() const { return m_line; }     ///< The record's text without its line end.
    [[nodiscard]] std::int64_t lineNumber() const { return m_number; } ///< Of the record's first line, from 1.
    [[nodiscard]] std::size_t position() const { return m_at; }
    [[nodiscard]] std::int64_t nextLine() const { return m_nextNumber; }
    /// Goes on at this byte, the beginning of this line.
    void moveTo(std::size_t position, std::int64_t line) {
        m_at = position;
        m_nextNumber = line;
    }
    /// The text begins somewhere below the header.
    void beginBelow() { m_titleLines = 0; }
    /// A quoted field was still open at the end of the text.
    [[nodiscard]] bool ranOut() const { return m_ranOut; }

    /// The first field that is longer than kMaxField.
    [[nodiscard]] std::size_t longField() const;

    static constexpr std::size_t kMaxLine = limits::kLineBytes;
    static constexpr std::size_t kMaxField = limits::kFieldBytes;
    static constexpr int kMaxQuotedLines = limits::kQuotedLines;

private:
    bool takeLine();
    bool splitQuoted();
    bool splitTuple();
    void splitPlain();
    void splitBlanks();
    std::string_view m_text;
    const Dialect& m_dialect;
    std::int64_t m_titleLines;
    std::size_t m_at = 0;
    std::int64_t m_nextNumber = 1, m_number = 0;
    bool m_ranOut = false;
    std::string_view m_line;
    std::vector<std::string_view> m_fields;
    std::vector<std::size_t> m_offsets;
    std::vector<char> m_quoted; ///< By field, in records with quotes; else empty.
    std::vector<std::string> m_unescaped;
};

} // namespace recoscope
