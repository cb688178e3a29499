#include "core/catalogue/checksums.h"
#include "core/catalogue/fetch.h"
#include "core/catalogue/place.h"
#include "tests/catalogue/entries.h"
#include "tests/catalogue/loopback_server.h"
#include "tests/support/patient_clock.h"
#include "tests/support/test_registry.h"
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>
#include <unistd.h>

using namespace recoscope;
using recoscope::test::entryOf;
using recoscope::test::LoopbackServer;
using recoscope::test::Page;

namespace {

namespace fs = std::filesystem;

std::string contentOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// All files below a folder, for "nothing was left".
QStringList filesIn(const std::string& folder) {
    QStringList names;
    if (!fs::exists(folder)) return names;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        names << QString::fromStdString(fs::relative(entry.path(), folder).string());
    names.sort();
    return names;
}

} // namespace

class TestFetch : public QObject {
    Q_OBJECT
    LoopbackServer m_server;
    const std::string m_body = recoscope::test::ratingsCsv(4000);
    std::unique_ptr<QTemporaryDir> m_place;

    [[nodiscard]] std::string folder() const { return m_place->path().toStdString() + "/data"; }
    [[nodiscard]] CatalogueEntry entry(const std::string& path, const std::string& sha256 = {}) const {
        return entryOf({{"ratings.csv", {m_server.address(path)}, {}, sha256, {}}});
    }
    [[nodiscard]] Result<std::string> get(const CatalogueEntry& what, const TaskContext& context = {}) const {
        return fetch(what, folder(), context, settings());
    }
    [[nodiscard]] static FetchSettings settings() {
        FetchSettings quick;
        quick.connectSeconds = 3;
        quick.silentSeconds = 2;
        return quick;
    }
    void expectWhole(const Result<std::string>& fetched) const {
        QVERIFY2(fetched, fetched.hasError() ? fetched.error().message.c_str() : "cancelled");
        QCOMPARE(fetched.value(), folder() + "/small/ratings.csv");
        QVERIFY(contentOf(fetched.value()) == m_body);
        QCOMPARE(filesIn(folder()), (QStringList{"SHA256SUMS", "small", "small/ratings.csv"}));
    }
    void expectError(const Result<std::string>& fetched, const char* words, const QStringList& left = {}) const {
        QVERIFY(fetched.hasError());
        QVERIFY2(fetched.error().message.find(words) != std::string::npos, fetched.error().message.c_str());
        QCOMPARE(filesIn(folder()), left);
    }

private Q_SLOTS:
    void initTestCase() {
        qputenv("no_proxy", "127.0.0.1");
        qunsetenv("http_proxy");
    }
    void init() { m_place = std::make_unique<QTemporaryDir>(); }

    void fetchesWholeFilesAndSaysHowFar() {
        m_server.set("/whole", {.body = m_body, .etag = "\"1\""});
        std::vector<Progress> told;
        const auto fetched = get(entry("/whole", recoscope::test::sha256Of(m_body)),
                                 TaskContext({}, [&](const Progress& p) { told.push_back(p); }));
        expectWhole(fetched);
        QVERIFY(std::isnan(told.front().fraction)); // nothing is known before the server answers
        QVERIFY(told.back().fraction > 0.99);
        QVERIFY(std::ranges::any_of(told, [](const Progress& p) { return p.stage == "ratings.csv: 0.1 MB of 0.1 MB"; }));
        QVERIFY(rememberedSum(folder(), "small/ratings.csv") == recoscope::test::sha256Of(m_body));
        const auto before = m_server.requests().size();
        expectWhole(get(entry("/whole"))); // what is there is not fetched again
        QCOMPARE(m_server.requests().size(), before);
    }

    void takesUpCutConnections() {
        m_server.set("/cut", {.body = m_body, .etag = "\"1\"", .cutAfter = 20000, .cuts = 2});
        const auto before = m_server.requests().size();
        expectWhole(get(entry("/cut", recoscope::test::sha256Of(m_body))));
        const auto requests = m_server.requests();
        QCOMPARE(requests.size(), before + 3);
        QVERIFY(requests[before].find("Range:") == std::string::npos);
        QVERIFY(requests[before + 1].find("\r\nRange: bytes=20000-\r\n") != std::string::npos);
        QVERIFY(requests[before + 1].find("\r\nIf-Range: \"1\"\r\n") != std::string::npos);
        QVERIFY(requests[before + 2].find("\r\nRange: bytes=40000-\r\n") != std::string::npos);
    }

    void keepsThePartOfAConnectionCutForGood() {
        m_server.set("/often", {.body = m_body, .etag = "\"1\"", .cutAfter = 20000, .cuts = 3});
        expectError(get(entry("/often")), "was cut after 0.1 MB of 0.1 MB: try again to go on from there",
                    {"small", "small/ratings.csv.part", "small/ratings.csv.part.etag"});
        QCOMPARE(fs::file_size(folder() + "/small/ratings.csv.part"), std::uintmax_t{60000});
        const auto before = m_server.requests().size();
        expectWhole(get(entry("/often")));
        QVERIFY(m_server.requests()[before].find("Range: bytes=60000-") != std::string::npos);
    }

