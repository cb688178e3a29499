#include "ui/pages/map/map_side.h"
#include "ui/format.h"
#include "ui/pages/map/axis_histogram.h"
#include "ui/pages/map/axis_list.h"
#include "ui/pages/map/axis_texts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plain_label.h"
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace recoscope::ui {

namespace {

PlainLabel* muted(Appearance::Type type = Appearance::Type::Caption) {
    auto* label = new PlainLabel;
    label->setRole(PlainLabel::Role::Muted);
    label->setType(type);
    label->setWordWrap(true);
    return label;
}

PlainLabel* heading(const QString& text) {
    auto* label = new PlainLabel(text);
    label->setType(Appearance::Type::CardTitle);
    label->setSemibold(true);
    return label;
}

QVBoxLayout* sectionOf(QWidget* section) {
    auto* column = new QVBoxLayout(section);
    column->setContentsMargins(px(12), px(10), px(12), px(10));
    column->setSpacing(px(6));
    return column;
}

} // namespace

MapSide::MapSide(QWidget* parent) : QScrollArea(parent) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(12));
    column->addWidget(makeSearch());
    column->addWidget(makeAxes());
    column->addWidget(makeAxis());
    column->addStretch(1);
    setWidget(content);
    content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    const auto follow = [this] { setFixedWidth(px(336)); };
    connect(&Appearance::instance(), &Appearance::changed, this, follow);
    follow();
}

QWidget* MapSide::makeSearch() {
    m_searchBox = new Card;
    auto* holder = new QWidget;
    auto* column = sectionOf(holder);
    column->setContentsMargins(0, 0, 0, 0);
    m_searchNote = muted(Appearance::Type::Secondary);
    m_foundLines = new ItemLines(tr("Found"), true);
    m_foundLines->setObjectName(QStringLiteral("map.found"));
    auto* head = new QHBoxLayout;
    head->addWidget(heading(tr("Search")));
    head->addWidget(m_searchNote, 1);
    column->addLayout(head);
    column->addWidget(m_foundLines);
    static_cast<Card*>(m_searchBox)->body()->addWidget(holder);
    connect(m_foundLines, &ItemLines::chosen, this, &MapSide::itemChosen);
    m_searchBox->hide();
    return m_searchBox;
}

QWidget* MapSide::makeAxes() {
    auto* card = new Card;
    auto* head = new QHBoxLayout;
    m_axesNote = muted(Appearance::Type::Secondary);
    head->addWidget(heading(tr("Axes")));
    head->addWidget(m_axesNote, 1);
    m_axes = new AxisList;
    auto* note = muted();
    note->setText(tr("Named after what goes along with them most. Double-click or X: across; Shift+double-click or Y: up."));
    card->body()->addLayout(head);
    card->body()->addWidget(m_axes);
    card->body()->addWidget(note);
    connect(m_axes, &AxisList::chosen, this, &MapSide::look);
    connect(m_axes, &AxisList::useAsked, this, &MapSide::useAsked);
    return card;
}

QWidget* MapSide::makeAxis() {
    auto* card = new Card;
    m_axisTitle = heading({});
    m_axisName = muted(Appearance::Type::Secondary);
    m_axisName->setWordWrap(false);
    m_axisName->setElided(true);
    m_useX = new QPushButton(tr("Use as x"));
    m_useY = new QPushButton(tr("Use as y"));
    auto* head = new QHBoxLayout;
    head->addWidget(m_axisTitle);
    head->addWidget(m_axisName, 1);
    for (QPushButton* button : {m_useX, m_useY}) {
        button->setProperty("compact", true);
        head->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, button] { Q_EMIT useAsked(m_axis, button == m_useX); });
    }
    m_histogram = new AxisHistogram;
    m_extremes = new ItemLines(tr("Strongest items at both ends"), false);
    m_extremes->setObjectName(QStringLiteral("map.extremes"));
    connect(m_extremes, &ItemLines::chosen, this, &MapSide::itemChosen);
    m_ties = new QGridLayout;
    m_ties->setHorizontalSpacing(px(8));
    m_ties->setVerticalSpacing(0);
    m_tiesNote = muted();
    card->body()->addLayout(head);
    card->body()->addWidget(m_histogram);
    card->body()->addWidget(m_extremes);
    card->body()->addLayout(m_ties);
    card->body()->addWidget(m_tiesNote);
    return card;
}

void MapSide::setSpace(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const MapSpace> space) {
    m_dataset = std::move(dataset);
    m_space = std::move(space);
    m_axesNote->setText(tr("principal axes of the %1 factors").arg(m_space->rank));
    std::vector<AxisList::Row> rows;
    for (int a = 0; a < m_space->axes.axes; ++a)
        rows.push_back({axisName(*m_space, *m_dataset, a), m_space->axes.share[static_cast<std::size_t>(a)],
                        axisHelp(*m_space, *m_dataset, a)});
    m_axes->setRows(std::move(rows));
    m_axis = std::min(m_axis, std::max(0, m_space->axes.axes - 1));
    showAxis();
}

void MapSide::setAxes(int x, int y) {
    m_x = x;
    m_y = y;
    showAxis();
}

void MapSide::setUser(const QString& name, std::vector<ItemIndex> rated) {
    m_user = name;
    m_rated = std::move(rated);
    showAxis();
}

void MapSide::look(int axis) {
    m_axis = axis;
    showAxis();
}

void MapSide::setSearch(const QString& wanted, std::size_t found, std::vector<ItemLines::Line> lines) {
    m_searchBox->setVisible(!wanted.isEmpty());
    if (wanted.isEmpty() || !m_dataset) return;
    const auto count = [](std::size_t n) { return format::count(static_cast<std::int64_t>(n)); };
    QString note = tr("“%1”, %2 of %3 %4")
                       .arg(wanted, count(found), count(static_cast<std::size_t>(m_dataset->items.size())),
                            QString::fromStdString(m_dataset->itemNounPlural));
    if (found > lines.size()) note += tr("; the first %1").arg(count(lines.size()));
    m_searchNote->setText(note);
    m_foundLines->setLines(std::move(lines));
}

} // namespace recoscope::ui
