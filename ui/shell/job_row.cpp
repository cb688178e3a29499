#include "ui/shell/job_row.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/swatch_label.h"
#include "ui/widgets/thin_progress.h"
#include <QGridLayout>
#include <QPushButton>

namespace recoscope::ui {

JobRow::JobRow(QWidget* parent)
    : QWidget(parent),
      m_swatch(new SwatchLabel({}, {}, this)),
      m_name(new PlainLabel({}, this)),
      m_words(new PlainLabel({}, this)),
      m_bar(new ThinProgress(this)),
      m_button(new QPushButton(this)) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, px(4), 0, px(4));
    grid->setHorizontalSpacing(px(8));
    grid->setVerticalSpacing(px(2));
    m_name->setSemibold(true);
    m_name->setElided(true);
    m_words->setType(Appearance::Type::Secondary);
    m_words->setWordWrap(true);
    m_button->setProperty("compact", true);
    m_button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_swatch->hide();
    m_button->hide();
    grid->addWidget(m_swatch, 0, 0, Qt::AlignLeft);
    grid->addWidget(m_name, 0, 0);
    grid->addWidget(m_words, 1, 0);
    grid->addWidget(m_bar, 2, 0, Qt::AlignLeft); // its width is fixed: without a side it would narrow the column
    grid->addWidget(m_button, 0, 1, 2, 1, Qt::AlignVCenter);
    grid->setColumnStretch(0, 1);
    connect(m_button, &QPushButton::clicked, this, &JobRow::pressed);
}

void JobRow::setWho(const ModelSignature& signature, const QString& name) {
    m_swatch->setSignature(signature);
    m_swatch->setText(name);
    m_swatch->show();
    m_name->hide();
    setAccessibleName(name);
}

void JobRow::setWho(const QString& name) {
    m_name->setText(name);
    setAccessibleName(name);
}

void JobRow::setWords(const QString& words, Tone tone) {
    m_words->setRole(tone == Tone::Bad    ? PlainLabel::Role::Bad
                     : tone == Tone::Good ? PlainLabel::Role::Good
                                          : PlainLabel::Role::Muted);
    m_words->setText(words);
    setAccessibleDescription(words);
}

void JobRow::setProgress(double fraction) {
    m_bar->setVisible(fraction >= 0);
    if (fraction >= 0) m_bar->setValue(fraction);
}

void JobRow::setButton(const QString& text) {
    m_button->setVisible(!text.isEmpty());
    m_button->setText(text);
    m_button->setAccessibleName((text + ' ' + accessibleName()).trimmed());
}

} // namespace recoscope::ui
