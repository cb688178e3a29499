#include "ui/pages/train/split_preview.h"
#include "ui/format.h"
#include <QCoreApplication>
#include <QStringList>
#include <cmath>

namespace recoscope::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("SplitPreview", text); }

bool isRelevant(float rating, double threshold) { return std::isnan(threshold) || static_cast<double>(rating) >= threshold; }

std::int32_t usersTested(const Split& split, double threshold) {
    std::int32_t users = 0;
    for (std::int32_t u = 0; u < split.test->userCount(); ++u) {
        const auto row = split.test->row(UserIndex{u});
        if (split.historyOf(UserIndex{u}).size() == 0) continue;
        bool relevant = false;
        for (std::size_t k = 0; k < row.size() && !relevant; ++k) relevant = isRelevant(row.ratings[k], threshold);
        users += relevant ? 1 : 0;
    }
    return users;
}

} // namespace

SplitCounts countSplit(const Dataset& dataset, const ExperimentSpec& protocol, const TaskContext& context) {
    SplitCounts counts;
    const auto made = makeSplits(dataset, protocol.split, protocol.seed, context);
    counts.cancelled = made.isCancelled();
    if (made.hasError()) counts.problem = format::safe(made.error().message);
    if (!made) return counts;
    const Split& split = made.value().front();
    counts.folds = static_cast<int>(made.value().size());
    counts.train = static_cast<std::int64_t>(split.train->size());
    for (const float rating : split.train->ratings()) counts.positives += isRelevant(rating, protocol.relevanceThreshold) ? 1 : 0;
    counts.valid = static_cast<std::int64_t>(split.valid->size());
    counts.test = static_cast<std::int64_t>(split.test->size());
    counts.testUsers = usersTested(split, protocol.relevanceThreshold);
    counts.droppedUsers = split.usersWithoutTrain;
    counts.coldItems = split.coldItems;
    if (counts.positives == 0)
        counts.problem = tr("No training rating reaches this threshold: lower it.");
    else if (counts.testUsers == 0)
        counts.problem = tr("No user keeps anything relevant to test on: take a larger test share or a lower threshold.");
    return counts;
}

QString splitSentence(const SplitCounts& c) {
    QString text = c.folds > 1 ? tr("Each of %1 parts is tested in turn; in the first: ").arg(c.folds) : QString();
    text += tr("learns from %1").arg(format::counted(c.train, tr("rating"), tr("ratings")));
    if (c.positives != c.train) text += tr(" (%1 positive)").arg(format::count(c.positives));
    if (c.valid > 0) text += tr(", chooses epochs on %1").arg(format::count(c.valid));
    text += tr(", tests %1 on %2.").arg(format::counted(c.testUsers, tr("user"), tr("users")), format::count(c.test));
    text[0] = text[0].toUpper();
    if (c.coldItems > 0)
        text += ' ' + tr("%1 tested that training never saw.").arg(format::counted(c.coldItems, tr("item is"), tr("items are")));
    if (c.droppedUsers > 0)
        text +=
            ' ' + tr("%1 dropped: nothing to learn from.").arg(format::counted(c.droppedUsers, tr("user is"), tr("users are")));
    if (c.valid == 0) text += ' ' + tr("Without a validation part no epoch can be chosen or kept.");
    return text;
}

} // namespace recoscope::ui
