#include "core/data/readers/text_blocks.h"
#include "core/data/limits.h"
#include <algorithm>
#include <array>
#include <cstring>

namespace recoscope {
namespace {

constexpr std::size_t kPad = 64; // so that fields may be read eight bytes at a time
constexpr std::size_t kMostAtOnce = 4U << 20;
constexpr std::size_t kEvenQuotesWithin = 8U << 20;

class MemoryBlocks final : public BlockSource {
public:
    MemoryBlocks(std::string_view text, bool whole)
        : m_text(text),
          m_step(whole ? std::max<std::size_t>(text.size(), 1) : kBlockBytes) {}
    Result<bool> next(TextBlock& block) override {
        if (m_number > 0 && m_at >= m_text.size()) return false;
        std::size_t end = std::min(m_at + m_step, m_text.size());
        if (end < m_text.size()) {
            const std::size_t line = m_text.find('\n', end - 1);
            end = line == std::string_view::npos ? m_text.size() : line + 1;
        }
        block.text = m_text.substr(m_at, end - m_at);
        block.readable = m_text.size() - m_at;
        block.number = m_number++;
        block.last = end == m_text.size();
        m_at = end;
        return true;
    }
    [[nodiscard]] std::uint64_t statedBytes() const override { return m_text.size(); }
    [[nodiscard]] std::uint64_t takenBytes() const override { return m_at; }

private:
    std::string_view m_text;
    std::size_t m_step, m_at = 0, m_number = 0;
};

class StreamBlocks final : public BlockSource {
public:
    StreamBlocks(std::unique_ptr<ByteStream> stream, bool quotes, std::size_t blockBytes)
        : m_stream(std::move(stream)),
          m_quotes(quotes),
          m_step(blockBytes) {}

    Result<bool> next(TextBlock& block) override {
        if (m_ended) return false;
        std::vector<char>& memory = block.memory;
        std::size_t filled = m_rest.size(), end = 0;
        for (std::size_t room = m_step; end == 0 && !m_ended; room = std::min(2 * room, kMostAtOnce)) {
            memory.resize(std::max(memory.size(), filled + room + kPad));
            if (!m_rest.empty()) std::memcpy(memory.data(), m_rest.data(), m_rest.size());
            m_rest.clear();
            const auto got = m_stream->read(memory.data() + filled, room);
            if (!got) return got.as<bool>();
            m_ended = got.value() < room;
            filled += got.value();
            end = m_ended ? filled : cutBefore({memory.data(), filled});
            // A line over the limit will be rejected: its beginning is enough.
            if (end == 0 && filled > limits::kLineBytes && !std::memchr(memory.data(), '\n', filled))
                filled = limits::kLineBytes + 1;
        }
        m_rest.assign(memory.data() + end, memory.data() + filled);
        const std::size_t begin = m_number == 0 && std::string_view(memory.data(), end).starts_with("\xef\xbb\xbf") ? 3 : 0;
        block.text = {memory.data() + begin, end - begin};
        block.readable = memory.size() - begin;
        block.number = m_number++;
        block.last = m_ended;
        m_taken += end;
        return true;
    }
    [[nodiscard]] std::uint64_t statedBytes() const override { return m_stream->statedBytes(); }
    [[nodiscard]] std::uint64_t takenBytes() const override { return m_taken; }

private:
    /// Behind the last line end before which quotes are even; 0 = more text is needed.
    [[nodiscard]] std::size_t cutBefore(std::string_view text) const {
        std::size_t line = text.rfind('\n');
        if (line == std::string_view::npos) return 0;
        if (!m_quotes) return line + 1;
        const std::size_t last = line + 1;
        std::size_t quotes = shapeOf(text.substr(0, last)).quotes;
        while (quotes % 2 != 0) {
            const std::size_t before = line == 0 ? std::string_view::npos : text.rfind('\n', line - 1);
            if (before == std::string_view::npos) return text.size() < kEvenQuotesWithin ? 0 : last;
            quotes -= static_cast<std::size_t>(std::ranges::count(text.substr(before + 1, line - before), '"'));
            line = before;
        }
        return line + 1;
    }

