#pragma once
#include "core/data/quality.h"

class QWidget;

namespace recoscope::ui {

class ActionRegistry;
class DataSelection;
class Session;

/// Lists the users, items or rows of a finding with what makes them stand out. Lines are selected as in a list (several, by keys
/// too) and copied; the users and items of the selected ones, or of all, can be selected on the page; Return, a double click or
/// the button opens the user of a line in Inspect. Data text is plain text. Lives with the open data: it closes when that
/// changes.
void showMembers(QWidget& parent, Session& session, DataSelection& selection, ActionRegistry& actions,
                 const QualityFinding& finding);

} // namespace recoscope::ui
