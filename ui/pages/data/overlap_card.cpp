#include "ui/pages/data/overlap_card.h"
#include "ui/charts/csv.h"
#include "ui/format.h"
#include "ui/pages/data/data_selection.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

constexpr std::int32_t kLittle = 5; ///< Fewer in common: a similarity of two hardly means anything. One of kOverlapSteps.

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

QString howCounted(const OverlapPair& overlaps) {
    const auto& [users, items] = overlaps;
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

QString restsOnLittle(const OverlapPair& overlaps) {
    const auto& [users, items] = overlaps;
    QStringList parts{littleInCommon(users, QObject::tr("users"), QObject::tr("items")),
                      littleInCommon(items, QObject::tr("items"), QObject::tr("users"))};
    parts.removeAll(QString());
    if (parts.isEmpty()) return {};
    return QObject::tr("%1: their similarities rest on little.").arg(parts.join(QStringLiteral(", ")));
}

bool hasPairs(const OverlapPair& overlaps) { return overlaps.first.allPairs > 0 || overlaps.second.allPairs > 0; }

/// Of users, then of items; those without pairs have no line.
std::vector<LineSeries> linesOf(const OverlapPair& overlaps, const QString& users, const QString& items, const QColor& inkOfUsers,
                                const QColor& inkOfItems) {
    std::vector<LineSeries> lines{lineOf(overlaps.first, users, QObject::tr("users"), QObject::tr("items")),
                                  lineOf(overlaps.second, items, QObject::tr("items"), QObject::tr("users"))};
    lines[0].ink = inkOfUsers;
    lines[1].ink = inkOfItems;
    lines[1].signature.slot = -1; // dotted, so that colour alone tells nothing
    std::erase_if(lines, [](const LineSeries& line) { return line.points.empty(); });
    return lines;
}

} // namespace

QString OverlapPlot::toCsv() const {
    QStringList head{QStringLiteral("pairs of"),       QStringLiteral("share at least"), QStringLiteral("pairs"),
                     QStringLiteral("share of pairs"), QStringLiteral("standard error"), QStringLiteral("drawn")};
    if (m_part) head << QStringLiteral("of");
    QString text = csv::line(head);
    const auto add = [&](const OverlapPair& overlaps, const QString& of) {
        for (const Overlap* overlap : {&overlaps.first, &overlaps.second})
            for (const OverlapStep& step : overlap->steps) {
                QStringList cells{overlap->side == OverlapSide::Users ? QStringLiteral("users") : QStringLiteral("items"),
                                  QString::number(step.atLeast),
                                  QString::number(step.pairs),
                                  format::plain(step.share),
                                  format::plain(step.standardError),
                                  QString::number(overlap->drawn)};
                if (m_part) cells << of;
                text += csv::line(cells);
            }
    };
    add(m_overlaps, QStringLiteral("all ratings"));
    if (m_part) add(*m_part, QStringLiteral("selected ratings"));
    return text;
}

OverlapCard::OverlapCard(DataSelection& selection, QWidget* parent)
    : DetailCard(tr("Overlap"), parent),
      m_selection(selection),
      m_plot(new OverlapPlot(this)),
      m_words(new PlainLabel({}, this)),
      m_whole(this),
      m_part(this) {
    setContent(m_plot);
    m_words->setType(Appearance::Type::Secondary);
    m_words->setWordWrap(true);
    m_words->hide();
    body()->addWidget(m_words);
    for (OverlapCounter* counter : {&m_whole, &m_part}) connect(counter, &OverlapCounter::changed, this, &OverlapCard::fill);
    m_plot->setName(QStringLiteral("overlap"), tr("Pairs that share at least so many"));
    m_plot->setExplanation(
        tr("For two users: how many items both have rated; for two items: how many users have rated both. Neighbourhood models "
           "compare exactly these: a similarity that rests on one or two common ratings is hardly more than chance, and pairs "
           "that share nothing cannot be compared at all. While ratings are selected, the lines in front are of these alone: of "
           "the pairs of their users and of their items."));
}

