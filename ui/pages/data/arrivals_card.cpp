#include "ui/pages/data/arrivals_card.h"
#include "ui/charts/csv.h"
#include "ui/format.h"
#include "ui/pages/data/data_plots.h"
#include "ui/pages/data/data_selection.h"
#include "ui/theme/theme.h"
#include "ui/widgets/segments.h"
#include <QDateTime>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

/// `label`, one and many: "selected users", "user", "users". Drawn `times` as high as it is.
LineSeries lineOf(const std::vector<std::int64_t>& values, const DataProfile& p, const QString& label, const QString& one,
                  const QString& many, bool cumulative, double times = 1) {
    LineSeries line;
    line.label = label;
    for (std::size_t k = 0; k < values.size(); ++k)
        line.points.emplace_back(static_cast<double>(k), times * static_cast<double>(values[k]));
    line.readout = [values, bins = p.activity, one, many, cumulative](std::size_t k) {
        const QString words = format::counted(values[k], one, many);
        return cumulative ? QObject::tr("%1 known at the end of the stretch from %2").arg(words, format::date(bins[k].start))
                          : QObject::tr("%1 new in the stretch from %2").arg(words, format::date(bins[k].start));
    };
    return line;
}

std::vector<std::int64_t> shown(const std::vector<std::int64_t>& perBin, bool cumulative) {
    return cumulative ? cumulated(perBin) : perBin;
}

} // namespace

ArrivalsCard::ArrivalsCard(DataSelection& selection, QWidget* parent)
    : DetailCard(tr("Arrivals"), parent),
      m_selection(selection),
      m_plot(new ArrivalsPlot(this)),
      m_mode(new Segments({tr("known"), tr("new")}, this)) {
    m_plot->setName(QStringLiteral("arrivals"), tr("Arrivals of users and items over time"));
    m_plot->setExplanation(tr(
        "A user or an item arrives with its first rating. Where the lines keep rising, newcomers keep coming: a model that was "
        "trained earlier knows nothing about them. Where they are flat, the data is a closed world. Dragging picks a stretch of "
        "time. While ratings are selected, the lines in front show their users and items, each from its first selected rating."));
    m_plot->setPickable(true);
    addToHead(m_mode);
    setContent(m_plot);
    connect(m_mode, &Segments::chosen, this, [this](int part) { setCumulative(part == 0); });
    connect(m_plot, &LinePlot::stretchPicked, this, &ArrivalsCard::pick);
    connect(m_plot, &LinePlot::pointPicked, this, [this](double at) { pick(at, at); });
}

/// Positions of bins. The only one that is picked is let go when it is picked again.
void ArrivalsCard::pick(double from, double to) {
    if (!m_facts.details || m_facts.profile->activity.empty()) return;
    const auto last = static_cast<double>(m_facts.profile->activity.size() - 1);
    const auto bin = [last](double at) { return static_cast<std::size_t>(std::lround(std::clamp(at, 0.0, last))); };
    const std::pair bins{bin(from), bin(to)};
    if (bins.first == bins.second && m_selection.activityBins() == bins)
        m_selection.clear(DataSelection::Part::Times);
    else
        m_selection.setActivityBins(bins.first, bins.second);
}

void ArrivalsCard::setCumulative(bool on) {
    m_cumulative = on;
    m_mode->setCurrent(on ? 0 : 1);
    if (!m_facts.details) return;
    fill();
    fillPart();
}

void ArrivalsCard::showFacts(const DataFacts& facts) {
    m_facts = facts;
    if (!facts.profile->hasDates()) {
        setTitle(tr("Arrivals"), {});
        sayWhy(facts.profile->hasTimes ? tr("The data has an order, but no dates: who came when is not known.")
                                       : tr("The data has no times: who came when is not known."));
    } else if (!facts.details) {
        sayWhy(tr("Counting…"));
    } else {
        sayWhy({});
        fill();
    }
}

void ArrivalsCard::showSelection(const DataFacts& facts) {
    m_facts = facts;
    if (facts.profile->hasDates() && facts.details) fillPart();
}

bool ArrivalsCard::isPartShown() const {
    if (!m_facts.part || m_facts.part->arrivals.isEmpty()) return false;
    const auto any = [](std::int64_t n) { return n > 0; };
    return std::ranges::any_of(m_facts.part->arrivals.users, any); // a rating with a time has a user that arrives
}

double ArrivalsCard::magnification() const {
    const Arrivals& a = m_facts.part->arrivals;
    std::int64_t most = 0;
    for (const auto* side : {&a.users, &a.items}) most = std::max(most, std::ranges::max(shown(*side, m_cumulative)));
    return roundMagnification(static_cast<double>(most), m_top);
}

