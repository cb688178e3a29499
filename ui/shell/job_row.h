#pragma once
#include "ui/theme/signature.h"
#include <QWidget>

class QPushButton;

namespace recoscope::ui {

class PlainLabel;
class SwatchLabel;
class ThinProgress;

/// One job of the jobs panel: who, a bar while it runs, what is happening or what came of it, and one button.
class JobRow final : public QWidget {
    Q_OBJECT
public:
    explicit JobRow(QWidget* parent);
    void setWho(const ModelSignature& signature, const QString& name);
    void setWho(const QString& name);
    enum class Tone { Plain, Good, Bad };
    void setWords(const QString& words, Tone tone = Tone::Plain);
    void setProgress(double fraction);   ///< Negative: no bar.
    void setButton(const QString& text); ///< Empty: none.

Q_SIGNALS:
    void pressed();

private:
    SwatchLabel* m_swatch;
    PlainLabel* m_name;
    PlainLabel* m_words;
    ThinProgress* m_bar;
    QPushButton* m_button;
};

} // namespace recoscope::ui
