#include "ui/pages/train/shell_lines.h"
#include <QStringList>

namespace recoscope::ui {
namespace {

/// Words as the shell sees them, quotes kept; line continuations are spaces.
QStringList shellWords(QString command) {
    command.replace(QStringLiteral("\\\n"), QStringLiteral(" "));
    QStringList words;
    QString word;
    bool quoted = false, escaped = false;
    for (const QChar c : command) {
        if (c == '\'' && !escaped) quoted = !quoted;
        escaped = c == '\\' && !quoted && !escaped;
        if (c.isSpace() && !quoted) {
            if (!word.isEmpty()) words << word;
            word.clear();
        } else {
            word += c;
        }
    }
    if (!word.isEmpty()) words << word;
    return words;
}

/// "--model ials" is one piece.
QStringList pieces(const QStringList& words) {
    QStringList joined;
    for (const QString& word : words) {
        const bool isValue = !word.startsWith(QLatin1String("--")) && !joined.isEmpty() &&
                             joined.last().startsWith(QLatin1String("--")) && !joined.last().contains(' ');
        if (isValue)
            joined.last() += ' ' + word;
        else
            joined << word;
    }
    return joined;
}

} // namespace

QString shellLines(const QString& command, int columns) {
    const QString indent = QStringLiteral("  ");
    QStringList lines;
    QString line;
    for (const QString& piece : pieces(shellWords(command))) {
        if (!line.trimmed().isEmpty() && line.size() + 1 + piece.size() + 2 > columns) {
            lines << line;
            line = indent + piece;
        } else {
            line += line.isEmpty() ? piece : ' ' + piece;
        }
    }
    lines << line;
    return lines.join(QStringLiteral(" \\\n"));
}

} // namespace recoscope::ui
