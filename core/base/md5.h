#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace recoscope {

/// MD5 (RFC 1321), fed in pieces. Only to compare with sums that publishers state: it proves that a file came whole, not who made
/// it.
class Md5 {
public:
    void add(const void* data, std::size_t size);
    [[nodiscard]] std::string hex(); ///< Finishes; call once.

private:
    void block(const unsigned char* p);
    std::array<std::uint32_t, 4> m_state{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    std::array<unsigned char, 64> m_buffer{};
    std::size_t m_filled = 0;
    std::uint64_t m_bytes = 0;
};

} // namespace recoscope
