#pragma once
#include "ui/pages/page.h"
#include <QWidget>

namespace recoscope::ui {

/// The pages, one under the other, at the left edge: icon and label, a bar where the user is.
class Rail final : public QWidget {
    Q_OBJECT
public:
    explicit Rail(const std::vector<PageInfo>& pages, QWidget* parent = nullptr);
    void setCurrent(const QString& id);

Q_SIGNALS:
    void chosen(const QString& id);

private:
    std::vector<class RailButton*> m_buttons;
};

} // namespace recoscope::ui
