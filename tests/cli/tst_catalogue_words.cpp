#include "tests/catalogue/entries.h"
#include "tests/catalogue/loopback_server.h"
#include "tests/cli/run_cli.h"
#include "tests/support/test_registry.h"
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace recoscope::test;

/// The catalogue from the command line: listed, fetched from a server on this machine, opened by its id.
class TestCatalogueWords final : public QObject {
    Q_OBJECT
    QTemporaryDir m_place;
    LoopbackServer m_server;
    const QByteArray m_ratings = QByteArray::fromStdString(ratingsCsv(500));

private Q_SLOTS:
    void initTestCase() {
        m_server.set("/r.csv", {.body = m_ratings.toStdString(), .etag = "\"1\""});
        const QByteArray address = QByteArray::fromStdString(m_server.address("/r.csv"));
        writeFile(
            m_place.filePath("c.json"),
            "{\"version\": 1, \"sets\": [{\"id\": \"tiny\", \"name\": \"Tiny ratings\", \"holds\": \"ratings 1 to 5\", \"page\": "
            "\"http://127.0.0.1/\", \"licence_short\": \"Free\", \"licence\": \"Free for all.\", \"citation\": \"Nobody. "
            "2001.\", "
            "\"format\": \"CSV\", \"users\": 50, \"interactions\": 500, \"files\": [{\"name\": \"r.csv\", \"addresses\": [\"" +
                address + "\"], \"sha256\": \"" + QByteArray::fromStdString(sha256Of(m_ratings.toStdString())) + "\"}]}]}");
        qputenv("RECOSCOPE_CATALOGUE", m_place.filePath("c.json").toUtf8());
        qputenv("RECOSCOPE_DOWNLOADS", m_place.filePath("here").toUtf8());
        qputenv("no_proxy", "127.0.0.1");
    }
    void cleanupTestCase() {
        qunsetenv("RECOSCOPE_CATALOGUE");
        qunsetenv("RECOSCOPE_DOWNLOADS");
    }

    void listsAndShows() {
        const auto list = runLine("catalogue --json").object();
        QCOMPARE(list["folder"].toString(), m_place.filePath("here"));
        const QJsonObject set = list["sets"].toArray()[0].toObject();
        QCOMPARE(set["id"].toString(), QStringLiteral("tiny"));
        QCOMPARE(set["users"].toInt(), 50);
        QVERIFY(set["items"].isNull() && set["density"].isNull() && set["bytes"].isNull() && set["path"].isNull());
        QCOMPARE(set["citation"].toString(), QStringLiteral("Nobody. 2001."));
        QVERIFY(runLine("catalogue").out.contains("Tiny ratings"));
        QVERIFY(runLine("catalogue tiny").out.contains("Free for all."));
        const auto unknown = runLine("catalogue tinny");
        QCOMPARE(unknown.status, 1);
        QVERIFY(unknown.err.contains("tinny"));
    }

    void fetchesAndOpens() {
        const auto before = runLine("describe catalogue:tiny");
        QCOMPARE(before.status, 1);
        QVERIFY2(before.err.contains("recoscope-cli fetch tiny"), before.err.constData());
        QCOMPARE(runLine("fetch").status, 2);
        QCOMPARE(runLine("fetch tinny").status, 1);
        const auto elsewhere = runWords({"fetch", "tiny", "--to", m_place.filePath("other").toStdString()});
        QCOMPARE(elsewhere.status, 0);
        QCOMPARE(elsewhere.out.trimmed(), m_place.filePath("other/tiny/r.csv").toUtf8());
        QCOMPARE(runLine("describe catalogue:tiny").status, 1); // it is not where catalogue:ID looks
        const auto fetched = runLine("fetch tiny --json");
        QCOMPARE(fetched.object()["path"].toString(), m_place.filePath("here/tiny/r.csv"));
        const auto opened = runLine("describe catalogue:tiny --json").object();
        QCOMPARE(opened["interactions"].toInt(), 500);
        QCOMPARE(opened["name"].toString(), QStringLiteral("Tiny ratings"));
        QCOMPARE(runLine("catalogue tiny --json").object()["path"].toString(), m_place.filePath("here/tiny/r.csv"));
    }

    void runsExperimentsOnWhatWasFetched() {
        const QString file = m_place.filePath("e.json");
        const QByteArray rest = "\"split\": \"holdout\", \"models\": [{\"model\": \"popularity\"}]}";
        writeFile(file, "{\"data\": \"catalogue:tiny\", " + rest);
        QCOMPARE(runWords({"run", file.toStdString(), "--json"}).object()["dataset"].toObject()["name"].toString(),
                 QStringLiteral("Tiny ratings"));
        writeFile(file, "{\"data\": \"synthetic:users=60,items=40,interactions=900\", " + rest);
        QCOMPARE(runWords({"run", file.toStdString(), "--json"}).object()["dataset"].toObject()["simulated"].toBool(), true);
    }

    void tellsOfAProxyThatIsNotThere() {
        qunsetenv("no_proxy");
        QVERIFY(QDir(m_place.filePath("other")).removeRecursively());
        const auto refused = runWords({"fetch", "tiny", "--to", m_place.filePath("other").toStdString(), "--proxy",
                                       "http://127.0.0.1:" + std::to_string(LoopbackServer::deadPort())});
        QCOMPARE(refused.status, 1);
        QVERIFY2(refused.err.contains("check the connection or the proxy"), refused.err.constData());
        QVERIFY(QDir(m_place.filePath("other")).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot));
        qputenv("no_proxy", "127.0.0.1");
    }
};

RECOSCOPE_TEST(TestCatalogueWords)
#include "tst_catalogue_words.moc"
