#pragma once
#include "core/models/algorithm.h"
#include <string>
#include <vector>

namespace recoscope::test {

/// An algorithm under parameters that change what it does: one row of the conformance suite.
struct Variant {
    const AlgorithmInfo* algorithm = nullptr;
    std::string name; ///< "item_knn form=means similarity=msd".
    ParamValues params;
    Capabilities capabilities; ///< What the algorithm promises under these parameters.
    bool moved = false;        ///< The numbers stand away from their defaults.
};

/// Every combination of every choice and switch of every registered algorithm that its trainer accepts, and for each algorithm
/// with numbers one more in which all of them stand away from their defaults. A new model gets its rows by itself.
[[nodiscard]] const std::vector<Variant>& variants();

/// Training input without an item table, positives by `threshold`.
[[nodiscard]] std::unique_ptr<const Model> train(const Variant& variant, const std::shared_ptr<const Interactions>& x,
                                                 int threads = 1, double threshold = std::nan(""));

} // namespace recoscope::test
