#include "ui/pages/data/tile.h"
#include "ui/widgets/plain_label.h"
#include <QVBoxLayout>

namespace recoscope::ui {

Tile::Tile(const QString& caption, QWidget* parent)
    : Card(parent),
      m_figure(new PlainLabel({}, this)),
      m_note(new PlainLabel({}, this)) {
    body()->setContentsMargins(px(14), px(9), px(14), px(9));
    body()->setSpacing(px(1));
    auto* name = new PlainLabel(caption, this);
    name->setRole(PlainLabel::Role::Muted);
    name->setType(Appearance::Type::Secondary);
    m_figure->setType(Appearance::Type::Figure);
    m_figure->setElided(true);
    m_note->setRole(PlainLabel::Role::Muted);
    m_note->setType(Appearance::Type::Secondary);
    m_note->setElided(true);
    const auto follow = [this] { setFixedHeight(px(84)); };
    connect(&Appearance::instance(), &Appearance::changed, this, follow);
    follow();
    body()->addWidget(name);
    body()->addWidget(m_figure);
    body()->addWidget(m_note);
}

void Tile::setFigure(const QString& figure, const QString& note) {
    m_figure->setText(figure);
    m_note->setText(note);
    setAccessibleName(figure + QStringLiteral(", ") + note);
}

} // namespace recoscope::ui
