#pragma once
#include "core/catalogue/fetch.h"
#include <string>

namespace recoscope {

/// One address to one open file, for fetch().
struct Transfer {
    std::string address;
    std::string page;  ///< Where people find the file when the address has moved.
    std::string notes; ///< File that remembers which address and which version of it the bytes so far are from.
    std::string label; ///< Name of the file, for progress and errors.
    int fd = -1;       ///< The .part, open for reading and writing.
};

/// How a transfer ended.
struct TransferEnd {
    enum class Kind {
        Whole,
        Stopped,
        Cut,         ///< The bytes so far stand; another attempt can go on.
        Unreachable, ///< No server, or none that has the file: another address may do.
        Failed       ///< No other attempt will help.
    };
    Kind kind = Kind::Whole;
    Error error; ///< Of Cut, Unreachable and Failed.
};

/// Goes on where the file ends if the notes say that the bytes are of this address, else starts again.
[[nodiscard]] TransferEnd transfer(const Transfer& what, const TaskContext& context, const FetchSettings& settings);

/// Whether the bytes that belong to these notes can be gone on from: an interrupted file without is of no use.
[[nodiscard]] bool canGoOn(const std::string& notes);

/// "12.3 MB"
[[nodiscard]] std::string megabytes(std::int64_t bytes);

} // namespace recoscope
