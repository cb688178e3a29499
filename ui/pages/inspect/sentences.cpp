#include "ui/pages/inspect/sentences.h"
#include "ui/format.h"
#include "ui/pages/inspect/list_texts.h"
#include "ui/pages/inspect/reason_lines.h"
#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

namespace {

constexpr std::size_t kNamed = 3; ///< Reasons that a sentence names.

QString say(const char* text) { return QCoreApplication::translate("Inspect", text); }

Evidence link(const Dataset& dataset, ItemIndex item, bool strong = false) {
    return {{format::title(dataset.titleOf(item)), strong, item}};
}

Evidence words(const QString& text, bool strong = false) { return {{text, strong, {}}}; }

/// How much of the score the named reasons are, in words that hold for any sign and baseline.
QString shareInWords(const Explanation& view, double named) {
    const QString amount = scoreText(static_cast<float>(named));
    if (view.baseline != 0) return say("together %1 on top of the baseline").arg(amount);
    if (view.score <= 0 || named > view.score) return say("together %1, of which others take part away").arg(amount);
    const QString fraction = fractionInWords(named / view.score);
    return fraction.isEmpty() ? say("together %1 of the score").arg(format::share(named / view.score, 0))
                              : say("together %1 of the score").arg(fraction);
}

/// What an approximate view leaves out here, and what it typically does.
QString approximateWords(const Explanation& view) {
    QString text =
        say(" Approximate: this view leaves %1 of the score unexplained").arg(scoreText(static_cast<float>(view.residual)));
    if (!std::isnan(view.residualShare))
        text += say("; typically %1 of the spread of scores").arg(format::share(view.residualShare));
    return text + QLatin1Char('.');
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
    if (!view.exact) filled.push_back({approximateWords(view)});
    return filled;
}

Evidence otherSentence(const Explanation& view, const WhyContext& context) {
    std::vector<Evidence> parts;
    for (const Contribution& part : view.contributions) {
        if (parts.size() == kNamed || part.amount <= 0) break;
        QString name = QString::fromStdString(part.label);
        if (part.kind == Contribution::Kind::Neighbour && part.id >= 0)
            name = format::user(format::safe(context.dataset.users.id(part.id)));
        if (part.kind == Contribution::Kind::Factor && name.isEmpty()) name = say("factor %1").arg(part.id + 1);
        parts.push_back(words(say("%1 (%2)").arg(name, scoreText(static_cast<float>(part.amount)))));
    }
    if (parts.empty()) return words(say("Nothing in this view raises the score."));
    const bool neighbours = view.contributions.front().kind == Contribution::Kind::Neighbour;
    Evidence filled = fillSentence(
        neighbours ? say("Because people of like taste rated it: %1 add most.") : say("What adds most: %1."), {listed(parts)});
    if (!view.exact) filled.push_back({approximateWords(view)});
    return filled;
}

} // namespace

