#pragma once
#include "core/data/dataset.h"
#include "core/data/readers/delimited.h"
#include "core/data/readers/id_codes.h"
#include "core/data/readers/roles.h"
#include "core/data/readers/text_blocks.h"
#include "core/data/readers/time_text.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recoscope {

/// The bytes of a text, as far as they are known before reading.
enum class TextForm : std::uint8_t {
    Decoded,    ///< UTF-8 already, or damaged as the finding says.
    MaybeUtf8,  ///< UTF-8, unless a block shows that it is not.
    StatedUtf8, ///< Said to be: what is not is damage.
    Latin1,
    Windows1252,
};

/// What a block came to. Lines count from 1 within the block; reused from block to block.
struct BlockRows {
    std::size_t rows = 0; ///< Used of the columns, which are longer.
    std::vector<std::int32_t> users, items;
    std::vector<float> ratings;
    std::vector<std::int64_t> times; ///< Empty where the file has none.
    TimeColumn clock;                ///< What the times may mean.
    bool beginsFile = false;         ///< Of several files: lines count from 1 again.
    std::int64_t lines = 0, records = 0, rejected = 0, skipped = 0;
    std::vector<Reject> rejects; ///< The first limits::kKeptRejects.
    bool notUtf8 = false;        ///< MaybeUtf8 was wrong.
    bool ranOut = false;         ///< A quoted field goes on behind the block.
};

/// Reads blocks of a ratings text by a finding: lines as most are at a few bytes a nanosecond, every other by RecordReader and
/// the rules of the loading policy. One a thread.
class BlockParser {
public:
    /// `header`: the header's line, where the text has one.
    BlockParser(const TableFinding& finding, TextForm form, const std::string& file, std::string header);
    void parse(const TextBlock& block, BlockRows& out);
    IdTable userNames, itemNames;

private:
    enum class Role : std::uint8_t { User, Item, Rating, Time, Other };

    void begin(const BlockShape& shape, BlockRows& out) const;
    std::string_view decoded(const TextBlock& block, const BlockShape& shape, BlockRows& out);
    /// Takes plain lines from `at` on; returns where the first other one begins.
    const char* takePlain(const char* at, const char* end, const char* readable, BlockRows& out);
    const char* takePlainLine(const char* at, const char* readable, BlockRows& out);
    struct PlainId {
        std::int32_t number = 0;
        std::string_view name; ///< Empty for a number.
    };
    static std::int32_t codeOf(const PlainId& id, IdTable& names) {
        if (id.name.empty()) return id.number;
        return static_cast<std::int32_t>(kNamedId | static_cast<std::uint32_t>(names.indexOf(id.name)));
    }
    static PlainId idOf(std::string_view id);
    const char* plainId(const char* at, bool last, PlainId& id) const;
    const char* plainName(const char* at, bool last, std::string_view& name) const;
    const char* plainRating(const char* at, bool last, float& rating) const;
    struct PlainTime {
        std::int64_t value = kNoTime;
        bool isDay = false; ///< "2005-09-06", in seconds already.
    };
    const char* plainTime(const char* at, bool last, PlainTime& time) const;
    void beginItem(std::string_view heading);
    std::int32_t itemOfHeading();
    const char* behind(const char* at, bool last) const;

    void takeRecord(RecordReader& reader, RecordReader::Status status, BlockRows& out);
    void takeRow(const RecordReader& reader, BlockRows& out);
    [[nodiscard]] bool rightCount(const std::vector<std::string_view>& fields) const;
    [[nodiscard]] const char* flawOf(std::string_view id) const;
    void reject(const RecordReader& reader, std::size_t field, const char* kind, std::string expected, BlockRows& out) const;

    const TableFinding& m_finding;
    const RatingColumns& m_roles;
    TextForm m_form;
    const std::string& m_file;
    std::string m_header, m_text, m_blockFile;
    std::string m_item;          ///< Of the rows below a heading.
    std::string_view m_itemFlaw; ///< What is wrong with it; empty where nothing is.
    std::int32_t m_itemCode = 0; ///< Where m_haveItemCode.
    bool m_haveItemCode = false;
    std::vector<Role> m_columns;
    bool m_plain = false;    ///< The dialect has plain lines.
    bool m_checkIds = false; ///< The block holds bytes that mean nothing.
    bool m_strict = false;   ///< The block holds what names must not: NUL, or bytes that mean nothing.
    char m_stop = '\n';      ///< A quote, where the block has some.
    std::int64_t m_line = 1;
};

} // namespace recoscope
