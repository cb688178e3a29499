#pragma once
#include "core/models/algorithm.h"
#include "core/models/model_file.h"
#include "core/models/neighbourhood.h"
#include <memory>

namespace recoscope {

/// The rating forms of item_knn: items^2 similarities, computed one row at a time. Errors: ResourceLimit with the bytes.
[[nodiscard]] Result<std::unique_ptr<Trainer>> makeItemKnnRatingTrainer(const TrainInput& input, const KnnSettings& settings);
[[nodiscard]] Result<std::unique_ptr<const Model>> loadItemKnnRating(ModelReader& reader);

} // namespace recoscope