    void startsAgainWhereTheServerCannotGoOn() {
        m_server.set("/ignored", {.body = m_body, .etag = "\"1\"", .ranges = false, .cutAfter = 20000, .cuts = 1});
        expectWhole(get(entry("/ignored"))); // 200 to a Range: the whole again, from the first byte
        m_place = std::make_unique<QTemporaryDir>();
        m_server.set("/new", {.body = std::string(100000, 'x'), .etag = "\"old\"", .cutAfter = 50000, .cuts = 1});
        FetchSettings once = settings();
        once.attempts = 1;
        QVERIFY(fetch(entry("/new"), folder(), {}, once).hasError());
        m_server.set("/new", {.body = m_body, .etag = "\"new\""}); // another edition: If-Range no longer holds
        expectWhole(get(entry("/new")));
    }

    void startsAgainWhereThePartIsLongerThanTheFile() {
        m_server.set("/long", {.body = m_body + m_body, .etag = "\"1\"", .cutAfter = m_body.size() + 5000, .cuts = 1});
        FetchSettings once = settings();
        once.attempts = 1;
        QVERIFY(fetch(entry("/long"), folder(), {}, once).hasError());
        m_server.set("/long", {.body = m_body, .etag = "\"1\""}); // 416
        expectWhole(get(entry("/long")));
    }

    void leavesNothingWhereNobodyCanGoOn() {
        m_server.set("/bare", {.body = m_body, .cutAfter = 20000, .cuts = 9}); // neither ETag nor date
        expectError(get(entry("/bare")), "was cut after");
    }

    void namesTheStatusOfARefusal() {
        expectError(get(entry("/absent")), "answered 404 (not found) for " /* address */);
        m_server.set("/failing", {.body = "<html>oops</html>", .status = 500});
        expectError(get(entry("/failing")), "answered 500 (the server failed)");
        m_server.set("/round", {.status = 302, .location = m_server.address("/round")});
        expectError(get(entry("/round")), "from one address to the next without end");
        m_server.set("/file", {.status = 302, .location = "file:///etc/passwd"});
        expectError(get(entry("/file")), "neither http nor as safe");
        m_server.set("/empty", {});
        expectError(get(entry("/empty")), "is empty");
    }

    void followsARedirectAndASecondAddress() {
        m_server.set("/there", {.body = m_body, .etag = "\"1\""});
        m_server.set("/here", {.status = 302, .location = m_server.address("/there")});
        expectWhole(get(entry("/here")));
        m_place = std::make_unique<QTemporaryDir>();
        CatalogueEntry two = entry("/absent");
        two.files[0].addresses.push_back(m_server.address("/there"));
        expectWhole(get(two));
    }

    void refusesTheWrongLength() {
        m_server.set("/short", {.body = m_body, .etag = "\"1\"", .claims = m_body.size() + 777});
        expectError(get(entry("/short")), "was cut after", {"small", "small/ratings.csv.part", "small/ratings.csv.part.etag"});
        m_place = std::make_unique<QTemporaryDir>();
        m_server.set("/big", {.body = m_body});
        FetchSettings small = settings();
        small.mostBytes = 50000;
        const auto refused = fetch(entry("/big"), folder(), {}, small);
        expectError(refused, "over the limit of 0.1 MB");
        QVERIFY(refused.error().kind == ErrorKind::ResourceLimit);
        m_server.set("/huge", {.body = m_body, .claims = std::size_t{1} << 50});
        FetchSettings large = settings();
        large.mostBytes = std::int64_t{1} << 60;
        expectError(fetch(entry("/huge"), folder(), {}, large), "make room, or choose another folder");
    }

    void throwsAwayWhatHasAnotherChecksum() {
        m_server.set("/forged", {.body = m_body + "6,6,5,1\n", .etag = "\"1\""});
        const std::string expected = recoscope::test::sha256Of(m_body), found = recoscope::test::sha256Of(m_body + "6,6,5,1\n");
        expectError(get(entry("/forged", expected)), ("SHA-256 is " + found + ", expected was " + expected).c_str());
        CatalogueEntry md5 = entry("/forged");
        md5.files[0].md5 = "9e107d9d372bb6826bd81d3542a419d6";
        expectError(get(md5), "expected was 9e107d9d372bb6826bd81d3542a419d6");
    }

    void remembersTheFirstDownload() {
        m_server.set("/first", {.body = m_body});
        expectWhole(get(entry("/first")));
        fs::remove_all(folder() + "/small");
        m_server.set("/first", {.body = m_body + "changed\n"});
        expectError(get(entry("/first")), "is not what it was at its first download", {"SHA256SUMS"});
        fs::remove(folder() + "/SHA256SUMS"); // what the sentence advises
        QVERIFY(get(entry("/first")));
    }

