#include "ui/charts/bar_plot_private.h"
#include "ui/theme/theme.h"
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>

namespace recoscope::ui {

void BarPlot::say(std::size_t bar) {
    const QString& words = d->parts.empty() ? d->bars[bar].tooltip : d->parts[bar].tooltip;
    setAccessibleDescription(words);
    QToolTip::showText(mapToGlobal(QPointF(d->centre(d->area, bar), d->area.top()).toPoint()),
                       QStringLiteral("<qt>%1</qt>").arg(words.toHtmlEscaped()), this);
}

std::optional<std::size_t> BarPlot::barAt(double x) const {
    const double f = (x - d->area.left()) / std::max(1.0, d->area.width());
    if (f < 0 || f >= 1 || d->bars.empty()) return std::nullopt;
    return static_cast<std::size_t>(f * static_cast<double>(d->bars.size()));
}

void BarPlot::pick(std::size_t first, std::size_t last) {
    if (first == last && d->picked == Private::Stretch{first, last})
        Q_EMIT unpicked();
    else
        Q_EMIT barsPicked(std::min(first, last), std::max(first, last));
}

void BarPlot::mousePressEvent(QMouseEvent* event) {
    if (d->pickable && event->button() == Qt::LeftButton && barAt(event->position().x()))
        d->drag.press(event->position());
    else
        QWidget::mousePressEvent(event);
}

void BarPlot::mouseMoveEvent(QMouseEvent* event) {
    d->drag.move(event->position());
    if (d->drag.moved) {
        const double edge = std::clamp(event->position().x(), d->area.left(), d->area.right() - 1e-3);
        const std::size_t a = barAt(d->drag.from->x()).value_or(0), b = barAt(edge).value_or(a);
        d->picking = Private::Stretch{std::min(a, b), std::max(a, b)};
        update();
    }
    if (const auto bar = barAt(event->position().x()))
        say(*bar);
    else
        QToolTip::hideText();
}

void BarPlot::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !d->drag.from) {
        QWidget::mouseReleaseEvent(event);
        return;
    }
    const std::size_t clicked = barAt(d->drag.from->x()).value_or(0);
    const bool extends = !d->picking && d->picked && event->modifiers() & Qt::ShiftModifier; // from the last one up to here
    if (!extends) d->anchor = clicked;
    d->cursor = clicked;
    if (d->picking) d->cursor = d->picking->first == clicked ? d->picking->second : d->picking->first;
    d->drag.end();
    d->picking.reset();
    update();
    pick(std::min(d->anchor, d->bars.size() - 1), d->cursor);
}

void BarPlot::keyPressEvent(QKeyEvent* event) {
    const bool left = event->key() == Qt::Key_Left, right = event->key() == Qt::Key_Right,
               extends = d->pickable && event->modifiers() & Qt::ShiftModifier,
               enters = d->pickable && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter);
    if (event->key() == Qt::Key_Escape && d->drag.from) { // gives the drag up, keeps what was picked
        d->drag.end();
        d->picking.reset();
        update();
        return;
    }
    if (d->bars.empty() || (!left && !right && !enters)) {
        QWidget::keyPressEvent(event);
        return;
    }
    d->cursor = std::min(d->cursor, d->bars.size() - 1);
    if (extends && !d->picked) d->anchor = d->cursor;
    if (right && d->cursor + 1 < d->bars.size()) ++d->cursor;
    if (left && d->cursor > 0) --d->cursor;
    if (!extends) d->anchor = d->cursor;
    say(d->cursor);
    if (enters || (extends && (left || right))) pick(d->anchor, d->cursor);
}

void BarPlot::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillExportMenu(menu, *this, *this);
    menu.exec(event->globalPos());
}

} // namespace recoscope::ui
