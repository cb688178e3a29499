#pragma once
#include "ui/pages/page.h"
#include <QWidget>
#include <array>

class QGridLayout;
class QVBoxLayout;

namespace recoscope::ui {

/// Before anything is open: where to drop a file, the demo world, what was opened last, and the catalogue.
class StartView final : public QWidget {
    Q_OBJECT
public:
    explicit StartView(const PageContext& context, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeDrop();
    QWidget* makeDemo();
    QWidget* makeRecent();
    void reflow();
    void fillRecent();
    Session& m_session;
    ActionRegistry& m_actions;
    std::array<QWidget*, 4> m_parts{}; ///< Drop, demo, recent, catalogue.
    QGridLayout* m_grid = nullptr;
    QVBoxLayout* m_recent = nullptr;
};

} // namespace recoscope::ui