    void stopsASlowServerWithinTwoTenths() {
        m_server.set("/slow", {.body = m_body, .etag = "\"1\"", .pauseMilliseconds = 100});
        std::stop_source stop;
        auto work = std::async(std::launch::async, [&] { return get(entry("/slow"), TaskContext(stop.get_token(), {})); });
        QTest::qWait(500);
        const test::PatientClock clock;
        stop.request_stop();
        const auto ended = work.get();
        QVERIFY2(clock.elapsed() < 200, QByteArray::number(clock.elapsed()));
        QVERIFY(ended.isCancelled());
        QCOMPARE(filesIn(folder()), (QStringList{"small", "small/ratings.csv.part", "small/ratings.csv.part.etag"}));
        m_server.set("/slow", {.body = m_body, .etag = "\"1\""});
        expectWhole(get(entry("/slow"))); // goes on
        QVERIFY(m_server.requests().back().find("\r\nRange: bytes=") != std::string::npos);
    }

    void givesUpOnASilentServer() {
        m_server.set("/silent", {.body = m_body, .etag = "\"1\"", .pauseMilliseconds = 60000});
        FetchSettings once = settings();
        once.attempts = 1;
        expectError(fetch(entry("/silent"), folder(), {}, once), "fell silent after",
                    {"small", "small/ratings.csv.part", "small/ratings.csv.part.etag"});
    }

    void saysWhatToDoOffline() {
        CatalogueEntry dead = entry("/");
        const std::string host = "127.0.0.1:" + std::to_string(LoopbackServer::deadPort());
        dead.files[0].addresses = {"http://" + host + "/ratings.csv"};
        expectError(get(dead), ("Could not reach " + host).c_str());
        const auto refused = get(dead);
        QVERIFY(refused.error().message.find("check the connection or the proxy (https_proxy), or download http://" + host +
                                             "/ratings.csv by hand and open the file") != std::string::npos);
        FetchSettings proxied = settings();
        proxied.proxy = "http://no-such-proxy.invalid:3128";
        qunsetenv("no_proxy");
        expectError(fetch(dead, folder(), {}, proxied), "The proxy http://no-such-proxy.invalid:3128 is not known here");
        qputenv("no_proxy", "127.0.0.1");
    }

    void namesAFolderThatCannotBeWritten() {
        m_server.set("/whole", {.body = m_body});
        QVERIFY(QFile(m_place->path() + "/data").open(QIODevice::WriteOnly)); // a file where the folder should be
        const auto refused = get(entry("/whole"));
        QVERIFY(refused.hasError());
        QVERIFY2(refused.error().message.find("cannot be written to") != std::string::npos, refused.error().message.c_str());
        if (geteuid() == 0) return; // root may write everywhere
        m_place = std::make_unique<QTemporaryDir>();
        fs::permissions(m_place->path().toStdString(), fs::perms::owner_read | fs::perms::owner_exec);
        QVERIFY(get(entry("/whole")).error().message.find("cannot be written to") != std::string::npos);
        fs::permissions(m_place->path().toStdString(), fs::perms::owner_all);
    }

    void leavesOneFileToOneProgram() {
        m_server.set("/slow", {.body = m_body, .etag = "\"1\"", .pauseMilliseconds = 20});
        auto first = std::async(std::launch::async, [&] { return get(entry("/slow")); });
        QTRY_VERIFY(fs::exists(folder() + "/small/ratings.csv.part.etag"));
        const auto second = get(entry("/slow"));
        QVERIFY(second.hasError());
        QVERIFY2(second.error().message.find("is being fetched already") != std::string::npos, second.error().message.c_str());
        expectWhole(first.get());
    }

    void fetchesEntriesOfSeveralFiles() {
        m_server.set("/a", {.body = m_body});
        CatalogueEntry two = entryOf(
            {{"ratings.csv", {m_server.address("/a")}, {}, {}, {}}, {"movies.csv", {m_server.address("/absent")}, {}, {}, {}}});
        QVERIFY(get(two).hasError());
        QVERIFY(downloadedPath(two, folder()).empty());
        m_server.set("/absent", {.body = "movieId,title,genres\n1,One,Drama\n"});
        const auto before = m_server.requests().size();
        const auto fetched = get(two);
        QCOMPARE(fetched.value(), folder() + "/small");
        QCOMPARE(m_server.requests().size(), before + 1); // the first file was there
        QCOMPARE(downloadedPath(two, folder()), folder() + "/small");
        m_server.set("/absent", {.body = {}, .status = 404});
    }

    void refusesWhatMustBeFetchedByHand() {
        CatalogueEntry yelp = entryOf({});
        yelp.byHand = "Accept the agreement first.";
        const auto refused = get(yelp);
        QVERIFY(refused.error().kind == ErrorKind::Unsupported);
        QVERIFY(refused.error().message.find("Accept the agreement first. http://127.0.0.1/page") != std::string::npos);
    }
};

RECOSCOPE_TEST(TestFetch)
#include "tst_fetch.moc"
