#include "ui/pages/data/data_page.h"
#include "core/base/text.h"
#include "ui/actions.h"
#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/pages/data/sparsity_map.h"
#include "ui/pages/data/start_view.h"
#include "ui/pages/data/tile.h"
#include "ui/session.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/state_page.h"
#include <QAction>
#include <QGridLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <cmath>

namespace recoscope::ui {
namespace {

template <class Plot>
Card* plotCard(const QString& title, const QString& subtitle, Plot* plot, QWidget* parent) {
    auto* card = new Card(title, subtitle, parent);
    card->body()->addWidget(plot, 1);
    card->offerExport(plot, plot);
    return card;
}

} // namespace

DataPage::DataPage(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_session(context.session),
      m_actions(context.actions),
      m_states(new QStackedWidget(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_states);
    m_states->addWidget(new StartView(context));
    m_states->addWidget(makeWorking());
    m_states->addWidget(makeFull());
    connect(&m_session, &Session::datasetChanged, this, &DataPage::refresh);
    connect(&m_session, &Session::openingStarted, this, &DataPage::refresh);
    connect(&m_session, &Session::openingCancelled, this, &DataPage::refresh);
    connect(&m_session, &Session::openingFailed, this, [this] { refresh(); });
    connect(&m_session, &Session::openingProgressed, this, [this](double fraction, const QString& stage, double left) {
        m_working->setProgress(fraction);
        m_working->setTexts(tr("Opening"), left > 0.3 ? tr("%1, %2 left").arg(stage, format::seconds(left)) : stage);
    });
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        if (m_session.dataset()) fillPlots();
    });
    refresh();
}

QWidget* DataPage::makeWorking() {
    m_working = new StatePage(QStringLiteral("open"));
    m_working->setTexts(tr("Opening"), {});
    connect(m_working->addButton(tr("Cancel"), false), &QPushButton::clicked, this, [this] { m_session.cancelOpening(); });
    return m_working;
}

QWidget* DataPage::makeFull() {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(px(20), 0, px(20), px(16));
    column->setSpacing(px(12));
    m_header = new PageHeader(tr("Data"), page);
    auto* next = new QPushButton(tr("Choose models"), page);
    next->setProperty("primary", true);
    connect(next, &QPushButton::clicked, this, [this] {
        if (QAction* train = m_actions.find(QStringLiteral("page.train"))) train->trigger();
    });
    m_header->addWidget(next);
    column->addWidget(m_header);
    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(px(12));
    const std::array<QString, 6> captions{tr("Users"), tr("Items"), tr("Ratings"), tr("Density"), tr("Scale"), tr("Time span")};
    for (std::size_t k = 0; k < m_tiles.size(); ++k) tiles->addWidget(m_tiles[k] = new Tile(captions[k], page), 1);
    column->addLayout(tiles);
    m_map = new SparsityMap(page);
    m_frequency = new LinePlot(page);
    m_frequency->setName(QStringLiteral("rank-frequency"), tr("Ratings per item by rank, log-log"));
    m_lorenz = new LinePlot(page);
    m_lorenz->setName(QStringLiteral("lorenz"), tr("Lorenz curve of ratings over items"));
    m_histogram = new BarPlot(page);
    m_histogram->setName(QStringLiteral("ratings"), tr("How often each rating was given"));
    m_activity = new BarPlot(page);
    m_activity->setName(QStringLiteral("activity"), tr("Ratings over time"));
    auto* grid = new QGridLayout;
    grid->setSpacing(px(12));
    grid->addWidget(
        plotCard(tr("Sparsity map"), tr("share of filled cells; users by activity, items by popularity"), m_map, page), 0, 0);
    grid->addWidget(m_frequencyCard = plotCard(tr("Rank and frequency"), tr("ratings per item, log-log"), m_frequency, page), 0,
                    1);
    grid->addWidget(m_lorenzCard = plotCard(tr("Concentration"), tr("Lorenz curve of ratings over items"), m_lorenz, page), 0, 2);
    m_found = new Card(tr("What was found"), {}, page);
    m_report = new PlainLabel({}, m_found);
    m_report->setWordWrap(true);
    m_report->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_found->body()->addWidget(m_report, 1);
    grid->addWidget(m_found, 1, 0);
    grid->addWidget(plotCard(tr("Ratings"), tr("how often each value was given"), m_histogram, page), 1, 1);
    grid->addWidget(m_activityCard = plotCard(tr("Activity"), {}, m_activity, page), 1, 2);
    grid->setColumnStretch(0, 3);
    grid->setColumnStretch(1, 2);
    grid->setColumnStretch(2, 2);
    grid->setRowStretch(0, 4);
    grid->setRowStretch(1, 3);
    column->addLayout(grid, 1);
    return page;
}

