#pragma once
#include <QColor>
#include <QFont>
#include <QObject>
#include <QPen>
#include <QString>
#include <array>
#include <vector>

class QApplication;

namespace recoscope::ui {

/// Every colour of the program. Widgets, charts, maps and exports take colours from here and nowhere else.
/// Tokens and their contrasts: the design is "grey ink for the chrome, colour for data".
struct Theme {
    bool dark = false;
    QColor window, surface, raised, sunken;
    QColor line, grid, control;
    QColor text, muted;
    QColor accent, onAccent;
    QColor good, goodTint, warn, warnTint, bad, badTint;
    QColor selection, focus;
    QColor reference; ///< Popularity and random.
    QColor otherGenre;
    std::array<QColor, 8> models;   ///< By signature slot.
    std::array<QColor, 8> genres;   ///< By genre slot: Drama, Comedy, Action, Thriller, Romance, Children, Sci-Fi, Horror.
    std::array<QColor, 4> roles;    ///< What a column of a file stands for: user, item, rating, time; always with the word.
    std::vector<QColor> sequential; ///< Low to high, equal OKLab lightness steps.
    std::vector<QColor> diverging;

    [[nodiscard]] static const Theme& light();
    [[nodiscard]] static const Theme& darkTheme();
    /// A hint of the colour on the surface, on which text keeps its contrast.
    [[nodiscard]] QColor wash(const QColor& color) const;
    /// From line to control, t in [0, 1], interpolated in OKLab: what is there and not meant now.
    [[nodiscard]] QColor neutral(double t) const;
    /// Colour of t in [0, 1] on the sequential ramp, interpolated in OKLab.
    [[nodiscard]] QColor ramp(double t) const;
};

enum class ThemeChoice { Light, Dark, System };

/// The theme, zoom and presentation mode in force. One per application; lives in the GUI thread.
/// Applies palette, style and font to the QApplication; widgets repaint on changed().
class Appearance final : public QObject {
    Q_OBJECT
public:
    static Appearance& instance(); ///< Created by install().
    /// Sets the proxy style over Fusion, palette and fonts. Qt::AA_UseStyleSheetPropagationInWidgetStyles must be set before the
    /// application exists.
    static Appearance& install(QApplication& application);

    [[nodiscard]] const Theme& theme() const;
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);
    /// In per cent: 100, 110, 125, 150, 175, 200.
    [[nodiscard]] int zoom() const { return m_zoom; }
    void setZoom(int percent);
    void zoomBy(int steps);
    [[nodiscard]] bool projector() const { return m_projector; }
    void setProjector(bool on); ///< 185 %, thicker lines; the window hides its chrome.

    /// Zoom (or projector) as a factor: every measure of the design in pixels is multiplied by it.
    [[nodiscard]] double scale() const;
    [[nodiscard]] int px(double designPixels) const; ///< Rounded, at least 1 for positive values.

    /// Type of the design: sizes in design pixels, scaled.
    enum class Type { Caption, Secondary, Body, CardTitle, Item, Page, Figure, Mono };
    [[nodiscard]] QFont font(Type type, bool semibold = false) const;
    [[nodiscard]] double lineWidth(bool selected = false) const; ///< Data lines: 2 and 2.5; projector 3 and 5.

Q_SIGNALS:
    void changed();

private:
    explicit Appearance(QApplication& application);
    void apply();
    QApplication& m_application;
    ThemeChoice m_choice = ThemeChoice::System;
    int m_zoom = 100;
    bool m_projector = false;
};

/// Places of a text in its line, as QPainter takes them: an int.
inline constexpr int kMiddleLeft = static_cast<int>(Qt::AlignLeft) | static_cast<int>(Qt::AlignVCenter);
inline constexpr int kMiddleRight = static_cast<int>(Qt::AlignRight) | static_cast<int>(Qt::AlignVCenter);

[[nodiscard]] inline const Theme& theme() { return Appearance::instance().theme(); }
[[nodiscard]] inline int px(double designPixels) { return Appearance::instance().px(designPixels); }
[[nodiscard]] inline QFont font(Appearance::Type type, bool semibold = false) {
    return Appearance::instance().font(type, semibold);
}

} // namespace recoscope::ui