void OverlapCard::showFacts(const DataFacts& facts) {
    if (facts.dataset == m_dataset) {
        fill();
        return;
    }
    m_dataset = facts.dataset;
    m_whole.stop();
    m_part.stop();
    m_rows.reset();
    m_partWaits = false;
    m_wholeWaits = true;
    fill();
}

void OverlapCard::showSelection(const DataFacts& facts) {
    const auto& held = m_selection.held();
    const bool counts = held && held->rows > 0 && facts.dataset == m_dataset;
    if (counts && m_rows == m_selection.rows()) return;
    m_rows = counts ? m_selection.rows() : nullptr;
    m_part.stop();
    m_partWaits = counts;
    fill();
    update(); // where it is seen, the counting begins
}

void OverlapCard::paintEvent(QPaintEvent* event) {
    DetailCard::paintEvent(event);
    if (std::exchange(m_wholeWaits, false)) m_whole.start(m_dataset, nullptr);
    if (std::exchange(m_partWaits, false)) m_part.start(m_dataset, m_rows);
}

void OverlapCard::fill() {
    if (!m_whole.problem().isEmpty()) {
        sayWhy(tr("The pairs could not be counted: %1").arg(m_whole.problem()));
    } else if (!m_whole.result()) {
        const QString words = tr("Counting what pairs of users and of items have in common…");
        const bool begun = m_whole.isBusy() && m_whole.done() > 0;
        setTitle(tr("Overlap"), tr("pairs that share at least so many"));
        sayWhy(begun ? tr("%1 %2").arg(words, format::share(m_whole.done(), 0)) : words);
    } else if (!hasPairs(*m_whole.result())) {
        sayWhy(tr("There is no pair: the data has one user and one item."));
    } else {
        fillLines();
        fillWords();
        sayWhy({});
        return;
    }
    m_words->hide();
}

QString OverlapCard::partWords() const {
    if (m_selection.isEmpty()) return {};
    if (const auto& held = m_selection.held(); !held)
        return tr("of all ratings, the selected are counted…");
    else if (held->rows == 0)
        return tr("of all ratings, no rating is selected");
    if (!m_part.problem().isEmpty()) return tr("of all ratings, the pairs of the selected could not be counted");
    if (!m_part.result()) return tr("of all ratings, the selected: %1 counted").arg(format::share(m_part.done(), 0));
    if (!hasPairs(*m_part.result())) return tr("of all ratings, there is no pair in the selected");
    return m_part.result()->first.isExact() && m_part.result()->second.isExact() ? tr("in front: of the selected")
                                                                                 : tr("in front: of the selected, estimated");
}

void OverlapCard::fillLines() {
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
    m_plot->setOverlaps(*m_whole.result());
    m_plot->setSeries(linesOf(*m_whole.result(), tr("users"), tr("items"), theme().text, theme().muted));
    const bool selected = m_part.result() && hasPairs(*m_part.result());
    m_plot->setPart(selected ? m_part.result() : std::nullopt);
    std::vector<LineSeries> front;
    if (selected) front = linesOf(*m_part.result(), tr("selected users"), tr("selected items"), theme().accent, theme().accent);
    for (LineSeries& line : front) {
        line.markedPoint = std::min(line.points.size() - 1, line.signature.slot < 0 ? std::size_t{1} : std::size_t{3});
        line.markedLabel = line.label;
    }
    m_plot->setOverlay(std::move(front));
}

void OverlapCard::fillWords() {
    const QString part = partWords();
    setTitle(tr("Overlap"),
             part.isEmpty() ? howCounted(*m_whole.result()) : tr("pairs that share at least so many; %1").arg(part));
    QString words = restsOnLittle(*m_whole.result());
    if (m_part.result() && hasPairs(*m_part.result())) words = tr("Of the selected, %1").arg(restsOnLittle(*m_part.result()));
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
}

} // namespace recoscope::ui
