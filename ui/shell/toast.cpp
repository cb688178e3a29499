#include "ui/shell/toast.h"
#include "ui/theme/icons.h"
#include "ui/widgets/plain_label.h"
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <algorithm>

namespace recoscope::ui {
namespace {

constexpr int kShownFor = 6000;

} // namespace

Toast::Toast(QWidget* parent)
    : Overlay(parent),
      m_text(new PlainLabel({}, this)),
      m_button(new QPushButton(this)),
      m_leave(new QTimer(this)) {
    setObjectName(QStringLiteral("toast"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(px(40), px(8), px(8), px(8));
    line->setSpacing(px(8));
    m_text->setWordWrap(true);
    m_button->setProperty("compact", true);
    m_button->setAccessibleName(tr("Act on the message"));
    auto* close = new QToolButton(this);
    close->setAutoRaise(true);
    close->setIcon(icon(QStringLiteral("close")));
    close->setAccessibleName(tr("Close the message"));
    line->addWidget(m_text, 1);
    line->addWidget(m_button);
    line->addWidget(close);
    m_leave->setSingleShot(true);
    connect(m_leave, &QTimer::timeout, this, &Overlay::dismiss);
    connect(close, &QToolButton::clicked, this, &Overlay::dismiss);
    connect(m_button, &QPushButton::clicked, this, [this] {
        dismiss();
        if (m_run) m_run();
    });
}

void Toast::say(const QString& iconName, const QString& text, const QString& button, std::function<void()> run) {
    m_icon = iconName;
    m_text->setText(text);
    setAccessibleName(text);
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    m_run = std::move(run);
    show();
    raise();
    Q_EMIT resized();
    m_leave->start(kShownFor);
}

QString Toast::text() const { return m_text->text(); }

int Toast::wishedWidth() const {
    const int besides = layout()->sizeHint().width() - m_text->sizeHint().width();
    return std::min(px(440), besides + m_text->fontMetrics().horizontalAdvance(m_text->text()) + 1);
}
void Toast::enterEvent(QEnterEvent*) { m_leave->stop(); }
void Toast::leaveEvent(QEvent*) { m_leave->start(kShownFor); }

void Toast::paintEvent(QPaintEvent* event) {
    Overlay::paintEvent(event);
    QPainter painter(this);
    const int size = px(18);
    const QColor ink = m_icon == QLatin1String("check")  ? theme().good
                       : m_icon == QLatin1String("warn") ? theme().warn
                                                         : theme().bad;
    painter.drawPixmap(QPoint(px(12), (height() - size) / 2), iconPixmap(m_icon, ink, size, devicePixelRatioF()));
}

} // namespace recoscope::ui
