#pragma once
#include <QString>
#include <functional>

class QImage;

namespace recoscope::ui {

class MainWindow;

/// Runs the event loop until the condition holds or the time is over; returns whether it holds.
bool waitFor(const std::function<bool()>& condition, int milliseconds);

/// Takes pictures of the real window, its popups and dialogs included, and drives it by its registered actions.
class Camera {
public:
    Camera(MainWindow& window, QString folder) : m_window(window), m_folder(std::move(folder)) {}
    bool shoot(const QString& name); ///< Waits until what is on its way is painted. False where the file cannot be written.
    /// Triggers an action. Where it opens a menu that waits for a choice, the picture is taken from within.
    void act(const QString& id);
    void actAndShoot(const QString& id, const QString& name);
    void settle(); ///< Lets what is on its way arrive.
    void closePopups();
    [[nodiscard]] QImage picture() const;

private:
    bool save(const QString& name) const;
    MainWindow& m_window;
    QString m_folder;
};

/// The states that a page does not show by itself: palette, refused file, jobs, cancelling, menu of a chart, dialogs, focus,
/// large type. Named "state-..." and gathered in "states.png". Data is open and models are trained before.
[[nodiscard]] QString captureStates(MainWindow& window, Camera& camera, const QString& folder);

} // namespace recoscope::ui
