#include "core/catalogue/transfer_words.h"
#include <cerrno>
#include <cstring>
#include <curl/curl.h>

namespace recoscope {
namespace {

const char* meaningOf(long status) {
    switch (status) {
    case 401:
        return " (a password is wanted)";
    case 403:
        return " (not allowed)";
    case 404:
        return " (not found)";
    case 407:
        return " (the proxy wants a password)";
    case 410:
        return " (gone)";
    case 429:
        return " (too many requests)";
    case 503:
        return " (busy)";
    default:
        return status >= 500 ? " (the server failed)" : "";
    }
}

std::string byHand(const Transfer& what) { return "download " + what.address + " by hand and open the file"; }

Error offline(const Transfer& what, const std::string& why) {
    return {ErrorKind::Io,
            "Could not reach " + hostOf(what.address) + why + ": check the connection or the proxy (https_proxy), or " +
                byHand(what) + ".",
            what.label};
}

} // namespace

std::string hostOf(const std::string& address) {
    const std::size_t scheme = address.find("://");
    const std::size_t from = scheme == std::string::npos ? 0 : scheme + 3;
    return address.substr(from, address.find('/', from) - from);
}

std::string cannotWrite(const std::string& label) {
    return label + " cannot be written: " + std::strerror(errno) + ". Choose a folder that you may write to.";
}

Error httpError(long status, const Transfer& what) {
    const bool later = status >= 500 || status == 429;
    return {ErrorKind::Io,
            "The server " + hostOf(what.address) + " answered " + std::to_string(status) + meaningOf(status) + " for " +
                what.address + ": " + (later ? "try again later" : "the publisher may have moved the file") + "; its page is " +
                what.page + ".",
            what.label};
}

Error curlError(int code, const Transfer& what, std::int64_t have, std::int64_t total, const FetchSettings& settings) {
    const std::string host = hostOf(what.address);
    if (have > 0)
        return {ErrorKind::Io,
                "The connection to " + host + (code == CURLE_OPERATION_TIMEDOUT ? " fell silent" : " was cut") + " after " +
                    megabytes(have) + (total > 0 ? " of " + megabytes(total) : std::string()) +
                    ": try again to go on from there.",
                what.label};
    switch (code) {
    case CURLE_TOO_MANY_REDIRECTS:
        return {ErrorKind::Io,
                "The server " + host + " sends from one address to the next without end; find the file on " + what.page + ".",
                what.label};
    case CURLE_UNSUPPORTED_PROTOCOL:
        return {ErrorKind::Io,
                "The server " + host + " sends to an address that is neither http nor as safe as " + what.address +
                    ", which is not followed; find the file on " + what.page + ".",
                what.label};
    case CURLE_COULDNT_RESOLVE_PROXY:
        return {ErrorKind::Io,
                "The proxy" + (settings.proxy.empty() ? std::string() : " " + settings.proxy) +
                    " is not known here: correct it, or the environment's https_proxy.",
                what.label};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
        return {ErrorKind::Io,
                "The server " + host + " could not prove who it is (" + curl_easy_strerror(static_cast<CURLcode>(code)) +
                    "): check the clock and the proxy, or " + byHand(what) + ".",
                what.label};
    case CURLE_OPERATION_TIMEDOUT:
        return offline(what, " in time");
    case CURLE_COULDNT_RESOLVE_HOST:
        return offline(what, " (its name is not known here)");
    default:
        return offline(what, std::string(" (") + curl_easy_strerror(static_cast<CURLcode>(code)) + ")");
    }
}

} // namespace recoscope
