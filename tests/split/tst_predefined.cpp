#include "core/split/split.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace recoscope;

/// Splits that files state: opened by the train file, by the folder of the parts, or by a whole beside them.
class TestPredefined final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::string m_spec = "predefined:train=a.base,test=a.test";

    std::string path(const char* name) const { return (m_folder.path() + '/' + name).toStdString(); }
    void write(const char* name, const char* text) const { std::ofstream(path(name), std::ios::binary) << text; }
    Result<std::vector<Split>> cut(const std::string& data) const {
        const SplitSpec spec = parseSplitSpec(m_spec).value();
        LoadOptions options;
        options.parts = {spec.trainFile, spec.testFile};
        const auto dataset = loadDataset(data, options, {});
        if (!dataset) return dataset.as<std::vector<Split>>();
        return makeSplits(*dataset.value(), spec, 1);
    }
    static void hasTheParts(const Result<std::vector<Split>>& cut) {
        QVERIFY2(cut.hasValue(), cut.hasError() ? cut.error().message.c_str() : "");
        const Split& s = cut.value().front();
        QCOMPARE(s.train->size(), std::size_t{5});
        QCOMPARE(s.test->size(), std::size_t{2}); // the two of users 1 and 2; user 3 is in no train row
        QCOMPARE(s.usersWithoutTrain, 1);
        QCOMPARE(s.droppedRows, std::int64_t{1});
        QCOMPARE(s.coldItems, 1); // item 14
    }

private Q_SLOTS:
    void initTestCase() {
        write("a.base", "1\t10\t5\t1\n1\t11\t3\t2\n1\t12\t4\t3\n2\t10\t2\t4\n2\t11\t1\t5\n");
        write("a.test", "1\t14\t5\t6\n2\t12\t4\t7\n3\t10\t3\t8\n");
    }
    void byTheTrainFile() { hasTheParts(cut(path("a.base"))); }
    void byTheFolderOfBoth() { hasTheParts(cut(m_folder.path().toStdString())); }
    void byAWholeBesideThem() {
        QTemporaryDir other;
        const std::string whole = (other.path() + "/all.data").toStdString();
        std::ofstream(whole, std::ios::binary) << "1\t10\t5\t1\n1\t11\t3\t2\n1\t12\t4\t3\n2\t10\t2\t4\n2\t11\t1\t5\n"
                                                  "1\t14\t5\t6\n2\t12\t4\t7\n3\t10\t3\t8\n9\t19\t3\t9\n";
        m_spec = "predefined:train=" + path("a.base") + ",test=" + path("a.test");
        hasTheParts(cut(whole)); // the ninth row is in no part: left out
        m_spec = "predefined:train=a.base,test=a.test";
    }
    void aMissingFileIsNamed() {
        m_spec = "predefined:train=a.base,test=nowhere.test";
        const auto refused = cut(path("a.base"));
        QVERIFY(refused.hasError() && refused.error().message.find("nowhere.test") != std::string::npos);
        m_spec = "predefined:train=a.base,test=a.test";
    }
    void publishedFoldsOfMovieLens100k() {
        RECOSCOPE_NEED_DATASET(folder, "ml-100k");
        m_spec = "predefined:train=u1.base.gz,test=u1.test.gz";
        for (const std::string& data : {*folder, *folder + "/u1.base.gz"}) {
            const auto splits = cut(data);
            QVERIFY2(splits.hasValue(), splits.hasError() ? splits.error().message.c_str() : "");
            QCOMPARE(splits.value()[0].train->size(), std::size_t{80000});
            QCOMPARE(static_cast<std::int64_t>(splits.value()[0].test->size()) + splits.value()[0].droppedRows,
                     std::int64_t{20000});
        }
    }
};
RECOSCOPE_TEST(TestPredefined)
#include "tst_predefined.moc"
