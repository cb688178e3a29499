#pragma once
#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace recoscope::ui {

class PlainLabel;
class ThinProgress;

/// One of the three states that are not full: an icon, what it is about, a sentence, at most one primary and one other button,
/// and progress while working.
class StatePage final : public QWidget {
    Q_OBJECT
public:
    explicit StatePage(const QString& iconName, QWidget* parent = nullptr);
    void setTexts(const QString& title, const QString& sentence);
    QPushButton* addButton(const QString& text, bool primary);
    QPushButton* addButton(const QString& text, const QString& keys); ///< The primary one, its keys beside the text.
    void addNote(const QString& text);                                ///< Muted, below the buttons.
    void setProgress(double fraction);                                ///< Negative hides the bar.

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    PlainLabel* m_picture;
    PlainLabel* m_title;
    PlainLabel* m_sentence;
    ThinProgress* m_progress;
    QHBoxLayout* m_buttons;
};

} // namespace recoscope::ui
