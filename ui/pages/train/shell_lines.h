#pragma once
#include <QString>

namespace recoscope::ui {

/// A command of a POSIX shell cut into lines of at most `columns` characters that end in a backslash; a flag stays with its
/// value, words in quotes stay whole. Pasted into a shell it is the same command.
[[nodiscard]] QString shellLines(const QString& command, int columns);

} // namespace recoscope::ui
