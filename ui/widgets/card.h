#pragma once
#include <QFrame>
#include <functional>
#include <vector>

class QHBoxLayout;
class QMenu;
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
    struct Content {
        QString name; ///< Of its part of the menu.
        QWidget* source;
        Exportable* content;
    };
    /// The same for a card with several pictures: a menu within the menu for each.
    void offerExports(const std::vector<Content>& contents);
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void makeHead();
    void addMore(std::function<void(QMenu&)> fill);
    QVBoxLayout* m_outer;
    QVBoxLayout* m_body;
    QHBoxLayout* m_head = nullptr;
    PlainLabel* m_title = nullptr;
    PlainLabel* m_subtitle = nullptr;
};

} // namespace recoscope::ui
