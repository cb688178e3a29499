#pragma once
#include <QWidget>

class QPushButton;

namespace recoscope::ui {

class PlainLabel;
class Session;
class ThinProgress;

/// The right end of the status bar: what runs, how far, how long still, how many wait, and Cancel. Its words are a button that
/// opens the list of all jobs.
class JobStrip final : public QWidget {
    Q_OBJECT
public:
    explicit JobStrip(Session& session, QWidget* parent = nullptr);

Q_SIGNALS:
    void pressed(); ///< The list of jobs is wanted.

private:
    void refresh();
    void cancelCurrent();
    Session& m_session;
    QPushButton* m_text;
    PlainLabel* m_left;
    ThinProgress* m_bar;
    QPushButton* m_cancel;
    double m_openFraction = 0, m_openLeft = -1;
    bool m_showsDownload = false;
    QString m_openStage;
};

} // namespace recoscope::ui
