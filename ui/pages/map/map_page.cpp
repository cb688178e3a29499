#include "ui/pages/map/map_page.h"
#include "core/ranking/rank.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/session.h"
#include "ui/theme/icons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/state_page.h"
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>

namespace recoscope::ui {
namespace {

constexpr int kAxes = 6;
constexpr int kExtremes = 5;
constexpr std::array<const char*, 8> kGenreSlots{"Drama",   "Comedy",   "Action", "Thriller",
                                                 "Romance", "Children", "Sci-Fi", "Horror"};

int slotOf(const std::string& genre) {
    for (std::size_t k = 0; k < kGenreSlots.size(); ++k)
        if (genre == kGenreSlots[k] || (genre == "Children's" && std::string(kGenreSlots[k]) == "Children"))
            return static_cast<int>(k);
    return -1;
}

/// A film with several genres takes its rarest that has a colour.
std::vector<int> groupsOf(const Dataset& d) {
    std::vector<int> groups(static_cast<std::size_t>(d.items.size()), -1);
    if (d.itemTable.genres.empty()) return groups;
    std::vector<int> frequency(d.itemTable.genreNames.size(), 0);
    for (const auto& list : d.itemTable.genres)
        for (const auto genre : list) ++frequency[genre];
    for (std::size_t i = 0; i < groups.size(); ++i) {
        int rarest = std::numeric_limits<int>::max();
        for (const auto genre : d.itemTable.genres[i])
            if (const int slot = slotOf(d.itemTable.genreNames[genre]); slot >= 0 && frequency[genre] < rarest) {
                rarest = frequency[genre];
                groups[i] = slot;
            }
    }
    return groups;
}

void clear(QVBoxLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

MapPage::MapPage(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_session(context.session),
      m_actions(context.actions),
      m_mailbox(std::make_shared<Mailbox>(this)),
      m_header(new PageHeader(tr("Map"), this)),
      m_states(new QStackedWidget(this)),
      m_runs(new QComboBox(this)),
      m_x(new QComboBox(this)),
      m_y(new QComboBox(this)),
      m_colour(new QComboBox(this)),
      m_search(new QLineEdit(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(20), 0, px(20), px(16));
    column->setSpacing(0);
    m_runs->setAccessibleName(tr("Model"));
    m_x->setAccessibleName(tr("Axis across"));
    m_y->setAccessibleName(tr("Axis up"));
    m_colour->setAccessibleName(tr("Colour"));
    m_colour->addItems({tr("Colour: genre"), tr("Colour: popularity")});
    m_search->setPlaceholderText(tr("Find an item"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(px(220));
    for (QWidget* widget : std::initializer_list<QWidget*>{m_runs, m_x, m_y, m_colour}) m_header->addAfterTitle(widget);
    m_header->addWidget(m_search);
    column->addWidget(m_header);
    auto* empty = new StatePage(QStringLiteral("map"), this);
    empty->setTexts(tr("No latent space yet"), tr("Factor models place every item in a space of tastes. Train one to see it."));
    connect(empty->addButton(tr("Train iALS"), true), &QPushButton::clicked, this, [this] {
        m_actions.find(m_session.dataset() ? QStringLiteral("train.train:ials") : QStringLiteral("file.open-demo"))->trigger();
    });
    m_states->addWidget(empty);
    auto* working = new StatePage(QStringLiteral("map"), this);
    working->setTexts(tr("Finding the axes"), {});
    m_states->addWidget(working);
    m_states->addWidget(makeFull());
    column->addWidget(m_states, 1);
    for (auto signal : {&Session::runFinished, &Session::runRemoved}) connect(&m_session, signal, this, &MapPage::refreshRuns);
    connect(&m_session, &Session::datasetChanged, this, &MapPage::refreshRuns);
    connect(&m_session, &Session::userChanged, this, &MapPage::refreshMarks);
    connect(m_runs, &QComboBox::currentIndexChanged, this, &MapPage::computeAxes);
    for (QComboBox* box : {m_x, m_y}) connect(box, &QComboBox::currentIndexChanged, this, &MapPage::placeItems);
    connect(m_colour, &QComboBox::currentIndexChanged, this, [this](int index) { m_map->setColourByPopularity(index == 1); });
    connect(m_search, &QLineEdit::textChanged, this, &MapPage::refreshMarks);
    connect(&Appearance::instance(), &Appearance::changed, this, &MapPage::refreshLegend);
    refreshRuns();
}

MapPage::~MapPage() { m_mailbox->close(); }

QWidget* MapPage::makeFull() {
    auto* full = new QWidget(this);
    auto* line = new QHBoxLayout(full);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(px(12));
    auto* card = new Card(tr("Items by taste"), tr("two principal axes of the item factors"), full);
    m_map = new ItemMap(card);
    card->offerExport(m_map, m_map);
    auto* row = new QHBoxLayout;
    auto* legend = new QWidget(card);
    m_legend = new QVBoxLayout(legend);
    m_legend->setContentsMargins(0, 0, 0, 0);
    m_legend->setSpacing(px(2));
    row->addWidget(legend, 0, Qt::AlignTop);
    row->addWidget(m_map, 1);
    card->body()->addLayout(row, 1);
    m_note = new PlainLabel({}, card);
    m_note->setRole(PlainLabel::Role::Muted);
    m_note->setType(Appearance::Type::Caption);
    card->body()->addWidget(m_note);
    line->addWidget(card, 1);
    auto* sideCard = new Card(tr("Axes"), tr("strongest items at both ends"), full);
    auto* scroll = new QScrollArea(sideCard);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    m_side = new QVBoxLayout(content);
    m_side->setContentsMargins(0, 0, px(8), 0);
    m_side->setSpacing(px(3));
    scroll->setWidget(content);
    content->setAutoFillBackground(false); // the card shows through
    scroll->viewport()->setAutoFillBackground(false);
    sideCard->body()->addWidget(scroll);
    const auto follow = [sideCard] { sideCard->setFixedWidth(px(320)); };
    connect(&Appearance::instance(), &Appearance::changed, sideCard, follow);
    follow();
    line->addWidget(sideCard);
    connect(m_map, &ItemMap::clicked, this, [this](ItemIndex item) { m_session.selectItem(item); });
    return full;
}

const Run* MapPage::chosen() const { return m_session.run(m_runs->currentData().toInt()); }

void MapPage::refreshRuns() {
    const int before = m_runs->currentData().toInt();
    {
        const QSignalBlocker block(m_runs);
        m_runs->clear();
        for (const Run* run : m_session.doneRuns())
            if (run->result->model->factors()) m_runs->addItem(run->name, run->id);
        const int at = m_runs->findData(before);
        if (at >= 0) m_runs->setCurrentIndex(at);
    }
    const bool any = m_runs->count() > 0;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_runs, m_x, m_y, m_colour, m_search}) widget->setVisible(any);
    if (!any) {
        ++m_request;
        m_axes.reset();
        m_states->setCurrentIndex(0);
    } else if (!m_axes || m_runs->currentData().toInt() != before) {
        computeAxes();
    }
}

void MapPage::computeAxes() {
    const Run* run = chosen();
    if (!run || !m_session.split()) return;
    m_states->setCurrentIndex(1);
    m_counts = m_session.split()->train->itemCounts();
    const int request = ++m_request;
    runInBackground(0, [this, mailbox = m_mailbox, result = run->result, counts = m_counts, request] {
        const FactorView view = *result->model->factors();
        std::vector<char> used(counts.size());
        for (std::size_t k = 0; k < used.size(); ++k) used[k] = counts[k] > 0 ? 1 : 0;
        auto axes = std::make_shared<const PrincipalAxes>(principalAxes(view.itemFactors, view.rank, used, kAxes));
        mailbox->post([this, axes, request] {
            if (request != m_request) return;
            m_axes = axes;
            const QSignalBlocker blockX(m_x), blockY(m_y);
            m_x->clear();
            m_y->clear();
            for (int a = 0; a < axes->axes; ++a) {
                m_x->addItem(tr("across: axis %1").arg(a + 1));
                m_y->addItem(tr("up: axis %1").arg(a + 1));
            }
            m_y->setCurrentIndex(std::min(1, m_y->count() - 1));
            placeItems();
            refreshSide();
            m_states->setCurrentIndex(2);
        });
    });
}

void MapPage::placeItems() {
    if (!m_axes || m_axes->axes == 0 || !m_session.dataset()) return;
    const Dataset& d = *m_session.dataset();
    const auto axes = static_cast<std::size_t>(m_axes->axes), x = static_cast<std::size_t>(std::max(0, m_x->currentIndex())),
               y = static_cast<std::size_t>(std::max(0, m_y->currentIndex()));
    const std::vector<int> groups = groupsOf(d);
    const double most = std::max(1, *std::ranges::max_element(m_counts));
    std::vector<MapItem> items;
    m_positionOf.assign(m_counts.size(), -1);
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        if (m_counts[i] == 0) continue;
        MapItem item;
        item.item = ItemIndex{i};
        item.at = {static_cast<double>(m_axes->position[i * axes + x]), static_cast<double>(m_axes->position[i * axes + y])};
        item.title = format::title(d.titleOf(item.item));
        QStringList words;
        if (i < d.itemTable.years.size() && d.itemTable.years[i] > 0) words << QString::number(d.itemTable.years[i]);
        if (i < d.itemTable.genres.size())
            for (const auto genre : d.itemTable.genres[i]) words << format::safe(d.itemTable.genreNames[genre]);
        words << format::counted(m_counts[i], tr("training rating"), tr("training ratings"));
        item.note = words.join(QStringLiteral(", "));
        item.group = groups[i];
        item.weight = m_counts[i] / most;
        m_positionOf[i] = static_cast<std::int32_t>(items.size());
        items.push_back(std::move(item));
    }
    const auto missing = static_cast<std::int64_t>(m_counts.size() - items.size());
    m_note->setText(tr("%1 items; %2 without training ratings have no place. Ring: rated. Number: recommended. Diamond: held "
                       "out. Positions in standard deviations.")
                        .arg(format::count(static_cast<std::int64_t>(items.size())), format::count(missing)));
    m_map->setItems(std::move(items));
    const auto label = [&](std::size_t axis) {
        return tr("axis %1, %2 of the spread").arg(QString::number(axis + 1), format::share(m_axes->share[axis]));
    };
    m_map->setAxisLabels(label(x), label(y));
    refreshLegend();
    refreshMarks();
}

void MapPage::refreshLegend() {
    clear(m_legend);
    if (!m_session.dataset() || m_session.dataset()->itemTable.genres.empty()) return;
    const std::vector<int> groups = groupsOf(*m_session.dataset());
    for (int slot = 0; slot <= static_cast<int>(kGenreSlots.size()); ++slot) {
        const int group = slot < static_cast<int>(kGenreSlots.size()) ? slot : -1;
        const auto count = std::ranges::count(groups, group);
        if (count == 0) continue;
        auto* box = new QCheckBox((group < 0 ? tr("other") : tr(kGenreSlots[static_cast<std::size_t>(group)])) +
                                  QStringLiteral("  ") + format::count(count));
        box->setChecked(std::ranges::find(m_hidden, group) == m_hidden.end());
        QPixmap dot(px(12), px(12));
        dot.fill(Qt::transparent);
        QPainter painter(&dot);
        paintMarker(painter, group < 0 ? Marker::Ring : Marker::Disc, QPointF(px(6), px(6)), px(9),
                    group < 0 ? theme().otherGenre : theme().genres[static_cast<std::size_t>(group)]);
        painter.end();
        box->setIcon(QIcon(dot));
        connect(box, &QCheckBox::toggled, this, [this, group](bool on) {
            if (on)
                std::erase(m_hidden, group);
            else
                m_hidden.push_back(group);
            m_map->setHiddenGroups(m_hidden);
        });
        m_legend->addWidget(box);
    }
}

void MapPage::refreshMarks() {
    const Run* run = chosen();
    if (!m_axes || !run || !m_session.split() || m_positionOf.empty()) return;
    MapMarks marks;
    const auto place = [&](ItemIndex item, std::vector<std::size_t>& list) {
        if (const std::int32_t at = m_positionOf[item.at()]; at >= 0) list.push_back(static_cast<std::size_t>(at));
    };
    const Dataset& d = *m_session.dataset();
    if (const QString wanted = m_search->text().trimmed(); !wanted.isEmpty()) {
        for (std::int32_t i = 0; i < d.items.size(); ++i)
            if (format::title(d.titleOf(ItemIndex{i})).contains(wanted, Qt::CaseInsensitive)) place(ItemIndex{i}, marks.found);
    }
    if (const auto user = m_session.user()) {
        const Split& split = *m_session.split();
        const auto row = split.train->row(*user);
        for (const ItemIndex item : row.items) place(item, marks.rated);
        for (const ItemIndex item : split.test->row(*user).items) place(item, marks.heldOut);
        const auto& lists = run->result->evaluation.lists;
        if (user->at() < lists.size())
            for (std::size_t k = 0; k < std::min<std::size_t>(10, lists[user->at()].size()); ++k)
                place(lists[user->at()][k], marks.recommended);
        const FactorView view = *run->result->model->factors();
        const auto rank = static_cast<std::size_t>(view.rank);
        if ((user->at() + 1) * rank <= view.userFactors.size()) {
            // A user is a direction: what counts is where the vector points, so it is drawn at a fixed length of the cloud.
            const auto at = slopes(*m_axes, view.userFactors.subspan(user->at() * rank, rank));
            const QPointF tip(static_cast<double>(at[static_cast<std::size_t>(std::max(0, m_x->currentIndex()))]),
                              static_cast<double>(at[static_cast<std::size_t>(std::max(0, m_y->currentIndex()))]));
            const double length = std::hypot(tip.x(), tip.y());
            if (length > 0) marks.user = tip / length * 2.0;
        }
        marks.userLabel = tr("user %1").arg(format::safe(d.users.id(user->value)));
    }
    m_map->setMarks(std::move(marks));
}

void MapPage::refreshSide() {
    clear(m_side);
    if (!m_axes || !m_session.dataset()) return;
    const Dataset& d = *m_session.dataset();
    const auto axes = static_cast<std::size_t>(m_axes->axes);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < m_counts.size(); ++i)
        if (m_counts[i] > 0) order.push_back(i);
    for (std::size_t a = 0; a < axes; ++a) {
        auto* title =
            new PlainLabel(tr("Axis %1   %2 of the spread").arg(QString::number(a + 1), format::share(m_axes->share[a])));
        title->setSemibold(true);
        m_side->addWidget(title);
        std::ranges::stable_sort(order, {}, [&](std::size_t i) { return m_axes->position[i * axes + a]; });
        const auto line = [&](std::size_t i) {
            auto* row = new QWidget;
            auto* layout = new QHBoxLayout(row);
            layout->setContentsMargins(0, 0, 0, 0);
            auto* name = new PlainLabel(format::title(d.titleOf(ItemIndex{i})), row);
            name->setElided(true);
            name->setType(Appearance::Type::Secondary);
            auto* value =
                new PlainLabel(format::signedScore(static_cast<double>(m_axes->position[i * axes + a])).chopped(2), row);
            value->setType(Appearance::Type::Secondary);
            layout->addWidget(name, 1);
            layout->addWidget(value);
            m_side->addWidget(row);
        };
        const std::size_t n = std::min<std::size_t>(kExtremes, order.size() / 2);
        for (std::size_t k = 0; k < n; ++k) line(order[order.size() - 1 - k]);
        auto* dots = new PlainLabel(QStringLiteral("⋯"));
        dots->setRole(PlainLabel::Role::Muted);
        m_side->addWidget(dots);
        for (std::size_t k = n; k-- > 0;) line(order[k]);
        m_side->addSpacing(px(12));
    }
    m_side->addStretch(1);
}

} // namespace recoscope::ui
