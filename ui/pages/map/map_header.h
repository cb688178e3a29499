#pragma once
#include "ui/pages/map/map_items.h"
#include <QWidget>

class QAction;
class QLineEdit;
class QMenu;
class QToolButton;
class QPushButton;

namespace recoscope::ui {

class ChoiceButton;
class PickerPopup;
class PlainLabel;
struct Run;

/// Model, colour, size, search, user, saving.
class MapHeader final : public QWidget {
    Q_OBJECT
public:
    explicit MapHeader(QWidget* parent = nullptr);
    void setRuns(const std::vector<const Run*>& runs, const Run* chosen);
    void setDataset(const std::shared_ptr<const Dataset>& dataset); ///< Null: none.
    void setUser(const QString& name);
    void setFound(std::size_t found, bool searching);
    void setColour(MapColour colour);
    void setCompact(bool on, bool narrow);
    [[nodiscard]] bool sideWanted() const; ///< Where it does not fit beside the map.
    [[nodiscard]] QString wanted() const;  ///< What is searched for, trimmed.
    void setWanted(const QString& text);
    void focusSearch();
    [[nodiscard]] QMenu* saveMenu() { return m_saveMenu; }

Q_SIGNALS:
    void runChosen(int run);
    void colourChosen(recoscope::ui::MapColour colour);
    void sizesChosen(bool equal);
    void userPicked(recoscope::UserIndex user);
    void searched();
    void sideToggled();

private:
    ChoiceButton *m_model, *m_colour, *m_size;
    QLineEdit* m_search;
    PlainLabel* m_found;
    ChoiceButton* m_user;
    ChoiceButton* m_save;
    QPushButton* m_sideButton;
    QMenu *m_models, *m_saveMenu;
    QAction* m_meanColour = nullptr;
    PickerPopup* m_picker;
    bool m_full = false;
};

} // namespace recoscope::ui
