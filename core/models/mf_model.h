#pragma once
#include "core/base/result.h"
#include "core/models/mf_user.h"
#include "core/models/model.h"
#include <memory>

namespace recoscope {

class ModelReader;

/// The trained model of biased matrix factorisation. `residualShare`: mfResidualShare() of the state.
[[nodiscard]] std::unique_ptr<const Model> makeMfModel(std::shared_ptr<const MfState> state, double residualShare);
[[nodiscard]] Result<std::unique_ptr<const Model>> loadMfModel(ModelReader& reader);

} // namespace recoscope
