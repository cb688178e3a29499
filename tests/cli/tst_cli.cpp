#include "app/cli/cli.h"
#include "tests/support/test_registry.h"
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <sstream>

/// The command line in-process, on the demo world: exit statuses, documents, edits.
class TestCli final : public QObject {
    Q_OBJECT
    struct Answer {
        int status;
        QByteArray out, err;
        QJsonDocument json() const { return QJsonDocument::fromJson(out); }
    };
    static Answer run(const QString& line, std::stop_token stop = {}) {
        std::vector<std::string> arguments;
        for (const QString& word : line.split(' ', Qt::SkipEmptyParts)) arguments.push_back(word.toStdString());
        std::ostringstream out, err;
        const int status = recoscope::cli::run(arguments, {out, err, false, false, stop});
        return {status, QByteArray::fromStdString(out.str()), QByteArray::fromStdString(err.str())};
    }

private Q_SLOTS:
    void misuseIsNamed_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("word");
        QTest::newRow("command") << "evalute demo" << 2 << "evalute";
        QTest::newRow("model") << "evaluate demo --split holdout --model eas" << 2 << "ease";
        QTest::newRow("key") << "evaluate demo --split holdout --model ease --set l3=1" << 2 << "l2";
        QTest::newRow("range") << "evaluate demo --split holdout --model ease --set l2=-1" << 2 << "l2";
        QTest::newRow("set before model") << "evaluate demo --split holdout --set l2=1 --model ease" << 2 << "l2=1";
        QTest::newRow("metric") << "evaluate demo --split holdout --model ease --metrics ndgc" << 2 << "ndgc";
        QTest::newRow("split") << "evaluate demo --split temporal:test=0.2 --model ease" << 2 << "temporal";
        QTest::newRow("option") << "evaluate demo --modle ease" << 2 << "--modle";
        QTest::newRow("convention") << "evaluate demo --split holdout --model ease --convention recbole" << 2 << "recbole";
        QTest::newRow("project") << "run x.json --project p" << 2 << "--project";
        QTest::newRow("synthetic") << "describe synthetic:users=10" << 2 << "synthetic";
        QTest::newRow("user") << "recommend demo --model popularity --user 99999" << 1 << "99999";
        QTest::newRow("item") << "similar demo --model item_knn --item zzz" << 1 << "zzz";
        QTest::newRow("file") << "describe /nowhere/at/all.csv" << 1 << "/nowhere/at/all.csv";
    }
    void misuseIsNamed() {
        QFETCH(QString, line);
        QFETCH(int, status);
        QFETCH(QString, word);
        const Answer a = run(line);
        QCOMPARE(a.status, status);
        QVERIFY(a.out.isEmpty());
        QVERIFY2(a.err.contains(word.toUtf8()), a.err);
        QCOMPARE(a.err.count('\n'), 1);
    }
    void modelsDocument() {
        const Answer a = run("models --json");
        QCOMPARE(a.status, 0);
        const QJsonArray list = a.json().array();
        QVERIFY(list.size() >= 8);
        for (const auto& entry : list)
            for (const char* key : {"id", "name", "family", "summary", "reference", "capabilities", "parameters"})
                QVERIFY2(entry.toObject().contains(key), key);
    }
    void describeDocument() {
        const QJsonObject o = run("describe demo --json").json().object();
        QCOMPARE(o["users"].toInt(), 2000);
        QCOMPARE(o["items"].toInt(), 600);
        QCOMPARE(o["records"].toInt(), o["accepted"].toInt() + o["rejected"].toInt() + o["skipped"].toInt());
        QVERIFY(o["scale"].toObject()["max"].toDouble() == 5);
        QVERIFY(o["time"].toObject()["first"].toString().startsWith("2021-"));
    }
    void evaluateDocumentAndThreads() {
        const QString line = "evaluate demo --json --split per-user:test=0.1,valid=0.1 --seed 3 --metrics ndcg,rmse --k 5,10 "
                             "--model ease --set l2=100 --model mf_sgd --set epochs=2 --set factors=8 --threads ";
        const QJsonObject one = run(line + "1").json().object(), two = run(line + "2").json().object();
        const QJsonArray results = one["results"].toArray();
        QCOMPARE(results.size(), 2);
        QVERIFY(results[0].toObject()["metrics"].toObject()["rmse"].isNull());
        QVERIFY(results[1].toObject()["metrics"].toObject()["rmse"].toDouble() > 0.5);
        QCOMPARE(results[0].toObject()["metrics"], two["results"].toArray()[0].toObject()["metrics"]);
        QCOMPARE(results[1].toObject()["metrics"], two["results"].toArray()[1].toObject()["metrics"]);
        QVERIFY(results[0].toObject()["metrics"].toObject()["ndcg@10"].toDouble() > 0.15);
        for (const char* key : {"split", "masked", "seed", "relevance", "ties", "version"})
            QVERIFY2(one["protocol"].toObject().contains(key), key);
    }
    void explanationsAddUp() {
        const QJsonObject o = run("recommend demo --json --explain --model ials --set epochs=3 --user 42 --n 5").json().object();
        const QJsonArray items = o["items"].toArray();
        QCOMPARE(items.size(), 5);
        for (const auto& item : items) {
            QVERIFY(!item.toObject()["title"].toString().isEmpty());
            for (const auto& view : item.toObject()["explanations"].toArray()) {
                const QJsonObject e = view.toObject();
                double sum = e["baseline"].toDouble() + e["residual"].toDouble();
                for (const auto& c : e["contributions"].toArray()) sum += c.toObject()["amount"].toDouble();
                QVERIFY(std::abs(sum - e["score"].toDouble()) < 1e-6);
                QVERIFY(std::abs(e["score"].toDouble() - item.toObject()["score"].toDouble()) < 1e-6);
            }
        }
    }
    void editsFoldIn() {
        const auto first = [](const QString& rest) {
            return run("recommend demo --json --model ease --user 42 --n 600 " + rest).json().object();
        };
        const QJsonObject plain = first("");
        QVERIFY(!plain["edited"].toBool());
        const QString top = plain["items"].toArray()[0].toObject()["item"].toString();
        const QJsonObject with = first("--with " + top + "=5");
        QVERIFY(with["edited"].toBool());
        for (const auto& item : with["items"].toArray()) QVERIFY(item.toObject()["item"].toString() != top); // rated now: masked
        const QJsonObject back = first("--with " + top + "=5 --without " + top); // --without applies first
        QVERIFY(back["edited"].toBool());
        QVERIFY(!first("--without " + top)["edited"].toBool()); // was not there: no edit
        QVERIFY(run("recommend demo --json --model item_knn --with 1=5 --with 2=4").json().object()["user"].isNull());
    }
    void savedModelsAnswerTheSame() {
        QTemporaryDir folder;
        const QString file = folder.path() + "/m";
        QCOMPARE(run("train demo --model item_knn --save " + file).status, 0);
        QCOMPARE(run("recommend demo --json --load " + file + " --user 7").json().object()["items"],
                 run("recommend demo --json --model item_knn --user 7").json().object()["items"]);
    }
    void experimentFiles() {
        QTemporaryDir folder;
        QFile file(folder.path() + "/e.json");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            R"({"data": "demo", "split": "leave-last-out", "seed": 1, "metrics": ["ndcg@10"], "models": [{"model": "ease", "set": {"l2": 200}}]})");
        file.close();
        QCOMPARE(run("run --json " + file.fileName()).json().object()["results"].toArray().size(), 1);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"data": "demo", "modles": []})");
        file.close();
        const Answer refused = run("run " + file.fileName());
        QCOMPARE(refused.status, 2);
        QVERIFY(refused.err.contains("modles"));
    }
    void interruptIs130() {
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(run("evaluate demo --split holdout --model ease", stop.get_token()).status, 130);
    }
};
RECOSCOPE_TEST(TestCli)
#include "tst_cli.moc"
