#include "core/base/random.h"
#include "core/base/sha256.h"
#include "tests/support/test_registry.h"
#include <QTest>
#include <string>

using namespace recoscope;

class TestSha256 final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theStandardsOwnExamples() {
        for (const bool portable : {false, true}) {
            const auto sum = [&](const std::string& text) {
                Sha256 sha(portable);
                sha.add(text.data(), text.size());
                return sha.hex();
            };
            QCOMPARE(sum(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
            QCOMPARE(sum("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
            QCOMPARE(sum("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
                     std::string("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
        }
    }
    void piecesAndInstructionsDoNotMatter() {
        Random random(7);
        for (std::size_t length = 0; length < 700; length += 13) {
            std::string text;
            for (std::size_t k = 0; k < length; ++k) text += static_cast<char>(random.below(256));
            Sha256 whole, pieces(true);
            whole.add(text.data(), text.size());
            for (std::size_t at = 0; at < length;) {
                const std::size_t n = std::min<std::size_t>(1 + random.below(150), length - at);
                pieces.add(text.data() + at, n);
                at += n;
            }
            QCOMPARE(whole.hex(), pieces.hex());
        }
    }
};
RECOSCOPE_TEST(TestSha256)
#include "tst_sha256.moc"
