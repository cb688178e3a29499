#pragma once
#include "app/cli/cli.h"
#include <QByteArray>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <sstream>
#include <string>
#include <vector>

namespace recoscope::test {

struct CliAnswer {
    int status = 0;
    QByteArray out, err;
    [[nodiscard]] QJsonDocument json() const { return QJsonDocument::fromJson(out); }
    [[nodiscard]] QJsonObject object() const { return json().object(); }
};

/// One command line in this process. Words are separated by blanks; see runWords for words that hold some.
inline CliAnswer runWords(const std::vector<std::string>& words, std::stop_token stop = {}, bool terminal = false) {
    std::ostringstream out, err;
    const int status = cli::run(words, {out, err, terminal, terminal, std::move(stop)});
    return {status, QByteArray::fromStdString(out.str()), QByteArray::fromStdString(err.str())};
}
inline CliAnswer runLine(const QString& line, std::stop_token stop = {}, bool terminal = false) {
    std::vector<std::string> words;
    for (const QString& word : line.split(' ', Qt::SkipEmptyParts)) words.push_back(word.toStdString());
    return runWords(words, std::move(stop), terminal);
}

inline QString writeFile(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("cannot write %s", qPrintable(path));
    return path;
}

} // namespace recoscope::test
