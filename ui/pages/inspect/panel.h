#pragma once
#include "ui/theme/theme.h"
#include <QFrame>
#include <QIcon>
#include <QLabel>

namespace recoscope::ui {

struct ModelSignature;

/// A surface with a hair line around it.
class Panel : public QFrame {
    Q_OBJECT
public:
    explicit Panel(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// A hair line between the parts of a card, from edge to edge.
class Rule final : public QWidget {
    Q_OBJECT
public:
    explicit Rule(QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override { return {1, 1}; }

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// A label in the type and ink of the theme, following both. Plain text always: data never reaches a markup parser.
class InkLabel final : public QLabel {
    Q_OBJECT
public:
    enum class Ink { Text, Muted, Bad };
    explicit InkLabel(Appearance::Type type, Ink ink = Ink::Text, bool strong = false, QWidget* parent = nullptr);

private:
    void follow();
    Appearance::Type m_type;
    Ink m_ink;
    bool m_strong;
};

/// "What-if: 1 edit, not saved to the data" in the dashed tint of everything that is not in the data.
class WhatIfBadge final : public QLabel {
    Q_OBJECT
public:
    explicit WhatIfBadge(QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// The swatch of a model, for menus and combo boxes.
[[nodiscard]] QIcon swatchIcon(const ModelSignature& signature);

} // namespace recoscope::ui
