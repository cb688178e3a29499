#include "ui/pages/inspect/list_texts.h"
#include "ui/format.h"
#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <limits>

namespace recoscope::ui {

namespace {

QString say(const char* text) { return QCoreApplication::translate("Inspect", text); }
Evidence words(const QString& text) { return {{text}}; }

double gain(int rank) { return 1 / std::log2(rank + 1.0); }
QString gainText(int rank) { return QStringLiteral("1/log\u2082%1").arg(rank + 1); }

std::vector<int> hitRanks(const RecommendedColumn& column, int length) {
    std::vector<int> ranks;
    for (std::size_t i = 0; i < std::min(column.list.size(), static_cast<std::size_t>(length)); ++i) {
        if (column.list[i].hit) ranks.push_back(static_cast<int>(i) + 1);
    }
    return ranks;
}

} // namespace

Evidence listed(const std::vector<Evidence>& parts) {
    Evidence list;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) list.push_back({i + 1 == parts.size() ? say(" and ") : QStringLiteral(", ")});
        list.insert(list.end(), parts[i].begin(), parts[i].end());
    }
    return list;
}

double listNdcg(const RecommendedColumn& column, int length) {
    if (column.heldOut.empty()) return std::nan("");
    double found = 0;
    double ideal = 0;
    for (const int rank : hitRanks(column, length)) found += gain(rank);
    for (int rank = 1; rank <= std::min(static_cast<int>(column.heldOut.size()), length); ++rank) ideal += gain(rank);
    return found / ideal;
}

QString ndcgHelp(const RecommendedColumn& column, int length, const QString& user, const QString& model, const Dataset& dataset) {
    const auto held = static_cast<int>(column.heldOut.size());
    QString text = say("NDCG@%1  %2\n%3, %4, %5 held-out %6\n")
                       .arg(QString::number(length), format::bounded(listNdcg(column, length)), user, model,
                            QString::number(held), QString::fromStdString(held == 1 ? dataset.itemNoun : dataset.itemNounPlural));
    if (held == 0) return text + say("Undefined: nothing of this user is held out.");
    const int places = std::min(held, length);
    text += say("Hits near the top count more; 1 would mean hits in all places 1 to %1.\n").arg(places);
    QStringList addends;
    QStringList where;
    double found = 0;
    for (const int rank : hitRanks(column, length)) {
        addends << gainText(rank);
        where << QString::number(rank);
        found += gain(rank);
    }
    double ideal = 0;
    for (int rank = 1; rank <= places; ++rank) ideal += gain(rank);
    text += where.isEmpty()
                ? say("DCG = 0: no hit in the list\n")
                : say("DCG = %1 = %2 (hits at %3)\n")
                      .arg(addends.join(QStringLiteral(" + ")), format::axis(found, 0.0001), where.join(QStringLiteral(", ")));
    const QString best = places == 1   ? gainText(1)
                         : places == 2 ? gainText(1) + QStringLiteral(" + ") + gainText(2)
                                       : gainText(1) + QStringLiteral(" + … + ") + gainText(places);
    text += say("IDCG = %1 = %2 (min(%3, %4) = %5 places)\n")
                .arg(best, format::axis(ideal, 0.0001), QString::number(held), QString::number(length), QString::number(places));
    return text + say("NDCG = %1 / %2 = %3")
                      .arg(format::axis(found, 0.0001), format::axis(ideal, 0.0001), format::bounded(found / ideal));
}

QString rankHelp(const RecommendedColumn& column) {
    return say("Rank = 1 + how many of the %1 candidates score higher (equal scores: by order in the data).\nCandidates are all "
               "titles that the "
               "model can score, less the history and what is held for validation.")
        .arg(format::count(column.candidates));
}

Evidence missedSentence(const std::vector<RecommendedColumn>& columns, int listLength, const Dataset& dataset) {
    if (columns.empty()) return {};
    std::optional<ItemIndex> missed;
    std::int32_t best = std::numeric_limits<std::int32_t>::max();
    const auto rankIn = [](const RecommendedColumn& column, ItemIndex item) {
        const auto found = std::ranges::find(column.heldOut, item, &HeldOutStanding::item);
        return found == column.heldOut.end() ? 0 : found->rank;
    };
    for (const HeldOutStanding& held : columns.front().heldOut) {
        const bool everywhere = std::ranges::all_of(columns, [&](const RecommendedColumn& c) {
            const std::int32_t rank = rankIn(c, held.item);
            return rank == 0 || rank > listLength;
        });
        if (!everywhere || (held.rank > 0 ? held.rank : best - 1) >= best) continue;
        best = held.rank > 0 ? held.rank : best - 1;
        missed = held.item;
    }
    if (!missed) return {};
    std::vector<Evidence> ranks;
    for (const RecommendedColumn& column : columns) {
        const std::int32_t rank = rankIn(column, *missed);
        ranks.push_back(words(rank > 0 ? format::count(rank) : format::undefined()));
    }
    QString name = format::title(dataset.titleOf(*missed));
    if (!dataset.itemTable.years.empty() && dataset.itemTable.years[missed->at()] > 0)
        name += QStringLiteral(" (%1)").arg(dataset.itemTable.years[missed->at()]);
    const Evidence title{{name, false, *missed}};
    const QString sentence = columns.size() == 1   ? say("Missed: %1, at %2. Click for the reason.")
                             : columns.size() == 2 ? say("Missed by both: %1, at %2. Click for the reason.")
                             : columns.size() == 3 ? say("Missed by all three: %1, at %2. Click for the reason.")
                                                   : say("Missed by all: %1, at %2. Click for the reason.");
    return fillSentence(sentence, {title, listed(ranks)});
}

RibbonRow ribbonRow(const Dataset& dataset, ItemIndex item) {
    RibbonRow row;
    row.item = item;
    row.title = format::title(dataset.titleOf(item));
    QStringList parts;
    const ItemTable& table = dataset.itemTable;
    if (!table.years.empty() && table.years[item.at()] > 0) parts << QString::number(table.years[item.at()]);
    QStringList genres;
    for (std::size_t g = 0; !table.genres.empty() && g < std::min<std::size_t>(table.genres[item.at()].size(), 2); ++g) {
        genres << format::safe(table.genreNames[table.genres[item.at()][g]]);
    }
    if (!genres.isEmpty()) parts << genres.join(QStringLiteral(", "));
    row.detail = parts.join(QStringLiteral(" · "));
    return row;
}

} // namespace recoscope::ui
