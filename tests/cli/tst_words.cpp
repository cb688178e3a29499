#include "tests/cli/run_cli.h"
#include "tests/support/test_registry.h"
#include <QTemporaryDir>
#include <QTest>

using namespace recoscope::test;

/// The words of a command line: what is refused, with which status, and that the sentence names the word.
class TestWords final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void misuseIsNamed_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* line, const char* words) { QTest::newRow(line) << line << words; };
        row("", "evaluate,--help");
        row("evalute demo", "evalute,evaluate");
        row("--json", "command");
        row("models demo", "demo,models");
        row("describe demo again", "again");
        row("describe", "DATA");
        row("describe demo --user 3", "--user,describe,--columns");
        row("evaluate demo --modle ease", "--modle,--model");
        row("evaluate demo -x", "-x");
        row("evaluate demo --split", "--split,SPEC");
        row("evaluate demo --split holdout --split kfold", "--split,twice");
        row("evaluate demo --json=yes", "--json");
        row("evaluate demo --split holdout", "--model");
        row("evaluate demo --model ease", "--split");
        row("evaluate demo --split holdout --model slim", "slim,ease");
        row("evaluate demo --split holdout --model ease --set l3=1", "l3,l2");
        row("evaluate demo --split holdout --model random --set l2=1", "l2");
        row("evaluate demo --split holdout --model ease --set l2=-1", "l2,-1");
        row("evaluate demo --split holdout --model ials --set factors=2.5", "factors,2.5");
        row("evaluate demo --split holdout --model item_knn --set similarity=best", "best,cosine");
        row("evaluate demo --split holdout --model ease --set l2", "l2,key=value");
        row("evaluate demo --split holdout --set l2=1 --model ease", "l2=1,--model");
        row("evaluate demo --split holdout --model ease --model popularity --set l2=1", "popularity,l2");
        row("evaluate demo --split holdout --model ease --metrics ndgc", "ndgc,ndcg");
        row("evaluate demo --split holdout --model ease --metrics diversity", "diversity");
        row("evaluate demo --split holdout --model ease --metrics ndcg@0", "ndcg@0");
        row("evaluate demo --split holdout --model ease --metrics rmse@10", "rmse@10");
        row("evaluate demo --split holdout --model ease --k 5,x", "x,--k");
        row("evaluate demo --split holdout --model ease --k 0", "0,--k");
        row("evaluate demo --split temporal:holdout=0.2 --model ease", "temporal,holdout");
        row("evaluate demo --split users:test=0.1,holdout=1.2 --model ease", "holdout=1.2");
        row("evaluate demo --split holdout:share=0.2 --model ease", "share,test");
        row("evaluate demo --split holdout:test=1.5 --model ease", "1.5");
        row("evaluate demo --split holdout:test=0.6,valid=0.4 --model ease", "0.6,0.4");
        row("evaluate demo --split kfold:k=1 --model ease", "k=1");
        row("evaluate demo --split leave-last-out:valid=2 --model ease", "valid=2");
        row("evaluate demo --split predefined:train=a --model ease", "test=FILE");
        row("evaluate demo --split holdout --model ease --convention recbole", "recbole,default");
        row("evaluate demo --split holdout --model ease --relevance-threshold four", "four");
        row("evaluate demo --split holdout --model ease --seed -1", "-1,--seed");
        row("evaluate demo --split holdout --model ease --threads 5000", "5000,--threads");
        row("evaluate demo --split holdout --model ease --min-rating x", "x,--min-rating");
        row("evaluate demo --split holdout --model ease --k-core -2", "-2,--k-core");
        row("describe demo --header maybe", "maybe,yes");
        row("describe demo --encoding ebcdic", "ebcdic,utf-8");
        row("describe demo --format parquet", "parquet,delimited,json_lines,sqlite");
        row("describe demo --columns user,rating", "user,rating");
        row("describe demo --columns user,item,stars", "stars,rating");
        row("describe demo --file nowhere.csv", "nowhere.csv,ratings.csv");
        row("describe synthetic:user=10", "user,users,grey_sheep");
        row("describe synthetic:preset=tiny", "tiny,long_tail");
        row("evaluate synthetic:users=10,users=20 --split holdout --model ease", "users,twice");
        row("describe synthetic:users=10,items=10,interactions=900 --json", "900,interactions");
        row("describe synthetic:seed=1 --separator tab", "separator");
        row("recommend demo --model ease", "--user");
        row("recommend demo --user 3", "--model");
        row("recommend demo --model ease --model random --user 3", "one --model");
        row("recommend demo --model ease --user 3 --with 5", "5,ITEM=RATING");
        row("recommend demo --model ease --user 3 --with =5", "=5");
        row("recommend demo --model ease --user 3 --with 5=five", "five");
        row("recommend demo --model ease --user 3 --with 5=1e99", "1e99");
        row("recommend demo --model ease --user 3 --n 0", "--n,0");
        row("recommend demo --model ease --all", "--out");
        row("recommend demo --model ease --user 3 --out x", "--out,--all");
        row("recommend demo --model ease --user 3 --all --out x", "--all,--user");
        row("predict demo --model ease --user 3", "--item");
        row("predict demo --model ease --item 3", "--user");
        row("similar demo --model ease", "--item");
        row("train demo --model ease", "--save");
        row("run", "EXPERIMENT.json");
        row("run x.json --project p", "--project");
        row("run x.json --seed", "--seed");
    }
    void misuseIsNamed() {
        QFETCH(QString, line);
        QFETCH(QString, words);
        const CliAnswer a = runLine(line);
        QCOMPARE(a.status, 2);
        QVERIFY(a.out.isEmpty());
        QCOMPARE(a.err.count('\n'), 1);
        QVERIFY(a.err.startsWith("recoscope-cli: "));
        for (const QString& word : words.split(','))
            QVERIFY2(a.err.contains(word.toUtf8()), qPrintable(word + " is not in: " + a.err));
    }
    void failuresAreOne_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("word");
        QTest::newRow("user") << "recommend demo --model popularity --user 99999"
                              << "99999";
        QTest::newRow("item") << "similar demo --model item_knn --item zzz"
                              << "zzz";
        QTest::newRow("no similar items") << "similar demo --model popularity --item 7"
                                          << "item_knn, mf_sgd, ials, ease";
        QTest::newRow("edited item") << "recommend demo --model popularity --user 7 --with zzz=3"
                                     << "zzz";
        QTest::newRow("file") << "describe /nowhere/at/all.csv"
                              << "/nowhere/at/all.csv";
        QTest::newRow("experiment") << "run /nowhere/e.json"
                                    << "/nowhere/e.json";
        QTest::newRow("model file") << "recommend demo --load /nowhere/m --user 7"
                                    << "/nowhere/m";
        QTest::newRow("part") << "evaluate demo --split predefined:train=nn.csv,test=mm.csv --model ease"
                              << "nn.csv";
        QTest::newRow("no folder") << "evaluate demo --split holdout --model random --per-user /nowhere/p.csv"
                                   << "/nowhere/p.csv";
    }
    void failuresAreOne() {
        QFETCH(QString, line);
        QFETCH(QString, word);
        const CliAnswer a = runLine(line);
        QCOMPARE(a.status, 1);
        QVERIFY(a.out.isEmpty());
        QCOMPARE(a.err.count('\n'), 1);
        QVERIFY2(a.err.contains(word.toUtf8()), a.err);
    }
    void helpAndVersion() {
        for (const char* line : {"--help", "-h", "evaluate --help", "recommend demo --help", "bench -h"}) {
            const CliAnswer a = runLine(line);
            QCOMPARE(a.status, 0);
            QVERIFY(a.out.size() > 200);
            QVERIFY(a.err.isEmpty());
        }
        QVERIFY(runLine("recommend --help").out.contains("--keep-seen"));
        QVERIFY(!runLine("describe --help").out.contains("--keep-seen"));
        QVERIFY(runLine("--version").out.startsWith("recoscope-cli 0."));
    }
    void valuesMayFollowAnEqualsSign() {
        const QString two = "evaluate demo --json --split holdout:test=0.1 --metrics ndcg@10 --model popularity";
        const QString one = "evaluate demo --json --split=holdout:test=0.1 --metrics=ndcg@10 --model=popularity";
        QCOMPARE(runLine(one).object()["results"].toArray()[0].toObject()["metrics"],
                 runLine(two).object()["results"].toArray()[0].toObject()["metrics"]);
    }
    void progressOnlyOnATerminal() {
        const QString line =
            "evaluate demo --split holdout:test=0.1 --metrics ndcg@10 --model ials --set epochs=2 --set factors=4";
        QVERIFY(runLine(line).err.isEmpty());
        const CliAnswer shown = runLine(line, {}, true);
        QVERIFY(shown.err.contains("epoch 2 of 2"));
        QVERIFY(!shown.out.contains("epoch 2 of 2"));
    }
    void interruptIs130() {
        std::stop_source stop;
        stop.request_stop();
        for (const char* line :
             {"describe demo", "evaluate demo --split holdout --model ease", "recommend demo --model ease --user 7"})
            QCOMPARE(runLine(line, stop.get_token()).status, 130);
    }
};
RECOSCOPE_TEST(TestWords)
#include "tst_words.moc"