void DataPage::refresh() {
    if (m_session.isOpening()) {
        m_states->setCurrentIndex(1);
        m_working->setProgress(0);
        return;
    }
    if (!m_session.dataset()) {
        m_map->setData(nullptr, nullptr);
        m_states->setCurrentIndex(0);
        return;
    }
    fillTiles();
    fillPlots();
    m_map->setData(m_session.dataset(), m_session.profile());
    m_states->setCurrentIndex(2);
}

void DataPage::fillTiles() {
    const Dataset& d = *m_session.dataset();
    const DataProfile& p = *m_session.profile();
    const LoadReport& r = d.report;
    m_header->setSubtitle(QString::fromStdString(join(r.files, ", ")) + QStringLiteral(" · ") + QString::fromStdString(r.format) +
                          QStringLiteral(" · ") + QString::fromStdString(r.columns).replace(',', QStringLiteral(", ")) +
                          (d.simulated ? QStringLiteral(" · ") + tr("simulated ratings") : QString()));
    m_tiles[0]->setFigure(format::count(p.users),
                          tr("median %1 ratings, fewest %2").arg(format::count(p.medianPerUser), format::count(p.fewestPerUser)));
    m_tiles[1]->setFigure(format::count(p.items),
                          tr("median %1, %2 rated once").arg(format::count(p.medianPerItem), format::count(p.itemsRatedOnce)));
    m_tiles[2]->setFigure(format::count(p.interactions),
                          tr("%1 rejected, %2 repeated pairs").arg(format::count(r.rejected), format::count(r.duplicates)));
    const auto millions = [](double n) {
        return n >= 1e6 ? format::rating(std::round(n / 1e4) / 100) : format::count(std::llround(n));
    };
    const double cells = static_cast<double>(p.users) * static_cast<double>(p.items),
                 empty = cells - static_cast<double>(p.interactions);
    m_tiles[3]->setFigure(format::share(p.density, 2), cells >= 1e6
                                                           ? tr("%1 of %2 million empty").arg(millions(empty), millions(cells))
                                                           : tr("%1 of %2 empty").arg(millions(empty), millions(cells)));
    if (d.scale)
        m_tiles[4]->setFigure(tr("%1 to %2").arg(format::rating(d.scale->minimum), format::rating(d.scale->maximum)),
                              tr("step %1, mean %2").arg(format::rating(d.scale->step), format::rating(p.meanRating)));
    else
        m_tiles[4]->setFigure(format::undefined(), tr("no ratings: every row counts as 1"));
    if (p.hasTimes)
        m_tiles[5]->setFigure(format::span(p.firstTime, p.lastTime),
                              tr("%1 to %2").arg(format::date(p.firstTime), format::date(p.lastTime)));
    else
        m_tiles[5]->setFigure(format::undefined(), tr("the data has no times"));

    QStringList lines{
        tr("%1 lines read: %2 accepted, %3 rejected, %4 skipped.")
            .arg(format::count(r.records), format::count(r.accepted), format::count(r.rejected), format::count(r.skipped))};
    lines << (r.duplicates > 0 ? tr("%1 repeat a user-item pair; the latest counts.").arg(format::count(r.duplicates))
                               : tr("No user-item pair is repeated."));
    for (const std::string& w : r.warnings) lines << format::safe(w);
    for (const std::string& f : r.filters) lines << tr("Filter: %1").arg(format::safe(f));
    for (std::size_t k = 0; k < std::min<std::size_t>(3, r.rejects.size()); ++k)
        lines << tr("Line %1, character %2: expected %3, found “%4”")
                     .arg(QString::number(r.rejects[k].line), QString::number(r.rejects[k].column),
                          format::safe(r.rejects[k].expected), format::safe(r.rejects[k].text));
    lines << tr("SHA-256 of the rows: %1…").arg(QString::fromStdString(d.checksum).left(16));
    m_report->setText(lines.join(QStringLiteral("\n\n")));
}

