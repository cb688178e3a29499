#pragma once
#include "ui/pages/page.h"
#include "ui/shell/edge.h"

namespace recoscope::ui {

/// The pages, one under the other, at the left edge: icon and label, a bar where the user is.
class Rail final : public EdgeWidget {
    Q_OBJECT
public:
    explicit Rail(const std::vector<PageInfo>& pages, QWidget* parent = nullptr);
    void setCurrent(const QString& id);
    void setLabels(bool on); ///< Off in narrow windows: icons with their names as tool tips.

Q_SIGNALS:
    void chosen(const QString& id);

private:
    std::vector<class RailButton*> m_buttons;
};

} // namespace recoscope::ui
