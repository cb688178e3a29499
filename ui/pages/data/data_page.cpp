#include "ui/pages/data/data_page.h"
#include "core/base/text.h"
#include "ui/actions.h"
#include "ui/charts/plot.h"
#include "ui/filters/funnel_card.h"
#include "ui/format.h"
#include "ui/pages/data/data_plots.h"
#include "ui/pages/data/data_selection.h"
#include "ui/pages/data/detail_cards.h"
#include "ui/pages/data/findings.h"
#include "ui/pages/data/first_screen.h"
#include "ui/pages/data/members_dialog.h"
#include "ui/pages/data/selection_bar.h"
#include "ui/pages/data/selection_links.h"
#include "ui/pages/data/selection_tiles.h"
#include "ui/pages/data/sparsity_card.h"
#include "ui/pages/data/start_view.h"
#include "ui/pages/data/tail_borders.h"
#include "ui/pages/data/tile.h"
#include "ui/session.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/state_page.h"
#include <QAction>
#include <QGridLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
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
    connect(&m_session, &Session::openingAsks, this, [this] { refresh(); });
    connect(&m_session, &Session::openingProgressed, this, [this](double fraction, const QString& stage, double left) {
        m_working->setProgress(fraction);
        m_working->setTexts(tr("Opening"), left > 0.3 ? tr("%1, %2 left").arg(stage, format::seconds(left)) : stage);
    });
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        reflow();
        if (!m_session.dataset()) return;
        fillTiles();
        fillPlots();
        showSelection();
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
    m_filters = new QPushButton(tr("Filters"), page);
    m_filters->setIcon(icon(QStringLiteral("filter")));
    m_filters->setCheckable(true);
    m_filters->setObjectName(QStringLiteral("data.show-filters"));
    m_header->addWidget(m_filters);
    m_header->addWidget(next);
    column->addWidget(m_header);
    auto* area = new QScrollArea(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* inside = new QWidget;
    auto* rows = new QVBoxLayout(inside);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(px(12));
    m_tileGrid = new QGridLayout;
    m_tileGrid->setSpacing(px(12));
    const std::array<QString, 6> captions{tr("Users"), tr("Items"), tr("Ratings"), tr("Density"), tr("Scale"), tr("Time span")};
    for (std::size_t k = 0; k < m_tiles.size(); ++k) m_tiles[k] = new Tile(captions[k], inside);
    rows->addLayout(m_tileGrid);
    makeFunnel(inside);
    rows->addWidget(m_funnel);
    m_selection = new DataSelection(this);
    m_selectionBar = new SelectionBar(*m_selection, inside);
    rows->addWidget(m_selectionBar);
    QWidget* cards = makeGrid(inside);
    rows->addWidget(cards, 1);
    m_links = new SelectionLinks(*m_selection, {&m_map->map(), m_frequency, m_lorenz, m_histogram, m_activity}, this);
    connect(m_selection, &DataSelection::changed, this, &DataPage::showSelection);
    connect(m_selection, &DataSelection::counted, this, &DataPage::showSelection);
    addSelectionActions();
    m_details = new DetailCards(inside);
    rows->addWidget(m_details);
    area->setWidget(inside);
    new FirstScreen(*area, *cards);
    column->addWidget(area, 1);
    reflow();
    return page;
}

/// Out of sight until it is asked for, or filters are in force.
void DataPage::makeFunnel(QWidget* inside) {
    m_funnel = new FunnelCard(m_session, inside);
    m_funnel->hide();
    connect(m_filters, &QPushButton::toggled, m_funnel, &QWidget::setVisible);
    QAction* action = m_actions.add(
        QStringLiteral("data.filter"), QStringLiteral("Edit"), tr("F&ilter the data…"), QKeySequence(tr("Ctrl+Shift+F")),
        [this] {
            if (QAction* shown = m_actions.find(QStringLiteral("page.data"))) shown->trigger();
            m_filters->setChecked(true);
            m_funnel->setFocus();
        },
        QStringLiteral("filter"));
    const auto follow = [this, action] {
        action->setEnabled(m_session.dataset() != nullptr);
        m_filters->setChecked(!m_session.filters().empty() || (m_filters->isChecked() && m_session.dataset()));
    };
    connect(&m_session, &Session::datasetChanged, this, follow);
    follow();
}

