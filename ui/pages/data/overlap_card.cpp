#include "ui/pages/data/overlap_card.h"
#include "ui/charts/csv.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

constexpr std::int32_t kLittle = 5; ///< Fewer in common: a similarity of two hardly means anything. One of kOverlapSteps.
constexpr int kProgressEvery = 200; ///< Milliseconds.

LineSeries lineOf(const Overlap& overlap, const QString& label, const QString& members, const QString& things) {
    LineSeries line;
    line.label = label;
    std::vector<OverlapStep> steps;
    for (const OverlapStep& step : overlap.steps)
        if (step.atLeast >= 1 && !std::isnan(step.share)) {
            steps.push_back(step);
            line.points.emplace_back(step.atLeast, 100 * step.share);
        }
    line.readout = [steps, members, things, exact = overlap.isExact(), drawn = overlap.drawn](std::size_t k) {
        const OverlapStep& s = steps[k];
        const QString words = QObject::tr("%1 of the pairs of %2 share %3 %4 or more")
                                  .arg(format::share(s.share), members, format::count(s.atLeast), things);
        return exact ? QObject::tr("%1: %2").arg(words, format::counted(s.pairs, QObject::tr("pair"), QObject::tr("pairs")))
                     : QObject::tr("%1, ± %2 (standard error; %3 %4 drawn)")
                           .arg(words, format::share(s.standardError, 2), format::count(drawn), members);
    };
    return line;
}

QString howCounted(const Overlap& users, const Overlap& items) {
    if (users.isExact() && items.isExact()) return QObject::tr("pairs that share at least so many, all counted");
    const auto words = [](const Overlap& overlap, const QString& members) {
        return overlap.isExact()
                   ? QObject::tr("all %1").arg(members)
                   : QObject::tr("%1 of %2 %3").arg(format::count(overlap.drawn), format::count(overlap.members), members);
    };
    return QObject::tr("pairs that share at least so many, estimated from %1 and %2")
        .arg(words(users, QObject::tr("users")), words(items, QObject::tr("items")));
}

/// "38.1 % of the pairs of users share fewer than 5 items"; empty where there is no pair.
QString littleInCommon(const Overlap& overlap, const QString& members, const QString& things) {
    const auto step = std::ranges::find(overlap.steps, kLittle, &OverlapStep::atLeast);
    if (step == overlap.steps.end() || std::isnan(step->share)) return {};
    return QObject::tr("%1 of the pairs of %2 share fewer than %3 %4")
        .arg(format::share(1 - step->share), members, format::count(kLittle), things);
}

QString restsOnLittle(const Overlap& users, const Overlap& items) {
    QStringList parts{littleInCommon(users, QObject::tr("users"), QObject::tr("items")),
                      littleInCommon(items, QObject::tr("items"), QObject::tr("users"))};
    parts.removeAll(QString());
    return QObject::tr("%1: their similarities rest on little.").arg(parts.join(QStringLiteral(", ")));
}

} // namespace

QString OverlapPlot::toCsv() const {
    QString text = csv::line({QStringLiteral("pairs of"), QStringLiteral("share at least"), QStringLiteral("pairs"),
                              QStringLiteral("share of pairs"), QStringLiteral("standard error"), QStringLiteral("drawn")});
    for (const Overlap* overlap : {&m_overlaps.first, &m_overlaps.second})
        for (const OverlapStep& step : overlap->steps)
            text += csv::line({overlap->side == OverlapSide::Users ? QStringLiteral("users") : QStringLiteral("items"),
                               QString::number(step.atLeast), QString::number(step.pairs), format::plain(step.share),
                               format::plain(step.standardError), QString::number(overlap->drawn)});
    return text;
}

