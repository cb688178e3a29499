#include "ui/pages/data/cold_card.h"
#include "ui/format.h"
#include "ui/pages/data/data_selection.h"
#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <utility>

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
    row.pickable = count > 0;
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

/// The bars in their order: a heading, one for each of kColdSteps, and who came late; of the users, then of the items.
struct Place {
    bool ofUsers;
    std::optional<std::int32_t> atMost; ///< Nothing: who came late.
};

constexpr std::size_t kBarsOfSide = std::size(kColdSteps) + 2;

Place placeOf(std::size_t bar) {
    const std::size_t k = bar % kBarsOfSide;
    return {bar < kBarsOfSide, k >= 1 && k <= std::size(kColdSteps) ? std::optional(kColdSteps[k - 1]) : std::nullopt};
}

ColdCount countAt(const ColdStart& cold, std::size_t bar) {
    const ColdSide& side = bar < kBarsOfSide ? cold.users : cold.items;
    const std::size_t k = bar % kBarsOfSide;
    if (k >= 1 && k <= side.counts.size()) return side.counts[k - 1];
    return k > 0 && side.late ? ColdCount{0, side.late->count, side.late->interactions} : ColdCount{};
}

} // namespace

ColdCard::ColdCard(DataSelection& selection, QWidget* parent)
    : DetailCard(tr("Cold start"), parent),
      m_selection(selection),
      m_bars(new RowBars(this)) {
    setContent(m_bars);
    m_bars->setName(QStringLiteral("cold-start"), tr("Users and items with few ratings"));
    m_bars->setExplanation(
        tr("Users and items with few ratings: nobody can say much about them, and averages over all users are made of them where "
           "they are many. First seen in the last tenth: who has no rating before nine tenths of the time span; a model that is "
           "trained on what lies before knows none of them. A click on a bar selects who is in it; Ctrl and a click add another "
           "bar or take it away, "
           "Shift and a click add all up to there. While ratings are selected, "
           "the bar in front is the share among their users and items, who are as cold as they are in all of the data."));
    m_bars->setPickable(true);
    connect(m_bars, &RowBars::rowsPicked, this, &ColdCard::pick);
}

/// The rules of few ratings hold each other: of several the widest is all of them.
void ColdCard::pickSide(bool ofUsers, const std::vector<std::size_t>& bars) {
    if (bars.empty()) {
        m_selection.clear(ofUsers ? DataSelection::Part::ColdUsers : DataSelection::Part::ColdItems);
        return;
    }
    const ProfileDetails& d = *m_facts.details;
    std::optional<std::int32_t> atMost;
    bool late = false;
    std::set<std::int32_t> members;
    for (const std::size_t bar : bars) {
        const Place place = placeOf(bar);
        late = late || !place.atMost;
        if (place.atMost) atMost = std::max(*place.atMost, atMost.value_or(0));
        const auto there = coldMembers(ofUsers ? d.users : d.items, place.atMost, d.cold.lateFrom);
        members.insert(there.begin(), there.end());
    }
    QStringList rules;
    if (atMost) rules << tr("with at most %1").arg(format::counted(*atMost, tr("rating"), tr("ratings")));
    if (late) rules << tr("first seen in the last tenth");
    const QString words = tr("%1 %2").arg(ofUsers ? tr("users") : tr("items"), rules.join(tr(" or ")));
    if (ofUsers)
        m_selection.setColdUsers({0, bars, words}, {members.begin(), members.end()});
    else
        m_selection.setColdItems({0, bars, words}, {members.begin(), members.end()});
}

void ColdCard::pick(const std::vector<std::size_t>& bars) {
    for (const bool ofUsers : {true, false}) {
        std::vector<std::size_t> ofSide;
        for (const std::size_t bar : bars)
            if (placeOf(bar).ofUsers == ofUsers) ofSide.push_back(bar);
        const BarPick* stated = ofUsers ? m_selection.coldUsers() : m_selection.coldItems();
        if (ofSide != (stated ? stated->bars : std::vector<std::size_t>())) pickSide(ofUsers, ofSide);
    }
}

void ColdCard::showFacts(const DataFacts& facts) {
    m_facts = facts;
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
    sayWhy({});
}

RowParts ColdCard::partsOf(const ColdStart& part, const SelectionProfile& held) const {
    RowParts parts;
    std::vector<ColdCount> counts;
    for (std::size_t bar = 0; bar < m_bars->rows().size(); ++bar) {
        const std::int64_t members = placeOf(bar).ofUsers ? held.users : held.items;
        counts.push_back(countAt(part, bar));
        const bool told = members > 0 && !std::isnan(m_bars->rows()[bar].value);
        parts.values.push_back(told ? static_cast<double>(counts.back().count) / static_cast<double>(members) : std::nan(""));
    }
    parts.note = [counts, shares = parts.values](std::size_t bar) {
        return std::isnan(shares[bar]) ? format::undefined()
                                       : tr("%1 · %2").arg(format::count(counts[bar].count), format::share(shares[bar]));
    };
    parts.tooltip = [this, counts, shares = parts.values](std::size_t bar) {
        const RowBar& row = m_bars->rows()[bar];
        if (std::isnan(row.value)) return row.tooltip;
        const QString selected = placeOf(bar).ofUsers
                                     ? format::counted(counts[bar].count, tr("selected user"), tr("selected users"))
                                     : format::counted(counts[bar].count, tr("selected item"), tr("selected items"));
        return tr("%1: %2, %3 of the selected, with %4 of the selected; of all: %5")
            .arg(row.label, selected, format::share(shares[bar]),
                 format::counted(counts[bar].interactions, tr("rating"), tr("ratings")), format::share(row.value));
    };
    parts.csvHeader = {QStringLiteral("selected"), QStringLiteral("selected ratings")};
    parts.csv = [this, counts](std::size_t bar) {
        return std::isnan(m_bars->rows()[bar].value)
                   ? QStringList{{}, {}}
                   : QStringList{QString::number(counts[bar].count), QString::number(counts[bar].interactions)};
    };
    return parts;
}

void ColdCard::showSelection(const DataFacts& facts) {
    m_facts = facts;
    if (!facts.details) return;
    std::vector<std::size_t> picked;
    for (const BarPick* pick : {m_selection.coldUsers(), m_selection.coldItems()})
        if (pick) picked.insert(picked.end(), pick->bars.begin(), pick->bars.end());
    m_bars->setPicked(std::move(picked));
    const bool part = facts.part && m_selection.held();
    m_bars->setParts(part ? std::optional(partsOf(facts.part->cold, *m_selection.held())) : std::nullopt);
    const auto& from = facts.details->cold.lateFrom;
    const QString words = from ? tr("with few ratings, or none before %1").arg(format::date(*from)) : tr("with few ratings");
    setTitle(tr("Cold start"), part ? tr("%1; in front: selected").arg(words) : words);
}

} // namespace recoscope::ui
