#include "ui/widgets/card.h"
#include "ui/charts/plot.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace recoscope::ui {

Card::Card(QWidget* parent) : QFrame(parent), m_outer(new QVBoxLayout(this)), m_body(new QVBoxLayout) {
    setFrameShape(QFrame::NoFrame);
    m_outer->setContentsMargins(1, 1, 1, 1);
    m_outer->setSpacing(0);
    m_body->setContentsMargins(px(16), px(12), px(16), px(12));
    m_body->setSpacing(px(8));
    m_outer->addLayout(m_body, 1);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] { update(); });
}

Card::Card(const QString& title, const QString& subtitle, QWidget* parent) : Card(parent) { setTitle(title, subtitle); }

void Card::makeHead() {
    if (m_head) return;
    m_head = new QHBoxLayout;
    m_head->setContentsMargins(px(16), px(10), px(10), 0);
    m_head->setSpacing(px(8));
    m_title = new PlainLabel({}, this);
    m_title->setType(Appearance::Type::CardTitle);
    m_subtitle = new PlainLabel({}, this);
    m_subtitle->setRole(PlainLabel::Role::Muted);
    m_subtitle->setType(Appearance::Type::Secondary);
    m_subtitle->setElided(true);
    m_head->addWidget(m_title);
    m_head->addWidget(m_subtitle, 1);
    m_outer->insertLayout(0, m_head);
}

void Card::setTitle(const QString& title, const QString& subtitle) {
    makeHead();
    m_title->setText(title);
    m_subtitle->setText(subtitle);
    setAccessibleName(title);
}

void Card::addToHead(QWidget* widget) {
    makeHead();
    m_head->addWidget(widget);
}

void Card::offerExport(QWidget* source, Exportable* content) {
    addMore([source, content](QMenu& menu) { fillExportMenu(menu, *source, *content); });
}

void Card::offerExports(const std::vector<Content>& contents) {
    addMore([contents](QMenu& menu) {
        for (const Content& c : contents) fillExportMenu(*menu.addMenu(c.name), *c.source, *c.content);
    });
}

void Card::addMore(std::function<void(QMenu&)> fill) {
    auto* more = new QToolButton(this);
    more->setAutoRaise(true);
    more->setIcon(icon(QStringLiteral("more")));
    more->setAccessibleName(tr("Copy or save this"));
    more->setToolTip(tr("Copy or save this"));
    connect(more, &QToolButton::clicked, this, [more, fill = std::move(fill)] {
        QMenu menu;
        fill(menu);
        menu.exec(more->mapToGlobal(QPoint(0, more->height())));
    });
    addToHead(more);
}

void Card::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().line, 1));
    painter.setBrush(theme().surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(8), px(8));
}

} // namespace recoscope::ui
