#pragma once
#include "core/data/dataset.h"
#include <QString>
#include <vector>

namespace recoscope::ui {

/// One line per user, by index: id, what the user table knows, ratings. What a search for a user looks through.
[[nodiscard]] std::vector<QString> userEntries(const Dataset& dataset);
/// One line per item, by index: title and year.
[[nodiscard]] std::vector<QString> itemEntries(const Dataset& dataset);
/// "User 350", isolated and safe to show.
[[nodiscard]] QString userName(const Dataset& dataset, UserIndex user);
/// "32, student · 50 ratings, mean 4.25".
[[nodiscard]] QString userDetail(const Dataset& dataset, UserIndex user);

} // namespace recoscope::ui
