#include "core/data/load.h"
#include "core/data/readers/gzip_file.h"
#include "tests/support/test_registry.h"
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

using namespace recoscope;

/// Malformed texts, damaged archives and things that are no files: the loading policy, case by case.
class TestHostile final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    int m_count = 0;

    QString write(const QByteArray& bytes, const QString& name = "r.csv") {
        const QString folder = m_folder.path() + "/" + QString::number(++m_count);
        QDir().mkpath(folder);
        QFile file(folder + "/" + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("cannot write");
        return file.fileName();
    }
    static Result<std::shared_ptr<const Dataset>> load(const QString& path, const LoadOptions& options = {}) {
        return loadDataset(path.toStdString(), options, {});
    }
    static QByteArray rows() {
        QByteArray text = "user,item,rating\n";
        for (int u = 1; u < 60; ++u)
            for (int i = 1; i < 9; ++i) text += QString("%1,%2,%3\n").arg(u).arg(i).arg(1 + u * i % 5).toUtf8();
        return text;
    }
    QByteArray gzip(const QByteArray& bytes) {
        const QString path = write(bytes, "plain");
        QProcess::execute("gzip", {"-n", path});
        QFile file(path + ".gz");
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString zip(const QByteArray& bytes, const char* options = nullptr) {
        const QString path = write({}, "a.zip");
        archive* out = archive_write_new();
        archive_write_set_format_zip(out);
        if (options) {
            archive_write_set_options(out, options);
            archive_write_set_passphrase(out, "secret");
        }
        archive_write_open_filename(out, path.toUtf8().constData());
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, "ratings.csv");
        archive_entry_set_size(entry, bytes.size());
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_write_header(out, entry);
        archive_write_data(out, bytes.constData(), static_cast<std::size_t>(bytes.size()));
        archive_entry_free(entry);
        archive_write_free(out);
        return path;
    }
    void refused(const QString& path, const char* word) {
        const auto loaded = load(path);
        QVERIFY(loaded.hasError());
        QVERIFY2(loaded.error().message.find(word) != std::string::npos, loaded.error().message.c_str());
    }

private Q_SLOTS:
    void counts_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QList<int>>("counts"); // accepted, rejected, skipped, users, items
        const auto row = [](const char* name, QByteArray text, QList<int> counts) { QTest::newRow(name) << text << counts; };
        row("no line end at the end", "user,item,rating\n1,2,3\n2,3,4", {2, 0, 0, 2, 2});
        row("decimal comma", "user;item;rating\n1;2;3,5\n2;3;4\n3;3;1,5\n", {3, 0, 0, 3, 2});
        row("decimal comma, no header", "1\t2\t3,5\n2\t3\t4,0\n3\t3\t1,5\n", {3, 0, 0, 3, 2});
        row("CR only", "user,item,rating\r1,2,3\r2,3,4\r", {2, 0, 0, 2, 2});
        row("ids that look like names", "user1,item1\nuser2,item2\nuser1,item2\n", {3, 0, 0, 2, 2});
        row("trailing separator on all rows", "user,item,rating,\n1,2,3,\n2,3,4,\n", {2, 0, 0, 2, 2});
        row("trailing separator on one row", "user,item,rating\n1,2,3\n2,3,4,\n3,3,3\n", {2, 1, 0, 2, 2});
        row("blanks in quotes are kept", "user,item,rating\n\" a\",2,3\na ,3,4\n a,3,3\n\"  \",1,1\n", {4, 0, 0, 3, 3});
        row("words that are ids", "user,item,rating\nNaN,null,3\nnull,NA,4\n7,07,3\n7.0,1,1\n", {4, 0, 0, 4, 4});
        row("blank lines", "user,item,rating\n\n1,2,3\n   \n2,3,4\n\n", {2, 0, 3, 2, 2});
        row("tab, quoted", "user\titem\trating\n\"a\"\t\"b\tc\"\t\"3\"\n\"c\"\t\"d\"\t\"4\"\n", {2, 0, 0, 2, 2});
        row("tab, a lone quote", "user\titem\trating\n1\t\"b\t3\n2\tx\t4\n3\tx\t4\n", {3, 0, 0, 3, 2});
        row("ratings out of range", "user,item,rating\n1,2,1e39\n2,3,4\n3,3,+3\n3,4,1e3\n4,4,inf\n6,6,4.\n", {4, 2, 0, 3, 3});
        row("very long field", "user,item,rating\n1,2,3\n2," + QByteArray(70000, 'x') + ",4\n3,3,3\n", {2, 1, 0, 2, 2});
        row("very long line", "user,item,rating\n1,2,3\n2," + QByteArray(17 << 20, 'x') + ",4\n3,3,3\n", {2, 1, 0, 2, 2});
        row("UTF-16, big end first",
            QByteArray("\xfe\xff\0"
                       "1\0,\0"
                       "2\0,\0"
                       "3\0\n\0"
                       "2\0,\0"
                       "2\0,\0"
                       "4",
                       24),
            {2, 0, 0, 2, 1});
    }
    void counts() {
        QFETCH(QByteArray, text);
        QFETCH(QList<int>, counts);
        const auto loaded = load(write(text));
        QVERIFY2(loaded.hasValue(), loaded.hasError() ? loaded.error().message.c_str() : "");
        const Dataset& d = *loaded.value();
        const QList<int> found{static_cast<int>(d.report.accepted), static_cast<int>(d.report.rejected),
                               static_cast<int>(d.report.skipped), d.users.size(), d.items.size()};
        QCOMPARE(found, counts);
        QCOMPARE(d.report.records, d.report.accepted + d.report.rejected + d.report.skipped);
    }
    void placesAfterQuotedLineEnds() {
        const auto loaded =
            load(write("user,item,rating\r\n1,\"a\r\nb\",3\r\n2,c,x\r\n3,d,4\r\n\"\xc3\xa4\r\n\",\"e\r\nf\",y\r\n6,h,1\r\n"));
        const LoadReport& report = loaded.value()->report;
        QCOMPARE(report.rejected, std::int64_t{2});
        QCOMPARE(report.rejects[0].line, std::int64_t{4});
        QCOMPARE(report.rejects[0].column, std::int64_t{5});
        QCOMPARE(report.rejects[1].line, std::int64_t{8}); // where the rating stands, not where the record begins
        QCOMPARE(report.rejects[1].column, std::int64_t{4});
    }
    void encodingsAreSaid() {
        QByteArray text = "user,item,rating\n";
        while (text.size() < (1 << 20) + 5)
            text += "\xc3\xa4\xc3\xb6\xc3\xbc,\xe2\x82\xac,4\n1,2,3\n"; // a cut would go through a character
        const auto valid = load(write(text));
        QCOMPARE(valid.value()->report.encoding, std::string("UTF-8"));
        QVERIFY(valid.value()->report.warnings.empty());
        const auto late = load(write(text + "\xff,2,3\n")); // far behind what the sniffer saw
        QCOMPARE(late.value()->report.encoding, std::string("Windows-1252"));
        QCOMPARE(late.value()->report.warnings.size(), std::size_t{1});
        LoadOptions options;
        options.encoding = "utf-8";
        const auto stated = load(write(text + "\xff,2,3\n"), options);
        QCOMPARE(stated.value()->report.rejected, std::int64_t{1});
        QCOMPARE(stated.value()->report.rejects[0].kind, std::string("encoding"));
    }
    void timesMayBeMissing() {
        const auto loaded = load(write("user,item,rating,timestamp\n1,2,3,\n2,3,4,soon\n3,3,3,100\n"));
        QCOMPARE(loaded.value()->report.accepted, std::int64_t{3});
        QVERIFY(loaded.value()->report.warnings[0].starts_with("2 times"));
    }
    void nothingToRead() {
        refused(write(""), "empty");
        refused(write("user,item,rating\n"), "No line");
        refused(write("1\n2\n3\n"), "No ratings");
        refused(write("{\"4\": [1, 2], \"5\": [1, 3]}\n"), "JSON");
        refused(write("{\"user\": 1}\n{\"user\": 2}\n"), "JSON");
        refused(write("@relation x\n@attribute user numeric\n@data\n1,2,3\n"), "ARFF");
        refused(write(QByteArray(5000, '\0')), "binary");
        refused(m_folder.path() + "/absent", "no such file");
        refused("/dev/zero", "neither a file nor a folder");
        const QString fifo = m_folder.path() + "/fifo";
        QCOMPARE(mkfifo(fifo.toUtf8().constData(), 0600), 0);
        refused(fifo, "neither a file nor a folder");
        QVERIFY(QFile::link(m_folder.path() + "/loop", m_folder.path() + "/loop"));
        refused(m_folder.path() + "/loop", "cannot be read");
        QVERIFY(QDir(m_folder.path()).mkdir("d.csv"));
        refused(m_folder.path() + "/d.csv", "no readable file");
    }
    void damagedGzip() {
        const QByteArray whole = gzip(rows());
        QVERIFY(whole.size() > 100);
        QByteArray checksum = whole, length = whole;
        checksum[checksum.size() - 8] = static_cast<char>(~checksum[checksum.size() - 8]);
        length[length.size() - 4] = static_cast<char>(~length[length.size() - 4]);
        refused(write(whole.chopped(12)), "cut short");
        refused(write(checksum), "damaged");
        refused(write(length), "damaged");
        refused(write(gzip(whole)), "twice");
        refused(write(gzip(QByteArray(100 << 20, 'x') + "\n1,2,3\n")), "");
        const auto two = load(write(whole + gzip("99,99,5\n") + QByteArray(20, '\0')));
        QCOMPARE(two.value()->report.accepted, static_cast<std::int64_t>(59 * 8 + 1));
    }
    void gzipInAnySteps() {
        const QString path = write(gzip(rows()) + gzip("9,9,5\n"));
        for (const std::size_t step : {1U, 7U, 4096U, 1U << 20}) {
            GzipFile file(path.toStdString());
            QByteArray all;
            std::vector<char> buffer(step);
            for (std::int64_t got = 0; (got = file.read(buffer.data(), step)) > 0;) all.append(buffer.data(), got);
            QCOMPARE(all, rows() + "9,9,5\n");
        }
    }
    void damagedZip() {
        const QString path = zip(rows());
        QCOMPARE(load(path).value()->report.accepted, std::int64_t{59 * 8});
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray whole = file.readAll();
        refused(write(whole.left(300), "a.zip"), "damaged");
        QByteArray flipped = whole;
        for (int k = 150; k < 160; ++k) flipped[k] = static_cast<char>(~flipped[k]);
        refused(write(flipped, "a.zip"), "damaged");
    }
    void bombsAndSecrets() {
        QByteArray bomb;
        while (bomb.size() < (80 << 20)) bomb += "1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n";
        refused(zip(bomb), "limit");
        refused(zip(rows(), "zip:encryption=zipcrypt"), "encrypted");
    }
    void damagedTar() {
        const QString plain = write(rows(), "ratings.csv"), tar = m_folder.path() + "/t.tar.gz";
        QCOMPARE(QProcess::execute("tar", {"-czf", tar, "-C", QFileInfo(plain).path(), "ratings.csv"}), 0);
        QFile file(tar);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray whole = file.readAll();
        QCOMPARE(load(tar).value()->report.accepted, std::int64_t{59 * 8});
        refused(write(whole.chopped(30), "t.tar.gz"), "damaged");
        whole[whole.size() - 8] = static_cast<char>(~whole[whole.size() - 8]);
        refused(write(whole, "t.tar.gz"), "damaged");
    }
    void aFolderSaysWhatItCouldNotRead() {
        const QString path = write(rows(), "ratings.csv");
        QFile file(QFileInfo(path).path() + "/movies.csv.gz");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(gzip("item,title\n1,A\n").chopped(9));
        file.close();
        const auto loaded = load(QFileInfo(path).path());
        QCOMPARE(loaded.value()->report.accepted, std::int64_t{59 * 8});
        QVERIFY(loaded.value()->report.warnings[0].find("movies.csv") != std::string::npos);
    }
    void partsAreNotTheWhole() {
        const QString folder = QFileInfo(write("1,1,5\n1,2,4\n2,1,3\n2,3,5\n3,3,1\n3,1,1\n", "data.txt")).path();
        QFile part(folder + "/test.txt");
        QVERIFY(part.open(QIODevice::WriteOnly));
        part.write("1,1,5\n2,3,5\n");
        part.close();
        QVERIFY(load(folder).hasValue()); // a part of it: the whole is plain
        QVERIFY(part.open(QIODevice::WriteOnly));
        part.write("1,9,5\n2,8,5\n");
        part.close();
        refused(folder, "--file"); // not of it
    }
};
RECOSCOPE_TEST(TestHostile)
#include "tst_hostile.moc"
