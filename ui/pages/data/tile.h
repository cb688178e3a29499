#pragma once
#include "ui/widgets/card.h"

namespace recoscope::ui {

class PlainLabel;

/// A figure with its name above and a note below. 84 design pixels high.
class Tile final : public Card {
    Q_OBJECT
public:
    explicit Tile(const QString& caption, QWidget* parent = nullptr);
    void setFigure(const QString& figure, const QString& note);

private:
    PlainLabel* m_figure;
    PlainLabel* m_note;
};

} // namespace recoscope::ui
