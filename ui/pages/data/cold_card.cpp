#include "ui/pages/data/cold_card.h"
#include "ui/charts/row_bars.h"
#include "ui/format.h"
#include <cmath>

namespace recoscope::ui {
namespace {

/// One side of the matrix, with its words.
struct Side {
    QString heading, one, many;
    std::int64_t members, ratings;
};

QStringList cells(const Side& side, const QString& rule, std::int64_t count, std::int64_t ratings) {
    return {side.many, rule, QString::number(count), QString::number(ratings)};
}

RowBar rowOf(const Side& side, const QString& label, const QString& csvRule, std::int64_t count, std::int64_t ratings) {
    const double share = side.members > 0 ? static_cast<double>(count) / static_cast<double>(side.members) : std::nan("");
    const double held = side.ratings > 0 ? static_cast<double>(ratings) / static_cast<double>(side.ratings) : std::nan("");
    RowBar row;
    row.label = label;
    row.value = share;
    row.note = QObject::tr("%1 · %2").arg(format::count(count), format::share(share));
    row.tooltip = QObject::tr("%1, %2: %3, which hold %4 of the ratings")
                      .arg(label, format::counted(count, side.one, side.many), format::share(share), format::share(held));
    row.csv = cells(side, csvRule, count, ratings);
    return row;
}

void addSide(std::vector<RowBar>& rows, const Side& side, const ColdSide& cold) {
    RowBar heading;
    heading.label = side.heading;
    heading.heading = true;
    rows.push_back(std::move(heading));
    for (const ColdCount& c : cold.counts)
        rows.push_back(rowOf(side, QObject::tr("at most %1").arg(format::count(c.atMost)),
                             QStringLiteral("at most %1").arg(c.atMost), c.count, c.interactions));
    if (cold.late) {
        rows.push_back(rowOf(side, QObject::tr("first seen in the last tenth"), QStringLiteral("first seen in the last tenth"),
                             cold.late->count, cold.late->interactions));
        return;
    }
    RowBar unknown;
    unknown.label = QObject::tr("first seen in the last tenth");
    unknown.value = std::nan("");
    unknown.note = format::undefined();
    unknown.tooltip = QObject::tr("The data has no times: who came late is not known.");
    unknown.csv = {side.many, QStringLiteral("first seen in the last tenth"), {}, {}};
    rows.push_back(std::move(unknown));
}

} // namespace

ColdCard::ColdCard(QWidget* parent) : DetailCard(tr("Cold start"), parent), m_bars(new RowBars(this)) {
    setContent(m_bars);
    m_bars->setName(QStringLiteral("cold-start"), tr("Users and items with few ratings"));
    m_bars->setExplanation(
        tr("Users and items with few ratings: nobody can say much about them, and averages over all users are made of them where "
           "they are many. First seen in the last tenth: who has no rating before nine tenths of the time span; a model that is "
           "trained on what lies before knows none of them."));
}

void ColdCard::showFacts(const DataFacts& facts) {
    if (!facts.details) {
        sayWhy(tr("Counting…"));
        return;
    }
    const DataProfile& p = *facts.profile;
    const ColdStart& cold = facts.details->cold;
    std::vector<RowBar> rows;
    addSide(rows, {tr("Users"), tr("user"), tr("users"), p.users, p.interactions}, cold.users);
    addSide(rows, {tr("Items"), tr("item"), tr("items"), p.items, p.interactions}, cold.items);
    m_bars->setRows(std::move(rows),
                    {QStringLiteral("of"), QStringLiteral("rule"), QStringLiteral("count"), QStringLiteral("ratings")}, 1);
    setTitle(tr("Cold start"), cold.lateFrom ? tr("with few ratings, or none before %1").arg(format::date(*cold.lateFrom))
                                             : tr("with few ratings"));
    sayWhy({});
}

} // namespace recoscope::ui
