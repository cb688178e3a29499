#pragma once
#include "ui/pages/split/share_bars.h"
#include "ui/pages/split/split_study.h"
#include <QWidget>
#include <array>

namespace recoscope::ui {

class Card;
class PlainLabel;

/// The right column: the leak in figures, against the other protocols; what the metric sees; cautions; the command line.
class LeakSide final : public QWidget {
    Q_OBJECT
public:
    explicit LeakSide(QWidget* parent = nullptr);
    void setStudy(const SplitStudy& study, const Dataset& dataset);
    void setComparison(std::vector<ShareBars::Row> rows);
    void setCommand(const QString& command);
    [[nodiscard]] QString shownCommand() const;
    [[nodiscard]] QString shownText() const; ///< All sentences and figures, line by line.

private:
    void makeLeak();
    void makeSees();
    void fillTimes(const LeakageReport& report);
    void follow();
    Card *m_leak, *m_sees, *m_files, *m_times, *m_terminal;
    PlainLabel *m_leakIcon, *m_before, *m_beforeWords, *m_later, *m_laterWords, *m_fileWords, *m_timeWords, *m_command;
    ShareBars* m_bars;
    std::array<PlainLabel*, 5> m_names{}, m_values{};
    QString m_leakIconName = QStringLiteral("info");
    bool m_bad = false;
};

} // namespace recoscope::ui