Evidence whySentence(const WhyAnswer& answer, const Explanation& view, const WhyContext& context) {
    const std::vector<Contribution> raising = raisingItems(view);
    if (!raising.empty()) return historySentence(view, context, raising);
    if (context.foldIn == FoldIn::None) {
        return words(say("%1 looks at nobody's history: the same list for everyone, less what each has rated. %2 of %3 people "
                         "rated this %4 in the training part.")
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
    std::vector<CoRating> others = answer.coRatings;
    std::erase_if(others, [&](const CoRating& count) { return count.other == answer.item; }); // says nothing of itself
    if (others.empty() || answer.raters == 0) return {};
    std::vector<Evidence> parts;
    const QString noun = QString::fromStdString(context.dataset.itemNoun);
    for (const CoRating& count : others) {
        const QString counted = format::count(count.both);
        parts.push_back(fillSentence(parts.empty() ? say("%1 rated %2") : say("%1 %2"),
                                     {words(counted), link(context.dataset, count.other)}));
        if (!all) break;
    }
    if (!all) {
        const QString both = format::count(others.front().both);
        return fillSentence(
            say("%1 of %2 people who rated this %3 also rated %4."),
            {words(both), words(format::count(answer.raters)), words(noun), link(context.dataset, others.front().other)});
    }
    return fillSentence(say("Of the %1 people who rated this %2, %3."),
                        {words(format::count(answer.raters)), words(noun), listed(parts)});
}

Evidence removalSentence(const WhyAnswer& answer, const WhyContext& context, bool withScores) {
    if (!answer.removal) return {};
    const Removal& r = *answer.removal;
    const Evidence reason = link(context.dataset, r.reason, true);
    const Evidence scores =
        withScores ? words(say(", score %1 to %2").arg(scoreText(r.before.score), scoreText(r.after.score))) : words(QString());
    const auto rank = [](const Standing& s) { return words(s.rank > 0 ? format::count(s.rank) : format::undefined(), true); };
    if (r.before.rank == 0 && r.after.rank > 0 && r.reason == answer.item)
        return fillSentence(say("Taken out of the history it has rank %1%2."), {rank(r.after), scores});
    if (r.before.rank == 0 && r.after.rank > 0)
        return fillSentence(say("Without %1 it has rank %2%3."), {reason, rank(r.after), scores});
    if (r.after.rank == r.before.rank) return fillSentence(say("Without %1 it stays at %2%3."), {reason, rank(r.after), scores});
    if (r.after.rank == 0) return fillSentence(say("Without %1 it has no place any more%2."), {reason, scores});
    return fillSentence(r.after.rank > r.before.rank ? say("Without %1 it falls from %2 to %3%4.")
                                                     : say("Without %1 it rises from %2 to %3%4."),
                        {reason, rank(r.before), rank(r.after), scores});
}

Evidence moveSentence(const HistoryChanges& changes, const Standing& before, const Standing& now, const Dataset& dataset) {
    if (changes.empty() || before.rank == 0 || now.rank == 0) return {};
    const bool takesAway = changes.size() == 1 && !changes.begin()->second;
    const QString cause = changes.size() > 1 ? say("With the %1 edits").arg(changes.size())
                          : takesAway        ? say("Without %1").arg(format::title(dataset.titleOf(changes.begin()->first)))
                                             : say("With %1").arg(format::title(dataset.titleOf(changes.begin()->first)));
    const QString ranks = now.rank == before.rank
                              ? say(": still rank %1.").arg(format::count(now.rank))
                              : say(": rank %1 → %2.").arg(format::count(before.rank), format::count(now.rank));
    return words(cause + ranks, true);
}

Evidence dropSentence(const WhyAnswer& answer, const std::optional<Drop>& drop, const WhyContext& context, int listLength) {
    if (!answer.removal) return {};
    Evidence note;
    if (!drop) {
        note = words(say("Looking for the smallest change that drops it from the top %1... ").arg(listLength));
    } else if (drop->listed && drop->after) {
        std::vector<Evidence> parts;
        for (const ItemIndex item : drop->taken) {
            const bool that = item == answer.removal->reason && drop->taken.size() > 1;
            parts.push_back(that ? words(say("that")) : link(context.dataset, item));
        }
        // "that" points back to the sentence before, so it stands first.
        std::ranges::stable_partition(parts, [](const Evidence& part) { return !part.front().item; });
        const QString sentence = say("Smallest change found that drops it from the top %3: take away %1 (%2). ");
        const QString rank = drop->after->rank > 0 ? say("rank %1").arg(format::count(drop->after->rank)) : say("no rank");
        note = fillSentence(sentence, {listed(parts), words(rank), words(QString::number(listLength))});
    } else if (drop->listed) {
        note = words(say("No %1 reasons that were taken away together drop it from the top %2. ")
                         .arg(QString::number(drop->mostTaken), QString::number(listLength)));
    }
    note.push_back({answer.foldsApproximately ? say("Approximate: both folded in, not retrained.")
                                              : say("Exact: folded in, not retrained.")});
    return note;
}

} // namespace recoscope::ui
