#pragma once
#include <QString>
#include <QStringList>
#include <vector>

/// Comma-separated text after RFC 4180. Cells come from data that nobody vouches for, so what a spreadsheet would run as a
/// formula is made text.
namespace recoscope::ui::csv {

/// One cell: quoted where it must be; a leading = + - @ tab or return in a text that is no number gets an apostrophe before it.
[[nodiscard]] QString cell(QString text);
[[nodiscard]] QString line(const QStringList& cells); ///< With its CR LF.
/// The same apart by tabs, as a clipboard has it: nothing is quoted, tabs and line ends in a cell become blanks.
[[nodiscard]] QString tabbedLine(const QStringList& cells);
/// The rows of a text, quotes and doubled quotes undone. Empty lines are left out.
[[nodiscard]] std::vector<QStringList> parse(const QString& text);

} // namespace recoscope::ui::csv
