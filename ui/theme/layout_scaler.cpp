#include "ui/theme/layout_scaler.h"
#include "ui/theme/theme.h"
#include <QBoxLayout>
#include <QGridLayout>
#include <QWidget>
#include <cmath>

namespace recoscope::ui {
namespace {

/// The measures of a layout in design pixels: four margins and two gaps; found once, at the scale it was made at.
QVariantList measuresOf(QLayout& layout, double scale) {
    const QVariant known = layout.property("designMeasures");
    if (known.isValid()) return known.toList();
    const QMargins m = layout.contentsMargins();
    const auto* grid = qobject_cast<QGridLayout*>(&layout);
    const int across = grid ? grid->horizontalSpacing() : layout.spacing(),
              down = grid ? grid->verticalSpacing() : layout.spacing();
    QVariantList measures;
    for (const int pixels : {m.left(), m.top(), m.right(), m.bottom(), across, down}) measures << pixels / scale;
    layout.setProperty("designMeasures", measures);
    return measures;
}

} // namespace

LayoutScaler::LayoutScaler(QWidget& root) : QObject(&root), m_root(root), m_scale(Appearance::instance().scale()) {
    connect(&Appearance::instance(), &Appearance::changed, this, &LayoutScaler::rescale);
}

void LayoutScaler::rescale() {
    const double scale = Appearance::instance().scale();
    if (scale == m_scale) return;
    for (QLayout* layout : m_root.findChildren<QLayout*>()) {
        const QVariantList design = measuresOf(*layout, m_scale);
        const auto at = [&](int k) { return static_cast<int>(std::lround(design[k].toDouble() * scale)); };
        layout->setContentsMargins(at(0), at(1), at(2), at(3));
        if (auto* grid = qobject_cast<QGridLayout*>(layout)) {
            grid->setHorizontalSpacing(at(4));
            grid->setVerticalSpacing(at(5));
        } else if (layout->spacing() >= 0) {
            layout->setSpacing(at(4));
        }
    }
    m_scale = scale;
}

} // namespace recoscope::ui
