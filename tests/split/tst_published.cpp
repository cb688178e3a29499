#include "core/split/split.h"
#include "tests/support/datasets.h"
#include "tests/support/test_registry.h"
#include <QTemporaryDir>
#include <QTest>
#include <archive.h>
#include <archive_entry.h>
#include <fstream>
#include <map>

using namespace recoscope;

/// Splits of files of any format, in folders and archives: the parts are read as the data was.
class TestPublished final : public QObject {
    Q_OBJECT
    using Files = std::map<std::string, std::string>;
    QTemporaryDir m_folder;

    std::string in(const std::string& name) const { return m_folder.path().toStdString() + '/' + name; }
    std::string folderOf(const std::string& name, const Files& files) const {
        std::filesystem::create_directories(in(name));
        for (const auto& [file, text] : files) std::ofstream(in(name + '/' + file), std::ios::binary) << text;
        return in(name);
    }
    std::string archiveOf(const std::string& name, const Files& files) const {
        archive* a = archive_write_new();
        archive_write_set_format_filter_by_ext(a, name.c_str());
        archive_write_open_filename(a, in(name).c_str());
        for (const auto& [file, text] : files) {
            archive_entry* entry = archive_entry_new();
            archive_entry_set_pathname(entry, ("set/" + file).c_str());
            archive_entry_set_filetype(entry, AE_IFREG);
            archive_entry_set_perm(entry, 0644);
            archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
            archive_write_header(a, entry);
            archive_write_data(a, text.data(), text.size());
            archive_entry_free(entry);
        }
        archive_write_close(a);
        archive_write_free(a);
        return in(name);
    }
    static Result<Split> cut(const std::string& data, const SplitSpec& spec, LoadOptions options = {}) {
        options.parts = partFiles(spec);
        const auto dataset = loadDataset(data, options, {});
        return dataset ? makeSplit(*dataset.value(), spec, 1, 0) : dataset.as<Split>();
    }
    static std::string text(std::initializer_list<std::string_view> pieces) {
        std::string all;
        for (const std::string_view piece : pieces) all += piece;
        return all;
    }
    static SplitSpec specOf(const std::string& text) { return parseSplitSpec(text).value(); }
    static void hasSizes(const Result<Split>& cut, std::size_t train, std::size_t valid, std::int64_t test) {
        QVERIFY2(cut.hasValue(), cut.hasError() ? cut.error().message.c_str() : "cancelled");
        QCOMPARE(cut.value().train->size(), train);
        QCOMPARE(cut.value().valid->size(), valid);
        QCOMPARE(static_cast<std::int64_t>(cut.value().test->size()) + cut.value().droppedTestRows, test);
    }
    /// Ten users of five to seven items; one more of each for validation and one to four for the test.
    static Files lists() {
        Files files;
        for (int u = 0; u < 10; ++u) {
            const auto line = [&](int from, int to) {
                std::string text = std::to_string(u);
                for (int i = from; i < to; ++i) text += ' ' + std::to_string((u + i) % 16);
                return text + '\n';
            };
            files["train.txt"] += line(0, 5 + u % 3);
            files["valid.txt"] += line(7, 8 + u % 3 / 2);
            files["test.txt"] += line(9, 10 + u % 4);
        }
        return files;
    }
    static Files visits(int firstTested) {
        const std::string head =
            "I,4,\"www\",\"made\"\nA,1,1,\"One\",\"/one\"\nA,2,1,\"Two\",\"/two\"\nA,3,1,\"Three\",\"/three\"\n";
        Files files{{"web.data", head}, {"web.test", head}};
        for (int u = 1; u <= 8; ++u) {
            const std::string id = std::to_string(u), tested = std::to_string(firstTested + u);
            files["web.data"] += text({"C,\"", id, "\",", id, "\nV,1,1\nV,", std::to_string(2 + u % 2), ",1\n"});
            files["web.test"] += text({"C,\"", tested, "\",", tested, "\nV,", std::to_string(3 - u % 2), ",1\n"});
        }
        return files;
    }
    static Files typed() {
        const std::string head = "user_id:token\titem_id:token\trating:float\n";
        Files files{{"x.train.inter", head}, {"x.test.inter", head}};
        for (int u = 0; u < 9; ++u)
            for (int i = 0; i < 4; ++i)
                files[i < 3 ? "x.train.inter" : "x.test.inter"] +=
                    text({"u", std::to_string(u), "\ti", std::to_string((u + i) % 7), "\t", std::to_string(1 + i), "\n"});
        return files;
    }

private Q_SLOTS:
    void formats_data() {
        QTest::addColumn<QString>("data");
        QTest::addColumn<QString>("spec");
        QTest::addColumn<int>("train");
        QTest::addColumn<int>("valid");
        QTest::addColumn<int>("test");
        const auto row = [](const char* name, const std::string& data, const char* spec, int train, int valid, int test) {
            QTest::newRow(name) << QString::fromStdString(data) << spec << train << valid << test;
        };
        const char* three = "predefined:train=train.txt,test=test.txt,valid=valid.txt";
        row("lists", folderOf("lists", lists()), three, 59, 13, 23);
        row("lists, by the train file", in("lists") + "/train.txt", three, 59, 13, 23);
        row("lists in a zip", archiveOf("lists.zip", lists()), three, 59, 13, 23);
        row("lists in a tar.gz", archiveOf("lists.tar.gz", lists()), three, 59, 13, 23);
        row("members by their whole names", archiveOf("whole.zip", lists()),
            "predefined:train=set/train.txt,test=set/test.txt,valid=set/valid.txt", 59, 13, 23);
        row("visits", folderOf("visits", visits(0)), "predefined:train=web.data,test=web.test", 16, 0, 8);
        row("visits in a zip", archiveOf("visits.zip", visits(0)), "predefined:train=web.data,test=web.test", 16, 0, 8);
        row("typed columns", folderOf("typed", typed()), "predefined:train=x.train.inter,test=x.test.inter", 27, 0, 9);
    }
    void formats() {
        QFETCH(QString, data);
        QFETCH(QString, spec);
        QFETCH(int, train);
        QFETCH(int, valid);
        QFETCH(int, test);
        const auto made = cut(data.toStdString(), specOf(spec.toStdString()));
        hasSizes(made, static_cast<std::size_t>(train), static_cast<std::size_t>(valid), test);
        QVERIFY(made && made.value().warnings.empty());
    }
    /// A test of few rows could be read with its columns in another order; it is written as its whole.
    void aSmallPartIsReadAsItsWhole() {
        Files files;
        for (int u = 1; u <= 40; ++u)
            for (int i = 1; i <= 5; ++i)
                files["all_train.txt"] += std::to_string(u) + '\t' + std::to_string(1000 + (u + 7 * i) % 60) + '\t' +
                                          std::to_string(1 + (u + i) % 5) + '\t' + std::to_string(880000000 + u * 1000 + i) +
                                          '\n';
        files["all_test.txt"] = "3\t1059\t4\t880999999\n3\t1058\t4\t880999998\n";
        hasSizes(cut(folderOf("small", files), specOf("predefined:train=all_train.txt,test=all_test.txt")), 200, 0, 2);
    }
    void theSameColumnsHold() { // said by the user, for the whole and its parts
        Files files;
        for (int u = 1; u <= 20; ++u)
            for (int i = 1; i <= 4; ++i)
                files[i < 4 ? "a.base" : "a.test"] +=
                    text({std::to_string(i), ";", std::to_string(i + u), ";", std::to_string(u), "\n"});
        LoadOptions options;
        options.columns = "rating,item,user";
        const auto made = cut(folderOf("columns", files), specOf("predefined:train=a.base,test=a.test"), options);
        hasSizes(made, 60, 0, 20);
        QCOMPARE(made.value().train->userCount(), 20);
    }
    void whatIsNotOpenIsRefusedWithCounts() {
        const SplitSpec spec = specOf("predefined:train=train.txt,test=test.txt");
        LoadOptions options;
        options.file = "train.txt";
        const auto dataset = test::open(folderOf("closed", lists()), options);
        QVERIFY(dataset);
        QCOMPARE(publishedSplits(*dataset).size(), std::size_t{1}); // offered all the same
        QCOMPARE(publishedSplits(*dataset)[0].testFile, std::string("test.txt"));
        const auto refused = makeSplit(*dataset, spec, 1, 0);
        QVERIFY(refused.hasError());
        QCOMPARE(std::string_view(refused.error().where), kPartsNotOpen);
        QVERIFY2(refused.error().message.find("23 pairs") != std::string::npos, refused.error().message.c_str());
    }
    void aFileThatIsNoDataIsRefused() {
        Files files = lists();
        files["notes.txt"] = "Nothing here is a list.\n";
        const auto refused = cut(folderOf("notes", files), specOf("predefined:train=train.txt,test=notes.txt"));
        QVERIFY(refused.hasError());
        QVERIFY2(refused.error().message.find("notes.txt") != std::string::npos, refused.error().message.c_str());
    }
    /// The places in several lists do not say which came first: read as times, the test would lie before training.
    void placesInListsOfSeveralFilesAreNoTimes() {
        Files files = lists();
        files["train.txt"] += "10 3 4 3 5\n"; // an item comes again: sequences
        LoadOptions options;
        const auto alone = test::open(folderOf("sequences", files) + "/train.txt");
        QVERIFY(alone && alone->interactions->hasTimes());
        options.parts = {"train.txt", "test.txt"};
        const auto together = test::open(in("sequences"), options);
        QVERIFY(together && !together->interactions->hasTimes());
        QCOMPARE(together->report.warnings.size(), std::size_t{1});
        QVERIFY(together->report.warnings[0].starts_with("Lists of several files"));
    }
    void sharedPairsAreTold() {
        Files files = lists();
        files["test.txt"] += "0 0 1\n";
        const auto made = cut(folderOf("shared", files), specOf("predefined:train=train.txt,test=test.txt,valid=valid.txt"));
        hasSizes(made, 57, 13, 25);
        QCOMPARE(made.value().warnings.size(), std::size_t{1});
        QVERIFY2(made.value().warnings[0].starts_with("test.txt shares 2 pairs"), made.value().warnings[0].c_str());
    }
    void wordsInNamesAreWords() {
        Files files = lists();
        files.erase("valid.txt");
        files["latest.txt"] = files["test.txt"];
        LoadOptions options;
        options.file = "train.txt";
        const auto dataset = test::open(folderOf("words", files), options);
        QVERIFY(dataset);
        QCOMPARE(dataset->predefinedParts.size(), std::size_t{2});
    }
    void besideASingleFileOnlyItsOwnPartsAreOffered() {
        Files files = lists();
        files["other_train.txt"] = files["train.txt"];
        files["other_test.txt"] = files["test.txt"];
        folderOf("beside", files);
        const auto dataset = test::open(in("beside") + "/train.txt");
        QVERIFY(dataset);
        const auto specs = publishedSplits(*dataset);
        QCOMPARE(specs.size(), std::size_t{1});
        QCOMPARE(formatSplitSpec(specs[0]), std::string("predefined:train=train.txt,test=test.txt,valid=valid.txt"));
    }

