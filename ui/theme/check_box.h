#pragma once

class QPainter;
class QStyleOption;

namespace recoscope::ui {

/// The box of a check mark: a frame in the ink of controls; chosen, filled with the accent and ticked.
void paintCheckBox(QPainter& painter, const QStyleOption& option);

} // namespace recoscope::ui
