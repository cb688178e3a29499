#include "ui/import/import_words.h"
#include "ui/format.h"
#include <QObject>
#include <QRegularExpression>

namespace recoscope::ui {
namespace {

QString tr(const char* text) { return QObject::tr(text); }

} // namespace

QString forTheWindow(const std::string& message) {
    static const QRegularExpression aside(QStringLiteral(" \\(--[^)]*\\)"));
    static const QRegularExpression advice(QStringLiteral("(;| Say) [^;.]*--[a-z-]+[^.;]*"));
    return format::safe(message).remove(aside).remove(advice);
}

QString forecastWords(const SourceForecast& f) {
    const QString rows = format::counted(f.rows, tr("row"), tr("rows"));
    if (!f.fits())
        return QObject::tr(
                   "Opening all of it takes about %1 of memory, and a job may take %2 on this machine. Cut the file, or open "
                   "it on a larger machine.")
            .arg(format::bytes(f.bytes), format::bytes(f.budget));
    const QString count = f.rows == 0 && !f.exact ? tr("how many rows is known when it is read")
                          : f.exact               ? rows
                                                  : QObject::tr("about %1").arg(rows);
    return QObject::tr("%1  ·  %2 of memory  ·  %3").arg(count, format::bytes(f.bytes), format::seconds(f.seconds));
}

QString companionWords(const SourcePreview& preview) {
    QStringList named;
    std::int64_t parts = 0;
    for (const PreviewFile& file : preview.files) {
        if (file.kind == "part of a split") ++parts;
        if (file.kind == "not used" || file.kind == "ratings" || file.kind == "part of a split") continue;
        named << QStringLiteral("%1 (%2)").arg(format::safe(file.name), QString::fromStdString(file.kind));
    }
    if (parts > 0) named << format::counted(parts, tr("part of a split"), tr("parts of splits"));
    return named.isEmpty() ? QString() : QObject::tr("With it: %1").arg(named.join(QStringLiteral(", ")));
}

QString contextWords(const SourcePreview& preview) {
    QStringList named;
    for (std::size_t c = 0; c < preview.columns.size(); ++c) {
        const PreviewColumn& column = preview.columns[c];
        if (column.role != ColumnRole::Context) continue;
        named << (column.name.empty() ? QObject::tr("column %1").arg(c + 1) : format::safe(column.name));
    }
    constexpr qsizetype kShown = 6;
    if (named.isEmpty()) return {};
    const QString more = named.size() > kShown ? QObject::tr(" and %1 more").arg(named.size() - kShown) : QString();
    return QObject::tr("Kept as context, to filter by: %1").arg(named.mid(0, kShown).join(QStringLiteral(", "))) + more;
}

QString rejectWords(const SourcePreview& preview) {
    const LoadReport& r = preview.report;
    const QString lines = format::counted(r.records, tr("line"), tr("lines"));
    const bool all = preview.forecast.exact && preview.rows.size() < kPreviewRows;
    if (r.rejected == 0) return {};
    return (all ? QObject::tr("%1 of %2 will be rejected") : QObject::tr("%1 of the first %2 will be rejected"))
        .arg(format::count(r.rejected), lines);
}

QStringList rejectLines(const SourcePreview& preview) {
    QStringList lines;
    for (const Reject& r : preview.report.rejects)
        lines << QObject::tr("line %1, character %2: expected %3: “%4”")
                     .arg(QString::number(r.line), QString::number(r.column), format::safe(r.expected), format::safe(r.text));
    return lines;
}

} // namespace recoscope::ui
