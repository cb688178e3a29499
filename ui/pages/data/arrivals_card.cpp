#include "ui/pages/data/arrivals_card.h"
#include "ui/charts/csv.h"
#include "ui/format.h"
#include "ui/pages/data/data_plots.h"
#include "ui/theme/theme.h"
#include "ui/widgets/segments.h"
#include <QDateTime>
#include <algorithm>

namespace recoscope::ui {
namespace {

LineSeries lineOf(const std::vector<std::int64_t>& values, const DataProfile& p, const QString& label, const QString& one,
                  const QString& many, bool cumulative) {
    LineSeries line;
    line.label = label;
    for (std::size_t k = 0; k < values.size(); ++k)
        line.points.emplace_back(static_cast<double>(k), static_cast<double>(values[k]));
    line.readout = [values, bins = p.activity, one, many, cumulative](std::size_t k) {
        const QString words = format::counted(values[k], one, many);
        return cumulative ? QObject::tr("%1 known at the end of the stretch from %2").arg(words, format::date(bins[k].start))
                          : QObject::tr("%1 new in the stretch from %2").arg(words, format::date(bins[k].start));
    };
    return line;
}

} // namespace

ArrivalsCard::ArrivalsCard(QWidget* parent)
    : DetailCard(tr("Arrivals"), parent),
      m_plot(new ArrivalsPlot(this)),
      m_mode(new Segments({tr("known"), tr("new")}, this)) {
    m_plot->setName(QStringLiteral("arrivals"), tr("Arrivals of users and items over time"));
    m_plot->setExplanation(tr(
        "A user or an item arrives with its first rating. Where the lines keep rising, newcomers keep coming: a model that was "
        "trained earlier knows nothing about them. Where they are flat, the data is a closed world."));
    addToHead(m_mode);
    setContent(m_plot);
    connect(m_mode, &Segments::chosen, this, [this](int part) { setCumulative(part == 0); });
}

void ArrivalsCard::setCumulative(bool on) {
    m_cumulative = on;
    m_mode->setCurrent(on ? 0 : 1);
    if (m_facts.details) fill();
}

void ArrivalsCard::showFacts(const DataFacts& facts) {
    m_facts = facts;
    if (!facts.profile->hasTimes) {
        setTitle(tr("Arrivals"), {});
        sayWhy(tr("The data has no times: who came when is not known."));
    } else if (!facts.details) {
        sayWhy(tr("Counting…"));
    } else {
        sayWhy({});
        fill();
        fillTable();
    }
}

void ArrivalsCard::fill() {
    const DataProfile& p = *m_facts.profile;
    const Arrivals& a = m_facts.details->arrivals;
    const auto users = m_cumulative ? cumulated(a.users) : a.users, items = m_cumulative ? cumulated(a.items) : a.items;
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
    y.maximum = y.ticks.back();
    m_plot->setAxes(x, y);
    m_plot->setSeries({std::move(ofUsers), std::move(ofItems)});
    QString subtitle = m_cumulative ? tr("users and items known by then") : tr("first seen in each stretch of time");
    if (a.undatedUsers + a.undatedItems > 0)
        subtitle += tr("; without a time: %1, %2")
                        .arg(format::counted(a.undatedUsers, tr("user"), tr("users")),
                             format::counted(a.undatedItems, tr("item"), tr("items")));
    setTitle(tr("Arrivals"), subtitle);
}

void ArrivalsCard::fillTable() {
    const Arrivals& a = m_facts.details->arrivals;
    const auto users = cumulated(a.users), items = cumulated(a.items);
    QString text = csv::line({QStringLiteral("from"), QStringLiteral("new users"), QStringLiteral("new items"),
                              QStringLiteral("users"), QStringLiteral("items")});
    for (std::size_t k = 0; k < a.users.size(); ++k)
        text += csv::line({QDateTime::fromSecsSinceEpoch(m_facts.profile->activity[k].start, Qt::UTC).toString(Qt::ISODate),
                           QString::number(a.users[k]), QString::number(a.items[k]), QString::number(users[k]),
                           QString::number(items[k])});
    m_plot->setTable(text);
}

} // namespace recoscope::ui
