#include "ui/pages/inspect/inspect_header.h"
#include "ui/models/entries.h"
#include "ui/widgets/choice_button.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/picker_popup.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/segments.h"
#include <QAction>
#include <QHBoxLayout>
#include <QMenu>

namespace recoscope::ui {

InspectHeader::InspectHeader(QWidget* parent)
    : QWidget(parent),
      m_title(new InkLabel(Appearance::Type::Page, InkLabel::Ink::Text, true)),
      m_user(new ChoiceButton(tr("User"), this)),
      m_previous(new IconButton(QStringLiteral("left"), tr("Previous user"), this)),
      m_next(new IconButton(QStringLiteral("right"), tr("Next user"), this)),
      m_random(new ChoiceButton(tr("Random user"), this)),
      m_casesButton(new ChoiceButton(tr("Walk through users by activity or by hard cases"), this)),
      m_modelsButton(new ChoiceButton(tr("Choose the models shown"), this)),
      m_undo(new IconButton(QStringLiteral("undo"), tr("Undo"), this)),
      m_redo(new IconButton(QStringLiteral("redo"), tr("Redo"), this)),
      m_reset(new ChoiceButton(tr("Back to the data"), this)),
      m_cases(new QMenu(this)),
      m_models(new QMenu(this)),
      m_badge(new WhatIfBadge(this)),
      m_panes(new Segments({tr("History"), tr("Why"), tr("Lists")}, this)),
      m_picker(new PickerPopup(tr("Find a user by id or by any column"), this)) {
    m_title->setText(tr("Inspect"));
    m_user->setObjectName(QStringLiteral("inspect.user"));
    m_user->setIconName(QStringLiteral("user"));
    m_random->setIconName(QStringLiteral("dice"));
    m_random->setMenuMark(false);
    m_random->setTexts({}, tr("Random"));
    m_casesButton->setTexts({}, tr("Hard cases"));
    m_casesButton->setMenu(m_cases);
    m_modelsButton->setMenu(m_models);
    m_reset->setMenuMark(false);
    m_reset->setTexts({}, tr("Reset"));
    m_panes->setAccessibleName(tr("Card shown"));
    m_panes->setCurrent(1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(8));
    row->addWidget(m_title);
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_user, m_previous, m_next, m_random, m_casesButton, m_modelsButton, m_panes})
        row->addWidget(part);
    row->addStretch(1);
    for (QWidget* part : std::initializer_list<QWidget*>{m_badge, m_undo, m_redo, m_reset}) row->addWidget(part);
    const auto follow = [this] { setMinimumHeight(px(36)); };
    follow();
    connect(&Appearance::instance(), &Appearance::changed, this, follow);
    connect(m_user, &QPushButton::clicked, this, &InspectHeader::openPicker);
    connect(m_picker, &PickerPopup::picked, this, [this](std::int32_t id) { Q_EMIT userPicked(UserIndex(id)); });
    connect(m_panes, &Segments::chosen, this, &InspectHeader::paneChanged);
    setEdits(0, {});
}

void InspectHeader::bind(QAction* previous, QAction* next, QAction* random, QAction* undo, QAction* redo, QAction* reset) {
    const std::pair<QPushButton*, QAction*> pairs[] = {{m_previous, previous}, {m_next, next}, {m_random, random},
                                                       {m_undo, undo},         {m_redo, redo}, {m_reset, reset}};
    for (const auto& [widget, action] : pairs) {
        connect(widget, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, widget,
                [widget = widget, action = action] { widget->setEnabled(action->isEnabled()); });
        widget->setEnabled(action->isEnabled());
    }
}

void InspectHeader::setData(const std::shared_ptr<const Dataset>& dataset) { m_picker->setTexts(usersToPick(dataset)); }

void InspectHeader::setUser(const QString& name, const QString& detail) {
    m_name = name;
    m_detail = detail;
    m_user->setToolTip(plainTip(name + QLatin1Char('\n') + detail + QLatin1Char('\n') + tr("Search by id or by any column.")));
    showTexts();
}

void InspectHeader::setEdits(std::size_t edits, const QString& single) {
    m_edits = edits;
    m_single = single;
    showTexts();
}

void InspectHeader::setCompact(bool on, bool tight, bool tiny) {
    m_compact = on;
    m_tight = tight;
    m_tiny = tiny;
    showTexts();
}

void InspectHeader::showTexts() {
    m_user->setTexts({}, m_name, m_compact ? QString() : m_detail);
    const QString edits = m_edits == 1 ? tr("1 edit") : tr("%1 edits").arg(m_edits);
    QString full = tr("What-if: %1, not saved to the data").arg(edits);
    if (m_projector && m_edits == 1) full = tr("what if: %1").arg(m_single);
    m_badge->setVisible(m_edits > 0);
    m_badge->setText(m_projector || !m_compact ? full : m_tight ? tr("What-if") : tr("What-if: %1").arg(edits));
    m_badge->setAccessibleName(full);
    m_badge->setToolTip(plainTip(full));
    m_badge->updateGeometry();
    for (QWidget* part : std::initializer_list<QWidget*>{m_user, m_previous, m_next, m_undo, m_redo})
        part->setVisible(!m_projector);
    for (QWidget* part : std::initializer_list<QWidget*>{m_random, m_casesButton, m_modelsButton})
        part->setVisible(!m_projector && !m_tight);
    m_reset->setVisible(!m_projector && !m_tiny);
    m_title->setVisible(m_projector || !m_tight);
    if (m_tiny) m_badge->hide(); // the edited rows of the history say it
}

void InspectHeader::setProjector(bool on, const QString& headline) {
    m_projector = on;
    m_title->setText(on ? headline : tr("Inspect"));
    showTexts();
}

void InspectHeader::setPanes(bool shown, bool listsApart) {
    m_panes->setVisible(shown && !m_projector);
    m_panes->setPartVisible(2, listsApart);
}

int InspectHeader::pane() const { return m_panes->current(); }

void InspectHeader::setModels(std::size_t shown, std::size_t of) {
    m_modelsButton->setTexts({}, tr("Models"), tr("%1 of %2").arg(QString::number(shown), QString::number(of)));
}

void InspectHeader::openPicker() { m_picker->openBelow(m_user); }

} // namespace recoscope::ui
