#pragma once
#include "core/data/readers/byte_stream.h"
#include <algorithm>
#include <string_view>

namespace recoscope::test {

/// A text as a stream; it must outlive the stream.
class MemoryStream final : public ByteStream {
public:
    explicit MemoryStream(std::string_view text) : m_text(text) {}
    Result<std::size_t> read(char* out, std::size_t capacity) override {
        const std::size_t n = std::min(capacity, m_text.size() - m_at);
        m_text.copy(out, n, m_at);
        m_at += n;
        return n;
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace recoscope::test
