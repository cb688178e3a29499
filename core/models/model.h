#pragma once
#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/models/explanation.h"
#include "core/models/query.h"
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace recoscope {

class ModelWriter; // core/models/model_file.h

struct ScoredItem {
    ItemIndex item;
    float score = 0;
};

/// The latent space of a factor model. Row-major: item i's vector is itemFactors[i * rank .. (i + 1) * rank).
/// Views live as long as the model. Items without training rows have no place on a map: hasPlace says so.
struct FactorView {
    int rank = 0;
    std::span<const float> itemFactors;
    std::span<const float> userFactors; ///< Of the training users.
};

/// A trained recommender: immutable; every const method may be called from several threads at once.
class Model {
public:
    virtual ~Model() = default;
    [[nodiscard]] virtual std::int32_t itemCount() const = 0;
    [[nodiscard]] virtual std::int32_t userCount() const = 0;

    /// Writes one score per item; out.size() == itemCount(). NaN means "cannot score this item", and such items rank nowhere.
    /// History items are scored like any other; masking is the caller's.
    virtual void score(const Query& query, std::span<float> out) const = 0;
    /// Scores of the candidates only, in their order; equal, bit for bit, to those of the other overload. The default scores all.
    virtual void score(const Query& query, std::span<const ItemIndex> candidates, std::span<float> out) const;
    /// Scores of several queries, row-major queries x items, equal bit for bit to single calls. The default loops.
    virtual void scoreBatch(std::span<const Query> queries, std::span<float> out) const;

    /// One or more views of the item's score; never empty for items that score() scores, empty for the others.
    [[nodiscard]] virtual std::vector<Explanation> explain(const Query& query, ItemIndex item) const = 0;

    [[nodiscard]] virtual std::optional<FactorView> factors() const { return {}; }
    /// The n most similar items by the model's own measure, most similar first, ties by lowest index, without the item itself;
    /// nothing where the model has no such notion.
    [[nodiscard]] virtual std::optional<std::vector<ScoredItem>> similarItems(ItemIndex item, int n) const;

    /// Writes the parameters that make score() and explain() what they are. Format: core/models/model_file.h.
    virtual void save(ModelWriter& writer) const = 0;
    [[nodiscard]] virtual std::size_t memoryBytes() const = 0;
};

} // namespace recoscope