void DataPage::fillPlots() {
    const Dataset& d = *m_session.dataset();
    const DataProfile& p = *m_session.profile();
    LineSeries frequency;
    frequency.ink = theme().text;
    for (std::size_t k = 0; k < p.countsByRank.size() && p.countsByRank[k] > 0; ++k)
        frequency.points.emplace_back(static_cast<double>(k) + 1, p.countsByRank[k]);
    frequency.markedPoint = 0;
    if (!p.itemsByRank.empty())
        frequency.markedLabel = format::title(d.titleOf(p.itemsByRank[0])) + QStringLiteral(", ") + format::count(p.mostPerItem);
    const auto logTop = [](double n) { return std::pow(10.0, std::ceil(std::log10(std::max(10.0, n)) - 1e-9)); };
    m_frequency->setAxes({tr("item rank"), 1, std::max(2.0, static_cast<double>(p.items)), true, {}, {}},
                         {tr("ratings"), 1, logTop(p.mostPerItem), true, {}, {}});
    m_frequency->setSeries({frequency});
    m_frequency->setReferences({{true, static_cast<double>(p.head), {}}, {true, static_cast<double>(p.head + p.torso), {}}});

    m_frequencyCard->setTitle(
        tr("Rank and frequency"),
        tr("log-log; head %1, torso %2, tail %3").arg(format::count(p.head), format::count(p.torso), format::count(p.tail)));

    LineSeries lorenz;
    lorenz.ink = theme().text;
    lorenz.points.emplace_back(0, 0);
    double sum = 0;
    const std::size_t n = p.countsByRank.size(), step = std::max<std::size_t>(1, n / 500);
    for (std::size_t k = 0; k < n; ++k) {
        sum += p.countsByRank[n - 1 - k];
        if ((k + 1) % step == 0 || k + 1 == n)
            lorenz.points.emplace_back(100.0 * static_cast<double>(k + 1) / static_cast<double>(n),
                                       100 * sum / static_cast<double>(std::max<std::int64_t>(1, p.interactions)));
    }
    for (std::size_t k = 0; k < lorenz.points.size(); ++k)
        if (lorenz.points[k].x() <= 90.001) lorenz.markedPoint = k;
    lorenz.markedLabel = tr("top 10 %: %1 of ratings").arg(format::share(p.top10Share));
    m_lorenz->setAxes({tr("% of items, rarest first"), 0, 100, false, {0, 25, 50, 75, 100}, {}},
                      {tr("% of ratings"), 0, 100, false, {0, 25, 50, 75, 100}, {}});
    m_lorenz->setShading({{0, 0}, {100, 100}}, lorenz.points);
    m_lorenz->setSeries({lorenz});
    m_lorenzCard->setTitle(tr("Concentration"), tr("Gini %1 (0 = all items equal)").arg(format::gini(p.gini)));

    std::vector<Bar> bars;
    for (const auto& [value, count] : p.histogram) {
        const QString label = p.histogramBinned ? tr("%1+").arg(format::rating(value)) : format::rating(value);
        const double part = static_cast<double>(count) / static_cast<double>(std::max<std::int64_t>(1, p.interactions));
        bars.push_back({label, static_cast<double>(count), p.histogram.size() <= 10 ? format::share(part) : QString(),
                        label + QStringLiteral(": ") + format::count(count) + QStringLiteral(", ") + format::share(part)});
    }
    m_histogram->setBars(bars, tr("rating"), {QStringLiteral("rating"), QStringLiteral("count")});
    if (bars.size() > 10) {
        std::vector<std::pair<std::size_t, QString>> ticks;
        for (std::size_t k = 0; k < bars.size(); k += bars.size() / 5) ticks.emplace_back(k, bars[k].label);
        m_histogram->setTicks(std::move(ticks));
    }
    bars.clear();
    std::vector<std::pair<std::size_t, QString>> ticks;
    for (std::size_t k = 0; k < p.activity.size(); ++k) {
        const QString day = format::date(p.activity[k].start);
        bars.push_back(
            {day, static_cast<double>(p.activity[k].count), {}, day + QStringLiteral(": ") + format::count(p.activity[k].count)});
        if (k % std::max<std::size_t>(1, p.activity.size() / 3) == 0 && k + p.activity.size() / 6 < p.activity.size())
            ticks.emplace_back(k, day);
    }
    m_activity->setBars(bars, {}, {QStringLiteral("from"), QStringLiteral("count")});
    m_activity->setTicks(std::move(ticks));
    const auto days = p.activityBinSeconds / 86400;
    m_activityCard->setTitle(tr("Activity"), !p.hasTimes ? tr("the data has no times")
                                             : days == 1 ? tr("ratings per day")
                                             : days == 7 ? tr("ratings per week")
                                                         : tr("ratings per %1 days").arg(days));
}

} // namespace recoscope::ui
