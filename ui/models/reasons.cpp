#include "ui/models/reasons.h"
#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace recoscope::ui {

namespace {

using Kind = ReasonRow::Kind;

ReasonRow partRow(const Contribution& part) {
    ReasonRow row;
    row.part = part.kind;
    row.id = part.id;
    row.label = QString::fromStdString(part.label);
    row.value = part.value;
    row.amount = part.amount;
    return row;
}

/// The strongest `limit` of the sorted parts, and one row for all others. A single left-over part stands on its own.
void appendSide(std::vector<ReasonRow>& rows, const std::vector<const Contribution*>& side, std::size_t limit, Kind groupKind) {
    const std::size_t alone = side.size() <= limit + 1 ? side.size() : limit;
    for (std::size_t i = 0; i < alone; ++i) rows.push_back(partRow(*side[i]));
    if (alone == side.size()) return;
    ReasonRow group;
    group.kind = groupKind;
    for (std::size_t i = alone; i < side.size(); ++i) group.amount += side[i]->amount;
    group.grouped = static_cast<std::int32_t>(side.size() - alone);
    rows.push_back(group);
}

/// True where the group could take the difference without changing its side.
bool takesRounding(ReasonRow& row, std::int64_t difference) {
    const std::int64_t printed = row.printed + difference;
    if (row.kind == Kind::MoreRaising ? printed < 0 : printed > 0) return false;
    row.printed = printed;
    return true;
}

void spreadRounding(std::vector<ReasonRow>& rows, std::int64_t difference, double unit) {
    std::vector<std::size_t> order(rows.size() - 1);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const double sign = difference > 0 ? 1.0 : -1.0;
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) {
        return sign * (rows[i].amount / unit - static_cast<double>(rows[i].printed));
    });
    for (std::size_t i = 0; difference != 0; i = (i + 1) % order.size()) {
        rows[order[i]].printed += difference > 0 ? 1 : -1;
        difference += difference > 0 ? -1 : 1;
    }
}

void printAmounts(std::vector<ReasonRow>& rows, int decimals) {
    const double unit = std::pow(10.0, -decimals);
    for (ReasonRow& row : rows) row.printed = std::llround(row.amount / unit);
    std::int64_t difference = rows.back().printed;
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) difference -= rows[i].printed;
    if (difference == 0) return;
    for (const Kind kind : {Kind::MoreRaising, Kind::MoreLowering}) {
        const auto group = std::ranges::find(rows, kind, &ReasonRow::kind);
        if (group != rows.end() && takesRounding(*group, difference)) return;
    }
    spreadRounding(rows, difference, unit);
}

} // namespace

std::vector<ReasonRow> reasonRows(const Explanation& explanation, int decimals, const ReasonLimits& limits) {
    std::vector<const Contribution*> raising;
    std::vector<const Contribution*> lowering;
    for (const Contribution& part : explanation.contributions) (part.amount >= 0 ? raising : lowering).push_back(&part);
    std::ranges::stable_sort(raising, std::ranges::greater{}, [](const Contribution* c) { return c->amount; });
    std::ranges::stable_sort(lowering, std::ranges::less{}, [](const Contribution* c) { return c->amount; });

    std::vector<ReasonRow> rows(1);
    rows.front().kind = Kind::Baseline;
    rows.front().label = QString::fromStdString(explanation.baselineLabel);
    rows.front().amount = explanation.baseline;
    appendSide(rows, raising, limits.raising, Kind::MoreRaising);
    appendSide(rows, lowering, limits.lowering, Kind::MoreLowering);
    if (std::abs(explanation.residual) >= 0.5 * std::pow(10.0, -decimals)) {
        rows.emplace_back().kind = Kind::Unexplained;
        rows.back().amount = explanation.residual;
    }
    rows.emplace_back().kind = Kind::Score;
    rows.back().amount = explanation.score;
    printAmounts(rows, decimals);
    return rows;
}

int reasonDecimals(const Explanation& explanation) {
    double largest = std::abs(explanation.score);
    for (const Contribution& part : explanation.contributions) largest = std::max(largest, std::abs(part.amount));
    const auto isWhole = [](double amount) { return amount == std::floor(amount); };
    const bool counts = largest >= 1 && isWhole(explanation.score) && isWhole(explanation.baseline) &&
                        explanation.residual == 0 &&
                        std::ranges::all_of(explanation.contributions, isWhole, &Contribution::amount);
    if (largest >= 1000 || counts) return 0;
    int decimals = 3;
    for (double unit = 0.05; largest > 0 && largest < unit && decimals < 9; unit /= 10) ++decimals;
    return decimals;
}

QString printedAmount(std::int64_t printed, int decimals, bool withSign) {
    QString digits = QString::number(std::abs(printed)).rightJustified(decimals + 1, QLatin1Char('0'));
    if (decimals > 0) digits.insert(digits.size() - decimals, QLatin1Char('.'));
    if (printed < 0) return QChar(0x2212) + digits;
    return withSign && printed > 0 ? QLatin1Char('+') + digits : digits;
}

QString fractionInWords(double share) {
    struct Word {
        double at;
        const char* text;
    };
    static constexpr std::array<Word, 9> kWords{{{0.1, QT_TRANSLATE_NOOP("Reasons", "a tenth")},
                                                 {0.2, QT_TRANSLATE_NOOP("Reasons", "a fifth")},
                                                 {0.25, QT_TRANSLATE_NOOP("Reasons", "a quarter")},
                                                 {1.0 / 3, QT_TRANSLATE_NOOP("Reasons", "a third")},
                                                 {0.4, QT_TRANSLATE_NOOP("Reasons", "two fifths")},
                                                 {0.5, QT_TRANSLATE_NOOP("Reasons", "half")},
                                                 {2.0 / 3, QT_TRANSLATE_NOOP("Reasons", "two thirds")},
                                                 {0.75, QT_TRANSLATE_NOOP("Reasons", "three quarters")},
                                                 {1.0, QT_TRANSLATE_NOOP("Reasons", "nearly all")}}};
    const auto nearest = std::ranges::min_element(kWords, {}, [share](const Word& w) { return std::abs(w.at - share); });
    if (std::abs(nearest->at - share) > 0.02) return {};
    return QCoreApplication::translate("Reasons", nearest->text);
}

} // namespace recoscope::ui
