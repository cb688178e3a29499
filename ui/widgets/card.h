#pragma once
#include <QFrame>

class QHBoxLayout;
class QToolButton;
class QVBoxLayout;

namespace recoscope::ui {

class Exportable;
class PlainLabel;

/// A surface with a hairline and radius 8; with setTitle also a head: title, muted subtitle, widgets at the right, and the three
/// dots of an exportable content.
class Card : public QFrame {
    Q_OBJECT
public:
    explicit Card(QWidget* parent = nullptr);
    explicit Card(const QString& title, const QString& subtitle = {}, QWidget* parent = nullptr);
    void setTitle(const QString& title, const QString& subtitle = {});
    void addToHead(QWidget* widget);
    /// Adds the menu of the three dots; `source` is the widget that shows the content.
    void offerExport(QWidget* source, Exportable* content);
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void makeHead();
    QVBoxLayout* m_outer;
    QVBoxLayout* m_body;
    QHBoxLayout* m_head = nullptr;
    PlainLabel* m_title = nullptr;
    PlainLabel* m_subtitle = nullptr;
};

} // namespace recoscope::ui
