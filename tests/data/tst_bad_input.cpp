#include "core/data/load.h"
#include "tests/data/bad_index.h"
#include "tests/data/bad_recipes.h"
#include "tests/fuzz/targets.h"
#include "tests/support/test_registry.h"
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <fcntl.h>
#include <set>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace recoscope;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

/// The bad-input set, case by case: what comes of a file, in this process and as a command line of its own, whose time and memory
/// are measured. The order matters: the command line first, because a child's peak of memory counts from its parent's.
class TestBadInput final : public QObject {
    Q_OBJECT
    QTemporaryDir m_recipes, m_temporary, m_answers;
    std::vector<test::BadCase> m_cases = test::readBadIndex();
    QStringList m_filesBefore;

    struct Answer {
        int status = -1;
        long megabytes = 0;
        double seconds = 0;
        QByteArray out, err;
    };

    static QByteArray read(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QStringList listing() const {
        QStringList names = QDir(QString::fromStdString(test::badFolder() + "/files"))
                                .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::Hidden);
        return names + QDir(m_recipes.path()).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::Hidden);
    }
    std::string pathOf(const test::BadCase& c) const {
        if (!c.isRecipe()) return test::badFolder() + "/files/" + c.file;
        const std::string folder = m_recipes.path().toStdString() + "/" + c.id;
        QDir().mkpath(QString::fromStdString(folder));
        const std::string made = folder + "/" + c.id + ".bin";
        return QFile::exists(QString::fromStdString(made)) ? made : test::makeRecipe(c.id, folder);
    }
    /// Runs `recoscope-cli describe` as a process of its own.
    Answer describe(const std::string& path, const test::BadCase& c) const {
        const std::string out = m_answers.filePath("out").toStdString(), err = m_answers.filePath("err").toStdString();
        std::vector<std::string> words{RECOSCOPE_CLI, "describe", path, "--json"};
        words.insert(words.end(), c.options.begin(), c.options.end());
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        QElapsedTimer timer;
        timer.start();
        const pid_t child = fork();
        if (child == 0) {
            dup2(open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
            dup2(open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
            const rlimit limit{static_cast<rlim_t>(c.seconds * (kSanitized ? 20 : 2)), RLIM_INFINITY};
            setrlimit(RLIMIT_CPU, &limit);
            execv(arguments[0], arguments.data());
            _exit(127);
        }
        int state = 0;
        rusage used{};
        wait4(child, &state, 0, &used);
        Answer answer;
        answer.seconds = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                         static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1e-6;
        answer.status = WIFEXITED(state) ? WEXITSTATUS(state) : -WTERMSIG(state);
        answer.megabytes = used.ru_maxrss / 1024;
        answer.out = read(QString::fromStdString(out));
        answer.err = read(QString::fromStdString(err));
        return answer;
    }
    void rows() {
        QTest::addColumn<int>("index");
        for (std::size_t k = 0; k < m_cases.size(); ++k) QTest::newRow(m_cases[k].id.c_str()) << static_cast<int>(k);
    }
    static void holdsWords(const std::string& text, const test::BadCase& c) {
        for (const std::string& word : c.words)
            QVERIFY2(text.find(word) != std::string::npos, ("\"" + word + "\" is not in: " + text).c_str());
    }
    /// A sentence that ends, says what was expected or what to do, and names the file or a member of it.
    static void isGoodError(const Error& error, const std::string& path) {
        QVERIFY2(error.message.size() > 40 && error.message.ends_with('.'), error.message.c_str());
        const std::string stem = path.substr(path.rfind('/') + 1);
        const bool named =
            std::ranges::any_of(std::array<std::string, 4>{stem.substr(0, stem.find('.')), ".csv", "inner.", "columns"},
                                [&](const std::string& name) { return error.message.find(name) != std::string::npos; });
        QVERIFY2(named, error.message.c_str());
        QVERIFY2(!error.where.empty(), error.message.c_str());
        static const std::array<const char*, 12> kSteps{"expected", "Fetch",  "fetch", "unpack",  "Save it again", "Check",
                                                        "check",    "export", "open ", "convert", "Name ",         "--"};
        QVERIFY2(std::ranges::any_of(kSteps, [&](const char* step) { return error.message.find(step) != std::string::npos; }),
                 error.message.c_str());
    }

private Q_SLOTS:
    void initTestCase() {
        qputenv("TMPDIR", m_temporary.path().toUtf8());
        m_filesBefore = listing();
    }
    void theIndexIsWhole() {
        QVERIFY(m_cases.size() >= 150);
        std::set<std::string> ids, files, rules;
        for (const test::BadCase& c : m_cases) {
            QVERIFY2(ids.insert(c.id).second, c.id.c_str());
            QVERIFY2(c.expect == "ok" || c.expect == "warn" || c.expect == "error", c.id.c_str());
            QVERIFY2(c.expect == "error" ? !c.words.empty() : c.accepted > 0 && c.rejected <= c.accepted, c.id.c_str());
            QVERIFY2(c.expect != "ok" || c.rejected == 0, c.id.c_str());
            files.insert(c.file);
            rules.insert(c.rule);
        }
        for (const char* rule : {"P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10"})
            QVERIFY2(rules.contains(rule), rule);
        for (const QString& name : m_filesBefore) QVERIFY2(files.contains(name.toStdString()), qPrintable(name));
        for (const std::string& name : test::recipeNames()) QVERIFY2(files.contains("recipe:" + name), name.c_str());
    }
    void theCommandLineSurvives_data() { rows(); }
    void theCommandLineSurvives() {
        QFETCH(int, index);
        const test::BadCase& c = m_cases[static_cast<std::size_t>(index)];
        const Answer answer = describe(pathOf(c), c);
        QVERIFY2(answer.status == c.status, ("status " + std::to_string(answer.status) + ": ").append(answer.err).c_str());
        QVERIFY2(kSanitized || answer.megabytes <= c.megabytes, std::to_string(answer.megabytes).append(" MB").c_str());
        QVERIFY2(kSanitized || answer.seconds <= c.seconds, std::to_string(answer.seconds).append(" s").c_str());
        QCOMPARE(QDir(m_temporary.path()).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::Hidden), QStringList());
        if (c.status != 0) {
            QVERIFY2(answer.err.startsWith("recoscope-cli: ") && answer.err.count('\n') == 1 && answer.err.endsWith('\n'),
                     answer.err);
            QVERIFY(answer.out.isEmpty());
            holdsWords(answer.err.toStdString(), c);
            return;
        }
        QVERIFY2(answer.err.isEmpty(), answer.err);
        const QJsonObject found = QJsonDocument::fromJson(answer.out).object();
        QVERIFY(!found.isEmpty());
        if (c.expect == "error") return; // a table of items alone is described, though no data set
        QCOMPARE(found["records"].toInteger(), c.accepted + c.rejected + c.skipped);
        if (c.users >= 0) QCOMPARE(found["users"].toInt(), c.users);
        if (!c.first.empty()) QCOMPARE(found["time"].toObject()["first"].toString().toStdString(), c.first);
    }
    void opensAsTheIndexSays_data() { rows(); }
    void opensAsTheIndexSays() {
        QFETCH(int, index);
        const test::BadCase& c = m_cases[static_cast<std::size_t>(index)];
        const std::string path = pathOf(c);
        const auto loaded = loadDataset(path, c.loadOptions(), {});
        if (c.expect == "error") {
            QVERIFY2(loaded.hasError(), c.wrong.c_str());
            isGoodError(loaded.error(), path);
            if (c.status != 0) holdsWords(loaded.error().message, c);
            return;
        }
        QVERIFY2(loaded.hasValue(), loaded.hasError() ? loaded.error().message.c_str() : "");
        const LoadReport& report = loaded.value()->report;
        QCOMPARE(report.accepted, c.accepted);
        QCOMPARE(report.rejected, c.rejected);
        QCOMPARE(report.skipped, c.skipped);
        QCOMPARE(report.records, c.accepted + c.rejected + c.skipped);
        std::map<std::string, int> kinds;
        for (const Reject& r : report.rejects) {
            ++kinds[r.kind];
            QVERIFY(r.line > 0 && r.column > 0 && !r.expected.empty() && !r.file.empty());
            QVERIFY(QString::fromStdString(r.text).size() <= 80 + 80); // 80 characters, each at most two units of UTF-16
        }
        QCOMPARE(kinds, c.kinds);
        std::string warnings;
        for (const std::string& warning : report.warnings) warnings += warning + " ";
        QVERIFY2(warnings.empty() == (c.expect == "ok"), warnings.c_str());
        holdsWords(warnings, c);
    }
    void everyTargetOfTheFuzzerKeepsItsPromises_data() {
        QTest::addColumn<QString>("target");
        for (const auto& [name, target] : fuzz::targets()) QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    /// Each reader, also on the files of all others: what the fuzzer starts from.
    void everyTargetOfTheFuzzerKeepsItsPromises() {
        QFETCH(QString, target);
        const fuzz::Target& run = fuzz::targets().at(target.toStdString());
        for (const test::BadCase& c : m_cases) {
            const QByteArray bytes = read(QString::fromStdString(test::badFolder() + "/files/" + c.file));
            if (bytes.isEmpty()) continue; // a folder, or a recipe
            try {
                run({bytes.constData(), static_cast<std::size_t>(bytes.size())});
            } catch (const std::logic_error& broken) { QFAIL((c.id + ": " + broken.what()).c_str()); }
        }
    }
    void nothingIsLeftBehind() {
        QCOMPARE(QDir(m_temporary.path()).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::Hidden), QStringList());
        for (const char* slip : {"/tmp/recoscope-slip.csv", "recoscope-slip.csv", "../recoscope-slip.csv"})
            QVERIFY2(!QFile::exists(slip), slip);
        QStringList now = listing();
        for (const test::BadCase& c : m_cases)
            if (c.isRecipe()) now.removeAll(QString::fromStdString(c.id));
        QCOMPARE(now, m_filesBefore);
    }
};
RECOSCOPE_TEST(TestBadInput)
#include "tst_bad_input.moc"
