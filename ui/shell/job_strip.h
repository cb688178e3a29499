#pragma once
#include <QWidget>

class QPushButton;

namespace recoscope::ui {

class PlainLabel;
class Session;
class ThinProgress;

/// The right end of the status bar: what runs, how far, how long still, how many wait, and Cancel.
class JobStrip final : public QWidget {
    Q_OBJECT
public:
    explicit JobStrip(Session& session, QWidget* parent = nullptr);

private:
    void refresh();
    Session& m_session;
    PlainLabel* m_text;
    PlainLabel* m_left;
    ThinProgress* m_bar;
    QPushButton* m_cancel;
    double m_openFraction = 0;
    QString m_openStage;
};

} // namespace recoscope::ui
