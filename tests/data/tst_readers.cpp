#include "core/data/load.h"
#include "core/data/readers/reader.h"
#include "tests/data/reader_samples.h"
#include "tests/support/test_registry.h"
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <fstream>

using namespace recoscope;

/// Every reader against every sample: a reader that lacks one fails here.
class TestReaders final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    std::string write(const std::string& name, const std::string& bytes) {
        const std::string path = m_folder.path().toStdString() + "/" + name;
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
        return path;
    }
    static void rows() {
        QTest::addColumn<int>("index");
        for (std::size_t k = 0; k < readers().size(); ++k) QTest::newRow(readers()[k].id.c_str()) << static_cast<int>(k);
    }
    static test::ReaderSample sampleOf(const std::string& id, unsigned shuffle = 0) {
        for (test::ReaderSample& sample : test::readerSamples(shuffle))
            if (sample.id == id) return sample;
        return {};
    }
    /// Opens bytes under a name that says nothing.
    Result<std::shared_ptr<const Dataset>> open(const std::string& bytes, const LoadOptions& options = {},
                                                const TaskContext& context = {}) {
        QTemporaryDir own;
        const std::string path = own.path().toStdString() + "/" + "a.bin";
        std::ofstream(path, std::ios::binary) << bytes;
        return loadDataset(path, options, context);
    }
    static bool addsUp(const LoadReport& r) {
        const bool places = std::ranges::all_of(r.rejects, [](const Reject& reject) {
            return reject.line > 0 && reject.column > 0 && !reject.kind.empty() && !reject.expected.empty();
        });
        return places && r.accepted + r.rejected + r.skipped == r.records;
    }

