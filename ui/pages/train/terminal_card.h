#pragma once
#include "ui/widgets/card.h"
#include <QString>

namespace recoscope::ui {

class PlainLabel;

/// "The same from a terminal": the command that repeats the runs, wrapped to the width of the card. A long path is shown by its
/// last part; what Copy gives is whole.
class TerminalCard final : public Card {
    Q_OBJECT
public:
    explicit TerminalCard(QWidget* parent = nullptr);
    /// `path` as it stands inside `command`.
    void setCommand(const QString& command, const QString& path);
    [[nodiscard]] QString shown() const;  ///< As it stands on the card.
    [[nodiscard]] QString copied() const; ///< What Copy puts on the clipboard.

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void wrap();
    QString m_command, m_path;
    PlainLabel* m_text;
};

} // namespace recoscope::ui