void ArrivalsCard::fillPart() {
    const auto& bins = m_selection.activityBins();
    m_plot->setPicked(
        bins ? std::optional(std::pair{static_cast<double>(bins->first) - 0.5, static_cast<double>(bins->second) + 0.5})
             : std::nullopt);
    std::vector<LineSeries> lines;
    if (isPartShown()) {
        const Arrivals& a = m_facts.part->arrivals;
        const double times = magnification();
        const DataProfile& p = *m_facts.profile;
        lines.push_back(lineOf(shown(a.users, m_cumulative), p, tr("selected users"), tr("selected user"), tr("selected users"),
                               m_cumulative, times));
        lines.push_back(lineOf(shown(a.items, m_cumulative), p, tr("selected items"), tr("selected item"), tr("selected items"),
                               m_cumulative, times));
        lines.back().signature.slot = -1;
        for (std::size_t k = 0; k < lines.size(); ++k) {
            lines[k].ink = theme().accent;
            lines[k].markedPoint = lines[k].points.size() * (k == 0 ? 3 : 5) / 8; // beside each other
            lines[k].markedLabel = lines[k].label;
        }
    }
    m_plot->setOverlay(std::move(lines));
    fillTable();
    fillTitle();
}

void ArrivalsCard::fill() {
    const DataProfile& p = *m_facts.profile;
    const Arrivals& a = m_facts.details->arrivals;
    const auto users = shown(a.users, m_cumulative), items = shown(a.items, m_cumulative);
    LineSeries ofUsers = lineOf(users, p, tr("users"), tr("user"), tr("users"), m_cumulative),
               ofItems = lineOf(items, p, tr("items"), tr("item"), tr("items"), m_cumulative);
    ofUsers.ink = theme().text;
    ofItems.signature.slot = -1; // dotted, so that colour alone tells nothing
    ofItems.ink = theme().muted;
    Axis x{tr("time"), 0, std::max(1.0, static_cast<double>(p.activity.size()) - 1), false, {}, {}}, y;
    for (const auto& [bin, label] : monthTicks(p, 4)) {
        x.ticks.push_back(static_cast<double>(bin));
        x.tickLabels.push_back(label);
    }
    y.ticks =
        niceTicks(0, static_cast<double>(std::max<std::int64_t>(1, std::max(std::ranges::max(users), std::ranges::max(items)))));
    y.maximum = m_top = y.ticks.back();
    m_plot->setAxes(x, y);
    m_plot->setSeries({std::move(ofUsers), std::move(ofItems)});
}

void ArrivalsCard::fillTitle() {
    const Arrivals& a = m_facts.details->arrivals;
    QString subtitle = m_cumulative ? tr("users and items known by then") : tr("first seen in each stretch of time");
    if (m_facts.part) {
        const double times = isPartShown() ? magnification() : 1;
        subtitle += !isPartShown() ? tr("; no selected rating has a time")
                    : times > 1    ? tr("; in front: selected, drawn ×%1").arg(format::count(std::llround(times)))
                                   : tr("; in front: selected");
    } else if (a.undatedUsers + a.undatedItems > 0) {
        subtitle += tr("; without a time: %1, %2")
                        .arg(format::counted(a.undatedUsers, tr("user"), tr("users")),
                             format::counted(a.undatedItems, tr("item"), tr("items")));
    }
    setTitle(tr("Arrivals"), subtitle);
}

void ArrivalsCard::fillTable() {
    const Arrivals& a = m_facts.details->arrivals;
    const auto users = cumulated(a.users), items = cumulated(a.items);
    const Arrivals* part = m_facts.part ? &m_facts.part->arrivals : nullptr;
    QStringList head{QStringLiteral("from"), QStringLiteral("new users"), QStringLiteral("new items"), QStringLiteral("users"),
                     QStringLiteral("items")};
    if (part) head << QStringLiteral("selected new users") << QStringLiteral("selected new items");
    QString text = csv::line(head);
    for (std::size_t k = 0; k < a.users.size(); ++k) {
        QStringList cells{QDateTime::fromSecsSinceEpoch(m_facts.profile->activity[k].start, Qt::UTC).toString(Qt::ISODate)};
        for (const std::int64_t n : {a.users[k], a.items[k], users[k], items[k]}) cells << QString::number(n);
        if (part) cells << QString::number(part->users[k]) << QString::number(part->items[k]);
        text += csv::line(cells);
    }
    m_plot->setTable(text);
}

} // namespace recoscope::ui
