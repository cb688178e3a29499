#pragma once
#include "ui/pages/page.h"
#include <QWidget>

class QVBoxLayout;

namespace recoscope::ui {

/// Before anything is open: where to drop a file, the demo world, and what was opened last.
class StartView final : public QWidget {
    Q_OBJECT
public:
    explicit StartView(const PageContext& context, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeDrop();
    QWidget* makeDemo();
    void fillRecent();
    Session& m_session;
    ActionRegistry& m_actions;
    QVBoxLayout* m_recent = nullptr;
};

} // namespace recoscope::ui
