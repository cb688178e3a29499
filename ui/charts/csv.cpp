#include "ui/charts/csv.h"
#include <utility>

namespace recoscope::ui::csv {

namespace {

/// What a spreadsheet would run is made text.
QString harmless(QString text) {
    static const QString formula = QStringLiteral("=+-@\t\r");
    bool number = false;
    text.toDouble(&number);
    if (!number && !text.isEmpty() && formula.contains(text.front())) text.prepend('\'');
    return text;
}

} // namespace

QString cell(QString text) {
    text = harmless(std::move(text));
    if (text.contains(',') || text.contains('"') || text.contains('\n') || text.contains('\r'))
        text = '"' + text.replace('"', QStringLiteral("\"\"")) + '"';
    return text;
}

QString line(const QStringList& cells) {
    QStringList written;
    for (const QString& text : cells) written << cell(text);
    return written.join(',') + QStringLiteral("\r\n");
}

QString tabbedLine(const QStringList& cells) {
    QStringList written;
    for (const QString& text : cells) written << harmless(text).replace('\t', ' ').replace('\r', ' ').replace('\n', ' ');
    return written.join('\t') + QStringLiteral("\r\n");
}

std::vector<QStringList> parse(const QString& text) {
    std::vector<QStringList> rows;
    QStringList row;
    QString field;
    bool quoted = false;
    const auto endRow = [&] {
        if (!row.isEmpty() || !field.isEmpty()) rows.push_back(row << field);
        row.clear();
        field.clear();
    };
    for (qsizetype k = 0; k < text.size(); ++k) {
        const QChar c = text[k];
        if (quoted) {
            if (c != '"')
                field += c;
            else if (k + 1 < text.size() && text[k + 1] == '"')
                field += text[++k];
            else
                quoted = false;
        } else if (c == '"')
            quoted = true;
        else if (c == ',') {
            row << field;
            field.clear();
        } else if (c == '\n')
            endRow();
        else if (c != '\r')
            field += c;
    }
    endRow();
    return rows;
}

} // namespace recoscope::ui::csv
