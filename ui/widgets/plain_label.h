#pragma once
#include "ui/theme/theme.h"
#include <QLabel>

namespace recoscope::ui {

/// Text that is never markup, in the type and ink of the theme; follows theme and zoom.
class PlainLabel final : public QLabel {
    Q_OBJECT
public:
    enum class Role { Text, Muted, Good, Warn, Bad };
    explicit PlainLabel(const QString& text = {}, QWidget* parent = nullptr);
    void setRole(Role role);
    void setType(Appearance::Type type);
    void setSemibold(bool on);
    void setSunken(bool on); ///< Formulas and code: a sunken box around it.
    void setElided(bool on); ///< One line that gives way, with the whole text as tooltip.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();
    Role m_role = Role::Text;
    Appearance::Type m_type = Appearance::Type::Body;
    bool m_semibold = false, m_sunken = false, m_elided = false;
};

/// Data text for a tool tip: shown as it is, whatever it looks like.
[[nodiscard]] inline QString plainTip(const QString& text) {
    return QStringLiteral("<qt>") + text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")) +
           QStringLiteral("</qt>");
}

} // namespace recoscope::ui
