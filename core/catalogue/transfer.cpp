#include "core/catalogue/transfer.h"
#include "core/base/text.h"
#include "core/catalogue/attempt.h"
#include "core/catalogue/transfer_words.h"
#include "core/version.h"
#include <cmath>
#include <curl/curl.h>
#include <limits>
#include <memory>
#include <optional>
#include <sys/stat.h>

namespace recoscope {
namespace {

using Kind = TransferEnd::Kind;
constexpr long kRedirects = 5, kSlowBytes = 100;
constexpr int kPollMilliseconds = 50;

std::int64_t sizeOf(int fd) {
    struct stat status {};
    return fstat(fd, &status) == 0 ? status.st_size : 0;
}

std::size_t onBody(char* data, std::size_t one, std::size_t count, void* attempt) {
    return static_cast<Attempt*>(attempt)->takeBody(data, one * count) ? one * count : 0;
}

std::size_t onHeader(char* data, std::size_t one, std::size_t count, void* attempt) {
    static_cast<Attempt*>(attempt)->takeHeader(std::string_view(data, one * count));
    return one * count;
}

using Easy = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Multi = std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)>;
using Headers = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

void configure(CURL* easy, Attempt& attempt, const curl_slist* headers) {
    const FetchSettings& s = attempt.settings;
    const bool secure = attempt.what.address.starts_with("https://");
    curl_easy_setopt(easy, CURLOPT_URL, attempt.what.address.c_str());
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L); // a cancel does not wait for the name service
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, secure ? "https" : "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(easy, CURLOPT_MAXREDIRS, kRedirects);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, (std::string("recoscope/") + kVersion).c_str());
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, static_cast<long>(s.connectSeconds));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, kSlowBytes);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(s.silentSeconds));
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L); // a proxy's answer is not the server's
    if (!s.proxy.empty()) curl_easy_setopt(easy, CURLOPT_PROXY, s.proxy.c_str());
    if (attempt.offset > 0) curl_easy_setopt(easy, CURLOPT_RANGE, (std::to_string(attempt.offset) + "-").c_str());
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, onBody);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &attempt);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, onHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &attempt);
}

/// Runs the transfer, asking every 50 ms whether to stop; nothing when stopped.
std::optional<CURLcode> perform(CURL* easy, const TaskContext& context) {
    const Multi multi(curl_multi_init(), &curl_multi_cleanup);
    curl_multi_add_handle(multi.get(), easy);
    std::optional<CURLcode> end;
    for (int running = 1; !end && !context.stopRequested();) {
        if (curl_multi_perform(multi.get(), &running) != CURLM_OK) end = CURLE_FAILED_INIT;
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left))
            if (message->msg == CURLMSG_DONE) end = message->data.result;
        if (!end) curl_multi_poll(multi.get(), nullptr, 0, kPollMilliseconds, nullptr);
    }
    curl_multi_remove_handle(multi.get(), easy);
    return context.stopRequested() ? std::nullopt : end;
}

bool startCurl() {
    static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    return started;
}

/// What a finished exchange means. Nothing: the file ends elsewhere than the server's, which starts the transfer again.
std::optional<TransferEnd> judge(CURLcode code, Attempt& attempt) {
    const Transfer& what = attempt.what;
    if (attempt.error) return TransferEnd{Kind::Failed, *attempt.error};
    const bool answered = attempt.status >= 400;
    if (attempt.status == 416 && attempt.offset > 0) return {};
    if (answered) return TransferEnd{Kind::Unreachable, httpError(attempt.status, what)};
    if (code != CURLE_OK) {
        const bool cut = attempt.prepared && attempt.have > 0;
        const Error error = curlError(code, what, cut ? attempt.have : 0, attempt.total.value_or(0), attempt.settings);
        return TransferEnd{cut ? Kind::Cut : Kind::Unreachable, error};
    }
    if (attempt.status != 200 && attempt.status != 206) return TransferEnd{Kind::Unreachable, httpError(attempt.status, what)};
    if (!attempt.prepared && !attempt.prepare()) return TransferEnd{Kind::Failed, *attempt.error};
    if (attempt.have == 0)
        return TransferEnd{Kind::Unreachable, {ErrorKind::Io, "The file at " + what.address + " is empty.", what.label}};
    attempt.tell(true);
    return TransferEnd{};
}

} // namespace

TransferEnd transfer(const Transfer& what, const TaskContext& context, const FetchSettings& settings) {
    if (!startCurl()) return {Kind::Failed, {ErrorKind::Internal, "The network library cannot be started.", {}}};
    for (bool again = false;; again = true) {
        const Notes notes = readNotes(what.notes);
        Attempt attempt{what, context, settings};
        if (!again && notes.address == what.address && !notes.validator.empty()) attempt.offset = attempt.have = sizeOf(what.fd);
        curl_slist* lines = nullptr;
        if (attempt.offset > 0) lines = curl_slist_append(lines, ("If-Range: " + notes.validator).c_str());
        const Headers headers(lines, &curl_slist_free_all);
        const Easy easy(curl_easy_init(), &curl_easy_cleanup);
        if (!easy) return {Kind::Failed, {ErrorKind::Internal, "The network library cannot be started.", {}}};
        configure(easy.get(), attempt, headers.get());
        context.report(std::numeric_limits<double>::quiet_NaN(), what.label + ": asking " + hostOf(what.address));
        const auto code = perform(easy.get(), context);
        if (!code) return {Kind::Stopped, {}};
        if (auto end = judge(*code, attempt)) return *end;
        if (again) return {Kind::Failed, httpError(attempt.status, what)};
    }
}

bool canGoOn(const std::string& notes) { return !readNotes(notes).validator.empty(); }

std::string megabytes(std::int64_t bytes) {
    const double shown = static_cast<double>(bytes) / 1e6;
    return formatNumber(shown < 100 ? std::round(shown * 10) / 10 : std::round(shown)) + " MB";
}

} // namespace recoscope
