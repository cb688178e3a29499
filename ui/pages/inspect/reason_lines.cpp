#include "ui/pages/inspect/reason_lines.h"
#include "ui/format.h"
#include <QCoreApplication>
#include <QStringList>
#include <cmath>

namespace recoscope::ui {

namespace {

constexpr qsizetype kMostAddends = 14; ///< Of the formula in a tooltip.

QString say(const char* text) { return QCoreApplication::translate("Inspect", text); }

QString sumOf(const QStringList& addends) {
    QStringList shown = addends.first(std::min(addends.size(), kMostAddends));
    if (addends.size() > kMostAddends) shown << QStringLiteral("…");
    return shown.join(QStringLiteral(" + ")).replace(QStringLiteral("+ \u2212"), QStringLiteral("\u2212 "));
}

/// Sentence, formula, formula with its numbers. `sum`: the printed amounts so far.
QString helpOf(const ReasonLine& line, const Explanation& view, const QStringList& sum) {
    QString text;
    switch (line.row.kind) {
    case ReasonRow::Kind::Baseline:
        return say("Where the score starts before any part speaks: %1.")
            .arg(line.row.label.isEmpty() ? say("nothing") : line.row.label);
    case ReasonRow::Kind::Score:
        return say("The model's score of this title for this user; the list sorts by it.\nScore = baseline + all parts\n= %1 = "
                   "%2")
            .arg(sumOf(sum), line.amount);
    case ReasonRow::Kind::Unexplained:
        text = say("What the parts of this view do not add up to.\nUnexplained = score \u2212 baseline \u2212 all parts = %1")
                   .arg(line.amount);
        if (!std::isnan(view.residualShare))
            text +=
                say("\nTypical for this model: %1 of the spread of its scores (median).").arg(format::share(view.residualShare));
        return text;
    case ReasonRow::Kind::MoreRaising:
    case ReasonRow::Kind::MoreLowering:
        text = say("The sum of %1 smaller parts; Numbers shows each.").arg(line.row.grouped);
        break;
    case ReasonRow::Kind::Part:
        text = line.row.amount < 0 ? say("This part lowers the score by %1.").arg(line.amount.mid(1))
                                   : say("This part raises the score by %1.").arg(line.amount);
    }
    if (view.score > 0)
        text += say("\nShare = part / score = %1 / %2 = %3")
                    .arg(line.amount, scoreText(static_cast<float>(view.score)), format::share(line.row.amount / view.score));
    return text;
}

} // namespace

QString scoreText(float score) { return std::isnan(score) ? format::undefined() : format::score(static_cast<double>(score)); }

std::vector<ReasonLine> reasonLines(const Explanation& view, const WhyContext& context, const ReasonLimits& limits) {
    const int decimals = reasonDecimals(view);
    std::vector<ReasonLine> lines;
    QStringList sum;
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
                line.label = format::user(format::safe(context.dataset.users.id(row.id)), true);
            } else if (row.part == Contribution::Kind::Factor && row.label.isEmpty()) {
                line.label = say("Factor %1").arg(row.id + 1);
            }
        }
        if (row.kind != ReasonRow::Kind::Score) sum << printedAmount(row.printed, decimals, false);
        line.help = helpOf(line, view, sum);
        lines.push_back(line);
    }
    return lines;
}

} // namespace recoscope::ui
