#pragma once
#include <QDateTimeEdit>

class QCalendarWidget;

namespace recoscope::ui {

/// A day in UTC (a moment, where `seconds` are asked for), with a calendar that has the look of the popups.
class DayField final : public QDateTimeEdit {
    Q_OBJECT
public:
    explicit DayField(bool seconds, QWidget* parent = nullptr);

private:
    void dress(); ///< By the theme.
    QCalendarWidget* m_calendar;
};

} // namespace recoscope::ui
