#include "core/base/md5.h"
#include "core/catalogue/catalogue.h"
#include "core/catalogue/place.h"
#include "tests/catalogue/good_catalogue.h"
#include "tests/support/test_registry.h"
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <fstream>

using namespace recoscope;
using recoscope::test::kGood;

namespace {

std::string with(const std::string& from, const std::string& to) {
    std::string text = kGood;
    const std::size_t at = text.find(from);
    return at == std::string::npos ? "absent: " + from : text.replace(at, from.size(), to);
}

std::string md5Of(const std::string& text) {
    Md5 sum;
    sum.add(text.data(), text.size());
    return sum.hex();
}

} // namespace

class TestCatalogue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatShips() {
        qunsetenv("RECOSCOPE_CATALOGUE");
        const auto catalogue = readCatalogue();
        QVERIFY2(catalogue, catalogue.hasError() ? catalogue.error().message.c_str() : "");
        QVERIFY(catalogue.value().size() >= 18);
        for (const char* id : {"ml-100k", "ml-latest-small", "ml-1m", "ml-10m", "ml-20m", "ml-25m", "ml-32m", "lastfm-2k",
                               "book-crossing", "goodbooks-10k", "filmtrust", "jester-2", "movietweetings", "gowalla", "yelp"})
            QVERIFY2(findEntry(catalogue.value(), id), id);
        QVERIFY(findEntry(catalogue.value(), "yelp")->files.empty());
        QVERIFY(!findEntry(catalogue.value(), "yelp")->byHand.empty());
        for (const CatalogueEntry& entry : catalogue.value())
            for (const CatalogueFile& file : entry.files)
                QVERIFY2(file.addresses[0].starts_with("https://"), file.addresses[0].c_str());
    }

    void knowsWhatIsWritten() {
        const auto catalogue = parseCatalogue(kGood, "c.json");
        QVERIFY2(catalogue, catalogue.hasError() ? catalogue.error().message.c_str() : "");
        const CatalogueEntry& entry = catalogue.value().at(0);
        QCOMPARE(entry.density(), std::optional(0.25));
        QCOMPARE(entry.bytes(), std::optional<std::int64_t>(7));
        QVERIFY(entry.open.columns == "user,item");
        QVERIFY(!parseCatalogue(with("\"users\": 10", "\"users\": null"), "c.json").value()[0].density());
    }

    void namesEntryAndKey_data() {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("words");
        QTest::newRow("no JSON") << with("\"name\": \"One\",", "\"name\" \"One\",") << std::string("c.json is no JSON: line 1");
        QTest::newRow("second line") << with("\"licence\": ", "\"licence\" ") << std::string("line 2");
        QTest::newRow("version") << with("\"version\": 1", "\"version\": 2") << std::string("\"version\": 1");
        QTest::newRow("no sets") << std::string("{\"version\": 1}") << std::string("a list \"sets\"");
        QTest::newRow("no name") << with("\"name\": \"One\", ", "") << std::string("entry 1 (one-1): \"name\" should be a text");
        QTest::newRow("count") << with("10,", "-10,") << std::string("\"users\" should be a whole number above 0");
        QTest::newRow("half") << with("20,", "20.5,") << std::string("\"items\" should be a whole number");
        QTest::newRow("unknown key") << with("\"format\"", "\"fromat\"") << std::string("\"format\" should be a text");
        QTest::newRow("extra key") << with("\"format\"", "\"colour\": 1, \"format\"")
                                   << std::string("there is no key \"colour\"");
        QTest::newRow("id") << with("one-1", "../up") << std::string("\"id\" should be a word");
        QTest::newRow("file name") << with("a.csv\", \"addr", "../a.csv\", \"addr") << std::string("file 1: \"name\" should be");
        QTest::newRow("hidden file") << with("\"a.csv\"", "\".a\"") << std::string("file 1: \"name\" should be");
        QTest::newRow("scheme") << with("https://x.org/a.csv", "file:///etc/passwd") << std::string("http or https addresses");
        QTest::newRow("password") << with("https://x.org/a.csv", "https://me:pw@x.org/a")
                                  << std::string("http or https addresses");
        QTest::newRow("sum") << with("\"sha256\": null", "\"sha256\": \"12ab\"") << std::string("64 lower-case hex digits");
        QTest::newRow("open") << with("\"columns\"", "\"k_core\"") << std::string("\"open\" should be an object");
        QTest::newRow("no files") << with("\"open\"", "\"by_hand\": \"Ask.\", \"open\"") << std::string("\"files\" should be");
        QTest::newRow("set no object") << std::string("{\"version\": 1, \"sets\": [3]}") << std::string("entry 1 should be");
    }
    void namesEntryAndKey() {
        QFETCH(std::string, text);
        QFETCH(std::string, words);
        const auto refused = parseCatalogue(text, "c.json");
        QVERIFY(refused.hasError());
        QVERIFY2(refused.error().message.find(words) != std::string::npos, refused.error().message.c_str());
        QVERIFY(refused.error().message.starts_with("c.json"));
    }

    void refusesTwins() {
        const std::string one = kGood.substr(kGood.find('[') + 1, kGood.rfind(']') - kGood.find('[') - 1);
        const auto refused = parseCatalogue("{\"version\": 1, \"sets\": [" + one + "," + one + "]}", "c.json");
        QVERIFY(refused.error().message.find("two entries have the id \"one-1\"") != std::string::npos);
    }

    void resolvesWhatWasFetched() {
        QTemporaryDir place;
        const std::string root = place.path().toStdString();
        std::ofstream(root + "/c.json") << kGood;
        qputenv("RECOSCOPE_CATALOGUE", (root + "/c.json").c_str());
        qputenv("RECOSCOPE_DOWNLOADS", (root + "/d").c_str());
        QVERIFY(resolveRef("demo", {}).value().ref == "demo");
        QVERIFY(resolveRef("catalogue:two", {}).error().message.find("known are one-1") != std::string::npos);
        QVERIFY(resolveRef("catalogue:one-1", {}).error().message.find("recoscope-cli fetch one-1") != std::string::npos);
        std::filesystem::create_directories(root + "/d/one-1");
        std::ofstream(root + "/d/one-1/a.csv") << "1,2\n";
        const auto found = resolveRef("catalogue:one-1", {});
        QVERIFY(found.value().ref == root + "/d/one-1/a.csv");
        QVERIFY(found.value().options.columns == "user,item");
        QVERIFY(found.value().name == "One");
        LoadOptions own;
        own.columns = "item,user"; // what the user says goes before what the catalogue says
        QVERIFY(resolveRef("catalogue:one-1", own).value().options.columns == "item,user");
        qunsetenv("RECOSCOPE_CATALOGUE");
        qunsetenv("RECOSCOPE_DOWNLOADS");
    }

    void keepsDownloadsWhereTheSystemDoes() {
        const QByteArray before = qgetenv("XDG_DATA_HOME");
        qunsetenv("RECOSCOPE_DOWNLOADS");
        qputenv("XDG_DATA_HOME", "/somewhere");
        QVERIFY(downloadFolder() == "/somewhere/recoscope/datasets");
        qputenv("XDG_DATA_HOME", "relative");
        QVERIFY(downloadFolder().ends_with("/.local/share/recoscope/datasets"));
        before.isNull() ? qunsetenv("XDG_DATA_HOME") : qputenv("XDG_DATA_HOME", before);
    }

    /// RFC 1321, A.5.
    void computesMd5() {
        QVERIFY(md5Of("") == "d41d8cd98f00b204e9800998ecf8427e");
        QVERIFY(md5Of("message digest") == "f96b697d7cb7938d525a2f31aaf161d0");
        QVERIFY(md5Of("12345678901234567890123456789012345678901234567890123456789012345678901234567890") ==
                "57edf4a22be3c955ac49da2e2107b67a");
    }
};

RECOSCOPE_TEST(TestCatalogue)
#include "tst_catalogue.moc"
