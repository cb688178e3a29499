#include "ui/widgets/state_page.h"
#include "ui/theme/icons.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/thin_progress.h"
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace recoscope::ui {

StatePage::StatePage(const QString& iconName, QWidget* parent)
    : QWidget(parent),
      m_icon(iconName),
      m_picture(new PlainLabel({}, this)),
      m_title(new PlainLabel({}, this)),
      m_sentence(new PlainLabel({}, this)),
      m_progress(new ThinProgress(this)),
      m_buttons(new QHBoxLayout) {
    auto* column = new QVBoxLayout(this);
    column->addStretch(1);
    column->addWidget(m_picture);
    m_title->setType(Appearance::Type::Item);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_sentence->setRole(PlainLabel::Role::Muted);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_sentence);
    m_progress->hide();
    column->addWidget(m_progress, 0, Qt::AlignHCenter);
    column->addSpacing(px(8));
    m_buttons->addStretch(1);
    m_buttons->addStretch(1);
    column->addLayout(m_buttons);
    column->addStretch(2);
    const auto follow = [this] {
        m_picture->setFixedHeight(px(40));
        m_progress->setFixedWidth(px(320));
    };
    connect(&Appearance::instance(), &Appearance::changed, this, follow);
    follow();
}

void StatePage::setTexts(const QString& title, const QString& sentence) {
    m_title->setText(title);
    m_sentence->setText(sentence);
    setAccessibleName(title + QStringLiteral(". ") + sentence);
}

QPushButton* StatePage::addButton(const QString& text, bool primary) {
    auto* button = new QPushButton(text, this);
    button->setProperty("primary", primary);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

QPushButton* StatePage::addButton(const QString& text, const QString& keys) {
    auto* button = new KeyButton(text, keys, this);
    button->setProperty("primary", true);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

void StatePage::addNote(const QString& text) {
    auto* note = new PlainLabel(text, this);
    note->setRole(PlainLabel::Role::Muted);
    note->setType(Appearance::Type::Secondary);
    note->setAlignment(Qt::AlignCenter);
    auto* column = static_cast<QVBoxLayout*>(layout());
    const int last = column->count() - 1;
    column->insertSpacing(last, px(12));
    column->insertWidget(last + 1, note);
}

void StatePage::setProgress(double fraction) {
    m_progress->setVisible(fraction >= 0);
    m_progress->setValue(fraction);
}

void StatePage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const int size = px(32);
    const QPixmap pixmap = iconPixmap(m_icon, theme().control, size, devicePixelRatioF());
    painter.drawPixmap(QPoint((width() - size) / 2, m_picture->y()), pixmap);
}

} // namespace recoscope::ui
