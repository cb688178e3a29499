#include "ui/pages/compare/leaderboard_text.h"
#include "ui/charts/csv.h"
#include "ui/format.h"
#include "ui/models/run_text.h"
#include <QCoreApplication>
#include <QStringList>
#include <array>
#include <cmath>

namespace recoscope::ui {
namespace {

using Row = LeaderboardModel::Row;
using Column = LeaderboardModel::Column;

QString tr(const char* text) { return QCoreApplication::translate("Leaderboard", text); }

const MetricInfo* infoOf(const LeaderboardModel& board, int column) {
    const std::string key = board.keyOf(column);
    return key.empty() ? nullptr : findMetric(key.substr(0, key.find('@')));
}

QString versusText(const LeaderboardModel& board, const Row& row) {
    if (!row.comparable) return tr("not comparable");
    if (row.run == board.baseline()) return tr("baseline");
    if (std::isnan(row.versus.difference)) return format::undefined();
    const bool real = row.versus.adjustedP < 0.05;
    const QString sign = !real ? QStringLiteral("≈ ") : row.versus.difference > 0 ? QStringLiteral("▲ ") : QStringLiteral("▼ ");
    return sign + format::difference(row.versus.difference) + ' ' + format::halfWidth(row.versus.halfWidth);
}

QString versusTip(const LeaderboardModel& board, const Row& row) {
    if (!row.comparable)
        return tr("Measured on other held-out ratings: neither higher nor lower means anything against the rows above.");
    if (row.run == board.baseline()) return tr("The others are compared with this model, user by user.");
    if (std::isnan(row.versus.difference)) return tr("Undefined: fewer than two users were measured under both models.");
    return tr("Mean difference of the same users' values, with its 95 % interval.\n%1 better, %2 equal, %3 worse; %4 after "
              "Holm's correction over %5 comparisons.\n▲ ▼ where p is under .05, ≈ where it is not.")
        .arg(format::count(row.versus.better), format::count(row.versus.equal), format::count(row.versus.worse),
             format::pValue(row.versus.adjustedP), QString::number(board.comparisons()));
}

/// "(.4307 + ... of 943 users) / 943": a mean over users, or a count over a count.
QString withNumbers(const LeaderboardModel& board, const Run& run, const MetricInfo& info, const std::string& key,
                    const MetricValue& v) {
    const Evaluation& e = run.result->evaluation;
    if (info.kind == MetricKind::PerUser) {
        const auto it = e.perUser.find(key);
        if (it == e.perUser.end() || !run.result->folds.empty()) return {};
        double sum = 0;
        std::int64_t n = 0;
        for (const float x : it->second)
            if (!std::isnan(x)) {
                sum += static_cast<double>(x);
                ++n;
            }
        return tr("mean over users = %1 / %2 = %3").arg(format::figures(sum), format::count(n), format::metric(info, v.value));
    }
    if (info.id == "coverage" && board.session().dataset()) {
        const auto items = static_cast<std::int64_t>(board.session().dataset()->items.size());
        return tr("items in some list / items = %1 / %2 = %3")
            .arg(format::count(std::llround(v.value * static_cast<double>(items))), format::count(items),
                 format::metric(info, v.value));
    }
    if (info.kind == MetricKind::Rating)
        return tr("over %1 predictions = %2").arg(format::count(e.ratingsPredicted), format::metric(info, v.value));
    return {};
}

constexpr std::array kMetricColumns{Column::Ndcg, Column::Recall,   Column::Precision, Column::HitRate,
                                    Column::Mrr,  Column::Coverage, Column::Rmse};

} // namespace

QString columnName(const LeaderboardModel& board, int column) {
    if (column == Column::Versus) {
        const Run* base = board.session().run(board.baseline());
        return base ? tr("vs %1, 95 %").arg(base->name) : tr("versus");
    }
    static const std::array<const char*, Column::ColumnCount> names{
        QT_TRANSLATE_NOOP("Leaderboard", "Model"),    "",
        QT_TRANSLATE_NOOP("Leaderboard", "NDCG"),     "",
        QT_TRANSLATE_NOOP("Leaderboard", "Recall"),   QT_TRANSLATE_NOOP("Leaderboard", "Precision"),
        QT_TRANSLATE_NOOP("Leaderboard", "Hit rate"), QT_TRANSLATE_NOOP("Leaderboard", "MRR"),
        QT_TRANSLATE_NOOP("Leaderboard", "Coverage"), QT_TRANSLATE_NOOP("Leaderboard", "RMSE"),
        QT_TRANSLATE_NOOP("Leaderboard", "Fit")};
    const char* name = names[static_cast<std::size_t>(column)];
    return *name ? tr(name) : QString();
}

QString columnTip(const LeaderboardModel& board, int column) {
    if (column == Column::Name) return tr("Model and its settings. Sorts by name.");
    if (column == Column::BarColumn)
        return tr("NDCG@%1 with its 95 % interval over users; dotted: random and popularity, computed for reference.")
            .arg(board.k());
    if (column == Column::Versus)
        return tr("Difference to the baseline in NDCG@%1, paired by user, with its 95 % interval; Holm's correction.")
            .arg(board.k());
    if (column == Column::Fit) return tr("Time to train, without measuring.");
    const MetricInfo* info = infoOf(board, column);
    if (!info) return {};
    const QString name = QString::fromStdString(info->name) + (info->cutoff ? QStringLiteral("@%1").arg(board.k()) : QString());
    return name + QStringLiteral(": ") + QString::fromStdString(info->sentence);
}

QString cellText(const LeaderboardModel& board, const Row& row, int column) {
    const Run& run = *board.session().run(row.run);
    if (column == Column::Name) return run.name;
    if (column == Column::BarColumn) return {};
    if (column == Column::Fit) return format::seconds(run.result->trainSeconds);
    if (column == Column::Versus) return versusText(board, row);
    const MetricValue* v = board.metric(row, column);
    const MetricInfo* info = infoOf(board, column);
    return v && info ? format::metric(*info, v->value) : format::undefined();
}

QString cellTip(const LeaderboardModel& board, const Row& row, int column) {
    const Run& run = *board.session().run(row.run);
    if (column == Column::Name) {
        if (row.run < 0) return tr("Computed without being asked for: the scale on which the other values are read.");
        const QString settings = settingsText(run.spec);
        QStringList lines{settings.isEmpty() ? tr("No settings.") : settings};
        if (!row.comparable)
            lines << tr("Split %1, seed %2; %3.")
                         .arg(splitWords(run.experiment.split), QString::number(run.experiment.seed),
                              positivesWords(run.experiment.relevanceThreshold));
        return lines.join('\n');
    }
    if (column == Column::Versus) return versusTip(board, row);
    if (column == Column::Fit) return tr("Time to train, without measuring: %1.").arg(format::seconds(run.result->trainSeconds));
    const MetricValue* v = board.metric(row, column);
    const std::string key = board.keyOf(column);
    const MetricInfo* info = infoOf(board, column);
    if (!v || !info) return {};
    QStringList lines{QString::fromStdString(info->sentence), QString::fromStdString(info->formula)};
    if (std::isnan(v->value)) {
        lines << tr("Undefined: %1.").arg(QString::fromStdString(v->undefinedReason));
    } else {
        if (const QString numbers = withNumbers(board, run, *info, key, *v); !numbers.isEmpty()) lines << numbers;
        if (!std::isnan(v->halfWidth)) lines << tr("95 % interval over users: %1").arg(format::halfWidth(v->halfWidth));
    }
    return lines.join('\n');
}

QString tableText(const LeaderboardModel& board, QChar separator) {
    const auto line = separator == '\t' ? csv::tabbedLine : csv::line;
    const Run* base = board.session().run(board.baseline());
    QStringList head{tr("Model"), tr("Settings"), tr("Split"), tr("Seed"), tr("Positives")};
    for (const Column column : kMetricColumns) {
        const QString key = QString::fromStdString(board.keyOf(column));
        head << key;
        if (column == Column::Ndcg) head << key + QStringLiteral(" half width");
    }
    head << tr("difference to %1").arg(base ? base->name : QString()) << tr("difference half width") << tr("adjusted p")
         << tr("users better") << tr("users equal") << tr("users worse") << tr("fit seconds");
    QString out = line(head);
    for (const Row& row : board.rows()) {
        if (row.run == 0) continue;
        const Run& run = *board.session().run(row.run);
        QStringList cells{run.name, settingsText(run.spec), QString::fromStdString(formatSplitSpec(run.experiment.split)),
                          QString::number(run.experiment.seed), positivesWords(run.experiment.relevanceThreshold)};
        for (const Column column : kMetricColumns) {
            const MetricValue* v = board.metric(row, column);
            cells << format::plain(v ? v->value : std::nan(""));
            if (column == Column::Ndcg) cells << format::plain(v ? v->halfWidth : std::nan(""));
        }
        const bool paired = row.comparable && row.run != board.baseline() && !std::isnan(row.versus.difference);
        cells << format::plain(row.versus.difference) << format::plain(row.versus.halfWidth)
              << format::plain(row.versus.adjustedP);
        for (const std::int32_t users : {row.versus.better, row.versus.equal, row.versus.worse})
            cells << (paired ? QString::number(users) : QString());
        cells << format::plain(run.result->trainSeconds);
        out += line(cells);
    }
    return out;
}

} // namespace recoscope::ui
