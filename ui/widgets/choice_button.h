#pragma once
#include "ui/theme/signature.h"
#include <QPushButton>
#include <optional>

namespace recoscope::ui {

/// A button that opens a choice: icon or model swatch, what is chosen in semibold (or "Colour" in muted before it), a muted rest
/// that gives way first, and a chevron. Data text stays plain: it is painted, never parsed.
class ChoiceButton final : public QPushButton {
    Q_OBJECT
public:
    explicit ChoiceButton(const QString& accessibleName, QWidget* parent = nullptr);
    void setIconName(const QString& name) { m_icon = name, refresh(); }
    void setSignature(const std::optional<ModelSignature>& signature) { m_signature = signature, refresh(); }
    /// `lead` muted before, `strong` semibold where `rest` follows or no lead is there, `rest` muted after.
    void setTexts(const QString& lead, const QString& strong, const QString& rest = {});
    void setMenuMark(bool on) { m_chevron = on, refresh(); } ///< The chevron; on by default.
    [[nodiscard]] QString shownText() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    [[nodiscard]] int edge() const;
    [[nodiscard]] int markWidth() const;
    [[nodiscard]] int widthFor(int mostStrong) const; ///< Without the rest; `mostStrong` pixels at most for what is chosen.
    QString m_icon, m_lead, m_strong, m_rest;
    std::optional<ModelSignature> m_signature;
    bool m_chevron = true;
};

} // namespace recoscope::ui
