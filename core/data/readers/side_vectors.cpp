#include "core/data/readers/side_vectors.h"
#include "core/base/text.h"
#include "core/data/readers/formats/npy_array.h"
#include "core/data/readers/row_keys.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace recoscope {
namespace {

/// "item_vectors.csv" -> "item_vectors".
std::string stemOf(const std::string& file) {
    const std::string name = file.substr(file.rfind('/') + 1);
    return name.substr(0, name.find('.'));
}

/// Takes one row's numbers; false where one is not finite.
class VectorCollector {
public:
    VectorCollector(std::string file, std::size_t rows, std::size_t width) {
        m_column.name = stemOf(file);
        m_column.file = std::move(file);
        m_column.kind = FeatureKind::Vector;
        m_column.rows = rows;
        m_column.width = width;
        m_column.places.assign(rows, -1);
    }
    template <class NumberAt>
    bool add(std::int32_t row, NumberAt numberAt) {
        std::vector<float> values;
        for (std::size_t k = 0; k < m_column.width; ++k) {
            const auto value = static_cast<float>(numberAt(k));
            if (!std::isfinite(value)) return false;
            values.push_back(value);
        }
        m_column.places[static_cast<std::size_t>(row)] = static_cast<std::int32_t>(m_column.vectors.size() / m_column.width);
        m_column.vectors.insert(m_column.vectors.end(), values.begin(), values.end());
        return true;
    }
    void finish(std::int64_t unfit, bool ofUsers, Dataset& dataset) && {
        if (unfit > 0)
            dataset.report.leftOut.push_back(
                {m_column.file, "",
                 counted(unfit, "row is", "rows are") + " no vector of " + std::to_string(m_column.width) + " finite numbers"});
        (ofUsers ? dataset.userTable.columns : dataset.itemTable.columns).push_back(std::move(m_column));
    }

private:
    FeatureColumn m_column;
};

} // namespace

bool joinVectors(const SideRows& table, Dataset& dataset) {
    if (table.columns() < 2) return false;
    const RowKeys items = findKeys(table, dataset.items, 0), users = findKeys(table, dataset.users, 0);
    const bool ofUsers = users.rows > items.rows || lower(table.file).find("user") != std::string::npos;
    const RowKeys& keys = ofUsers ? users : items;
    if (keys.rows == 0 || 2 * keys.rows < static_cast<std::int64_t>(table.rows.size())) return false;
    const std::size_t width = table.columns() - 1;
    VectorCollector vectors(table.file, static_cast<std::size_t>(ofUsers ? dataset.users.size() : dataset.items.size()), width);
    std::int64_t unfit = 0;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto& row = table.rows[r];
        if (keys.indices[r] < 0) continue;
        const bool fits = row.size() == width + 1 && vectors.add(keys.indices[r], [&](std::size_t k) {
            return parseNumber(row[k + 1]).value_or(std::numeric_limits<double>::quiet_NaN());
        });
        unfit += fits ? 0 : 1;
    }
    std::move(vectors).finish(unfit, ofUsers, dataset);
    return true;
}

Result<bool> joinNpyVectors(std::string_view bytes, const std::string& file, Dataset& dataset) {
    const auto parsed = parseNpy(bytes, file);
    if (!parsed) return parsed.as<bool>();
    const NpyArray& array = parsed.value();
    if (array.shape.size() != 2 || array.shape[1] < 2 || (!array.isInteger() && array.kind != 'f')) return false;
    const std::size_t rows = array.shape[0], columns = array.shape[1];
    const auto at = [&](std::size_t r, std::size_t c) { return array.number(array.fortran ? c * rows + r : r * columns + c); };
    const auto idOf = [&](std::size_t r) { return formatNumber(at(r, 0)); };
    std::int64_t items = 0, users = 0;
    for (std::size_t r = 0; r < rows; ++r) {
        items += dataset.items.find(idOf(r)) ? 1 : 0;
        users += dataset.users.find(idOf(r)) ? 1 : 0;
    }
    const bool keyed = 2 * std::max(items, users) >= static_cast<std::int64_t>(rows) && rows > 0;
    const bool namedUsers = lower(file).find("user") != std::string::npos;
    const bool ofUsers =
        keyed ? users > items || (namedUsers && users > 0) : namedUsers || rows != static_cast<std::size_t>(dataset.items.size());
    const Vocabulary& ids = ofUsers ? dataset.users : dataset.items;
    if (!keyed && rows != static_cast<std::size_t>(ids.size())) return false;
    const std::size_t first = keyed ? 1 : 0;
    VectorCollector vectors(file, static_cast<std::size_t>(ids.size()), columns - first);
    std::int64_t unfit = 0;
    for (std::size_t r = 0; r < rows; ++r) {
        const auto row = keyed ? ids.find(idOf(r)) : std::optional(static_cast<std::int32_t>(r));
        if (row && !vectors.add(*row, [&](std::size_t k) { return at(r, k + first); })) ++unfit;
    }
    std::move(vectors).finish(unfit, ofUsers, dataset);
    if (!keyed)
        dataset.report.warnings.push_back(file + " states no ids: its rows are read as the " + (ofUsers ? "users" : "items") +
                                          " in the order of their ids.");
    return true;
}

} // namespace recoscope
