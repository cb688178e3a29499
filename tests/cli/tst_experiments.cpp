#include "tests/cli/run_cli.h"
#include "tests/support/test_registry.h"
#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <map>

using namespace recoscope::test;

/// evaluate and run: documents, splits, seeds, threads, files.
class TestExperiments final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    QString file(const QString& name, const QByteArray& bytes) { return writeFile(m_folder.path() + "/" + name, bytes); }
    static QJsonObject result(const CliAnswer& a, int k = 0) { return a.object()["results"].toArray()[k].toObject(); }
    static QJsonObject metrics(const QString& line) { return result(runLine(line))["metrics"].toObject(); }
    /// Ratings with a plain structure, as user,item,rating,timestamp.
    static QByteArray rows(int users, int items, int residue = -1) {
        QByteArray text;
        for (int u = 1; u <= users; ++u)
            for (int i = 1; i <= items; ++i)
                if ((u + i) % 3 != 0 && (residue < 0 || ((u * 7 + i) % 4 == 0) == (residue == 0)))
                    text += QByteArray::number(u) + "," + QByteArray::number(i) + "," + QByteArray::number(1 + (u * i) % 5) +
                            "," + QByteArray::number(100 + (u * 31 + i * 17) % 97) + "\n";
        return text;
    }

private Q_SLOTS:
    void documentHasEveryKey() {
        const CliAnswer a = runLine("evaluate demo --json --split per-user:test=0.1,valid=0.1 --model popularity --model mf_sgd "
                                    "--set epochs=2 --set factors=4 --k 5,10 --metrics ndcg,rmse,coverage@7");
        QCOMPARE(a.status, 0);
        QVERIFY(a.err.isEmpty());
        for (const char* key : {"dataset", "protocol", "results"}) QVERIFY2(a.object().contains(key), key);
        for (const char* key : {"checksum", "filters", "relevance", "split", "rounding", "seed", "time_ties", "candidates",
                                "masked", "averaging", "undefined_users", "ties", "short_lists", "clipping", "leak", "cold_users",
                                "cold_items", "popularity_of", "version"})
            QVERIFY2(a.object()["protocol"].toObject().contains(key), key);
        for (const char* key : {"model", "params", "seconds", "metrics", "users_evaluated", "users_without_relevant_items"})
            QVERIFY2(result(a).contains(key), key);
        QCOMPARE(result(a)["metrics"].toObject().keys(), (QStringList{"coverage@7", "ndcg@10", "ndcg@5", "rmse"}));
        QVERIFY(result(a)["metrics"].toObject()["rmse"].isNull());
        QCOMPARE(result(a, 1)["params"].toObject()["epochs"].toInt(), 2);
        QVERIFY(result(a, 1)["seconds"].toObject()["train"].toDouble() > 0);
        const auto digits = QRegularExpression("\"ndcg@10\": 0\\.(\\d+)").match(a.out);
        QVERIFY2(digits.captured(1).size() >= 9, qPrintable(digits.captured(0)));
    }
    void settingsBindToTheModelBefore() {
        const QString one = "evaluate demo --json --split holdout:test=0.1 --metrics ndcg@10 --model ease --set l2=50 "
                            "--model ease --set l2=5000";
        const CliAnswer a = runLine(one);
        QCOMPARE(result(a, 0)["params"].toObject()["l2"].toDouble(), 50.0);
        QCOMPARE(result(a, 1)["params"].toObject()["l2"].toDouble(), 5000.0);
        QVERIFY(result(a, 0)["metrics"] != result(a, 1)["metrics"]);
    }
    void seedsMatterAndThreadsDoNot() {
        const QString line =
            "evaluate demo --json --split holdout:test=0.2 --metrics ndcg@10,coverage@10 --model ials --set epochs=2 "
            "--set factors=8 ";
        QCOMPARE(metrics(line + "--threads 1"), metrics(line + "--threads 2"));
        QVERIFY(metrics(line) != metrics(line + "--seed 2"));
    }
    void everySplit_data() {
        QTest::addColumn<QString>("spec");
        for (const char* spec :
             {"holdout", "holdout:test=0.3,valid=0.1", "per-user:test=0.2", "per-user-temporal:test=0.2,valid=0.1",
              "leave-last-out", "leave-last-out:valid=1", "leave-one-out:valid=1", "users:test=0.2,holdout=0.3",
              "users:test=0.2,holdout=0.3,valid=0.1", "temporal:test=0.2,valid=0.1", "kfold:k=3", "kfold:k=3,valid=0.1"})
            QTest::newRow(spec) << spec;
    }
    void everySplit() {
        QFETCH(QString, spec);
        const QString data = file("s.csv", "user,item,rating,timestamp\n" + rows(20, 15));
        const CliAnswer a = runLine("evaluate " + data + " --json --model bias --metrics ndcg@5,rmse --split " + spec);
        QVERIFY2(a.status == 0, a.err);
        QVERIFY(result(a)["metrics"].toObject()["rmse"].isDouble());
        QCOMPARE(result(a)["folds"].toArray().size(), spec.startsWith("kfold") ? 3 : 0);
    }
    void foldsAreAveraged() {
        const CliAnswer a = runLine("evaluate demo --json --split kfold:k=3 --model bias --metrics rmse,mae,ndcg@10,coverage@10");
        for (const char* key : {"rmse", "mae", "ndcg@10", "coverage@10"}) {
            double sum = 0;
            const QJsonArray folds = result(a)["folds"].toArray();
            QCOMPARE(folds.size(), 3);
            for (const auto& fold : folds) sum += fold.toObject()["metrics"].toObject()[key].toDouble();
            QVERIFY(std::abs(result(a)["metrics"].toObject()[key].toDouble() - sum / 3) < 1e-12);
        }
    }
    void predefinedFromTrainFileOrFolder() {
        QDir(m_folder.path()).mkdir("p");
        const QString train = file("p/train.csv", rows(20, 15, 1));
        file("p/test.csv", rows(20, 15, 0));
        const QString rest = " --json --model popularity --metrics ndcg@5 --split predefined:train=train.csv,test=test.csv";
        const CliAnswer fromFile = runLine("evaluate " + train + rest),
                        fromFolder = runLine("evaluate " + m_folder.path() + "/p" + rest);
        QVERIFY2(fromFile.status == 0, fromFile.err);
        QVERIFY2(fromFolder.status == 0, fromFolder.err);
        QCOMPARE(result(fromFile)["metrics"], result(fromFolder)["metrics"]);
        QCOMPARE(fromFile.object()["dataset"].toObject()["interactions"].toInt(), rows(20, 15).count('\n'));
        QVERIFY(result(fromFile)["users_evaluated"].toInt() > 10);
    }
    void filtersComeBeforeTheSplit() {
        const QString data = file("f.csv", "user,item,rating,timestamp\n" + rows(30, 20));
        const auto size = [&](const QString& filter) {
            return runLine("evaluate " + data + " --json --split holdout --model random --metrics ndcg@5 " + filter)
                .object()["dataset"]
                .toObject()["interactions"]
                .toInt();
        };
        QVERIFY(size("--min-rating 3") < size(""));
        QVERIFY(size("--min-rating 5 --k-core 3") < size("--min-rating 5"));
        QCOMPARE(size("--implicit"), size(""));
        QVERIFY(metrics("evaluate " + data + " --json --implicit --split holdout --model bias --metrics rmse")["rmse"].isNull());
    }
    void perUserValuesGiveTheMean() {
        const QString csv = m_folder.path() + "/per.csv";
        const CliAnswer a = runLine("evaluate demo --json --split per-user:test=0.2 --relevance-threshold 4 --model popularity "
                                    "--metrics ndcg@10 --per-user " +
                                    csv);
        QFile f(csv);
        QVERIFY(f.open(QIODevice::ReadOnly));
        QCOMPARE(f.readLine().trimmed(), QByteArray("model,user,metric,value"));
        double sum = 0;
        int n = 0;
        while (!f.atEnd()) {
            const QByteArrayList fields = f.readLine().trimmed().split(',');
            QCOMPARE(fields.size(), 4);
            QCOMPARE(fields[0] + fields[2], QByteArray("popularityndcg@10"));
            sum += fields[3].toDouble();
            ++n;
        }
        QCOMPARE(n, result(a)["users_evaluated"].toInt());
        QVERIFY(std::abs(sum / n - result(a)["metrics"].toObject()["ndcg@10"].toDouble()) < 1e-7);
    }
    void experimentFiles() {
        QDir(m_folder.path()).mkdir("e");
        file("e/data.csv", "user,item,rating,timestamp\n" + rows(20, 15));
        const QString path =
            file("e/x.json", R"({"data": "data.csv", "split": "holdout:test=0.2", "seed": 3, "relevance_threshold": 2,
            "metrics": ["ndcg@10"], "min_rating": 2, "models": [{"model": "ease", "set": {"l2": 200}}, {"model": "popularity"}]})");
        const CliAnswer fromFile = runLine("run --json " + path);
        QVERIFY2(fromFile.status == 0, fromFile.err);
        const CliAnswer fromLine =
            runLine("evaluate --json " + m_folder.path() +
                    "/e/data.csv --min-rating 2 --split holdout:test=0.2 "
                    "--seed 3 --relevance-threshold 2 --metrics ndcg@10 --model ease --set l2=200 --model popularity");
        QCOMPARE(result(fromFile)["metrics"], result(fromLine)["metrics"]);
        QCOMPARE(fromFile.object()["protocol"], fromLine.object()["protocol"]);
    }
    void experimentMistakesAreNamed_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const char* text, const char* word) { QTest::newRow(text) << QByteArray(text) << QByteArray(word); };
        row(R"({"data": "demo", "modles": []})", "modles");
        row(R"({"data": "demo", "split": "holdout", "models": [{"model": "slim"}]})", "slim");
        row(R"({"data": "demo", "split": "holdout", "models": [{"model": "ease", "sets": {}}]})", "sets");
        row(R"({"data": "demo", "split": "holdout", "models": [{"model": "ease", "set": {"l3": 1}}]})", "l3");
        row(R"({"data": "demo", "split": "temporl", "models": [{"model": "ease"}]})", "temporl");
        row(R"({"data": "demo", "split": "holdout", "metrics": ["ndgc"], "models": [{"model": "ease"}]})", "ndgc");
        row(R"({"data": "demo", "split": "holdout", "min_rating": "4", "models": [{"model": "ease"}]})", "min_rating");
        row(R"({"data": "demo", "split": "holdout", "seed": -1, "models": [{"model": "ease"}]})", "seed");
        row(R"({"data": "synthetic:people=3", "split": "holdout", "models": [{"model": "ease"}]})", "people");
        row(R"({"data": "demo", "split": "holdout", "convention": "recbole", "models": [{"model": "ease"}]})", "convention");
        row(R"({"split": "holdout", "models": [{"model": "ease"}]})", "data");
        row("{\"data\": \"demo\",\n\"split\" \"holdout\"}", "line 2");
        row("[1]", "object");
    }
    void experimentMistakesAreNamed() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, word);
        const CliAnswer a = runLine("run " + file("bad.json", text));
        QCOMPARE(a.status, 2);
        QVERIFY(a.out.isEmpty());
        QVERIFY2(a.err.contains(word), a.err);
        QCOMPARE(a.err.count('\n'), 1);
    }
};
RECOSCOPE_TEST(TestExperiments)
#include "tst_experiments.moc"
