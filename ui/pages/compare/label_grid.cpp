#include "ui/pages/compare/label_grid.h"
#include "ui/widgets/plain_label.h"
#include <QGridLayout>

namespace recoscope::ui {

LabelGrid::LabelGrid(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(px(8));
    m_grid->setVerticalSpacing(px(4));
    m_grid->setColumnStretch(1, 1);
}

void LabelGrid::setLines(const std::vector<Line>& lines) {
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    const auto add = [&](const QString& text, int column, PlainLabel::Role role, bool strong) {
        auto* label = new PlainLabel(text, this);
        label->setType(Appearance::Type::Secondary);
        label->setRole(role);
        label->setSemibold(strong);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        if (column == 0)
            label->setMinimumWidth(px(70));
        else
            label->setWordWrap(true);
        m_grid->addWidget(label, row, column);
    };
    for (const Line& line : lines) {
        add(line.label, 0, PlainLabel::Role::Muted, false);
        add(line.value, 1, PlainLabel::Role::Text, line.strong);
        ++row;
        if (line.note.isEmpty()) continue;
        add(line.note, 1, PlainLabel::Role::Muted, false);
        ++row;
    }
}

} // namespace recoscope::ui