    std::unique_ptr<ByteStream> m_stream;
    bool m_quotes, m_ended = false;
    std::size_t m_step;
    std::string m_rest; ///< The beginning of the next block.
    std::size_t m_number = 0;
    std::uint64_t m_taken = 0;
};

} // namespace

namespace {

class WalkBlocks final : public BlockSource {
public:
    WalkBlocks(SourceWalk walk, const TaskContext& context) : m_walk(std::move(walk)), m_context(context) {}

    Result<bool> next(TextBlock& block) override {
        if (m_number == 0)
            if (auto opened = open(); !opened) return opened.as<bool>();
        if (!m_file) return false;
        auto got = m_file->next(block);
        if (!got) return got;
        block.file = m_name;
        block.beginsFile = block.number == 0;
        block.number = m_number++;
        m_taken += block.text.size();
        if (!block.last) return true;
        if (auto opened = open(); !opened) return opened.as<bool>();
        block.last = !m_file;
        return true;
    }
    [[nodiscard]] std::uint64_t statedBytes() const override { return m_walk.statedBytes(); }
    [[nodiscard]] std::uint64_t takenBytes() const override { return m_taken; }

private:
    /// The next file; none behind the last.
    Result<> open() {
        m_file.reset();
        SourceFile which;
        auto stream = m_walk.next(which, m_context);
        if (!stream) return stream.as<Done>();
        m_name = which.name;
        if (stream.value()) m_file = blocksOf(std::move(stream).value(), false);
        return Done{};
    }

    SourceWalk m_walk;
    const TaskContext& m_context;
    std::unique_ptr<BlockSource> m_file;
    std::string m_name;
    std::size_t m_number = 0;
    std::uint64_t m_taken = 0;
};

} // namespace

std::unique_ptr<BlockSource> blocksOf(SourceWalk walk, const TaskContext& context) {
    return std::make_unique<WalkBlocks>(std::move(walk), context);
}
std::unique_ptr<BlockSource> blocksOf(std::string_view text, bool whole) { return std::make_unique<MemoryBlocks>(text, whole); }
std::unique_ptr<BlockSource> blocksOf(std::unique_ptr<ByteStream> stream, bool quotes, std::size_t blockBytes) {
    return std::make_unique<StreamBlocks>(std::move(stream), quotes, blockBytes);
}

BlockShape shapeOf(std::string_view text) {
    BlockShape shape;
    constexpr std::size_t kLanes = 32, kRounds = 255; // counts of one byte, emptied before they overflow
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    unsigned char high = 0, nul = 0;
    std::size_t at = 0;
    while (at + kLanes <= text.size()) {
        std::array<unsigned char, kLanes> ends{}, quotes{}, highs{}, nuls{};
        const std::size_t rounds = std::min(kRounds, (text.size() - at) / kLanes);
        for (std::size_t r = 0; r < rounds; ++r, at += kLanes)
            for (std::size_t l = 0; l < kLanes; ++l) {
                const unsigned char c = bytes[at + l];
                ends[l] = static_cast<unsigned char>(ends[l] + (c == '\n'));
                quotes[l] = static_cast<unsigned char>(quotes[l] + (c == '"'));
                highs[l] |= c;
                nuls[l] |= static_cast<unsigned char>(c == 0);
            }
        for (std::size_t l = 0; l < kLanes; ++l) {
            shape.lineEnds += ends[l];
            shape.quotes += quotes[l];
            high |= highs[l];
            nul |= nuls[l];
        }
    }
    for (; at < text.size(); ++at) {
        shape.lineEnds += bytes[at] == '\n' ? 1 : 0;
        shape.quotes += bytes[at] == '"' ? 1 : 0;
        high |= bytes[at];
        nul |= bytes[at] == 0 ? 1 : 0;
    }
    shape.ascii = high < 0x80;
    shape.nul = nul != 0;
    return shape;
}

} // namespace recoscope
