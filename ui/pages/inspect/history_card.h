#pragma once
#include "core/data/dataset.h"
#include "core/split/split.h"
#include "ui/pages/inspect/history_list.h"
#include "ui/pages/inspect/panel.h"
#include "ui/pages/inspect/taste_bars.h"
#include <memory>

class QLineEdit;

namespace recoscope::ui {

class IconButton;
class PickerPopup;

/// What the user rated, and what that says of the user's taste.
class HistoryCard final : public Panel {
    Q_OBJECT
public:
    explicit HistoryCard(QWidget* parent = nullptr);
    void setData(const std::shared_ptr<const Dataset>& dataset);
    void setHistory(const std::shared_ptr<const Dataset>& dataset, const Split& split, UserIndex user,
                    const HistoryChanges& changes);
    void setTaste(const Dataset& dataset, const TasteBackground& background, std::span<const ItemIndex> history);
    void openAdd(); ///< The search for an item to add.

Q_SIGNALS:
    void itemChosen(recoscope::ItemIndex item);
    void editAsked(recoscope::ItemIndex item, std::optional<float> rating);
    void addAsked(recoscope::ItemIndex item); ///< An item of the catalogue, to be rated in a what-if.

private:
    void showFooter();
    InkLabel* m_count;
    QLineEdit* m_filter;
    IconButton *m_search, *m_add;
    HistoryList* m_list;
    InkLabel* m_footer;
    InkLabel* m_tasteTitle;
    TasteBars* m_taste;
    InkLabel* m_popularity;
    PickerPopup* m_picker;
    std::size_t m_inTest = 0, m_inValidation = 0;
};

} // namespace recoscope::ui
