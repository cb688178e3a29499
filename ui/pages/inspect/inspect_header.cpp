#include "ui/pages/inspect/inspect_header.h"
#include "ui/format.h"
#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>
#include <numeric>

namespace recoscope::ui {

InspectHeader::InspectHeader(QWidget* parent)
    : QWidget(parent),
      m_title(new InkLabel(Appearance::Type::Page, InkLabel::Ink::Text, true)),
      m_user(new QPushButton(this)),
      m_previous(button(QStringLiteral("‹"), tr("Previous user"))),
      m_next(button(QStringLiteral("›"), tr("Next user"))),
      m_random(button(tr("Random"), tr("Random user"))),
      m_hardButton(button(tr("Hard cases"), tr("Walk through hard cases"))),
      m_modelsButton(button(tr("Models"), tr("Choose the models shown"))),
      m_undo(button(QStringLiteral("↶"), tr("Undo"))),
      m_redo(button(QStringLiteral("↷"), tr("Redo"))),
      m_reset(button(tr("Reset"), tr("Back to the data"))),
      m_hard(new QMenu(this)),
      m_models(new QMenu(this)),
      m_badge(new WhatIfBadge(this)),
      m_panes(new QTabBar(this)),
      m_picker(new PickerPopup(tr("Find a user by id or by any column"), this)) {
    m_title->setText(tr("Inspect"));
    m_user->setObjectName(QStringLiteral("inspect.user"));
    m_user->setAccessibleName(tr("User"));
    m_hardButton->setMenu(m_hard);
    m_hardButton->setPopupMode(QToolButton::InstantPopup);
    m_modelsButton->setMenu(m_models);
    m_modelsButton->setPopupMode(QToolButton::InstantPopup);
    for (const QString& name : {tr("History"), tr("Why"), tr("Lists")}) m_panes->addTab(name);
    m_panes->setDrawBase(false);
    m_panes->setAccessibleName(tr("Card shown"));
    m_panes->setCurrentIndex(1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(8));
    row->addWidget(m_title);
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_user, m_previous, m_next, m_random, m_hardButton, m_modelsButton, m_panes})
        row->addWidget(part);
    row->addStretch(1);
    for (QWidget* part : std::initializer_list<QWidget*>{m_badge, m_undo, m_redo, m_reset}) row->addWidget(part);
    connect(m_user, &QPushButton::clicked, this, &InspectHeader::openPicker);
    connect(m_picker, &PickerPopup::picked, this, [this](std::int32_t id) { Q_EMIT userPicked(UserIndex(id)); });
    connect(m_panes, &QTabBar::currentChanged, this, &InspectHeader::paneChanged);
    setEdits(0, {});
}

QToolButton* InspectHeader::button(const QString& text, const QString& name) {
    auto* made = new QToolButton(this);
    made->setText(text);
    made->setAccessibleName(name);
    made->setToolTip(name);
    made->setFocusPolicy(Qt::StrongFocus);
    return made;
}

void InspectHeader::bind(QAction* previous, QAction* next, QAction* random, QAction* undo, QAction* redo, QAction* reset) {
    const std::pair<QToolButton*, QAction*> pairs[] = {{m_previous, previous}, {m_next, next}, {m_random, random},
                                                       {m_undo, undo},         {m_redo, redo}, {m_reset, reset}};
    for (const auto& [widget, action] : pairs) {
        connect(widget, &QToolButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, widget,
                [widget = widget, action = action] { widget->setEnabled(action->isEnabled()); });
        widget->setEnabled(action->isEnabled());
    }
}

void InspectHeader::setData(const std::shared_ptr<const Dataset>& dataset) {
    if (!dataset) return m_picker->model().setEntries({}, {});
    const auto users = static_cast<std::size_t>(dataset->users.size());
    std::vector<QString> names(users);
    std::vector<std::int32_t> order(users);
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t u = 0; u < users; ++u) {
        names[u] = format::safe(dataset->users.id(static_cast<std::int32_t>(u)));
        for (const auto& [name, values] : dataset->userTable.columns) {
            if (!values[u].empty()) names[u] += QStringLiteral(", ") + format::safe(values[u]);
        }
        names[u] +=
            QStringLiteral(" · ") +
            format::counted(static_cast<std::int64_t>(dataset->interactions->rowSize(UserIndex(u))), tr("rating"), tr("ratings"));
    }
    m_picker->model().setEntries(std::move(names), std::move(order));
}

void InspectHeader::setUser(const QString& who) {
    m_who = who;
    m_user->setAccessibleDescription(who);
    m_user->setToolTip(who.toHtmlEscaped());
    showTexts();
}

void InspectHeader::setEdits(std::size_t edits, const QString& single) {
    m_edits = edits;
    m_single = single;
    showTexts();
}

void InspectHeader::setCompact(bool on) {
    m_compact = on;
    showTexts();
}

void InspectHeader::showTexts() {
    const QString who = m_compact ? m_who.section(QLatin1Char(','), 0, 0).section(QStringLiteral(" · "), 0, 0) : m_who;
    m_user->setText(QString(who).replace(QLatin1Char('&'), QLatin1String("&&")));
    const QString edits = m_edits == 1 ? tr("1 edit") : tr("%1 edits").arg(m_edits);
    QString full = tr("What-if: %1, not saved to the data").arg(edits);
    if (m_projector && m_edits == 1) full = tr("what if: %1").arg(m_single);
    m_badge->setVisible(m_edits > 0);
    m_badge->setText(m_compact && !m_projector ? tr("What-if: %1").arg(edits) : full);
    m_badge->setAccessibleName(full);
    m_badge->setToolTip(full.toHtmlEscaped());
    m_badge->updateGeometry();
}

void InspectHeader::setProjector(bool on, const QString& headline) {
    m_projector = on;
    m_title->setText(on ? headline : tr("Inspect"));
    showTexts();
    for (QWidget* part : std::initializer_list<QWidget*>{m_user, m_previous, m_next, m_random, m_hardButton, m_modelsButton,
                                                         m_undo, m_redo, m_reset})
        part->setVisible(!on);
}

void InspectHeader::setPanes(bool shown, bool listsApart) {
    m_panes->setVisible(shown && !m_projector);
    m_panes->setTabVisible(2, listsApart);
}

int InspectHeader::pane() const { return m_panes->currentIndex(); }

void InspectHeader::setModelsText(const QString& text) { m_modelsButton->setText(text); }

void InspectHeader::openPicker() { m_picker->openBelow(m_user); }

} // namespace recoscope::ui
