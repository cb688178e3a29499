#include "tests/cli/run_cli.h"
#include "tests/support/test_registry.h"
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace recoscope::test;

/// models, describe, recommend, predict, similar, train on the demo world: documents and edits of a history.
class TestCli final : public QObject {
    Q_OBJECT
    static QJsonObject list(const QString& rest) {
        return runLine("recommend demo --json --model ease --n 600 " + rest).object();
    }
    static QStringList ids(const QJsonObject& answer) {
        QStringList found;
        for (const auto& item : answer["items"].toArray()) found << item.toObject()["item"].toString();
        return found;
    }

private Q_SLOTS:
    void modelsDocument() {
        const CliAnswer a = runLine("models --json");
        QCOMPARE(a.status, 0);
        const QJsonArray models = a.json().array();
        QVERIFY(models.size() >= 8);
        for (const auto& entry : models) {
            for (const char* key : {"id", "name", "family", "summary", "reference", "capabilities", "parameters"})
                QVERIFY2(entry.toObject().contains(key), key);
            for (const auto& parameter : entry.toObject()["parameters"].toArray())
                for (const char* key : {"key", "type", "default", "min", "max", "choices", "help"})
                    QVERIFY2(parameter.toObject().contains(key), key);
        }
    }
    void describesTailColdnessAndArrivals() {
        const QJsonObject o = runLine("describe demo --json").object();
        const QJsonObject tail = o["tail"].toObject();
        int items = 0, rows = 0;
        for (const char* part : {"head", "torso", "tail"}) {
            items += tail[part].toObject()["items"].toInt();
            rows += tail[part].toObject()["interactions"].toInt();
        }
        QCOMPARE(items, 600);
        QCOMPARE(rows, o["interactions"].toInt());
        QVERIFY(tail["top_1_percent"].toDouble() > 0.01 && tail["top_1_percent"].toDouble() < tail["top_10_percent"].toDouble());
        int users = o["arrivals"].toObject()["users_without_time"].toInt();
        for (const auto& bin : o["arrivals"].toObject()["bins"].toArray()) users += bin.toObject()["new_users"].toInt();
        QCOMPARE(users, 2000);
        const QJsonArray cold = o["cold"].toObject()["users"].toObject()["counts"].toArray();
        QCOMPARE(cold.size(), 5);
        QVERIFY(cold[0].toObject()["count"].toInt() <= cold[4].toObject()["count"].toInt());
        QCOMPARE(o["features"].toArray()[0].toObject()["name"].toString(), QStringLiteral("genre"));
        QVERIFY(o["overlap"].isNull());
    }
    void describesOverlapWhenAsked() {
        const QJsonObject o = runLine("describe demo --json --overlap").object()["overlap"].toObject();
        for (const char* side : {"users", "items"}) {
            const QJsonObject overlap = o[side].toObject();
            QVERIFY(overlap["exact"].toBool());
            const QJsonArray steps = overlap["steps"].toArray();
            QCOMPARE(steps[0].toObject()["pairs"].toInt(), overlap["pairs"].toInt());
            for (int k = 1; k < steps.size(); ++k)
                QVERIFY(steps[k].toObject()["pairs"].toInt() <= steps[k - 1].toObject()["pairs"].toInt());
            QVERIFY(steps[1].toObject()["pairs"].toInt() > 0);
        }
        const QByteArray text = runLine("describe demo --overlap").out;
        QVERIFY(text.contains("user pairs") && text.contains("share 5 or more") && text.contains("top 1 % hold"));
    }
    void describeDocument() {
        const QJsonObject o = runLine("describe demo --json").object();
        for (const char* key : {"users", "items", "interactions", "density", "records", "accepted", "rejected", "skipped",
                                "duplicates", "scale", "time", "gini", "format", "rejects", "warnings"})
            QVERIFY2(o.contains(key), key);
        QCOMPARE(o["users"].toInt(), 2000);
        QCOMPARE(o["items"].toInt(), 600);
        QCOMPARE(o["records"].toInt(), o["accepted"].toInt() + o["rejected"].toInt() + o["skipped"].toInt());
        QVERIFY(o["scale"].toObject()["max"].toDouble() == 5);
        QVERIFY(o["time"].toObject()["first"].toString().startsWith("2021-"));
    }
    void syntheticWorldsAreDataLikeAnyOther() {
        const QString world = "synthetic:preset=cold,users=300,items=200,seed=5,friends=4";
        const QJsonObject o = runLine("describe --json " + world).object(), truth = o["truth"].toObject();
        QCOMPARE(o["users"].toInt(), 300);
        QCOMPARE(o["interactions"].toInt(), o["records"].toInt());
        QCOMPARE(o["simulated"].toBool(), true);
        QCOMPARE(truth["world"].toString(), "synthetic:preset=cold,users=300,items=200,friends=4,seed=5");
        QCOMPARE(truth["newcomers"].toInt(), 120);
        QCOMPARE(truth["late_items"].toInt(), 80);
        QVERIFY(truth["friendships"].toInt() > 300 && truth["rmse_of_truth"].toDouble() > 0.5);
        QCOMPARE(runLine("describe --json " + world).object()["checksum"], o["checksum"]);
        QVERIFY(runLine("describe --json demo").object()["truth"].isNull());
        const QJsonObject evaluated =
            runLine("evaluate --json --split per-user:test=0.2 --model popularity --k-core 3 " + world).object();
        QVERIFY(evaluated["results"].toArray()[0].toObject()["metrics"].toObject()["ndcg@10"].toDouble() > 0);
        QVERIFY(runLine("describe " + world).out.contains("120 newcomers"));
    }
    void describeOfSideTables() {
        QTemporaryDir folder;
        const QString items = writeFile(folder.path() + "/movies.csv", "movieId,title,genres\n1,A,x|y\n2,B,\n3,C,x,y\n\n4,D,z\n");
        const QJsonObject o = runLine("describe --json " + items).object();
        QCOMPARE(o["kind"].toString(), QString("items"));
        QCOMPARE(o["accepted"].toInt(), 3);
        QCOMPARE(o["rejected"].toInt(), 1);
        QCOMPARE(o["skipped"].toInt(), 1);
        QCOMPARE(o["rejects"].toArray()[0].toObject()["line"].toInt(), 4);
        QCOMPARE(runLine("evaluate --split holdout --model ease " + items).status, 1);
        QCOMPARE(runLine("describe --separator tab " + items).status, 1); // no tab cuts the lines
    }
    void previewOfABeginning() {
        QTemporaryDir folder;
        const QString path = writeFile(folder.path() + "/odd.txt", "a 1 x 5\nb 2 y 4\nc 1 x none\n");
        QJsonObject o = runLine("describe --preview --json " + path).object();
        QCOMPARE(o["certain"].toBool(), false);
        QCOMPARE(o["question"].toObject()["key"].toString(), QString("columns"));
        QCOMPARE(o["rows"].toArray().size(), 3);
        QCOMPARE(o["forecast"].toObject()["rows"].toInt(), 3);
        o = runLine("describe --preview --json --columns user,item,-,rating " + path).object();
        QCOMPARE(o["certain"].toBool(), true);
        QCOMPARE(o["rejects"].toArray()[0].toObject()["line"].toInt(), 3);
        QCOMPARE(o["columns"].toArray()[3].toObject()["role"].toString(), QString("rating"));
        const CliAnswer words = runLine("describe --preview " + path);
        QVERIFY(words.status == 0 && words.out.contains("question") && words.out.contains("blanks"));
        QCOMPARE(runLine("describe --preview /nowhere.csv").status, 1);
        QCOMPARE(runLine("evaluate demo --preview").status, 2);
        QCOMPARE(runLine("describe --decimal dot " + path).status, 2);
        QCOMPARE(runLine("describe --quotes perhaps " + path).status, 2);
        QCOMPARE(runLine("describe --time-unit days " + path).status, 2);
    }
    void explanationsAddUp() {
        for (const QString model :
             {"ials --set epochs=3", "ease", "item_knn", "user_knn", "mf_sgd --set epochs=3", "bias", "popularity"}) {
            const QJsonArray items =
                runLine("recommend demo --json --explain --user 42 --n 5 --model " + model).object()["items"].toArray();
            QCOMPARE(items.size(), 5);
            for (const auto& item : items) {
                QVERIFY(!item.toObject()["title"].toString().isEmpty());
                QVERIFY(!item.toObject()["explanations"].toArray().isEmpty());
                for (const auto& view : item.toObject()["explanations"].toArray()) {
                    const QJsonObject e = view.toObject();
                    const double score = item.toObject()["score"].toDouble();
                    double sum = e["baseline"].toDouble() + e["residual"].toDouble(), size = 0;
                    for (const auto& c : e["contributions"].toArray()) {
                        sum += c.toObject()["amount"].toDouble();
                        size += std::abs(c.toObject()["amount"].toDouble());
                    }
                    const double allowed = 1e-4 * std::max({1.0, std::abs(score), size});
                    QVERIFY2(std::abs(sum - score) <= allowed, qPrintable(model));
                    if (e["exact"].toBool()) QVERIFY2(std::abs(e["residual"].toDouble()) <= allowed, qPrintable(model));
                }
            }
        }
    }
    void editsFoldIn() {
        const QJsonObject plain = list("--user 42");
        QVERIFY(!plain["edited"].toBool());
        const QString top = ids(plain).first();
        QVERIFY(!ids(list("--user 42 --with " + top + "=5")).contains(top)); // rated now: no candidate
        QVERIFY(ids(list("--user 42 --keep-seen --with " + top + "=5")).contains(top));
        QVERIFY(list("--user 42 --with " + top + "=5 --without " + top)["edited"].toBool()); // --without applies first
        QVERIFY(!list("--user 42 --without " + top)["edited"].toBool());                     // was not there: no edit
        QCOMPARE(list("--user 42 --without " + top)["items"], plain["items"]);
        QCOMPARE(ids(list("--user 42 --keep-seen")).size(), 600);
    }
    void takenAwayItemsComeBack() {
        const QStringList all = ids(list("--user 42 --keep-seen")), open = ids(list("--user 42"));
        QString seen;
        for (const QString& id : all)
            if (!open.contains(id)) seen = id;
        QVERIFY(!seen.isEmpty());
        const QJsonObject without = list("--user 42 --without " + seen);
        QVERIFY(without["edited"].toBool());
        QVERIFY(ids(without).contains(seen));
        // Taken away and put back with its own rating: the stored history, so no edit.
        bool found = false;
        for (int half = 1; half <= 10; ++half) {
            const QJsonObject back = list("--user 42 --without " + seen + " --with " + seen + "=" + QString::number(half / 2.0));
            if (back["edited"].toBool()) continue;
            found = true;
            QCOMPARE(back["items"], list("--user 42")["items"]);
        }
        QVERIFY(found);
    }
    void bareHistoriesAndOddIds() {
        const QJsonObject bare = list("--with 1=5 --with 2=4");
        QVERIFY(bare["user"].isNull());
        QVERIFY(!ids(bare).contains("1") && ids(bare).contains("3"));
        QTemporaryDir folder;
        const QString data =
            writeFile(folder.path() + "/odd.csv", "user,item,rating\nann,a=b,4\nann,\"x, y\",5\nbob,a=b,3\nbob,c,4\n"
                                                  "cid,c,5\ncid,\"x, y\",2\n");
        const CliAnswer odd = runWords({"recommend", data.toStdString(), "--json", "--model", "item_knn", "--with", "a=b=4"});
        QVERIFY2(odd.status == 0, odd.err); // the last = splits
        QVERIFY(!ids(odd.object()).contains("a=b") && ids(odd.object()).contains("c"));
        QVERIFY(
            ids(runWords({"recommend", data.toStdString(), "--json", "--model", "item_knn", "--user", "ann", "--without", "x, y"})
                    .object())
                .contains("x, y"));
    }
    void predictAgreesWithRecommend() {
        const QJsonObject best =
            runLine("recommend demo --json --model bias --user 42 --n 1").object()["items"].toArray()[0].toObject();
        const QJsonObject p =
            runLine("predict demo --json --explain --model bias --user 42 --item " + best["item"].toString()).object();
        QCOMPARE(p["score"].toDouble(), best["score"].toDouble());
        QCOMPARE(p["rating"].toDouble(), best["score"].toDouble());
        QVERIFY(!p["explanations"].toArray().isEmpty());
        QVERIFY(runLine("predict demo --json --model ease --user 42 --item 3").object()["rating"].isNull());
    }
    void similarItemsHaveFallingScores() {
        const QJsonArray items = runLine("similar demo --json --model item_knn --item 7 --n 12").object()["items"].toArray();
        QCOMPARE(items.size(), 12);
        for (qsizetype k = 1; k < items.size(); ++k) {
            QVERIFY(items[k].toObject()["score"].toDouble() <= items[k - 1].toObject()["score"].toDouble());
            QVERIFY(items[k].toObject()["item"].toString() != "7");
        }
    }
    void listsOfAllUsers() {
        QTemporaryDir folder;
        const QString csv = folder.path() + "/all.csv";
        const CliAnswer a = runLine("recommend demo --json --model popularity --n 3 --all --out " + csv);
        QCOMPARE(a.status, 0);
        QCOMPARE(a.object()["users"].toInt(), 2000);
        QFile file(csv);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 1 + 3 * 2000);
        QCOMPARE(runLine("recommend demo --model popularity --all --out /nowhere/x.csv").status, 1);
    }
    void savedModelsAnswerTheSame() {
        QTemporaryDir folder;
        const QString file = folder.path() + "/m";
        QCOMPARE(runLine("train demo --model item_knn --save " + file).status, 0);
        QCOMPARE(runLine("recommend demo --json --load " + file + " --user 7").object()["items"],
                 runLine("recommend demo --json --model item_knn --user 7").object()["items"]);
        const CliAnswer other = runLine("recommend demo --k-core 30 --load " + file + " --user 7"); // other items: does not fit
        QCOMPARE(other.status, 1);
        QVERIFY(other.err.contains("other users or items"));
        QCOMPARE(runLine("recommend demo --load " + file + " --set neighbors=5 --user 7").status, 2);
        writeFile(file, "RECOSCOPE-MODEL\nrubbish");
        QCOMPARE(runLine("recommend demo --load " + file + " --user 7").status, 1);
    }
};
RECOSCOPE_TEST(TestCli)
#include "tst_cli.moc"
