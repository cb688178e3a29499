#pragma once
#include "core/data/selection_details.h"
#include "tests/ui/window_driver.h"
#include "ui/charts/plot.h"
#include "ui/charts/row_bars.h"
#include "ui/pages/data/data_selection.h"
#include "ui/pages/data/detail_cards.h"
#include "ui/pages/data/selection_bar.h"
#include "ui/pages/data/sparsity_map.h"
#include "ui/session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/column_scroll.h"
#include <QFontMetricsF>

namespace recoscope::test {

using namespace recoscope::ui;

/// The Data page of the real window with the demo world, and its pictures.
struct Page {
    MainWindow window;
    SparsityMap* map = nullptr;
    BarPlot *ratings = nullptr, *activity = nullptr;
    LinePlot* frequency = nullptr;
    DataSelection* selection = nullptr;
    SelectionBar* bar = nullptr;

    Page() {
        openDemo(window);
        act(window, "page.data");
        map = window.findChild<SparsityMap*>();
        ratings = window.findChild<BarPlot*>(QStringLiteral("ratings"));
        activity = window.findChild<BarPlot*>(QStringLiteral("activity"));
        frequency = window.findChild<LinePlot*>(QStringLiteral("rank-frequency"));
        selection = window.findChild<DataSelection*>();
        bar = window.findChild<SelectionBar*>();
    }
    DetailCards& cards() { return *window.findChild<DetailCards*>(); }
    RowBars& bars(const char* name) { return *window.findChild<RowBars*>(QLatin1String(name)); }
    /// What is selected is counted, and shown by the lower cards.
    bool told() { return counted() && cards().isUpToDate(); }
    ProfileDetails details() { return detailsOf(*window.session().dataset(), *window.session().profile()); }
    bool ready() const { return map->layoutShown() && map->isUpToDate(); }
    bool counted() const { return selection->held() && map->isUpToDate(); }
    const Interactions& x() { return *window.session().dataset()->interactions; }
};

inline double rowHeight() { return QFontMetricsF(ui::font(Appearance::Type::Caption)).height() + px(5); }

/// Clicks the middle of a row.
inline void clickRow(RowBars& bars, std::size_t row, Qt::KeyboardModifiers keys = {}) {
    QTest::mouseClick(&bars, Qt::LeftButton, keys,
                      QPoint(bars.width() / 2, static_cast<int>((static_cast<double>(row) + 0.5) * rowHeight())));
}

/// Scrolls until a widget is seen.
inline ColumnScroll& scrollTo(QWidget& card) {
    QWidget* above = &card;
    while (!qobject_cast<ColumnScroll*>(above)) above = above->parentWidget();
    auto* area = qobject_cast<ColumnScroll*>(above);
    area->ensureWidgetVisible(&card);
    return *area;
}

} // namespace recoscope::test
