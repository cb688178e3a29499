#include "ui/pages/map/map_page.h"
#include "ui/actions.h"
#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/models/entries.h"
#include "ui/pages/map/item_map.h"
#include "ui/pages/map/map_side.h"
#include "ui/session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_page.h"
#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace recoscope::ui {

MapPage::MapPage(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_session(context.session),
      m_actions(context.actions),
      m_header(new MapHeader(this)),
      m_states(new QStackedWidget(this)) {
    setObjectName(QStringLiteral("page.map"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(20), 0, px(20), px(16));
    column->setSpacing(0);
    column->setSizeConstraint(QLayout::SetNoConstraint);
    column->addWidget(m_header);
    auto* holder = new Card(this);
    m_message = new StatePage(QStringLiteral("map"), holder);
    m_message->setObjectName(QStringLiteral("map.message"));
    m_train = m_message->addButton(tr("Train iALS"), true);
    m_cancel = m_message->addButton(tr("Cancel"), false);
    holder->body()->addWidget(m_message);
    m_states->addWidget(holder);
    buildFull();
    column->addWidget(m_states, 1);
    connect(m_train, &QPushButton::clicked, this, [this] {
        if (QAction* action =
                m_actions.find(m_session.dataset() ? QStringLiteral("train.train:ials") : QStringLiteral("file.open-demo")))
            action->trigger();
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_session.cancelAll(); });
    connectSession();
    registerActions();
    connect(&Appearance::instance(), &Appearance::changed, this, &MapPage::arrange);
    m_header->setDataset(m_session.dataset());
    refreshRuns();
}

void MapPage::buildFull() {
    auto* full = new QWidget(this);
    auto* line = new QHBoxLayout(full);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(px(12));
    auto* card = new Card(full);
    card->body()->setContentsMargins(px(4), px(4), px(4), px(4));
    m_map = new ItemMap(card);
    card->body()->addWidget(m_map, 1);
    m_side = new MapSide(full);
    line->addWidget(card, 1);
    line->addWidget(m_side);
    m_states->addWidget(full);
    connect(m_header->saveMenu(), &QMenu::aboutToShow, this, [this] {
        m_header->saveMenu()->clear();
        fillExportMenu(*m_header->saveMenu(), *m_map, *m_map);
    });
    m_map->setDescribe([this](ItemIndex item) {
        const Run* run = chosen();
        const auto factors = run && run->id == m_spaceOf ? run->result->model->factors() : std::nullopt;
        if (!m_space || !factors || !m_session.dataset()) return QStringList();
        return itemCard(*m_space, *factors, *m_session.dataset(), item);
    });
    const auto select = [this](ItemIndex item) { m_session.selectItem(item); };
    connect(m_map, &ItemMap::clicked, this, select);
    connect(m_side, &MapSide::itemChosen, this, select);
    connect(m_side, &MapSide::useAsked, this, &MapPage::useAxis);
    connect(m_header, &MapHeader::runChosen, this, [this](int run) {
        m_run = run;
        refreshRuns();
    });
    connect(m_header, &MapHeader::colourChosen, this, [this](MapColour colour) {
        m_colour = colour;
        m_header->setColour(colour);
        placeItems(true);
    });
    connect(m_header, &MapHeader::sizesChosen, m_map, &ItemMap::setEqualSizes);
    connect(m_header, &MapHeader::userPicked, &m_session, &Session::selectUser);
    connect(m_header, &MapHeader::searched, this, &MapPage::refreshMarks);
    connect(m_header, &MapHeader::sideToggled, this, &MapPage::arrange);
}

void MapPage::connectSession() {
    connect(&m_session, &Session::datasetChanged, this, [this] {
        m_header->setDataset(m_session.dataset());
        refreshRuns();
    });
    for (auto signal : {&Session::runFinished, &Session::runRemoved, &Session::runAdded})
        connect(&m_session, signal, this, &MapPage::refreshRuns);
    connect(&m_session, &Session::runChanged, this, [this] {
        if (m_state != State::Full) showState();
    });
    for (auto signal : {&Session::splitReady, &Session::protocolChanged})
        connect(&m_session, signal, this, &MapPage::refreshRuns);
    connect(&m_session, &Session::splitFailed, this, &MapPage::refreshRuns);
    for (auto signal : {&Session::userChanged, &Session::editsChanged}) connect(&m_session, signal, this, &MapPage::refreshRanks);
    connect(&m_session, &Session::itemChanged, this, &MapPage::refreshMarks);
}

void MapPage::registerActions() {
    const auto add = [this](const char* id, const QString& text, const QString& iconName, auto run) {
        m_actions.add(
            QLatin1String(id), {}, text, {},
            [page = QPointer<MapPage>(this), run] {
                if (page && page->m_state == State::Full) run(*page);
            },
            iconName);
    };
    add("map.search", tr("Search the map"), QStringLiteral("search"), [](MapPage& page) { page.m_header->focusSearch(); });
    add("map.find-selected", tr("Find the selected title on the map"), QStringLiteral("search"), [](MapPage& page) {
        if (const auto item = page.m_session.item())
            page.m_header->setWanted(format::title(page.m_session.dataset()->titleOf(*item)));
    });
    add("map.clear-search", tr("Clear the search on the map"), QStringLiteral("close"),
        [](MapPage& page) { page.m_header->setWanted({}); });
    add("map.reset-view", tr("Reset the zoom of the map"), QStringLiteral("reload"), [](MapPage& page) { page.m_map->fit(); });
    add("map.swap-axes", tr("Swap the axes of the map"), QStringLiteral("sort"), [](MapPage& page) {
        std::swap(page.m_x, page.m_y);
        page.placeItems(false);
    });
    const auto colour = [&](const char* id, const QString& text, MapColour which) {
        add(id, text, {}, [which](MapPage& page) { Q_EMIT page.m_header->colourChosen(which); });
    };
    colour("map.colour-genre", tr("Colour the map by genre"), MapColour::Genre);
    colour("map.colour-popularity", tr("Colour the map by popularity"), MapColour::Popularity);
    colour("map.colour-mean", tr("Colour the map by mean rating"), MapColour::Mean);
}

void MapPage::arrange() {
    const double room = width() / Appearance::instance().scale();
    const bool compact = room < 1000;
    const bool narrow = room < 640;
    m_header->setCompact(compact, narrow);
    m_side->setVisible(!compact || m_header->sideWanted());
    m_map->parentWidget()->setVisible(!narrow || !m_header->sideWanted());
}

QSize MapPage::minimumSizeHint() const { return {px(360), px(300)}; }

void MapPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace recoscope::ui
