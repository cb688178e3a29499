#pragma once
#include "core/data/dataset.h"
#include "ui/models/picker_texts.h"
#include <QString>
#include <memory>

namespace recoscope::ui {

/// What a search for a user looks through, by index: id, what the user table knows, ratings. None without data.
[[nodiscard]] std::shared_ptr<const PickerTexts> usersToPick(std::shared_ptr<const Dataset> dataset);
/// The same for an item: title and year.
[[nodiscard]] std::shared_ptr<const PickerTexts> itemsToPick(std::shared_ptr<const Dataset> dataset);
/// "User 350", isolated and safe to show.
[[nodiscard]] QString userName(const Dataset& dataset, UserIndex user);
/// "32, student · 50 ratings, mean 4.25".
[[nodiscard]] QString userDetail(const Dataset& dataset, UserIndex user);

} // namespace recoscope::ui
