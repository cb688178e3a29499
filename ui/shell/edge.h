#pragma once
#include <QWidget>

namespace recoscope::ui {

/// A part of the window's frame: the window colour, with a hairline where the pages begin.
class EdgeWidget : public QWidget {
    Q_OBJECT
public:
    enum class Line { Top, Right, Bottom };
    EdgeWidget(Line line, QWidget* parent) : QWidget(parent), m_line(line) {}

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Line m_line;
};

} // namespace recoscope::ui
