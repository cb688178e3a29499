#include "ui/pages/inspect/sentences.h"
#include "ui/format.h"
#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <limits>

namespace recoscope::ui {

namespace {

constexpr std::size_t kNamed = 3; ///< Reasons that a sentence names.

QString say(const char* text) { return QCoreApplication::translate("Inspect", text); }

Evidence link(const Dataset& dataset, ItemIndex item, bool strong = false) {
    return {{format::title(dataset.titleOf(item)), strong, item}};
}

Evidence words(const QString& text, bool strong = false) { return {{text, strong, {}}}; }

/// "A", "A and B", "A, B and C".
Evidence listed(const std::vector<Evidence>& parts) {
    Evidence list;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) list.push_back({i + 1 == parts.size() ? say(" and ") : QStringLiteral(", ")});
        list.insert(list.end(), parts[i].begin(), parts[i].end());
    }
    return list;
}

/// How much of the score the named reasons are, in words that hold for any sign and baseline.
QString shareInWords(const Explanation& view, double named) {
    const QString amount = scoreText(static_cast<float>(named));
    if (view.baseline != 0) return say("together %1 on top of the baseline").arg(amount);
    if (view.score <= 0 || named > view.score) return say("together %1, of which others take part away").arg(amount);
    const QString fraction = fractionInWords(named / view.score);
    return fraction.isEmpty() ? say("together %1 of the score").arg(format::share(named / view.score, 0))
                              : say("together %1 of the score").arg(fraction);
}

Evidence historySentence(const Explanation& view, const WhyContext& context, const std::vector<Contribution>& raising) {
    std::vector<Evidence> parts;
    double named = 0;
    for (std::size_t i = 0; i < std::min(raising.size(), kNamed); ++i) {
        Evidence part = link(context.dataset, ItemIndex(raising[i].id));
        if (context.dataset.hasRatings)
            part.push_back({QLatin1Char(' ') + format::rating(static_cast<double>(raising[i].value))});
        parts.push_back(part);
        named += raising[i].amount;
    }
    QString share = shareInWords(view, named);
    if (parts.size() == 1) share.replace(say("together "), QString());
    const QString sentence =
        context.dataset.hasRatings ? say("Because this user rated %1: %2.") : say("Because this user's history holds %1: %2.");
    Evidence filled = fillSentence(sentence, {listed(parts), words(share)});
    if (!view.exact)
        filled.push_back({say(" Approximate: %1 of the score is not explained by this view.")
                              .arg(scoreText(static_cast<float>(view.residual)))});
    return filled;
}

Evidence otherSentence(const Explanation& view, const WhyContext& context) {
    std::vector<Evidence> parts;
    for (const Contribution& part : view.contributions) {
        if (parts.size() == kNamed || part.amount <= 0) break;
        QString name = QString::fromStdString(part.label);
        if (part.kind == Contribution::Kind::Neighbour && part.id >= 0)
            name = say("user %1").arg(format::safe(context.dataset.users.id(part.id)));
        if (part.kind == Contribution::Kind::Factor && name.isEmpty()) name = say("factor %1").arg(part.id + 1);
        parts.push_back(words(say("%1 (%2)").arg(name, scoreText(static_cast<float>(part.amount)))));
    }
    if (parts.empty()) return words(say("Nothing in this view raises the score."));
    const bool neighbours = view.contributions.front().kind == Contribution::Kind::Neighbour;
    return fillSentence(neighbours ? say("Because people of like taste rated it: %1 add most.") : say("What adds most: %1."),
                        {listed(parts)});
}

} // namespace

QString scoreText(float score) { return std::isnan(score) ? format::undefined() : format::score(static_cast<double>(score)); }

Evidence whySentence(const WhyAnswer& answer, const Explanation& view, const WhyContext& context) {
    const std::vector<Contribution> raising = raisingItems(view);
    if (!raising.empty()) return historySentence(view, context, raising);
    if (context.foldIn == FoldIn::None) {
        return words(say("%1 looks at nobody's history. %2 of %3 people rated this %4 in the training part.")
                         .arg(context.modelName, format::count(answer.raters), format::count(answer.users),
                              QString::fromStdString(context.dataset.itemNoun)));
    }
    if (answer.history.items.empty()) return words(say("This user has no history: what remains is the baseline."));
    if (view.contributions.empty())
        return words(say("Nothing in this user's history speaks for or against it: what remains is the baseline."));
    if (view.view == "history") return words(say("Nothing in this user's history raises its score."));
    return otherSentence(view, context);
}

