#include "ui/actions.h"
#include "ui/charts/plot.h"
#include "ui/filters/funnel_card.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/data/data_selection.h"
#include "ui/pages/data/detail_cards.h"
#include "ui/pages/data/findings.h"
#include "ui/pages/data/first_screen.h"
#include "ui/pages/data/members_dialog.h"
#include "ui/pages/data/quality_card.h"
#include "ui/pages/data/selection_bar.h"
#include "ui/pages/data/selection_links.h"
#include "ui/pages/data/sparsity_card.h"
#include "ui/pages/data/tail_borders.h"
#include "ui/pages/data/tile_row.h"
#include "ui/session.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/column_scroll.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/state_page.h"
#include <QAction>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

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

QWidget* DataPage::makeWorking() {
    m_working = new StatePage(QStringLiteral("open"));
    m_working->setTexts(tr("Opening"), {});
    connect(m_working->addButton(tr("Cancel"), false), &QPushButton::clicked, this, [this] { m_session.cancelOpening(); });
    return m_working;
}

QWidget* DataPage::makeHeader(QWidget* page) {
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
    return m_header;
}

/// The selection stands above what scrolls: it is in sight whichever picture stated it. The funnel is the first thing of what
/// scrolls: what it leaves is told below it.
QWidget* DataPage::makeFull() {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(px(20), 0, ColumnScroll::pageMargin(), px(16));
    column->setSpacing(px(12));
    auto* top = new QVBoxLayout; // as wide as what scrolls
    top->setContentsMargins(0, 0, ColumnScroll::barWidth(), 0);
    top->setSpacing(px(12));
    top->addWidget(makeHeader(page));
    m_selection = new DataSelection(this);
    m_selectionBar = new SelectionBar(*m_selection, page);
    top->addWidget(m_selectionBar);
    column->addLayout(top);
    m_scroll = new ColumnScroll(Qt::Vertical, page);
    column->addWidget(m_scroll, 1);
    QWidget* inside = m_scroll->widget();
    makeFunnel(inside);
    m_scroll->columns()->addWidget(m_funnel);
    m_tiles = new TileRow(inside);
    m_scroll->columns()->addWidget(m_tiles);
    QWidget* cards = makeGrid(inside);
    m_scroll->columns()->addWidget(cards, 1);
    m_links = new SelectionLinks(*m_selection, {&m_map->map(), m_frequency, m_lorenz, m_histogram, m_activity}, this);
    connect(m_selection, &DataSelection::changed, this, &DataPage::showSelection);
    connect(m_selection, &DataSelection::counted, this, &DataPage::showSelection);
    addSelectionActions();
    m_details = new DetailCards(*m_selection, inside);
    m_scroll->columns()->addWidget(m_details);
    new FirstScreen(*m_scroll, *cards);
    reflow();
    return page;
}

/// Out of sight until it is asked for, or filters are in force.
void DataPage::makeFunnel(QWidget* inside) {
    m_funnel = new FunnelCard(m_session, inside);
    m_funnel->hide();
    connect(m_filters, &QPushButton::toggled, this, [this](bool shown) {
        m_funnel->setVisible(shown);
        if (shown) m_scroll->verticalScrollBar()->setValue(0);
    });
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
    m_cards = new CardGrid(page);
    m_map = new SparsityCard(m_actions, m_cards);
    m_frequency = new LinePlot(m_cards);
    m_frequency->setName(QStringLiteral("rank-frequency"), tr("Ratings per item by rank"));
    m_borders = new TailBordersEditor(*m_frequency);
    m_lorenz = new LinePlot(m_cards);
    m_lorenz->setName(QStringLiteral("lorenz"), tr("Lorenz curve of ratings over items"));
    m_histogram = new BarPlot(m_cards);
    m_histogram->setName(QStringLiteral("ratings"), tr("How often each rating was given"));
    m_activity = new BarPlot(m_cards);
    m_activity->setName(QStringLiteral("activity"), tr("Ratings over time"));
    m_frequencyCard = plotCard(tr("Rank and frequency"), tr("ratings per item, log-log"), m_frequency, m_cards);
    m_activityCard = plotCard(tr("Activity"), {}, m_activity, m_cards);
    m_cards->add(m_map, {{0, 0}, {0, 0, 2}, true});
    m_cards->add(m_frequencyCard, {{0, 1}, {1, 0}});
    m_cards->add(plotCard(tr("Concentration"), tr("Lorenz curve of ratings over items"), m_lorenz, m_cards), {{0, 2}, {1, 1}});
    m_cards->add(makeQuality(m_cards), {{1, 0}, {2, 0, 2}, true});
    m_cards->add(plotCard(tr("Ratings"), tr("how often each value was given"), m_histogram, m_cards), {{1, 1}, {3, 0}});
    m_cards->add(m_activityCard, {{1, 2}, {3, 1}});
    connect(m_borders, &TailBordersEditor::changed, this, [this] {
        m_frequencyCard->setTitle(tr("Rank and frequency"),
                                  m_borders->isMoved() ? m_borders->shares() : tr("ratings per item, log-log"));
    });
    return m_cards;
}

QualityCard* DataPage::makeQuality(QWidget* cards) {
    m_quality = new QualityCard(cards);
    FindingsList* list = &m_quality->list();
    connect(list, &FindingsList::rejectsWanted, this, [this] { showRejects(*this, m_session.dataset()->report); });
    connect(list, &FindingsList::membersWanted, this,
            [this](const QualityFinding& finding) { showMembers(*this, m_session, *m_selection, m_actions, finding); });
    connect(list, &FindingsList::fixWanted, this, [this](const FilterStep& step) {
        std::vector<FilterStep> steps = m_session.filters();
        steps.push_back(step);
        m_filters->setChecked(true); // where it says what comes of it
        m_session.applyFilters(steps);
    });
    connect(list, &FindingsList::readingWanted, this, [this] {
        if (QAction* change = m_actions.find(QStringLiteral("data.change-reading"))) change->trigger();
    });
    return m_quality;
}

} // namespace recoscope::ui
