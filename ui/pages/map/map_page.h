#pragma once
#include "core/linalg/principal_axes.h"
#include "ui/jobs/mailbox.h"
#include "ui/pages/map/item_map.h"
#include "ui/pages/page.h"
#include <QWidget>
#include <memory>

class QComboBox;
class QLineEdit;
class QStackedWidget;
class QVBoxLayout;

namespace recoscope::ui {

class PageHeader;
class PlainLabel;
struct Run;

/// Empty (no factor model yet), working (axes are computed), full.
class MapPage final : public QWidget {
    Q_OBJECT
public:
    explicit MapPage(const PageContext& context, QWidget* parent = nullptr);
    ~MapPage() override;

private:
    QWidget* makeFull();
    void refreshRuns();
    void computeAxes();
    void placeItems();
    void refreshMarks();
    void refreshSide();
    void refreshLegend();
    [[nodiscard]] const Run* chosen() const;
    Session& m_session;
    ActionRegistry& m_actions;
    std::shared_ptr<Mailbox> m_mailbox;
    PageHeader* m_header;
    QStackedWidget* m_states;
    QComboBox* m_runs;
    QComboBox* m_x;
    QComboBox* m_y;
    QComboBox* m_colour;
    QLineEdit* m_search;
    ItemMap* m_map = nullptr;
    QVBoxLayout* m_legend = nullptr;
    QVBoxLayout* m_side = nullptr;
    PlainLabel* m_note = nullptr;
    std::shared_ptr<const PrincipalAxes> m_axes;
    std::vector<std::int32_t> m_counts;
    std::vector<std::int32_t> m_positionOf; ///< Item to place in the map, -1 for items without training ratings.
    std::vector<int> m_hidden;
    int m_request = 0;
};

} // namespace recoscope::ui
