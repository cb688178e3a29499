#pragma once
#include <QUndoCommand>
#include <functional>

namespace recoscope::ui {

/// An undoable step of the session: what it does and what takes it back.
class SessionCommand final : public QUndoCommand {
public:
    SessionCommand(const QString& text, std::function<void()> forward, std::function<void()> back)
        : QUndoCommand(text),
          m_forward(std::move(forward)),
          m_back(std::move(back)) {}
    void redo() override { m_forward(); }
    void undo() override { m_back(); }

private:
    std::function<void()> m_forward, m_back;
};

} // namespace recoscope::ui
