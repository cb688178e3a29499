#include "core/data/filter_step.h"
#include "ui/filters/funnel_card.h"
#include "ui/pages/data/detail_cards.h"
#include "ui/pages/data/overlap_card.h"
#include "ui/pages/data/tail_borders.h"
#include "ui/shell/capture_parts.h"
#include "ui/shell/main_window.h"
#include <QApplication>
#include <QDateTimeEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollArea>

namespace recoscope::ui {
namespace {

/// The sparsity map with users and items as they came, and the menu of its orders.
void shootOrders(Camera& camera) {
    camera.act(QStringLiteral("page.data"));
    camera.act(QStringLiteral("data.order-users:first-rating"));
    camera.act(QStringLiteral("data.order-items:first-rating"));
    camera.shoot(QStringLiteral("map-by-time"));
    camera.actAndShoot(QStringLiteral("data.choose-order"), QStringLiteral("state-orders"));
    camera.act(QStringLiteral("data.order-users:activity"));
    camera.act(QStringLiteral("data.order-items:popularity"));
}

/// The days to choose from.
void shootCalendar(FunnelCard& card, Camera& camera, const QString& name) {
    auto* day = card.findChild<QDateTimeEdit*>();
    if (!day) return;
    const QPointF at(day->width() - 8, day->height() / 2.0);
    QMouseEvent event(QEvent::MouseButtonPress, at, day->mapToGlobal(at), Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(day, &event);
    camera.shoot(name);
    camera.closePopups();
    camera.settle();
}

/// The funnel without a step, with some, and with one that leaves nothing; none of it is applied.
void shootFilters(MainWindow& window, Camera& camera) {
    camera.act(QStringLiteral("data.filter"));
    auto* card = window.findChild<FunnelCard*>();
    if (!card) return;
    const auto ready = [&] {
        waitFor([&] { return card->isUpToDate(); }, kPatience);
        camera.settle();
    };
    const auto add = [&](const char* step) {
        card->add(parseFilterStep(step).value());
        ready();
    };
    ready();
    camera.shoot(QStringLiteral("filters-empty"));
    for (const char* step : {"from=1997-10-01", "min-rating=4", "duplicates=mean", "k-core=10", "sample-users=0.5"}) add(step);
    camera.shoot(QStringLiteral("filters-steps"));
    shootCalendar(*card, camera, QStringLiteral("filters-calendar"));
    camera.act(QStringLiteral("view.dark"));
    camera.shoot(QStringLiteral("filters-dark"));
    shootCalendar(*card, camera, QStringLiteral("filters-calendar-dark"));
    camera.act(QStringLiteral("view.light"));
    add("min-item=100000");
    camera.shoot(QStringLiteral("filters-refusing"));
    window.resize(1024, 700);
    camera.shoot(QStringLiteral("filters-1024"));
    window.resize(1440, 900);
    for (int k = 0; k < 5; ++k) camera.act(QStringLiteral("view.zoom-in"));
    camera.shoot(QStringLiteral("filters-large"));
    camera.act(QStringLiteral("view.zoom-reset"));
    card->reset();
    if (auto* shown = window.findChild<QPushButton*>(QStringLiteral("data.show-filters"))) shown->setChecked(false);
}

/// The lower cards while ratings are selected, one of their bars among what states it.
void shootSelectedDetails(MainWindow& window, Camera& camera) {
    auto* bars = window.findChild<QWidget*>(QStringLiteral("features"));
    press(bars, Qt::Key_Down, 2);
    press(bars, Qt::Key_Return);
    shootDetails(window, camera, QStringLiteral("select-details"));
    camera.act(QStringLiteral("view.dark"));
    shootDetails(window, camera, QStringLiteral("select-details-dark"));
    camera.act(QStringLiteral("view.light"));
    window.resize(1024, 700);
    shootDetails(window, camera, QStringLiteral("size-1024-select-details"));
    window.resize(1440, 900);
    for (int k = 0; k < 5; ++k) camera.act(QStringLiteral("view.zoom-in"));
    shootDetails(window, camera, QStringLiteral("large-select-details"));
    camera.act(QStringLiteral("view.zoom-reset"));
}

/// A box of the sparsity map and one rating selected: every picture shows what it holds.
void shootSelection(MainWindow& window, Camera& camera) {
    camera.act(QStringLiteral("page.data"));
    camera.settle();
    auto* map = window.findChild<QWidget*>(QStringLiteral("sparsity-map"));
    press(map, Qt::Key_Return);
    press(map, Qt::Key_Up, 70);
    press(map, Qt::Key_Left, 110);
    press(map, Qt::Key_Return);
    camera.shoot(QStringLiteral("map-select"));
    auto* ratings = window.findChild<QWidget*>(QStringLiteral("ratings"));
    press(ratings, Qt::Key_Right, 4);
    press(ratings, Qt::Key_Return);
    camera.act(QStringLiteral("view.dark"));
    camera.shoot(QStringLiteral("map-select-dark"));
    camera.act(QStringLiteral("view.light"));
    window.resize(1024, 700);
    camera.shoot(QStringLiteral("size-1024-select"));
    window.resize(1440, 900);
    for (int k = 0; k < 5; ++k) camera.act(QStringLiteral("view.zoom-in"));
    camera.shoot(QStringLiteral("large-select"));
    camera.act(QStringLiteral("view.zoom-reset"));
    shootSelectedDetails(window, camera);
    camera.act(QStringLiteral("data.show-selected"));
    camera.shoot(QStringLiteral("state-selected-rows"));
    camera.closePopups();
    camera.act(QStringLiteral("data.clear-selection"));
}

void shootBorders(MainWindow& window, Camera& camera) {
    auto* borders = window.findChild<TailBordersEditor*>();
    if (!borders) return;
    borders->moveTo(0, 40);
    borders->moveTo(1, 600);
    camera.shoot(QStringLiteral("state-borders"));
    borders->reset();
}

/// Whom or what the first finding is about.
void shootMembers(MainWindow& window, Camera& camera) {
    const auto shoot = [&](const QString& name) {
        auto* button = window.findChild<QPushButton*>(QStringLiteral("finding.show")); // another one after a change of looks
        if (!button) return;
        button->click();
        camera.shoot(name);
        camera.closePopups();
        camera.settle();
    };
    shoot(QStringLiteral("state-members"));
    camera.act(QStringLiteral("view.dark"));
    shoot(QStringLiteral("state-members-dark"));
    camera.act(QStringLiteral("view.light"));
    for (int k = 0; k < 5; ++k) camera.act(QStringLiteral("view.zoom-in"));
    shoot(QStringLiteral("large-members"));
    camera.act(QStringLiteral("view.zoom-reset"));
}

} // namespace

void shootDetails(MainWindow& window, Camera& camera, const QString& name) {
    camera.act(QStringLiteral("page.data"));
    auto* cards = window.findChild<DetailCards*>();
    QWidget* above = cards;
    while (above && !qobject_cast<QScrollArea*>(above)) above = above->parentWidget();
    if (!above) return;
    waitFor([&] { return cards->isUpToDate(); }, kPatience);
    camera.settle();
    qobject_cast<QScrollArea*>(above)->ensureWidgetVisible(cards, 0, cards->height());
    auto* overlap = window.findChild<OverlapCard*>();
    waitFor([&] { return overlap->isUpToDate(); }, kPatience); // counted once it is seen
    camera.shoot(name);
    qobject_cast<QScrollArea*>(above)->ensureVisible(0, 0);
}

void shootDataStates(MainWindow& window, Camera& camera) {
    shootOrders(camera);
    shootFilters(window, camera);
    shootSelection(window, camera);
    shootDetails(window, camera, QStringLiteral("data-details"));
    camera.act(QStringLiteral("view.dark"));
    shootDetails(window, camera, QStringLiteral("data-details-dark"));
    camera.act(QStringLiteral("view.light"));
    shootBorders(window, camera);
    shootMembers(window, camera);
}

} // namespace recoscope::ui
