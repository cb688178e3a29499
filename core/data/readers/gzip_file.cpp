#include "core/data/readers/gzip_file.h"
#include <array>
#include <fstream>
#include <vector>
#include <zlib.h>

namespace recoscope {
namespace {

constexpr int kGzipOnly = 15 + 16; ///< zlib's window bits for "gzip header and trailer, nothing else".
constexpr unsigned char kMagic[2] = {0x1f, 0x8b};

} // namespace

struct GzipFile::State {
    std::ifstream file;
    std::vector<char> input = std::vector<char>(1U << 16);
    z_stream stream{};
    bool open = false, ended = false;
};

GzipFile::GzipFile(const std::string& path) : m_state(std::make_unique<State>()) {
    m_state->file.open(path, std::ios::binary);
    m_state->open = m_state->file.good() && inflateInit2(&m_state->stream, kGzipOnly) == Z_OK;
    if (!m_state->open) m_why = "it cannot be opened";
}

GzipFile::~GzipFile() {
    if (m_state->open) inflateEnd(&m_state->stream);
}

bool GzipFile::recognises(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::array<char, 2> head{};
    file.read(head.data(), 2);
    return file.gcount() == 2 && static_cast<unsigned char>(head[0]) == kMagic[0] &&
           static_cast<unsigned char>(head[1]) == kMagic[1];
}

bool GzipFile::refill() {
    State& s = *m_state;
    s.file.read(s.input.data(), static_cast<std::streamsize>(s.input.size()));
    s.stream.next_in = reinterpret_cast<Bytef*>(s.input.data());
    s.stream.avail_in = static_cast<uInt>(s.file.gcount());
    return s.stream.avail_in > 0;
}

std::int64_t GzipFile::read(char* out, std::size_t capacity) {
    State& s = *m_state;
    if (!s.open) return -1;
    s.stream.next_out = reinterpret_cast<Bytef*>(out);
    s.stream.avail_out = static_cast<uInt>(capacity);
    while (s.stream.avail_out > 0 && !s.ended) {
        if (s.stream.avail_in == 0 && !refill()) {
            m_why = "it is cut short";
            return -1;
        }
        const int status = inflate(&s.stream, Z_NO_FLUSH);
        if (status == Z_STREAM_END) {
            // Another member may follow; anything else behind the last one is padding, as for gzip itself.
            if (s.stream.avail_in == 0) refill();
            s.ended = s.stream.avail_in == 0 || *s.stream.next_in != kMagic[0];
            if (!s.ended) inflateReset(&s.stream);
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            m_why = s.stream.msg ? s.stream.msg : "it does not unpack";
            return -1;
        }
    }
    return static_cast<std::int64_t>(capacity - s.stream.avail_out);
}

} // namespace recoscope
