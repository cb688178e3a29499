#include "core/models/model_file.h"
#include "core/models/registry.h"
#include "tests/conformance/rows.h"
#include "tests/support/test_registry.h"
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>

using namespace recoscope;
using namespace recoscope::test;

/// What was saved scores and explains as before; what was damaged is refused.
class TestModelFiles final : public QObject {
    Q_OBJECT
    static bool same(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0 || a == b; }
    static bool same(const Contribution& a, const Contribution& b) {
        return a.kind == b.kind && a.id == b.id && a.label == b.label && same(a.amount, b.amount) && a.value == b.value;
    }
    static bool same(const Explanation& a, const Explanation& b) {
        return a.view == b.view && a.exact == b.exact && same(a.score, b.score) && same(a.baseline, b.baseline) &&
               same(a.residual, b.residual) && same(a.residualShare, b.residualShare) && a.baselineLabel == b.baselineLabel &&
               std::ranges::equal(a.contributions, b.contributions,
                                  [](const Contribution& x, const Contribution& y) { return same(x, y); });
    }
    static std::string fileIn(const QTemporaryDir& folder) { return (folder.path() + "/model").toStdString(); }
    static std::string bytesOf(const std::string& path) {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

private Q_SLOTS:
    void savedModelsAreTheSame_data() { variantRows(); }
    void savedModelsAreTheSame() {
        const QTemporaryDir folder;
        const ModelFileHeader header{variant().algorithm->id, variant().params, 1, 2, std::nan("")};
        QVERIFY(saveModelFile(fileIn(folder), header, model()));
        const auto loaded = loadModelFile(fileIn(folder));
        QVERIFY2(loaded.hasValue(), loaded.hasError() ? loaded.error().message.c_str() : "");
        const Model& copy = *loaded.value().model;
        QCOMPARE(loaded.value().header.userHash, std::uint64_t{1});
        QCOMPARE(loaded.value().header.itemHash, std::uint64_t{2});
        QVERIFY(loaded.value().header.params == variant().params);
        QCOMPARE(copy.userCount(), kWorldUsers);
        for (std::int32_t u = 0; u < kWorldUsers; u += 17)
            for (const Query& query : {known(*world(), u), edited(*world(), u), Query::bare({})}) {
                QVERIFY(scores(model(), query) == scores(copy, query));
                const auto before = model().explain(query, ItemIndex{5}), after = copy.explain(query, ItemIndex{5});
                QVERIFY(std::ranges::equal(before, after, [](const Explanation& a, const Explanation& b) { return same(a, b); }));
            }
    }
    void damagedFilesAreRefused_data() { algorithmRows(); }
    void damagedFilesAreRefused() {
        const QTemporaryDir folder;
        const std::string path = fileIn(folder);
        const ParamValues params = completeParams(algorithm().params, {}).value();
        const auto trained = train(algorithm(), world());
        QVERIFY(saveModelFile(path, {algorithm().id, params, 1, 2, std::nan("")}, *trained));
        const std::string bytes = bytesOf(path);
        for (std::size_t at = 0; at < bytes.size(); at += 1 + bytes.size() / 40) {
            std::string damaged = bytes;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x5a);
            std::ofstream(path, std::ios::binary) << damaged;
            QVERIFY(loadModelFile(path).hasError());
            std::ofstream(path, std::ios::binary) << bytes.substr(0, at);
            QVERIFY(loadModelFile(path).hasError());
        }
    }
    void aFailedSaveLeavesTheOldFile() {
        const QTemporaryDir folder;
        const auto trained = train(*findAlgorithm("popularity"), world());
        QVERIFY(
            saveModelFile((folder.path() + "/nowhere/model").toStdString(), {"popularity", {}, 1, 2, 0}, *trained).hasError());
        QVERIFY(loadModelFile(folder.path().toStdString()).hasError());
    }
};
RECOSCOPE_TEST(TestModelFiles)
#include "tst_model_files.moc"
