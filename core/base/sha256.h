#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace recoscope {

/// SHA-256 (FIPS 180-4), fed in pieces.
class Sha256 {
public:
    void add(const void* data, std::size_t size);
    [[nodiscard]] std::string hex(); ///< Finishes; call once.

private:
    void block(const unsigned char* p);
    std::array<std::uint32_t, 8> m_h{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<unsigned char, 64> m_buffer{};
    std::size_t m_filled = 0;
    std::uint64_t m_bytes = 0;
};

} // namespace recoscope
