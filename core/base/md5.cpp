#include "core/base/md5.h"
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace recoscope {
namespace {

/// RFC 1321, 3.4: T[i] = floor(2^32 |sin(i + 1)|).
std::array<std::uint32_t, 64> makeSines() {
    std::array<std::uint32_t, 64> table{};
    for (std::size_t i = 0; i < 64; ++i)
        table[i] = static_cast<std::uint32_t>(std::floor(4294967296.0 * std::abs(std::sin(static_cast<double>(i + 1)))));
    return table;
}

constexpr std::array<std::array<int, 4>, 4> kTurns{{{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}};

std::uint32_t littleEndian(const unsigned char* p) {
    return p[0] | (static_cast<std::uint32_t>(p[1]) << 8) | (static_cast<std::uint32_t>(p[2]) << 16) |
           (static_cast<std::uint32_t>(p[3]) << 24);
}

} // namespace

void Md5::block(const unsigned char* p) {
    static const std::array<std::uint32_t, 64> sines = makeSines();
    auto [a, b, c, d] = m_state;
    for (std::size_t i = 0; i < 64; ++i) {
        const std::size_t round = i / 16;
        const std::uint32_t mixed = round == 0   ? (b & c) | (~b & d)
                                    : round == 1 ? (d & b) | (~d & c)
                                    : round == 2 ? b ^ c ^ d
                                                 : c ^ (b | ~d);
        const std::size_t word = round == 0 ? i : round == 1 ? (5 * i + 1) % 16 : round == 2 ? (3 * i + 5) % 16 : 7 * i % 16;
        const std::uint32_t turned = std::rotl(a + mixed + sines[i] + littleEndian(p + 4 * word), kTurns[round][i % 4]);
        a = d;
        d = c;
        c = b;
        b += turned;
    }
    const std::array<std::uint32_t, 4> sum{a, b, c, d};
    for (std::size_t i = 0; i < 4; ++i) m_state[i] += sum[i];
}

void Md5::add(const void* data, std::size_t size) {
    const auto* bytes = static_cast<const unsigned char*>(data);
    m_bytes += size;
    while (size > 0) {
        const std::size_t take = std::min(size, 64 - m_filled);
        std::memcpy(m_buffer.data() + m_filled, bytes, take);
        m_filled += take;
        bytes += take;
        size -= take;
        if (m_filled < 64) return;
        block(m_buffer.data());
        m_filled = 0;
    }
}

std::string Md5::hex() {
    const std::uint64_t bits = m_bytes * 8;
    const unsigned char one = 0x80, zero = 0;
    add(&one, 1);
    while (m_filled != 56) add(&zero, 1);
    for (int shift = 0; shift < 64; shift += 8) {
        const auto byte = static_cast<unsigned char>(bits >> shift);
        add(&byte, 1);
    }
    std::string text;
    for (const std::uint32_t word : m_state)
        for (int byte = 0; byte < 32; byte += 8)
            for (const int half : {4, 0}) text += "0123456789abcdef"[(word >> (byte + half)) & 15U];
    return text;
}

} // namespace recoscope
