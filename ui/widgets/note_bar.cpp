#include "ui/widgets/note_bar.h"
#include "ui/theme/icons.h"
#include "ui/widgets/plain_label.h"
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace recoscope::ui {

NoteBar::NoteBar(Kind kind, QWidget* parent)
    : QWidget(parent),
      m_kind(kind),
      m_title(new PlainLabel({}, this)),
      m_sentence(new PlainLabel({}, this)),
      m_line(new QHBoxLayout(this)) {
    m_title->setSemibold(true);
    m_title->setWordWrap(true);
    m_sentence->setWordWrap(true);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(px(2));
    texts->addWidget(m_title);
    texts->addWidget(m_sentence);
    m_line->setSpacing(px(8));
    m_line->addLayout(texts, 1);
    const auto follow = [this] { m_line->setContentsMargins(px(36), px(8), px(10), px(8)); };
    connect(&Appearance::instance(), &Appearance::changed, this, follow);
    follow();
}

void NoteBar::setTexts(const QString& title, const QString& sentence) {
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    setAccessibleName(title + QStringLiteral(" ") + sentence);
}

QPushButton* NoteBar::addButton(const QString& text) {
    auto* button = new QPushButton(text, this);
    button->setProperty("compact", true);
    m_line->addWidget(button, 0, Qt::AlignVCenter);
    return button;
}

void NoteBar::paintEvent(QPaintEvent*) {
    const Theme& t = theme();
    const QColor ink = m_kind == Kind::Error ? t.bad : m_kind == Kind::Warn ? t.warn : t.muted;
    const QColor tint = m_kind == Kind::Error ? t.badTint : m_kind == Kind::Warn ? t.warnTint : t.surface;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_kind == Kind::Info ? t.control : ink, 1));
    painter.setBrush(tint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6));
    const int size = px(16);
    const QString name = m_kind == Kind::Error  ? QStringLiteral("error")
                         : m_kind == Kind::Warn ? QStringLiteral("warn")
                                                : QStringLiteral("info");
    const int y = m_title->isHidden() ? (height() - size) / 2 : m_title->y() + (m_title->fontMetrics().height() - size) / 2;
    painter.drawPixmap(QPoint(px(12), y), iconPixmap(name, ink, size, devicePixelRatioF()));
}

} // namespace recoscope::ui
