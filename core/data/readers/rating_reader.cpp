#include "core/data/readers/rating_reader.h"
#include "core/base/text.h"
#include "core/data/readers/block_reader.h"
#include "core/data/readers/encoding.h"
#include "core/data/readers/row_sink.h"

namespace recoscope {
namespace {

TextForm formOf(const std::string& encoding, const TableFinding& finding) {
    if (encoding == "latin-1") return TextForm::Latin1;
    if (encoding == "windows-1252") return TextForm::Windows1252;
    if (encoding == "utf-8") return TextForm::StatedUtf8;
    return finding.encodingGuessed ? TextForm::Windows1252 : TextForm::MaybeUtf8; // what the beginning is, all of it is
}

Result<RatingRows> judged(RatingRows rows, const std::string& file, LoadReport& report) {
    if (auto fine = judgeRows(rows, file, report); !fine) return fine.as<RatingRows>();
    return rows;
}

} // namespace

Result<RatingRows> readRatings(std::string_view text, const TableFinding& finding, const std::string& file, LoadReport& report,
                               const TaskContext& context) {
    for (const bool whole : {false, true}) {
        const auto blocks = blocksOf(text, whole);
        auto read = readBlocks(*blocks, finding, TextForm::Decoded, file, report, 0, context);
        if (!read) return read.as<RatingRows>();
        if (whole || !read.value().needsWhole) return judged(std::move(read.value().rows), file, report);
    }
    return Cancelled{}; // not reached: a whole text needs no other
}

namespace {

Result<std::unique_ptr<BlockSource>> openBlocks(const std::vector<SourceFile>& sources, bool quotes, const TaskContext& context) {
    if (sources.size() > 1) return blocksOf(SourceWalk(sources), context);
    auto stream = openSource(sources.front(), context);
    if (!stream) return stream.as<std::unique_ptr<BlockSource>>();
    return blocksOf(std::move(stream).value(), quotes);
}

} // namespace

Result<StreamedRatings> streamRatings(const std::vector<SourceFile>& sources, const std::string& encoding,
                                      const TableFinding& finding, LoadReport& report, const TaskContext& context) {
    StreamedRatings streamed;
    const std::string name =
        sources.front().name +
        (sources.size() > 1 ? " and " + counted(static_cast<std::int64_t>(sources.size() - 1), "more file", "more files") : "");
    TextForm form = formOf(encoding, finding);
    for (;;) {
        const auto blocks = openBlocks(sources, finding.dialect.quotes, context);
        if (!blocks) return blocks.as<StreamedRatings>();
        auto read = readBlocks(*blocks.value(), finding, form, name, report, 0, context);
        if (!read) return read.as<StreamedRatings>();
        BlocksRead& got = read.value();
        streamed.needsWhole = got.needsWhole;
        if (got.needsWhole) return streamed;
        if (!got.notUtf8) {
            auto rows = judged(std::move(got.rows), name, report);
            if (!rows) return rows.as<StreamedRatings>();
            streamed.rows = std::move(rows).value();
            streamed.damaged = got.damaged;
            break;
        }
        form = TextForm::Windows1252;
    }
    streamed.encoding = form == TextForm::Latin1 ? "Latin-1" : form == TextForm::Windows1252 ? "Windows-1252" : "UTF-8";
    streamed.guessed = form == TextForm::Windows1252 && encoding.empty();
    return streamed;
}

} // namespace recoscope
