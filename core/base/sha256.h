#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace recoscope {

/// SHA-256 (FIPS 180-4), fed in pieces. Uses the processor's instructions for it where there are some; `portable` does without.
class Sha256 {
public:
    explicit Sha256(bool portable = false) : m_portable(portable) {}
    void add(const void* data, std::size_t size);
    [[nodiscard]] std::array<unsigned char, 32> digest(); ///< Finishes; call once.
    [[nodiscard]] std::string hex();                      ///< The same in hexadecimal.

private:
    void blocks(const unsigned char* p, std::size_t count);
    bool m_portable;
    std::array<std::uint32_t, 8> m_h{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<unsigned char, 64> m_buffer{};
    std::size_t m_filled = 0;
    std::uint64_t m_bytes = 0;
};

} // namespace recoscope