OverlapCard::OverlapCard(QWidget* parent)
    : DetailCard(tr("Overlap"), parent),
      m_plot(new OverlapPlot(this)),
      m_words(new PlainLabel({}, this)) {
    setContent(m_plot);
    m_words->setType(Appearance::Type::Secondary);
    m_words->setWordWrap(true);
    m_words->hide();
    body()->addWidget(m_words);
    connect(&m_clock, &QTimer::timeout, this, &OverlapCard::sayHowFar);
    m_plot->setName(QStringLiteral("overlap"), tr("Pairs that share at least so many"));
    m_plot->setExplanation(
        tr("For two users: how many items both have rated; for two items: how many users have rated both. Neighbourhood models "
           "compare exactly these: a similarity that rests on one or two common ratings is hardly more than chance, and pairs "
           "that share nothing cannot be compared at all."));
}

void OverlapCard::showFacts(const DataFacts& facts) {
    if (facts.dataset == m_counted) {
        if (m_overlaps) fill();
        return;
    }
    m_counted = facts.dataset;
    m_overlaps.reset();
    m_words->hide();
    setTitle(tr("Overlap"), tr("pairs that share at least so many"));
    m_clock.stop();
    m_job.cancel();
    m_waiting = true;
    m_done = std::make_shared<std::atomic<double>>(0);
    sayHowFar();
}

void OverlapCard::paintEvent(QPaintEvent* event) {
    DetailCard::paintEvent(event);
    if (std::exchange(m_waiting, false)) count();
}

void OverlapCard::sayHowFar() {
    const QString words = tr("Counting what pairs of users and of items have in common…");
    const double done = m_done->load();
    sayWhy(done > 0 ? tr("%1 %2").arg(words, format::share(done, 0)) : words);
}

void OverlapCard::count() {
    m_clock.start(kProgressEvery);
    m_job.submit(
        [dataset = m_counted, done = m_done](const TaskContext& context) {
            const TaskContext told(context.stopToken(), [done](const Progress& p) { done->store(p.fraction); });
            const Interactions& x = *dataset->interactions;
            Overlap users = overlapOf(x, OverlapSide::Users, {}, told.part(0, 0.5));
            return OverlapPair{std::move(users), overlapOf(x, OverlapSide::Items, {}, told.part(0.5, 1))};
        },
        [this](OverlapPair overlaps) {
            m_clock.stop();
            m_overlaps = std::move(overlaps);
            fill();
        },
        [this](const QString& why) {
            m_clock.stop();
            sayWhy(tr("The pairs could not be counted: %1").arg(why));
        });
}

void OverlapCard::fill() {
    const auto& [users, items] = *m_overlaps;
    if (users.allPairs == 0 && items.allPairs == 0) {
        sayWhy(tr("There is no pair: the data has one user and one item."));
        return;
    }
    LineSeries ofUsers = lineOf(users, tr("users"), tr("users"), tr("items")),
               ofItems = lineOf(items, tr("items"), tr("items"), tr("users"));
    ofUsers.ink = theme().text;
    ofItems.signature.slot = -1; // dotted, so that colour alone tells nothing
    ofItems.ink = theme().muted;
    Axis x{tr("in common, at least"), 1, static_cast<double>(kOverlapSteps.back()), true, {}, {}};
    for (const std::int32_t step : kOverlapSteps)
        if (step >= 1) {
            x.ticks.push_back(step);
            x.tickLabels.push_back(format::count(step));
        }
    m_plot->setAxes(
        x, {tr("share of pairs"),
            0,
            100,
            false,
            {0, 25, 50, 75, 100},
            {QStringLiteral("0"), QStringLiteral("25"), QStringLiteral("50"), QStringLiteral("75"), format::share(1, 0)}});
    m_plot->setOverlaps(*m_overlaps);
    std::vector<LineSeries> lines;
    for (LineSeries* line : {&ofUsers, &ofItems})
        if (!line->points.empty()) lines.push_back(std::move(*line));
    m_plot->setSeries(std::move(lines));
    setTitle(tr("Overlap"), howCounted(users, items));
    m_words->setText(restsOnLittle(users, items));
    m_words->show();
    sayWhy({});
}

} // namespace recoscope::ui
