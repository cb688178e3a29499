#include "ui/filters/day_field.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include <QCalendarWidget>
#include <QLayout>
#include <QPainter>
#include <QTextCharFormat>
#include <QToolButton>

namespace recoscope::ui {
namespace {

/// Qt's calendar with room around it and the line of popups.
class Calendar final : public QCalendarWidget {
public:
    using QCalendarWidget::QCalendarWidget;
    [[nodiscard]] QSize sizeHint() const override { return minimumSizeHint(); }
    [[nodiscard]] QSize minimumSizeHint() const override { // Qt's knows of no room around it
        const QMargins room = layout()->contentsMargins();
        return QCalendarWidget::minimumSizeHint() + QSize(room.left() + room.right(), room.top() + room.bottom());
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setPen(QPen(theme().control, 1));
        painter.setBrush(theme().surface);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
};

} // namespace

DayField::DayField(bool seconds, QWidget* parent) : QDateTimeEdit(parent), m_calendar(new Calendar(this)) {
    setTimeSpec(Qt::UTC);
    setDisplayFormat(seconds ? QStringLiteral("yyyy-MM-dd HH:mm:ss") : QStringLiteral("yyyy-MM-dd"));
    setCalendarPopup(true);
    setCalendarWidget(m_calendar);
    m_calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    m_calendar->setFirstDayOfWeek(Qt::Monday);
    dress();
    connect(&Appearance::instance(), &Appearance::changed, this, &DayField::dress);
}

/// Weekends are days like others: red means something else here.
void DayField::dress() {
    m_calendar->layout()->setContentsMargins(px(6), px(6), px(6), px(6));
    QTextCharFormat plain;
    plain.setForeground(theme().text);
    for (const Qt::DayOfWeek day : {Qt::Saturday, Qt::Sunday}) m_calendar->setWeekdayTextFormat(day, plain);
    QTextCharFormat head;
    head.setForeground(theme().text); // as of the weekends, whose format is theirs here, too
    head.setBackground(theme().surface);
    m_calendar->setHeaderTextFormat(head);
    for (const auto& [name, picture] : {std::pair{"qt_calendar_prevmonth", "left"}, {"qt_calendar_nextmonth", "right"}})
        if (auto* button = m_calendar->findChild<QToolButton*>(QLatin1String(name))) {
            button->setIcon(icon(QLatin1String(picture)));
            button->setIconSize(QSize(px(14), px(14)));
        }
    if (auto* bar = m_calendar->findChild<QWidget*>(QStringLiteral("qt_calendar_navigationbar"))) {
        bar->setBackgroundRole(QPalette::Base);
        for (QToolButton* button : bar->findChildren<QToolButton*>()) {
            QPalette ink = button->palette();
            for (const QPalette::ColorRole role : {QPalette::ButtonText, QPalette::HighlightedText, QPalette::WindowText})
                ink.setColor(role, theme().text);
            button->setPalette(ink);
        }
    }
}

} // namespace recoscope::ui