    void realSets_data() {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("spec");
        QTest::addColumn<int>("train");
        QTest::addColumn<int>("valid");
        QTest::addColumn<int>("test");
        const char* three = "predefined:train=train.txt,test=test.txt,valid=valid.txt";
        QTest::newRow("ml-1m-lightgcn") << "ml-1m-lightgcn" << three << 590733 << 80897 << 164848;
        QTest::newRow("gowalla-lightgcn") << "gowalla-lightgcn" << three << 719081 << 91047 << 217242;
        QTest::newRow("amazon-beauty-selfrec") << "amazon-beauty-selfrec" << three << 284530 << 29796 << 80582;
        QTest::newRow("lastfm-lightgcn") << "lastfm-lightgcn"
                                         << "predefined:train=data1.txt,test=test1.txt" << 42135 << 0 << 10533;
        QTest::newRow("foursquare-librec") << "foursquare-librec"
                                           << "predefined:train=trainData.txt,test=testData.txt" << 69159 << 0 << 29099;
    }
    void realSets() {
        QFETCH(QString, folder);
        QFETCH(QString, spec);
        QFETCH(int, train);
        QFETCH(int, valid);
        QFETCH(int, test);
        RECOSCOPE_NEED_DATASET(path, folder.toStdString());
        hasSizes(cut(*path, specOf(spec.toStdString())), static_cast<std::size_t>(train), static_cast<std::size_t>(valid), test);
    }
    /// Its test numbers other people from 10001 on: 1,997 of its 15,191 pairs are in the data, and chance alone gives 1,988.
    void msweb() {
        RECOSCOPE_NEED_DATASET(path, "msweb");
        const auto made = cut(*path, specOf("predefined:train=anonymous-msweb.data,test=anonymous-msweb.test"));
        hasSizes(made, 98654 - 1997, 0, 15191);
        QCOMPARE(made.value().warnings.size(), std::size_t{1});
        const std::string& words = made.value().warnings[0];
        QVERIFY2(words.find("1,997 pairs") != std::string::npos && words.find("1,988 pairs") != std::string::npos, words.c_str());
    }
};
RECOSCOPE_TEST(TestPublished)
#include "tst_published.moc"