Evidence coRatingSentence(const WhyAnswer& answer, const WhyContext& context, bool all) {
    if (answer.coRatings.empty() || answer.raters == 0) return {};
    std::vector<Evidence> parts;
    const QString noun = QString::fromStdString(context.dataset.itemNoun);
    for (const CoRating& count : answer.coRatings) {
        const QString counted = format::count(count.both);
        parts.push_back(fillSentence(parts.empty() ? say("%1 rated %2") : say("%1 %2"),
                                     {words(counted), link(context.dataset, count.other)}));
        if (!all) break;
    }
    if (!all) {
        const QString both = format::count(answer.coRatings.front().both);
        return fillSentence(say("%1 of %2 people who rated this %3 also rated %4."),
                            {words(both), words(format::count(answer.raters)), words(noun),
                             link(context.dataset, answer.coRatings.front().other)});
    }
    return fillSentence(say("Of the %1 people who rated this %2, %3."),
                        {words(format::count(answer.raters)), words(noun), listed(parts)});
}

Evidence removalSentence(const WhyAnswer& answer, const WhyContext& context) {
    if (!answer.removal) return {};
    const Removal& r = *answer.removal;
    const Evidence reason = link(context.dataset, r.reason, true);
    const Evidence scores = words(say("score %1 to %2").arg(scoreText(r.before.score), scoreText(r.after.score)));
    const auto rank = [](const Standing& s) { return words(s.rank > 0 ? format::count(s.rank) : format::undefined(), true); };
    if (r.after.rank == r.before.rank)
        return fillSentence(say("Without %1 it stays at %2, %3."), {reason, rank(r.after), scores});
    const bool falls = r.after.rank > r.before.rank || r.after.rank == 0;
    return fillSentence(falls ? say("Without %1 it falls from %2 to %3, %4.") : say("Without %1 it rises from %2 to %3, %4."),
                        {reason, rank(r.before), rank(r.after), scores});
}

Evidence removalNote(const WhyAnswer& answer, const WhyContext& context) {
    if (!answer.removal) return {};
    Evidence note;
    if (answer.removal->afterAll) {
        std::vector<Evidence> parts;
        for (const ItemIndex item : answer.removal->alsoTaken) parts.push_back(link(context.dataset, item));
        note = fillSentence(say("Taking away %1 too drops it from the list (rank %2). "),
                            {listed(parts), words(format::count(answer.removal->afterAll->rank))});
    }
    note.push_back({answer.foldsApproximately ? say("Approximate: both folded in, not retrained.")
                                              : say("Exact: folded in, not retrained.")});
    return note;
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
    const QString sentence = columns.size() == 1   ? say("Missed: %1, at %2. Click for the reason.")
                             : columns.size() == 2 ? say("Missed by both: %1, at %2. Click for the reason.")
                             : columns.size() == 3 ? say("Missed by all three: %1, at %2. Click for the reason.")
                                                   : say("Missed by all: %1, at %2. Click for the reason.");
    return fillSentence(sentence, {link(dataset, *missed), listed(ranks)});
}

std::vector<ReasonLine> reasonLines(const Explanation& view, const WhyContext& context, const ReasonLimits& limits) {
    const int decimals = reasonDecimals(view);
    std::vector<ReasonLine> lines;
    for (const ReasonRow& row : reasonRows(view, decimals, limits)) {
        ReasonLine line;
        line.row = row;
        line.label = row.label;
        line.amount =
            printedAmount(row.printed, decimals, row.kind != ReasonRow::Kind::Score && row.kind != ReasonRow::Kind::Baseline);
        switch (row.kind) {
        case ReasonRow::Kind::Baseline:
            line.label = row.label.isEmpty() ? say("Baseline") : say("Baseline: %1").arg(row.label);
            break;
        case ReasonRow::Kind::MoreRaising:
            line.label = say("%1 more that raise it").arg(row.grouped);
            break;
        case ReasonRow::Kind::MoreLowering:
            line.label = say("%1 more that lower it").arg(row.grouped);
            break;
        case ReasonRow::Kind::Unexplained:
            line.label = say("Not explained by this view");
            break;
        case ReasonRow::Kind::Score:
            line.label = say("Score");
            break;
        case ReasonRow::Kind::Part:
            if (row.part == Contribution::Kind::HistoryItem && row.id >= 0) {
                line.label = format::title(context.dataset.titleOf(ItemIndex(row.id)));
                line.whatIf = context.changes.contains(ItemIndex(row.id));
                if (context.dataset.hasRatings) line.rated = format::rating(static_cast<double>(row.value));
                if (line.whatIf) line.label = say("+ %1 what-if").arg(line.label);
            } else if (row.part == Contribution::Kind::Neighbour && row.id >= 0) {
                line.label = say("User %1").arg(format::safe(context.dataset.users.id(row.id)));
            } else if (row.part == Contribution::Kind::Factor && row.label.isEmpty()) {
                line.label = say("Factor %1").arg(row.id + 1);
            }
        }
        lines.push_back(line);
    }
    return lines;
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
