#include "tests/catalogue/loopback_server.h"
#include <algorithm>
#include <arpa/inet.h>
#include <chrono>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace recoscope::test {
namespace {

constexpr std::size_t kPiece = 1000;
constexpr int kTurn = 20; ///< Milliseconds until an idle thread looks whether the server ends.

/// A listening socket on a free port.
int listenSomewhere(int& port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof where;
    if (fd < 0 || ::bind(fd, reinterpret_cast<sockaddr*>(&where), size) != 0 || ::listen(fd, 16) != 0 ||
        ::getsockname(fd, reinterpret_cast<sockaddr*>(&where), &size) != 0)
        std::terminate();
    port = ntohs(where.sin_port);
    return fd;
}

std::string header(const std::string& head, const std::string& name) {
    const std::size_t at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    const std::size_t from = at + name.size() + 4;
    return head.substr(from, head.find("\r\n", from) - from);
}

bool sendAll(int fd, const std::string& bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const ssize_t n = ::send(fd, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
        if (n <= 0) return false;
        at += static_cast<std::size_t>(n);
    }
    return true;
}

std::string readHead(int fd, const std::atomic<bool>& ending) {
    std::string head;
    while (head.find("\r\n\r\n") == std::string::npos && !ending) {
        pollfd wait{fd, POLLIN, 0};
        if (::poll(&wait, 1, kTurn) == 0) continue;
        char buffer[2048];
        const ssize_t n = ::recv(fd, buffer, sizeof buffer, 0);
        if (n <= 0) return {};
        head.append(buffer, static_cast<std::size_t>(n));
    }
    return head;
}

} // namespace

LoopbackServer::LoopbackServer() : m_listener(listenSomewhere(m_port)), m_acceptor([this] { accept(); }) {}

LoopbackServer::~LoopbackServer() {
    m_ending = true;
    m_acceptor.join();
    for (std::thread& thread : m_threads) thread.join();
    ::close(m_listener);
}

std::string LoopbackServer::address(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(m_port) + path; }

void LoopbackServer::set(const std::string& path, const Page& page) {
    const std::scoped_lock lock(m_mutex);
    m_pages[path] = page;
}

std::vector<std::string> LoopbackServer::requests() const {
    const std::scoped_lock lock(m_mutex);
    return m_requests;
}

int LoopbackServer::deadPort() {
    int port = 0;
    ::close(listenSomewhere(port));
    return port;
}

void LoopbackServer::accept() {
    while (!m_ending) {
        pollfd wait{m_listener, POLLIN, 0};
        if (::poll(&wait, 1, kTurn) <= 0) continue;
        const int connection = ::accept(m_listener, nullptr, nullptr);
        if (connection >= 0) m_threads.emplace_back([this, connection] { serve(connection); });
    }
}

Page LoopbackServer::take(const std::string& path) {
    const std::scoped_lock lock(m_mutex);
    const auto it = m_pages.find(path);
    if (it == m_pages.end()) return {"<html>not here</html>", 404};
    Page page = it->second;
    if (it->second.cuts > 0) --it->second.cuts;
    if (page.cuts == 0) page.cutAfter = 0;
    return page;
}

void LoopbackServer::serve(int connection) {
    const std::string head = readHead(connection, m_ending);
    if (!head.empty()) {
        const std::size_t from = head.find(' ') + 1;
        const Page page = take(head.substr(from, head.find(' ', from) - from));
        {
            const std::scoped_lock lock(m_mutex);
            m_requests.push_back(head);
        }
        std::size_t start = 0;
        int status = page.status;
        std::string fields = "Connection: close\r\n";
        const std::string range = header(head, "Range");
        if (status == 200 && page.ranges && range.starts_with("bytes=") && header(head, "If-Range") == page.etag) {
            start = static_cast<std::size_t>(std::stoul(range.substr(6)));
            status = start < page.body.size() ? 206 : 416;
            fields += "Content-Range: bytes " + std::to_string(start) + "-" + std::to_string(page.body.size() - 1) + "/" +
                      std::to_string(page.body.size()) + "\r\n";
        }
        if (!page.etag.empty()) fields += "ETag: " + page.etag + "\r\n";
        if (!page.location.empty()) fields += "Location: " + page.location + "\r\n";
        const std::string body = status == 416 ? std::string() : page.body.substr(start);
        fields += "Content-Length: " + std::to_string(page.claims > 0 ? page.claims : body.size()) + "\r\n";
        bool going = sendAll(connection, "HTTP/1.1 " + std::to_string(status) + " as told\r\n" + fields + "\r\n");
        const std::size_t end = page.cutAfter > 0 ? std::min(page.cutAfter, body.size()) : body.size();
        for (std::size_t at = 0; at < end && going && !m_ending; at += kPiece) {
            going = sendAll(connection, body.substr(at, std::min(kPiece, end - at)));
            for (int waited = 0; waited < page.pauseMilliseconds && !m_ending; waited += kTurn)
                std::this_thread::sleep_for(std::chrono::milliseconds(kTurn));
        }
    }
    ::shutdown(connection, SHUT_RDWR);
    ::close(connection);
}

} // namespace recoscope::test
