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
        f.text = text("No rejected line");
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

QString kindWord(FeatureKind kind) {
    switch (kind) {
    case FeatureKind::Category:
        return text("category");
    case FeatureKind::Labels:
        return text("labels");
    case FeatureKind::Number:
        return text("number");
    case FeatureKind::Text:
        return text("text");
    case FeatureKind::Tags:
        return text("tags");
    default:
        return text("vector");
    }
}

/// "authors (labels), price (number)", shortened after some.
QString columnsOf(const std::vector<FeatureColumn>& columns) {
    constexpr std::size_t kNamed = 12;
    QStringList words;
    for (std::size_t k = 0; k < std::min(kNamed, columns.size()); ++k)
        words << QObject::tr("%1 (%2)").arg(format::safe(columns[k].name), kindWord(columns[k].kind));
    if (columns.size() > kNamed)
        words << QObject::tr("%1 more").arg(format::count(static_cast<std::int64_t>(columns.size() - kNamed)));
    return words.join(QStringLiteral(", "));
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
    if (!t.columns.empty()) parts << columnsOf(t.columns);
    const auto& people = d.userTable.columns;
    if (parts.isEmpty() && people.empty())
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
        people.empty() ? text("Of the users nothing besides their ids.")
                       : QObject::tr("Of the users: %1.").arg(columnsOf(people)),
        false};
}

/// Tags and ready-made vectors, which say more than a column's name.
void addRichFeatures(const Dataset& d, std::vector<Finding>& all) {
    for (const auto* columns : {&d.itemTable.columns, &d.userTable.columns})
        for (const FeatureColumn& column : *columns) {
            const bool ofItems = columns == &d.itemTable.columns;
            const QString whom =
                QObject::tr("%1 of %2 %3")
                    .arg(format::count(column.knownRows()), format::count(static_cast<std::int64_t>(column.rows)),
                         ofItems ? QString::fromStdString(d.itemNounPlural) : text("users"));
            if (column.kind == FeatureKind::Tags)
                all.push_back({Finding::Kind::Good, format::count(static_cast<std::int64_t>(column.labels.size())),
                               QObject::tr("tags (%1) with counts, of %2").arg(format::safe(column.name), whom),
                               format::safe(column.file), false});
            if (column.kind == FeatureKind::Vector)
                all.push_back({Finding::Kind::Good,
                               {},
                               QObject::tr("Vectors of %1 numbers for %2")
                                   .arg(format::count(static_cast<std::int64_t>(column.width)), whom),
                               format::safe(column.file),
                               false});
        }
}

Finding contextOf(const ContextColumns& context) {
    QStringList words;
    for (const ContextColumn& column : context.columns)
        words << QObject::tr("%1 (%2)").arg(
            format::safe(column.name),
            format::counted(static_cast<std::int64_t>(column.values.size()), text("value"), text("values")));
    return {Finding::Kind::Good,
            {},
            QObject::tr("Context of the interactions: %1").arg(words.join(QStringLiteral(", "))),
            text("Of a repeated pair, that of the row that counts."),
            false};
}

Finding friendsOf(const SocialGraph& social) {
    QString note = social.file.empty() ? text("Made with the world.") : format::safe(social.file);
    if (social.strangers > 0)
        note = QObject::tr("%1; %2 of users without ratings are left out")
                   .arg(note, format::counted(social.strangers, text("edge"), text("edges")));
    return {Finding::Kind::Good, format::count(social.edges()),
            QObject::tr("%1 among %2")
                .arg(social.reciprocity() == 1 ? text("friendships, counted both ways,") : text("edges of trust or following"),
                     format::counted(social.connectedUsers(), text("user"), text("users"))),
            note, false};
}

/// What was seen and not taken: nothing is lost without a word.
Finding leftOutOf(const LoadReport& r) {
    constexpr std::size_t kNamed = 8;
    QStringList words;
    for (std::size_t k = 0; k < std::min(kNamed, r.leftOut.size()); ++k) {
        const LeftOut& left = r.leftOut[k];
        const QString what = format::safe(left.column.empty() ? left.file : left.column + " (" + left.file + ")");
        words << QObject::tr("%1: %2").arg(what, format::safe(left.why));
    }
    const auto all = static_cast<std::int64_t>(r.leftOut.size());
    if (r.leftOut.size() > kNamed)
        words << QObject::tr("and %1 more").arg(format::count(all - static_cast<std::int64_t>(kNamed)));
    return {Finding::Kind::Info, format::count(all),
            all == 1 ? text("file or column is not used") : text("files or columns are not used"),
            words.join(QStringLiteral("; ")), false};
}

/// The figure first, as everywhere in the list.
Finding qualityFinding(const QualityFinding& q) {
    Finding f;
    f.kind = Finding::Kind::Warn;
    const QString sentence = format::safe(q.sentence);
    const qsizetype blank = sentence.indexOf(QLatin1Char(' '));
    const bool figureFirst = blank > 0 && sentence.at(0).isDigit();
    if (figureFirst) f.lead = sentence.left(blank);
    f.text = figureFirst ? sentence.mid(blank + 1) : sentence;
    f.note = format::safe(q.consequence);
    f.quality = q;
    return f;
}

/// All passed checks in one line: they are the certain part.
Finding passedOf(const std::vector<QualityFinding>& quality) {
    QStringList sentences;
    for (const QualityFinding& q : quality)
        if (q.count == 0) sentences << format::safe(q.sentence);
    const auto passed = static_cast<std::int64_t>(sentences.size());
    return {Finding::Kind::Good, format::count(passed), passed == 1 ? text("check passed") : text("checks passed"),
            sentences.join(QStringLiteral(". ")) + QStringLiteral(".")};
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

std::vector<Finding> findingsOf(const Dataset& d, const std::vector<QualityFinding>& quality) {
    std::vector<Finding> all;
    for (const QualityFinding& q : quality)
        if (q.count > 0) all.push_back(qualityFinding(q));
    if (std::ranges::any_of(quality, [](const QualityFinding& q) { return q.count == 0; })) all.push_back(passedOf(quality));
    all.push_back(linesOf(d.report));
    // The rows of repeated pairs that were not kept cannot be checked, only counted.
    if (d.report.duplicates > 0 && !d.repeats && d.report.filters.empty()) all.push_back(duplicatesOf(d.report));
    for (const std::string& w : d.report.warnings) all.push_back({Finding::Kind::Warn, {}, format::safe(w), {}, false});
    all.push_back(tablesOf(d));
    addRichFeatures(d, all);
    if (d.context) all.push_back(contextOf(*d.context));
    if (d.social) all.push_back(friendsOf(*d.social));
    if (!d.report.leftOut.empty()) all.push_back(leftOutOf(d.report));
    all.push_back(filesOf(d));
    all.push_back({Finding::Kind::Info, text("SHA-256"), QString::fromStdString(d.checksum).left(16) + QStringLiteral("…"),
                   text("Of users, items, ratings and times as understood: equal data, equal sum."), false});
    std::ranges::stable_partition(all, [](const Finding& f) { return f.kind == Finding::Kind::Warn; });
    return all;
}

} // namespace recoscope::ui