QWidget* DataPage::makeGrid(QWidget* page) {
    auto* cards = new QWidget(page);
    m_map = new SparsityCard(m_actions, cards);
    m_frequency = new LinePlot(cards);
    m_frequency->setName(QStringLiteral("rank-frequency"), tr("Ratings per item by rank"));
    m_borders = new TailBordersEditor(*m_frequency);
    m_lorenz = new LinePlot(cards);
    m_lorenz->setName(QStringLiteral("lorenz"), tr("Lorenz curve of ratings over items"));
    m_histogram = new BarPlot(cards);
    m_histogram->setName(QStringLiteral("ratings"), tr("How often each rating was given"));
    m_activity = new BarPlot(cards);
    m_activity->setName(QStringLiteral("activity"), tr("Ratings over time"));
    m_found = new Card(tr("Quality"), {}, cards);
    auto* area = new QScrollArea(m_found);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::TabFocus);
    area->setAccessibleName(tr("Quality"));
    m_findings = new FindingsList;
    connect(m_findings, &FindingsList::rejectsWanted, this, [this] { showRejects(*this, m_session.dataset()->report); });
    connect(m_findings, &FindingsList::membersWanted, this,
            [this](const QualityFinding& finding) { showMembers(*this, m_session, m_actions, finding); });
    connect(m_findings, &FindingsList::fixWanted, this, [this](const FilterStep& step) {
        std::vector<FilterStep> steps = m_session.filters();
        steps.push_back(step);
        m_filters->setChecked(true); // where it says what comes of it
        m_session.applyFilters(steps);
    });
    connect(m_findings, &FindingsList::readingWanted, this, [this] {
        if (QAction* change = m_actions.find(QStringLiteral("data.change-reading"))) change->trigger();
    });
    area->setWidget(m_findings);
    m_findings->setAutoFillBackground(false); // the surface of the card shows through
    area->viewport()->setAutoFillBackground(false);
    m_found->body()->addWidget(area, 1);
    m_cardGrid = new QGridLayout(cards);
    m_cardGrid->setContentsMargins(0, 0, 0, 0);
    m_cardGrid->setSpacing(px(12));
    m_activityCard = plotCard(tr("Activity"), {}, m_activity, cards);
    m_cards = {m_map,
               plotCard(tr("Rank and frequency"), tr("ratings per item, log-log"), m_frequency, cards),
               plotCard(tr("Concentration"), tr("Lorenz curve of ratings over items"), m_lorenz, cards),
               m_found,
               plotCard(tr("Ratings"), tr("how often each value was given"), m_histogram, cards),
               m_activityCard};
    connect(m_borders, &TailBordersEditor::changed, this, [this] {
        m_cards[1]->setTitle(tr("Rank and frequency"),
                             m_borders->isMoved() ? m_borders->shares() : tr("ratings per item, log-log"));
    });
    return cards;
}

void DataPage::addSelectionActions() {
    m_actions.add(
        QStringLiteral("data.clear-selection"), {}, tr("Data: select nothing"), {}, [this] { m_selection->clear(); },
        QStringLiteral("close"));
    m_actions.add(
        QStringLiteral("data.show-selected"), {}, tr("Data: show the selected ratings"), {},
        [this] { m_selectionBar->showRows(); }, QStringLiteral("data"));
    showSelection();
}

void DataPage::showSelection() {
    for (const char* id : {"data.clear-selection", "data.show-selected"})
        if (QAction* action = m_actions.find(QLatin1String(id))) action->setEnabled(!m_selection->isEmpty());
    if (!m_session.dataset()) return;
    if (m_selection->held())
        showPartTiles(m_tiles, *m_session.dataset(), *m_session.profile(), *m_selection->held());
    else if (m_selection->isEmpty())
        fillTiles();
}

void DataPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && !m_selection->isEmpty())
        m_selection->clear();
    else
        QWidget::keyPressEvent(event);
}

void DataPage::resizeEvent(QResizeEvent*) { reflow(); }