private Q_SLOTS:
    void everyReaderHasASample_data() { rows(); }
    void everyReaderHasASample() {
        QFETCH(int, index);
        const Reader& reader = readers()[static_cast<std::size_t>(index)];
        QVERIFY(!sampleOf(reader.id).bytes.empty());
        QVERIFY(!reader.name.empty() && reader.summary.ends_with('.') && reader.recognise && reader.read);
        QCOMPARE(findReader(reader.id), &reader);
    }
    void recognisesItsOwnAboveAllOthers_data() { rows(); }
    void recognisesItsOwnAboveAllOthers() {
        QFETCH(int, index);
        const Reader& own = readers()[static_cast<std::size_t>(index)];
        const std::string bytes = sampleOf(own.id).bytes;
        const int sure = own.recognise(bytes, {}).value().confidence;
        QVERIFY(sure > 0);
        for (const Reader& other : readers())
            if (&other != &own && other.binary == own.binary)
                QVERIFY2(other.recognise(bytes, {}).value().confidence < sure, other.id.c_str());
    }
    void readsTheWorld_data() { rows(); }
    void readsTheWorld() {
        QFETCH(int, index);
        const auto sample = sampleOf(readers()[static_cast<std::size_t>(index)].id);
        const auto loaded = open(sample.bytes);
        QVERIFY2(loaded.hasValue(), loaded.hasError() ? loaded.error().message.c_str() : "");
        const Dataset& data = *loaded.value();
        const auto world = test::sampleWorld(0);
        QCOMPARE(data.report.accepted, static_cast<std::int64_t>(world.size()));
        QCOMPARE(data.users.size(), 12);
        QCOMPARE(data.items.size(), 15);
        QVERIFY(addsUp(data.report));
        QCOMPARE(data.hasRatings, sample.values);
        double sum = 0, expected = 0;
        for (const float rating : data.interactions->ratings()) sum += static_cast<double>(rating);
        for (const auto& row : world) expected += sample.values ? row.rating : 1;
        QCOMPARE(sum, expected);
        QCOMPARE(open(sample.bytes).value()->checksum, data.checksum);
        const std::string renamed = write("train.csv", sample.bytes);
        QCOMPARE(loadDataset(renamed, {}, {}).value()->checksum, data.checksum);
    }
    void orderDoesNotMatter_data() { rows(); }
    void orderDoesNotMatter() {
        QFETCH(int, index);
        const std::string& id = readers()[static_cast<std::size_t>(index)].id;
        const auto first = open(sampleOf(id).bytes);
        for (unsigned shuffle = 1; shuffle < 4; ++shuffle) {
            const auto again = open(sampleOf(id, shuffle).bytes);
            QVERIFY2(again.hasValue(), again.hasError() ? again.error().message.c_str() : "");
            QCOMPARE(again.value()->checksum, first.value()->checksum);
        }
    }
    void oneMistakeIsOneReject_data() { rows(); }
    void oneMistakeIsOneReject() {
        QFETCH(int, index);
        const auto sample = sampleOf(readers()[static_cast<std::size_t>(index)].id);
        if (sample.broken.empty()) QSKIP("this format has no malformed record of its own");
        const auto loaded = open(sample.bytes + sample.broken);
        QVERIFY2(loaded.hasValue(), loaded.hasError() ? loaded.error().message.c_str() : "");
        const LoadReport& report = loaded.value()->report;
        QCOMPARE(report.rejected, std::int64_t{1});
        QVERIFY(addsUp(report));
        QCOMPARE(report.rejects[0].line, 1 + std::ranges::count(sample.bytes, '\n'));
        QCOMPARE(report.rejects[0].text, sample.broken.substr(0, sample.broken.size() - 1));
        QCOMPARE(loaded.value()->checksum, open(sample.bytes).value()->checksum);
    }
    void cancelIsAnOutcome_data() { rows(); }
    void cancelIsAnOutcome() {
        QFETCH(int, index);
        const Reader& reader = readers()[static_cast<std::size_t>(index)];
        const std::string bytes = sampleOf(reader.id).bytes;
        std::stop_source stop;
        stop.request_stop();
        LoadReport report;
        const auto finding = reader.recognise(bytes, {});
        const std::string file = "a";
        QVERIFY(reader.read({bytes, file, finding.value(), {}}, report, TaskContext(stop.get_token(), {})).isCancelled());
    }
    void anyCutIsReadOrRefused_data() { rows(); }
    void anyCutIsReadOrRefused() {
        QFETCH(int, index);
        const Reader& reader = readers()[static_cast<std::size_t>(index)];
        const std::string bytes = sampleOf(reader.id).bytes;
        const auto finding = reader.recognise(bytes, {});
        const std::string file = "a";
        const std::size_t step = std::max<std::size_t>(1, bytes.size() / 400);
        for (std::size_t size = 0; size < bytes.size(); size += step) {
            const std::string cut = bytes.substr(0, size); // its own memory: a sanitizer sees reads behind it
            LoadReport report;
            const auto rows = reader.read({cut, file, finding.value(), {}}, report, {});
            QVERIFY(rows.hasValue() || !rows.error().message.empty());
            if (rows) QVERIFY(addsUp(report));
            if (size == 0) QVERIFY(rows.hasError());
        }
    }
    void changedBytesAreReadOrRefused_data() { rows(); }
    void changedBytesAreReadOrRefused() {
        QFETCH(int, index);
        const Reader& reader = readers()[static_cast<std::size_t>(index)];
        const std::string bytes = sampleOf(reader.id).bytes;
        const auto finding = reader.recognise(bytes, {});
        const std::string file = "a";
        const std::size_t step = std::max<std::size_t>(1, bytes.size() / 500);
        for (std::size_t at = 0; at < bytes.size(); at += step)
            for (const char value : {'\0', '\xff', '"'}) {
                std::string changed = bytes;
                changed[at] = value;
                LoadReport report;
                const auto rows = reader.read({changed, file, finding.value(), {}}, report, {});
                if (rows) QVERIFY(addsUp(report));
            }
    }
    void readsNothingIntoOtherFormats_data() { rows(); }
    void readsNothingIntoOtherFormats() {
        QFETCH(int, index);
        LoadOptions options;
        options.format = readers()[static_cast<std::size_t>(index)].id;
        for (const test::ReaderSample& sample : test::readerSamples(0)) {
            const auto loaded = open(sample.bytes, options);
            if (loaded) QVERIFY(addsUp(loaded.value()->report));
            if (sample.id == options.format) QVERIFY(loaded.hasValue());
        }
        QVERIFY(open("", options).hasError());
    }
    void unknownFormatsListTheKnown() {
        LoadOptions options;
        options.format = "parquet";
        const auto refused = open("1\t2\t3\n", options);
        QVERIFY(refused.hasError());
        for (const Reader& reader : readers()) QVERIFY(refused.error().message.find(reader.id) != std::string::npos);
    }
    void headersThatPromiseTooMuchTakeNoMemory() {
        for (const char* shape : {"(4611686018427387904, 4)", "(1000000000000, 2)", "(-1, 2)", "(3, 99999999999999999999)"})
            QVERIFY(open(test::npyOf("<i8", shape, std::string(64, '\1'))).hasError());
        QVERIFY(open(test::npyOf("|O", "(2, 2)", std::string(64, '\1'))).error().message.find("pickle") != std::string::npos);
        QVERIFY(
            open("%%MatrixMarket matrix coordinate real skew-symmetric\n2 2 1\n1 1 3\n").error().message.find("skew-symmetric") !=
            std::string::npos);
        const auto cut = open("%%MatrixMarket matrix coordinate real general\n9 9 9000000000000000000\n1 1 3\n2 2 4\n");
        QVERIFY(cut.hasValue());
        QVERIFY(cut.value()->report.warnings[0].find("cut short") != std::string::npos);
    }
    void ownTitlesAreKept() {
        const auto data = open(sampleOf("dst").bytes);
        QCOMPARE(data.value()->itemTable.titles[2], std::string("Area, 3"));
    }
    void databasesTakeATableByName() {
        LoadOptions options;
        options.file = "my \"ratings";
        QVERIFY(open(sampleOf("sqlite").bytes, options).hasValue());
        options.file = "titles";
        QVERIFY(open(sampleOf("sqlite").bytes, options).error().message.find("titles") != std::string::npos);
    }
};
RECOSCOPE_TEST(TestReaders)
#include "tst_readers.moc"
