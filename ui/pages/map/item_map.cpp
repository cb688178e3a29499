#include "ui/pages/map/item_map.h"
#include "ui/charts/content_menu.h"
#include "ui/charts/csv.h"
#include "ui/theme/theme.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace recoscope::ui {

namespace {

constexpr std::size_t kFamous = 60;

QString keysHelp() { return ItemMap::tr("Arrows pan, + and - zoom, Enter chooses what is nearest to the middle."); }

} // namespace

ItemMap::ItemMap(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("map.items"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Map of the items"));
    setAccessibleDescription(keysHelp());
    offerContentKeys(*this, *this);
    connect(&Appearance::instance(), &Appearance::changed, this, &ItemMap::changed);
}

void ItemMap::moved() {
    m_stale = true;
    update();
}

void ItemMap::changed() {
    m_legendHeight.reset();
    m_footWidth.reset();
    m_cloudAt.reset();
    m_sprites.clear();
    m_names.clear();
    moved();
}

QString ItemMap::explanation() const {
    QString text = tr("Every disc is an item that has training ratings, placed where the model's factors put it along the two "
                      "axes, in standard deviations: items that the same people like lie close together. The better known, the "
                      "larger. Items far apart here may be close along other axes.");
    for (const QString& note : m_notes) text += QLatin1Char(' ') + note;
    return text + QLatin1Char(' ') +
           tr("The wheel zooms, dragging pans, a double click shows all again, a click on the legend hides a group.");
}

void ItemMap::setItems(std::vector<MapItem> items, bool keepView) {
    m_items = std::move(items);
    m_marks = {};
    m_hover.reset();
    m_famous.resize(m_items.size());
    for (std::size_t k = 0; k < m_famous.size(); ++k) m_famous[k] = k;
    const auto most = m_famous.begin() + static_cast<std::ptrdiff_t>(std::min(kFamous, m_famous.size()));
    std::ranges::partial_sort(m_famous, most, [&](std::size_t a, std::size_t b) {
        return m_items[a].ratings > m_items[b].ratings || (m_items[a].ratings == m_items[b].ratings && a < b);
    });
    m_famous.erase(most, m_famous.end());
    if (!keepView) measure();
    changed();
}

/// The frame of all items, looked at whole.
void ItemMap::measure() {
    constexpr double kFar = std::numeric_limits<double>::max();
    double left = kFar, right = -kFar, low = kFar, high = -kFar;
    for (const MapItem& item : m_items) {
        left = std::min(left, item.at.x());
        right = std::max(right, item.at.x());
        low = std::min(low, item.at.y());
        high = std::max(high, item.at.y());
    }
    m_box = m_items.empty() || right <= left || high <= low ? QRectF(-1, -1, 2, 2) : QRectF(left, low, right - left, high - low);
    fit();
}

void ItemMap::setMarks(MapMarks marks) {
    m_marks = std::move(marks);
    changed();
}
void ItemMap::setColourByFigure(bool on) {
    m_byFigure = on;
    changed();
}
void ItemMap::setEqualSizes(bool on) {
    m_equalSizes = on;
    changed();
}
void ItemMap::setLegend(MapLegend legend) {
    m_legend = std::move(legend);
    changed();
}
void ItemMap::setAxisTexts(MapAxisTexts texts) {
    m_texts = std::move(texts);
    changed();
}
void ItemMap::setFoot(QString marksNote, QStringList notes) {
    m_marksNote = std::move(marksNote);
    m_notes = std::move(notes);
    setAccessibleDescription(m_notes.join(QLatin1Char(' ')) + QLatin1Char(' ') + keysHelp());
    changed();
}
void ItemMap::setHidden(std::vector<int> groups) {
    m_hidden = std::move(groups);
    changed();
    Q_EMIT hiddenChanged();
}

void ItemMap::toggleGroup(int group) {
    std::vector<int> hidden = m_hidden;
    if (std::erase(hidden, group) == 0) hidden.push_back(group);
    setHidden(std::move(hidden));
}

void ItemMap::fit() {
    m_centre = m_box.center();
    m_zoom = 1;
    moved();
}

QRectF ItemMap::plot(const QRectF& target) const {
    const double head = px(44), foot = px(56), side = px(24);
    const double legend = legendBox(target).isEmpty() ? 0 : legendBox(target).width() - px(8); // No disc begins below the legend.
    const QRectF room = target.adjusted(side + legend, head, -side, -foot);
    return room.width() > px(40) && room.height() > px(40) ? room : target;
}

ItemMap::View ItemMap::view(const QRectF& target) const {
    const QRectF room = plot(target);
    return {room.center(), m_centre, {room.width() * m_zoom / m_box.width(), room.height() * m_zoom / m_box.height()}};
}

double ItemMap::radius(const MapItem& item) const { return m_equalSizes ? px(3) : px(2) + px(3.5) * std::sqrt(item.weight); }
bool ItemMap::shown(const MapItem& item) const { return std::ranges::find(m_hidden, item.group) == m_hidden.end(); }
QSize ItemMap::minimumSizeHint() const { return {px(240), px(200)}; }
void ItemMap::resizeEvent(QResizeEvent*) { changed(); }

QString ItemMap::toCsv() const {
    QString text = QStringLiteral("title,year,x_sd,y_sd,training_ratings\r\n");
    for (const MapItem& item : m_items) {
        if (!shown(item)) continue;
        text += csv::line(
            {item.title, item.year, QString::number(item.at.x()), QString::number(item.at.y()), QString::number(item.ratings)});
    }
    return text;
}

} // namespace recoscope::ui
