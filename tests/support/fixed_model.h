#pragma once
#include "core/models/model.h"
#include <algorithm>
#include <vector>

namespace recoscope::test {

/// A model that scores as its table says, users x items: for tests of what stands above models.
class FixedModel final : public Model {
public:
    FixedModel(std::int32_t items, std::vector<float> table) : m_items(items), m_table(std::move(table)) {}
    std::int32_t itemCount() const override { return m_items; }
    std::int32_t userCount() const override { return static_cast<std::int32_t>(m_table.size()) / m_items; }
    using Model::score;
    void score(const Query& query, std::span<float> out) const override { std::ranges::copy(row(query.user), out.begin()); }
    std::vector<Explanation> explain(const Query&, ItemIndex) const override { return {}; }
    void save(ModelWriter&) const override {}
    std::size_t memoryBytes() const override { return m_table.size() * sizeof(float); }
    [[nodiscard]] std::span<const float> row(UserIndex user) const {
        return std::span(m_table).subspan(user.at() * static_cast<std::size_t>(m_items), static_cast<std::size_t>(m_items));
    }

private:
    std::int32_t m_items;
    std::vector<float> m_table;
};

} // namespace recoscope::test
