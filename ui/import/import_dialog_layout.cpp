#include "ui/format.h"
#include "ui/import/finding_strip.h"
#include "ui/import/import_dialog.h"
#include "ui/import/preview_table.h"
#include "ui/import/reading_choice.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/note_bar.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/state_page.h"
#include <QCheckBox>
#include <QFileInfo>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace recoscope::ui {

QWidget* ImportDialog::makeHead() {
    auto* head = new QWidget(this);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(px(10));
    auto* title = new PlainLabel(windowTitle(), head);
    title->setType(Appearance::Type::Page);
    title->setSemibold(true);
    auto* place = new PlainLabel(format::safe(QFileInfo(m_ref).absolutePath().toStdString()), head);
    place->setRole(PlainLabel::Role::Muted);
    place->setElided(true);
    line->addWidget(title);
    line->addWidget(place, 1, Qt::AlignBottom);
    return head;
}

QWidget* ImportDialog::makeQuestion() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(8));
    m_question = new NoteBar(NoteBar::Kind::Warn, box);
    m_question->setObjectName(QStringLiteral("question"));
    m_files = new QListWidget(box);
    m_files->setObjectName(QStringLiteral("files"));
    m_files->setAccessibleName(tr("Which file holds the ratings"));
    connect(m_files, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0) change(QStringLiteral("file"), m_files->item(row)->data(Qt::UserRole).toString());
    });
    column->addWidget(m_question);
    column->addWidget(m_files);
    m_question->hide();
    m_files->hide();
    return box;
}

QWidget* ImportDialog::makeMiddle() {
    auto* outer = new Card(this);
    auto* area = new QScrollArea(outer); // large type in a small window: what does not fit is scrolled to
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    auto* card = new QWidget;
    auto* body = new QVBoxLayout(card);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(px(8));
    area->setWidget(card);
    card->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    outer->body()->addWidget(area, 1);
    m_findings = new FindingStrip(card);
    connect(m_findings, &FindingStrip::chosen, this, &ImportDialog::change);
    m_table = new PreviewTable(card);
    connect(m_table, &PreviewTable::roleChosen, this, [this](int column, ColumnRole role) {
        m_options.columns = columnsAfter(*m_preview, column, role);
        look();
    });
    m_table->setMinimumHeight(px(150));
    m_none = new StatePage(QStringLiteral("file"), card);
    m_none->setTexts(tr("Looking at the first rows"), {});
    m_table->hide();
    m_rejectWords = new PlainLabel({}, card);
    m_rejectWords->setObjectName(QStringLiteral("reject-words"));
    m_rejectWords->setRole(PlainLabel::Role::Warn);
    m_rejects = new QListWidget(card);
    m_rejects->setObjectName(QStringLiteral("rejects"));
    m_rejects->setAccessibleName(tr("Lines that will be rejected"));
    m_rejects->setFrameShape(QFrame::NoFrame);
    body->addWidget(m_findings);
    body->addWidget(m_table, 1);
    body->addWidget(m_none, 1);
    body->addWidget(m_rejectWords);
    body->addWidget(m_rejects);
    m_rejectWords->hide();
    m_rejects->hide();
    return outer;
}

QWidget* ImportDialog::makeFoot() {
    auto* foot = new QWidget(this);
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(8));
    m_companions = new PlainLabel({}, foot);
    m_companions->setRole(PlainLabel::Role::Muted);
    m_companions->setElided(true);
    m_forecast = new PlainLabel({}, foot);
    m_forecast->setObjectName(QStringLiteral("forecast"));
    m_forecast->setWordWrap(true);
    column->addWidget(m_companions);
    column->addWidget(m_forecast);
    auto* line = new QHBoxLayout;
    line->setSpacing(px(8));
    m_remember = new QCheckBox(tr("Remember for files like this"), foot);
    m_remember->setObjectName(QStringLiteral("remember"));
    m_remember->setChecked(true);
    auto* cancel = new QPushButton(tr("Cancel"), foot);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_open = new QPushButton(tr("Open"), foot);
    m_open->setObjectName(QStringLiteral("open"));
    m_open->setProperty("primary", true);
    m_open->setDefault(true);
    m_open->setEnabled(false);
    connect(m_open, &QPushButton::clicked, this, &ImportDialog::confirm);
    line->addWidget(m_remember, 1);
    line->addWidget(cancel);
    line->addWidget(m_open);
    column->addLayout(line);
    return foot;
}

} // namespace recoscope::ui
