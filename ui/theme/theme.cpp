#include "ui/theme/theme.h"
#include "ui/theme/style.h"
#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <algorithm>
#include <array>
#include <cmath>

namespace recoscope::ui {
namespace {

constexpr std::array<int, 6> kZooms{100, 110, 125, 150, 175, 200};
constexpr int kProjectorPercent = 185;
constexpr int kProjectorLeast = 24; ///< Pixels: 18 pt, readable from 8 m.
Appearance* installed = nullptr;

std::vector<QColor> colors(std::initializer_list<const char*> names) {
    std::vector<QColor> list;
    for (const char* name : names) list.emplace_back(QLatin1String(name));
    return list;
}

std::array<QColor, 8> eight(std::initializer_list<const char*> names) {
    std::array<QColor, 8> list;
    std::size_t k = 0;
    for (const char* name : names) list[k++] = QColor(QLatin1String(name));
    return list;
}

Theme makeLight() {
    Theme t;
    t.window = QColor("#F3F4F6");
    t.surface = t.raised = QColor("#FFFFFF");
    t.sunken = QColor("#ECEEF2");
    t.line = QColor("#DFE2E7");
    t.grid = QColor("#E9EBEF");
    t.control = QColor("#7A8290");
    t.text = QColor("#1A1D23");
    t.muted = QColor("#5A6170");
    t.accent = QColor("#27324A");
    t.onAccent = QColor("#FFFFFF");
    t.good = QColor("#1B7A43");
    t.goodTint = QColor("#E7F4EC");
    t.warn = QColor("#8A5A00");
    t.warnTint = QColor("#FFF4DC");
    t.bad = QColor("#B42318");
    t.badTint = QColor("#FDECEA");
    t.selection = QColor("#DEE5F2");
    t.focus = QColor("#1463D8");
    t.reference = QColor("#6B7280");
    t.otherGenre = QColor("#8A919E");
    t.models = eight({"#4E60EE", "#A53A00", "#117A4F", "#029BB0", "#6D2D56", "#939105", "#4719B8", "#C97680"});
    t.genres = eight({"#445DBB", "#BE885F", "#3B5632", "#713262", "#B64C66", "#75700C", "#0A9286", "#8889F0"});
    t.roles = {t.genres[0], t.genres[4], t.genres[5], t.genres[6]};
    t.sequential = colors({"#F4F5E6", "#C8E0BE", "#92CBB1", "#60B3A9", "#2D99A2", "#047C98", "#005E8A", "#184173", "#1D2655"});
    t.diverging = colors({"#943700", "#CC9171", "#EFF0F3", "#84A1D6", "#2753A8"});
    return t;
}

Theme makeDark() {
    Theme t;
    t.dark = true;
    t.window = QColor("#14161A");
    t.surface = QColor("#1B1E23");
    t.raised = QColor("#252A31");
    t.sunken = QColor("#2A2F37");
    t.line = QColor("#31363F");
    t.grid = QColor("#282D34");
    t.control = QColor("#828B99");
    t.text = QColor("#E7E9ED");
    t.muted = QColor("#A3AAB7");
    t.accent = QColor("#DDE4F2");
    t.onAccent = QColor("#14161A");
    t.good = QColor("#5CC98A");
    t.goodTint = QColor("#1C3327");
    t.warn = QColor("#E5B454");
    t.warnTint = QColor("#372D18");
    t.bad = QColor("#FF8A7E");
    t.badTint = QColor("#3B2220");
    t.selection = QColor("#2E3A52");
    t.focus = QColor("#6FB1FF");
    t.reference = QColor("#9AA1AD");
    t.otherGenre = QColor("#6C6C6C");
    t.models = eight({"#5673F0", "#EB5E0C", "#11AB6A", "#8DF1F7", "#A96696", "#DDD73C", "#BBA4FA", "#FEABAD"});
    t.genres = eight({"#557ACB", "#BC670B", "#7F9671", "#B58BA1", "#FEC8B9", "#BEC24C", "#A9E4EA", "#B3ABFF"});
    t.roles = {t.genres[0], t.genres[4], t.genres[5], t.genres[6]};
    t.sequential = colors({"#1F2333", "#263A59", "#1E547F", "#1C7295", "#1A91A4", "#3FAFAB", "#71CBAB", "#B3E1A7", "#F1F4B6"});
    t.diverging = colors({"#F7A974", "#96694B", "#313336", "#57769E", "#8AC1FF"});
    return t;
}

struct Oklab {
    double l = 0, a = 0, b = 0;
};

double toLinear(double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }
double toGamma(double c) { return c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055; }

/// Ottosson's OKLab.
Oklab oklabOf(const QColor& color) {
    const double r = toLinear(color.redF()), g = toLinear(color.greenF()), b = toLinear(color.blueF());
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b),
                 m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b),
                 s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

QColor colorOf(const Oklab& c) {
    const double l = std::pow(c.l + 0.3963377774 * c.a + 0.2158037573 * c.b, 3),
                 m = std::pow(c.l - 0.1055613458 * c.a - 0.0638541728 * c.b, 3),
                 s = std::pow(c.l - 0.0894841775 * c.a - 1.2914855480 * c.b, 3);
    const auto channel = [](double v) { return static_cast<float>(std::clamp(toGamma(std::clamp(v, 0.0, 1.0)), 0.0, 1.0)); };
    return QColor::fromRgbF(channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                            channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                            channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
}

QColor between(const QColor& from, const QColor& to, double t) {
    const Oklab a = oklabOf(from), b = oklabOf(to);
    return colorOf({a.l + t * (b.l - a.l), a.a + t * (b.a - a.a), a.b + t * (b.b - a.b)});
}

QPalette paletteOf(const Theme& t) {
    QPalette p;
    using R = QPalette;
    for (const auto& [role, color] : std::initializer_list<std::pair<QPalette::ColorRole, QColor>>{{R::Window, t.window},
                                                                                                   {R::Base, t.surface},
                                                                                                   {R::Button, t.surface},
                                                                                                   {R::AlternateBase, t.sunken},
                                                                                                   {R::Midlight, t.sunken},
                                                                                                   {R::Light, t.surface},
                                                                                                   {R::Mid, t.line},
                                                                                                   {R::Dark, t.control},
                                                                                                   {R::Shadow, t.control},
                                                                                                   {R::Text, t.text},
                                                                                                   {R::WindowText, t.text},
                                                                                                   {R::ButtonText, t.text},
                                                                                                   {R::BrightText, t.onAccent},
                                                                                                   {R::PlaceholderText, t.muted},
                                                                                                   {R::ToolTipBase, t.raised},
                                                                                                   {R::ToolTipText, t.text},
                                                                                                   {R::Highlight, t.selection},
                                                                                                   {R::HighlightedText, t.text},
                                                                                                   {R::Link, t.text},
                                                                                                   {R::LinkVisited, t.text}})
        p.setColor(role, color);
    for (const QPalette::ColorRole role : {R::Text, R::WindowText, R::ButtonText}) p.setColor(QPalette::Disabled, role, t.muted);
    return p;
}

QString family() {
    static const QString name =
        QFontDatabase::families().contains(QLatin1String("Inter")) ? QStringLiteral("Inter") : QStringLiteral("DejaVu Sans");
    return name;
}

double sizeOf(Appearance::Type type) {
    switch (type) {
    case Appearance::Type::Caption:
        return 11;
    case Appearance::Type::Secondary:
        return 12;
    case Appearance::Type::Item:
        return 15;
    case Appearance::Type::Page:
        return 20;
    case Appearance::Type::Figure:
        return 24;
    default:
        return 13;
    }
}

} // namespace

const Theme& Theme::light() {
    static const Theme theme = makeLight();
    return theme;
}

const Theme& Theme::darkTheme() {
    static const Theme theme = makeDark();
    return theme;
}

QColor Theme::ramp(double t) const {
    const double at = std::clamp(t, 0.0, 1.0) * static_cast<double>(sequential.size() - 1);
    const auto k = std::min(static_cast<std::size_t>(at), sequential.size() - 2);
    const double f = at - static_cast<double>(k);
    return between(sequential[k], sequential[k + 1], f);
}

QColor Theme::wash(const QColor& color) const { return between(surface, color, 0.1); }
QColor Theme::neutral(double t) const { return between(line, control, std::clamp(t, 0.0, 1.0)); }

Appearance::Appearance(QApplication& application) : QObject(&application), m_application(application) {}

Appearance& Appearance::instance() { return *installed; }

Appearance& Appearance::install(QApplication& application) {
    installed = new Appearance(application);
    application.setStyle(new Style);
    installed->apply();
    return *installed;
}

const Theme& Appearance::theme() const {
    bool dark = m_choice == ThemeChoice::Dark;
    // Qt 6.4 does not tell the system's scheme: its own window colour does.
    if (m_choice == ThemeChoice::System) {
        static const bool systemDark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
        dark = systemDark;
    }
    return dark ? Theme::darkTheme() : Theme::light();
}

void Appearance::setChoice(ThemeChoice choice) {
    m_choice = choice;
    apply();
}

void Appearance::setZoom(int percent) {
    m_zoom = *std::ranges::min_element(kZooms, {}, [percent](int z) { return std::abs(z - percent); });
    apply();
}

void Appearance::zoomBy(int steps) {
    const auto at = static_cast<int>(std::ranges::find(kZooms, m_zoom) - kZooms.begin());
    setZoom(kZooms[static_cast<std::size_t>(std::clamp(at + steps, 0, static_cast<int>(kZooms.size()) - 1))]);
}

void Appearance::setProjector(bool on) {
    m_projector = on;
    apply();
}

double Appearance::scale() const { return (m_projector ? kProjectorPercent : m_zoom) / 100.0; }
int Appearance::px(double designPixels) const {
    const double scaled = designPixels * scale();
    return designPixels > 0 ? std::max(1, static_cast<int>(std::lround(scaled))) : static_cast<int>(std::lround(scaled));
}

QFont Appearance::font(Type type, bool semibold) const {
    QFont f(type == Type::Mono ? QStringLiteral("DejaVu Sans Mono") : family());
    const int scaled = px(type == Type::Mono ? 12 : sizeOf(type));
    f.setPixelSize(m_projector ? std::max(kProjectorLeast, scaled) : scaled);
    const bool heavy = semibold || type == Type::CardTitle || type == Type::Item || type == Type::Page || type == Type::Figure;
    if (heavy) {
        f.setWeight(QFont::DemiBold);
        if (f.family() == QLatin1String("Inter")) f.setStyleName(QStringLiteral("Semi Bold"));
    }
    if (type == Type::Mono) f.setStyleHint(QFont::Monospace);
    return f;
}

double Appearance::lineWidth(bool selected) const {
    return m_projector ? (selected ? 5 : 3) : (selected ? 2.5 : 2) * std::max(1.0, scale());
}

void Appearance::apply() {
    m_application.setPalette(paletteOf(theme()));
    m_application.setFont(font(Type::Body));
    Q_EMIT changed();
}

} // namespace recoscope::ui
