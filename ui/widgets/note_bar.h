#pragma once
#include "ui/theme/theme.h"
#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace recoscope::ui {

class PlainLabel;

/// A message inside the view: icon, a bold word where there is one, a sentence that wraps, buttons at the right.
class NoteBar final : public QWidget {
    Q_OBJECT
public:
    enum class Kind { Info, Warn, Error };
    explicit NoteBar(Kind kind, QWidget* parent = nullptr);
    void setTexts(const QString& title, const QString& sentence);
    QPushButton* addButton(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Kind m_kind;
    PlainLabel* m_title;
    PlainLabel* m_sentence;
    QHBoxLayout* m_line;
};

} // namespace recoscope::ui
