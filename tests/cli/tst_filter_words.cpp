#include "tests/cli/run_cli.h"
#include "tests/support/test_registry.h"
#include <QTemporaryDir>
#include <QTest>

using namespace recoscope::test;

/// Filters from the command line: which steps go in which order, what each left, what is refused; and what a description says of
/// the quality of the data.
class TestFilterWords final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString m_data;

    static QJsonObject left(const CliAnswer& answer, int step) {
        return answer.object()["funnel"].toObject()["steps"].toArray()[step].toObject()["left"].toObject();
    }

private Q_SLOTS:
    /// User u rated the first 3 + u items; the ratings go from 1 to 5 along the items.
    void initTestCase() {
        QByteArray text = "user,item,rating,timestamp\n";
        for (int u = 0; u < 10; ++u)
            for (int i = 0; i < 3 + u; ++i)
                text += QByteArray::number(u) + ',' + QByteArray::number(i) + ',' + QByteArray::number(1 + i % 5) + ',' +
                        QByteArray::number(978220800 + 86400 * i + u) + '\n';
        m_data = writeFile(m_folder.path() + "/f.csv", text);
    }
    void noFilterNoFunnel() { QVERIFY(runLine("describe " + m_data + " --json").object()["funnel"].isNull()); }
    void stepsGoInTheOrderGiven() {
        const CliAnswer a = runLine("describe " + m_data + " --json --filter min-user=8 --filter min-rating=4"),
                        b = runLine("describe " + m_data + " --json --filter min-rating=4 --filter min-user=3");
        QVERIFY2(a.status == 0, a.err);
        QVERIFY2(b.status == 0, b.err);
        const QJsonObject before = a.object()["funnel"].toObject()["before"].toObject();
        QCOMPARE(before["rows"].toInt(), 75);     // 3 + 4 + ... + 12
        QCOMPARE(left(a, 0)["rows"].toInt(), 50); // 8 + 9 + 10 + 11 + 12
        QCOMPARE(left(a, 0)["users"].toInt(), 5);
        QCOMPARE(left(a, 1)["rows"].toInt(), 17); // of the items 3, 4, 8, 9: 2 + 3 + 4 + 4 + 4
        QCOMPARE(a.object()["interactions"].toInt(), left(a, 1)["rows"].toInt());
        QCOMPARE(left(b, 1)["users"].toInt(), 4); // of 9 items and more
    }
    void namedFiltersGoFirst() {
        const CliAnswer a = runLine("describe " + m_data + " --json --filter min-user=2 --min-rating 4 --k-core 2");
        QVERIFY2(a.status == 0, a.err);
        const QJsonArray steps = a.object()["funnel"].toObject()["steps"].toArray();
        QCOMPARE(steps.size(), 3);
        QCOMPARE(steps[0].toObject()["step"].toString(), QString("min-rating=4"));
        QCOMPARE(steps[1].toObject()["step"].toString(), QString("k-core=2"));
        QVERIFY(!steps[1].toObject()["rounds"].toArray().isEmpty());
        QCOMPARE(steps[2].toObject()["step"].toString(), QString("min-user=2"));
    }
    /// The step is named, and what there was before it.
    void whatWouldEmptyTheDataIsRefused() {
        const CliAnswer a = runLine("describe " + m_data + " --filter min-user=8 --filter k-core=40 --filter min-rating=1");
        QVERIFY(a.status != 0 && a.out.isEmpty());
        for (const char* part : {"k-core=40", "50 rows", "5 users", "12 items"}) QVERIFY2(a.err.contains(part), a.err);
        QVERIFY2(!a.err.contains("min-rating"), a.err);
    }
    void whatIsNoStepIsRefused_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("nothing") << "describe demo --filter" << QByteArray("--filter");
        QTest::newRow("unknown") << "describe demo --filter core=5" << QByteArray("k-core=N");
        QTest::newRow("value") << "describe demo --filter k-core=zero" << QByteArray("k-core=5");
        QTest::newRow("elsewhere") << "models --filter k-core=5" << QByteArray("--filter");
        QTest::newRow("no context") << "describe demo --filter context:daytime=evening" << QByteArray("context");
    }
    void whatIsNoStepIsRefused() {
        QFETCH(QString, line);
        QFETCH(QByteArray, part);
        const CliAnswer a = runLine(line);
        QVERIFY(a.status != 0);
        QVERIFY2(a.err.contains(part), a.err);
    }
    void helpListsTheSteps() {
        const CliAnswer a = runLine("evaluate --help");
        for (const char* part : {"--filter STEP", "k-core=N", "sample-users=SHARE:SEED  ", "context:COLUMN=VALUE"})
            QVERIFY2(a.out.contains(part), a.out);
        QVERIFY(!runLine("models --help").out.contains("STEP"));
    }
    void theProtocolNamesThem() {
        const QString line = "evaluate " + m_data + " --json --split holdout --model popularity --metrics ndcg@5";
        const CliAnswer whole = runLine(line), part = runLine(line + " --filter min-user=6");
        QVERIFY2(part.status == 0, part.err);
        QVERIFY(!whole.out.contains("6 rows or more") && part.out.contains("users with 6 rows or more"));
        QCOMPARE(part.object()["dataset"].toObject()["interactions"].toInt(), 6 + 7 + 8 + 9 + 10 + 11 + 12);
    }
    void qualityIsDescribed() {
        const QString file = writeFile(m_folder.path() + "/q.csv", "user,item,rating\n1,1,5\n1,1,2\n1,2,4\n2,1,3\n");
        const CliAnswer json = runLine("describe " + file + " --json"), text = runLine("describe " + file);
        int seen = 0;
        for (const QJsonValue& value : json.object()["quality"].toArray()) {
            const QJsonObject f = value.toObject();
            const QString id = f["id"].toString();
            if (id != "repeated-pairs" && id != "conflicting-pairs" && id != "single-row-users") continue;
            ++seen;
            QCOMPARE(f["count"].toInt(), 1);
            QVERIFY(text.out.contains(f["sentence"].toString().toUtf8()));
            const CliAnswer fixed = runLine("describe " + file + " --json --filter " + f["fix"].toString());
            for (const QJsonValue& other : fixed.object()["quality"].toArray())
                if (other.toObject()["id"] == f["id"]) QCOMPARE(other.toObject()["count"].toInt(), 0);
        }
        QCOMPARE(seen, 3);
    }
};
RECOSCOPE_TEST(TestFilterWords)
#include "tst_filter_words.moc"
