#pragma once
#include "tests/support/variants.h"
#include "tests/support/worlds.h"

/// What the classes of the conformance suite share: the rows, one small world, and each row's model, trained once.
namespace recoscope::test {

inline constexpr std::int32_t kWorldUsers = 120, kWorldItems = 90;
[[nodiscard]] const std::shared_ptr<const Interactions>& world();

/// Fills the test's table: one row for every variant, or for every algorithm.
void variantRows();
void algorithmRows();
/// Of the current row.
[[nodiscard]] const Variant& variant();
[[nodiscard]] const AlgorithmInfo& algorithm();
/// The current row's model of world(), trained on one thread; kept.
[[nodiscard]] const Model& model();

} // namespace recoscope::test
