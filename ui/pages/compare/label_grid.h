#pragma once
#include <QString>
#include <QWidget>
#include <vector>

class QGridLayout;

namespace recoscope::ui {

/// Label and value in two columns; a value may have a muted second line, and may be set semibold.
class LabelGrid final : public QWidget {
    Q_OBJECT
public:
    struct Line {
        QString label, value, note;
        bool strong = false;
    };
    explicit LabelGrid(QWidget* parent = nullptr);
    void setLines(const std::vector<Line>& lines);

private:
    QGridLayout* m_grid;
};

} // namespace recoscope::ui
