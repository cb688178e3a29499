#pragma once
#include <QStyleOptionHeader>

class QPainter;

namespace recoscope::ui {

/// Between the edge of a column and the text in it, of its header and of its cells: px().
[[nodiscard]] int cellMargin();
/// A column's name within the section `option.rect`, on the side of its cells; the sorted one in semibold with its direction.
void paintHeaderLabel(QPainter& painter, const QStyleOptionHeader& option);
/// Of the whole section, so that the name is not shortened.
[[nodiscard]] int headerLabelWidth(const QStyleOptionHeader& option);

} // namespace recoscope::ui