void DataPage::reflow() {
    const double room = width() / Appearance::instance().scale();
    const Shape shape = room >= 1040 ? Shape::Wide : room >= 760 ? Shape::Medium : Shape::Narrow;
    const bool wide = shape == Shape::Wide;
    for (std::size_t k = 0; k < m_cards.size(); ++k)
        m_cards[k]->setMinimumHeight(px(wide ? (k < 3 ? 250 : 190) : k == 0 || k == 3 ? 300 : 280));
    if (shape == m_shape) return;
    m_shape = shape;
    m_details->setColumns(shape == Shape::Narrow ? 1 : 2);
    const int tilesAcross = wide ? 6 : shape == Shape::Medium ? 3 : 2;
    for (int k = 0; k < 6; ++k) {
        m_tileGrid->addWidget(m_tiles[static_cast<std::size_t>(k)], k / tilesAcross, k % tilesAcross);
        m_tileGrid->setColumnStretch(k, k < tilesAcross ? 1 : 0);
    }
    struct Place {
        int row, column, span;
    };
    constexpr std::array<Place, 6> kWide{{{0, 0, 1}, {0, 1, 1}, {0, 2, 1}, {1, 0, 1}, {1, 1, 1}, {1, 2, 1}}},
        kMedium{{{0, 0, 2}, {1, 0, 1}, {1, 1, 1}, {2, 0, 2}, {3, 0, 1}, {3, 1, 1}}},
        kNarrow{{{0, 0, 1}, {1, 0, 1}, {2, 0, 1}, {3, 0, 1}, {4, 0, 1}, {5, 0, 1}}};
    const auto& places = wide ? kWide : shape == Shape::Medium ? kMedium : kNarrow;
    for (std::size_t k = 0; k < m_cards.size(); ++k)
        m_cardGrid->addWidget(m_cards[k], places[k].row, places[k].column, 1, places[k].span);
    const std::array<int, 3> stretches = wide                     ? std::array{560, 380, 380}
                                         : shape == Shape::Medium ? std::array{1, 1, 0}
                                                                  : std::array{1, 0, 0};
    for (int k = 0; k < 3; ++k) m_cardGrid->setColumnStretch(k, stretches[static_cast<std::size_t>(k)]);
    for (int k = 0; k < 6; ++k) m_cardGrid->setRowStretch(k, wide ? (k == 0 ? 368 : k == 1 ? 280 : 0) : 1);
}

void DataPage::refresh() {
    if (m_session.isOpening()) {
        m_states->setCurrentIndex(1);
        m_working->setProgress(0);
        return;
    }
    if (!m_session.dataset()) {
        m_map->setData(nullptr, nullptr);
        m_selection->setData(nullptr, nullptr);
        m_selectionBar->setData(nullptr);
        m_details->setData(nullptr, nullptr);
        m_states->setCurrentIndex(0);
        return;
    }
    fillTiles();
    fillPlots();
    m_map->setData(m_session.dataset(), m_session.profile());
    m_selectionBar->setData(m_session.dataset());
    m_selection->setData(m_session.dataset(), m_session.profile());
    m_details->setData(m_session.dataset(), m_session.profile());
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
    std::vector<Finding> findings = findingsOf(d, *m_session.quality());
    if (m_session.openedAsBefore()) findings.insert(findings.begin(), readAsBefore(m_session.openedOptions()));
    const auto cautions = std::ranges::count(findings, Finding::Kind::Warn, &Finding::kind);
    const std::int64_t passed = std::ranges::count(*m_session.quality(), 0, &QualityFinding::count);
    m_found->setTitle(tr("Quality"), tr("%1, %2 passed")
                                         .arg(format::counted(cautions, tr("thing to know"), tr("things to know")),
                                              format::counted(passed, tr("check"), tr("checks"))));
    m_findings->setFindings(findings);
}

void DataPage::fillPlots() {
    const DataProfile& p = *m_session.profile();
    fillFrequency(*m_frequency, m_session.dataset(), m_session.profile());
    m_borders->setProfile(m_session.profile());
    fillLorenz(*m_lorenz, p);
    fillHistogram(*m_histogram, p);
    fillActivity(*m_activity, p);
    const auto days = p.activityBinSeconds / 86400;
    m_activityCard->setTitle(tr("Activity"), !p.hasTimes ? tr("the data has no times")
                                             : days == 1 ? tr("ratings per day")
                                             : days == 7 ? tr("ratings per week")
                                                         : tr("ratings per %1 days").arg(days));
    m_links->setProfile(m_session.profile());
}

} // namespace recoscope::ui
