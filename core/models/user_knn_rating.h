#pragma once
#include "core/models/algorithm.h"
#include "core/models/model_file.h"
#include "core/models/rating_form.h"
#include <memory>

namespace recoscope {

/// The rating forms of user_knn. Nothing is trained but means and biases; one user costs one row of similarities and a walk over
/// all ratings.
[[nodiscard]] Result<std::unique_ptr<Trainer>> makeUserKnnRatingTrainer(const TrainInput& input, const KnnSettings& settings);
[[nodiscard]] Result<std::unique_ptr<const Model>> loadUserKnnRating(ModelReader& reader);

} // namespace recoscope
