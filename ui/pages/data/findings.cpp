#include "ui/pages/data/findings.h"
#include "core/base/text.h"
#include "ui/format.h"
#include <QObject>
#include <algorithm>

namespace recoscope::ui {
namespace {

QString text(const char* words) { return QObject::tr(words); }

Finding linesOf(const LoadReport& r) {
    Finding f;
    const QString lines = format::counted(r.records, text("line"), text("lines"));
    f.note = QObject::tr("%1 of %2 accepted").arg(format::count(r.accepted), lines) +
             (r.skipped > 0 ? QObject::tr(", %1 blank and passed over.").arg(format::count(r.skipped)) : QStringLiteral("."));
    if (r.rejected == 0) {
        f.kind = Finding::Kind::Good;
        f.text = r.duplicates == 0 ? text("No rejected line, no repeated pair of user and item") : text("No rejected line");
        return f;
    }
    f.kind = Finding::Kind::Warn;
    f.lead = format::count(r.rejected);
    f.text = QObject::tr("of %1 rejected").arg(lines);
    if (!r.rejects.empty()) {
        const Reject& first = r.rejects.front();
        f.note += QObject::tr(" First: %1:%2:%3, expected %4, found “%5”.")
                      .arg(format::safe(first.file), QString::number(first.line), QString::number(first.column),
                           format::safe(first.expected), format::safe(first.text));
        f.listsRejects = true;
    }
    return f;
}

Finding duplicatesOf(const LoadReport& r) {
    return {Finding::Kind::Warn, format::count(r.duplicates), text("ratings repeat a pair of user and item"),
            text("The latest by time, then by line, counts."), false};
}

Finding filesOf(const Dataset& d) {
    QString files = QString::fromStdString(join(d.report.files, ", "));
    return {Finding::Kind::Info,
            format::counted(static_cast<std::int64_t>(d.report.files.size()), text("file"), text("files")),
            QObject::tr("read as %1, %2").arg(QString::fromStdString(d.report.format), QString::fromStdString(d.report.encoding)),
            files,
            false,
            !d.simulated};
}

/// Titles, years, genres and further columns that were joined to items and users.
Finding tablesOf(const Dataset& d) {
    const ItemTable& t = d.itemTable;
    QStringList parts;
    if (!t.titles.empty()) {
        const auto titled = std::ranges::count_if(t.titles, [](const std::string& s) { return !s.empty(); });
        parts << QObject::tr("titles for %1 of %2").arg(format::count(titled), format::count(d.items.size()));
    }
    if (std::ranges::any_of(t.years, [](std::int32_t y) { return y > 0; })) parts << text("years");
    if (!t.genreNames.empty())
        parts << format::counted(static_cast<std::int64_t>(t.genreNames.size()), text("genre"), text("genres"));
    for (const auto& [name, values] : t.extra) parts << format::safe(name);
    QStringList people;
    for (const auto& [name, values] : d.userTable.columns) people << format::safe(name);
    if (parts.isEmpty() && people.isEmpty())
        return {Finding::Kind::Info,
                {},
                text("Nothing is known besides the ratings"),
                text("Items and users are shown by their ids."),
                false};
    return {
        Finding::Kind::Good,
        {},
        QObject::tr("Of the %1: %2")
            .arg(QString::fromStdString(d.itemNounPlural), parts.isEmpty() ? text("nothing") : parts.join(QStringLiteral(", "))),
        people.isEmpty() ? text("Of the users nothing besides their ids.")
                         : QObject::tr("Of the users: %1.").arg(people.join(QStringLiteral(", "))),
        false};
}

} // namespace

Finding readAsBefore(const LoadOptions& options) {
    QStringList said;
    for (const auto& [name, value] : {std::pair{text("file"), options.file},
                                      {text("format"), options.format},
                                      {text("separator"), options.separator},
                                      {text("columns"), options.columns},
                                      {text("encoding"), options.encoding},
                                      {text("decimal sign"), options.decimal},
                                      {text("times"), options.timeUnit}})
        if (!value.empty()) said << QStringLiteral("%1 %2").arg(name, format::safe(value));
    if (options.header) said << (*options.header ? text("the first line names columns") : text("the first line is data"));
    if (options.quotes) said << (*options.quotes ? text("fields in quotes") : text("no quotes"));
    return {Finding::Kind::Info,
            text("As before:"),
            text("you said how files of this shape are read"),
            said.join(QStringLiteral("; ")),
            false,
            true};
}

std::vector<Finding> findingsOf(const Dataset& d) {
    std::vector<Finding> all{linesOf(d.report)};
    if (d.report.duplicates > 0) all.push_back(duplicatesOf(d.report));
    for (const std::string& w : d.report.warnings) all.push_back({Finding::Kind::Warn, {}, format::safe(w), {}, false});
    for (const std::string& f : d.report.filters)
        all.push_back({Finding::Kind::Info, text("Filter:"), format::safe(f), {}, false});
    all.push_back(tablesOf(d));
    all.push_back(filesOf(d));
    all.push_back({Finding::Kind::Info, text("SHA-256"), QString::fromStdString(d.checksum).left(16) + QStringLiteral("…"),
                   text("Of users, items, ratings and times as understood: equal data, equal sum."), false});
    std::ranges::stable_partition(all, [](const Finding& f) { return f.kind == Finding::Kind::Warn; });
    return all;
}

} // namespace recoscope::ui
