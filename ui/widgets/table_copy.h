#pragma once
#include <QString>

class QTableView;

namespace recoscope::ui {

/// The rows that are selected, all where none is, under the names of their columns: apart by tabs, as spreadsheets take it.
/// Hidden columns are left out.
[[nodiscard]] QString copiedRows(const QTableView& table);

/// Rows of a table are chosen and copied: several by mouse and keys as in every list (Shift, Ctrl, Ctrl+A), Ctrl+C and the
/// context menu put them into the clipboard.
void offerRowCopy(QTableView& table);

} // namespace recoscope::ui
