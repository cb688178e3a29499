#include "core/base/random.h"
#include "core/data/load.h"
#include "tests/support/test_registry.h"
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace recoscope;

/// Properties: the same rows are the same data, however they are written and in whatever order.
class TestDialects final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    struct Row {
        QByteArray user, item, rating, time;
    };
    /// Distinct pairs with odd ids, in random order.
    static std::vector<Row> randomRows(std::uint64_t seed, bool plainIds) {
        Random random(seed);
        std::vector<Row> rows;
        for (int u = 0; u < 40; ++u)
            for (int i = 0; i < 25; ++i) {
                if (random.uniform() < 0.6) continue;
                const QByteArray user =
                    plainIds ? QByteArray::number(u) : "u " + QByteArray::number(u) + (u % 3 ? "" : "\xc3\xa9");
                const QByteArray item = plainIds ? QByteArray::number(100 + i) : (i % 4 ? "i\"" : "i, ") + QByteArray::number(i);
                rows.push_back({user, item, QByteArray::number(0.5 + 0.5 * static_cast<double>(random.below(9))),
                                QByteArray::number(900000000 + static_cast<qint64>(random.below(1000)))});
            }
        random.shuffle(std::span(rows));
        return rows;
    }
    static QByteArray quoted(QByteArray field, bool quotes) { return quotes ? "\"" + field.replace("\"", "\"\"") + "\"" : field; }
    static QByteArray written(const std::vector<Row>& rows, const QByteArray& separator, bool header, bool quotes,
                              const char* end) {
        QByteArray text;
        if (header) text = QByteArrayList{"user_id", "item_id", "rating", "timestamp"}.join(separator) + end;
        for (const Row& r : rows)
            text += QByteArrayList{quoted(r.user, quotes), quoted(r.item, quotes), r.rating, r.time}.join(separator) + end;
        return text;
    }
    std::string checksum(const QByteArray& text) {
        QFile file(m_folder.path() + "/data");
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) return "cannot write";
        file.close();
        const auto loaded = loadDataset(file.fileName().toStdString(), {}, {});
        return loaded ? loaded.value()->checksum : loaded.hasError() ? loaded.error().message : "cancelled";
    }
    static QByteArray utf16(const QByteArray& text) {
        const QString wide = QString::fromUtf8(text);
        return QByteArray("\xff\xfe") + QByteArray(reinterpret_cast<const char*>(wide.utf16()), 2 * wide.size());
    }

private Q_SLOTS:
    void sameRowsSameData_data() {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 5; ++seed) QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
    }
    void sameRowsSameData() {
        QFETCH(quint64, seed);
        auto plain = randomRows(seed, true), odd = randomRows(seed, false);
        const std::string expected = checksum(written(plain, ",", true, false, "\n"));
        const std::string expectedOdd = checksum(written(odd, ",", true, true, "\n"));
        QCOMPARE(expected.size(), std::size_t{64});
        QCOMPARE(expectedOdd.size(), std::size_t{64});
        for (const char* separator : {",", "\t", ";", "|", "::", " "})
            for (const bool header : {true, false})
                for (const char* end : {"\n", "\r\n"}) {
                    Random(seed).shuffle(std::span(plain));
                    QCOMPARE(checksum(written(plain, separator, header, false, end)), expected);
                }
        for (const char* separator : {",", ";", "\t", "|"})
            for (const char* end : {"\n", "\r\n"}) {
                Random(seed + 9).shuffle(std::span(odd));
                QCOMPARE(checksum(written(odd, separator, true, true, end)), expectedOdd);
            }
        QCOMPARE(checksum(utf16(written(odd, "\t", true, true, "\r\n"))), expectedOdd);
        QCOMPARE(checksum("\xef\xbb\xbf" + written(odd, "\t", true, false, "\n")), expectedOdd);
    }
    void largeIntegersSortByValue() {
        const QByteArray text = "user,item,rating\n100000000000000000000,1,3\n99999999999999999999,1,4\n-5,1,2\n-40,1,2\n";
        QFile file(m_folder.path() + "/big");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        const auto loaded = loadDataset(file.fileName().toStdString(), {}, {});
        QCOMPARE(loaded.value()->users.ids(),
                 (std::vector<std::string>{"-40", "-5", "99999999999999999999", "100000000000000000000"}));
    }
};
RECOSCOPE_TEST(TestDialects)
#include "tst_dialects.moc"
