#pragma once
#include <atomic>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace recoscope::test {

/// What the server does when a path is asked for.
struct Page {
    std::string body{};
    int status = 200;
    std::string etag{};        ///< Sent where not empty; also what If-Range must be for a part.
    std::string location{};    ///< Of a redirect.
    bool ranges = true;        ///< False: Range is ignored, the whole is sent.
    std::size_t cutAfter = 0;  ///< Closes the connection after so many bytes of each answer; 0 = never.
    int cuts = 0;              ///< How many answers are cut; then the page is whole.
    std::size_t claims = 0;    ///< Content-Length, where it is to be wrong; 0 = the truth.
    int pauseMilliseconds = 0; ///< Between pieces of 1000 bytes: a slow server.
};

/// A small HTTP server on 127.0.0.1 with a thread for each connection, for the tests of downloads. Paths may be changed while it
/// runs.
class LoopbackServer {
public:
    LoopbackServer();
    ~LoopbackServer();
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;
    [[nodiscard]] std::string address(const std::string& path) const; ///< "http://127.0.0.1:PORT" + path
    void set(const std::string& path, const Page& page);
    [[nodiscard]] std::vector<std::string> requests() const; ///< The heads of all requests so far.
    /// A port on which nobody listens.
    [[nodiscard]] static int deadPort();

private:
    void accept();
    void serve(int connection);
    [[nodiscard]] Page take(const std::string& path);
    int m_port = 0, m_listener = -1;
    std::atomic<bool> m_ending = false;
    mutable std::mutex m_mutex;
    std::map<std::string, Page> m_pages;
    std::vector<std::string> m_requests;
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

} // namespace recoscope::test
