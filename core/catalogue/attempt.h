#pragma once
#include "core/catalogue/transfer.h"
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recoscope {

/// Receives one answer of a server into the file of a transfer: decides from the headers whether the bytes go on where the file
/// ends or start again, and guards size and disk. Knows nothing of the network library.
struct Attempt {
    const Transfer& what;
    const TaskContext& context;
    const FetchSettings& settings;
    std::int64_t offset = 0;             ///< Asked to go on from here.
    std::int64_t have = 0;               ///< Bytes of the file now.
    std::optional<std::int64_t> total{}; ///< Of the whole file, where the server says.
    long status = 0;                     ///< Of the answer at hand; redirects come before it.
    std::string etag{}, modified{}, contentRange{}, contentLength{};
    bool prepared = false;        ///< The first byte of the file was seen, or would have been.
    std::optional<Error> error{}; ///< Found by us while receiving.
    std::chrono::steady_clock::time_point told{};

    void takeHeader(std::string_view line);
    /// With all headers seen, before the first byte is written. False: see error.
    [[nodiscard]] bool prepare();
    /// Part of the body; that of an error page is dropped. False: stopped, or see error.
    [[nodiscard]] bool takeBody(const char* data, std::size_t size);
    void tell(bool always); ///< Progress, at most ten times a second.

private:
    [[nodiscard]] bool goesOn();
    [[nodiscard]] bool hasRoom();
    [[nodiscard]] bool writeNotes();
    [[nodiscard]] bool write(const char* data, std::size_t size);
    bool refuse(ErrorKind kind, const std::string& sentence);
};

/// Address and validator (a strong ETag, else a date) that the bytes so far belong to.
struct Notes {
    std::string address, validator;
};
[[nodiscard]] Notes readNotes(const std::string& path);

} // namespace recoscope
