#include "ui/widgets/page_header.h"
#include "ui/widgets/plain_label.h"
#include <QHBoxLayout>

namespace recoscope::ui {

PageHeader::PageHeader(const QString& title, QWidget* parent)
    : QWidget(parent),
      m_layout(new QHBoxLayout(this)),
      m_subtitle(new PlainLabel({}, this)) {
    auto* name = new PlainLabel(title, this);
    name->setType(Appearance::Type::Page);
    m_subtitle->setRole(PlainLabel::Role::Muted);
    m_subtitle->setElided(true);
    m_layout->setSpacing(px(12));
    m_layout->addWidget(name);
    m_layout->addWidget(m_subtitle, 1);
    // 56 high with the 12 of the page's spacing below it.
    const auto follow = [this] {
        m_layout->setContentsMargins(0, px(12), 0, 0);
        setFixedHeight(px(44));
    };
    connect(&Appearance::instance(), &Appearance::changed, this, follow);
    follow();
}

void PageHeader::setSubtitle(const QString& text) { m_subtitle->setText(text); }
void PageHeader::addWidget(QWidget* widget) { m_layout->addWidget(widget); }
void PageHeader::addAfterTitle(QWidget* widget) { m_layout->insertWidget(m_afterTitle++, widget); }

} // namespace recoscope::ui
