#include "core/data/feature_column.h"
#include "core/base/text.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace recoscope {

std::string_view featureKindName(FeatureKind kind) {
    static constexpr std::array<std::string_view, 6> names{"category", "labels", "number", "text", "tags", "vector"};
    return names[static_cast<std::size_t>(kind)];
}

std::span<const std::uint32_t> FeatureColumn::codesOf(std::size_t row) const {
    if (!hasLabels()) return {};
    return std::span(codes).subspan(offsets[row], offsets[row + 1] - offsets[row]);
}

std::span<const float> FeatureColumn::countsOf(std::size_t row) const {
    if (kind != FeatureKind::Tags) return {};
    return std::span(counts).subspan(offsets[row], offsets[row + 1] - offsets[row]);
}

std::span<const float> FeatureColumn::vectorOf(std::size_t row) const {
    if (kind != FeatureKind::Vector || places[row] < 0) return {};
    return std::span(vectors).subspan(static_cast<std::size_t>(places[row]) * width, width);
}

bool FeatureColumn::isKnown(std::size_t row) const {
    switch (kind) {
    case FeatureKind::Number:
        return !std::isnan(numbers[row]);
    case FeatureKind::Text:
        return !texts[row].empty();
    case FeatureKind::Vector:
        return places[row] >= 0;
    default:
        return offsets[row + 1] > offsets[row];
    }
}

std::int64_t FeatureColumn::knownRows() const {
    std::int64_t known = 0;
    for (std::size_t row = 0; row < rows; ++row) known += isKnown(row) ? 1 : 0;
    return known;
}

std::string FeatureColumn::shown(std::size_t row, std::size_t most) const {
    if (!isKnown(row)) return {};
    if (kind == FeatureKind::Number) return formatNumber(numbers[row]);
    if (kind == FeatureKind::Text) return texts[row];
    const auto own = codesOf(row);
    std::vector<std::size_t> order(own.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (const auto often = countsOf(row); !often.empty())
        std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return often[a] > often[b]; });
    std::vector<std::string> words;
    for (std::size_t k = 0; k < std::min(most, order.size()); ++k) words.push_back(labels[own[order[k]]]);
    return join(words, ", ");
}

FeatureColumn FeatureColumn::picked(std::span<const std::int32_t> keptRows) const {
    FeatureColumn part;
    part.name = name;
    part.file = file;
    part.kind = kind;
    part.rows = keptRows.size();
    part.width = width;
    if (hasLabels()) {
        part.labels = labels;
        part.offsets.push_back(0);
    }
    for (const std::int32_t kept : keptRows) {
        const auto row = static_cast<std::size_t>(kept);
        if (hasLabels()) {
            const auto own = codesOf(row);
            const auto often = countsOf(row);
            part.codes.insert(part.codes.end(), own.begin(), own.end());
            part.counts.insert(part.counts.end(), often.begin(), often.end());
            part.offsets.push_back(static_cast<std::uint32_t>(part.codes.size()));
        } else if (kind == FeatureKind::Number) {
            part.numbers.push_back(numbers[row]);
        } else if (kind == FeatureKind::Text) {
            part.texts.push_back(texts[row]);
        } else {
            const auto own = vectorOf(row);
            part.places.push_back(own.empty() ? -1 : static_cast<std::int32_t>(part.vectors.size() / width));
            part.vectors.insert(part.vectors.end(), own.begin(), own.end());
        }
    }
    return part;
}

void LabelCollector::add(std::size_t row, std::string_view label, double count) {
    auto it = m_codes.find(label);
    if (it == m_codes.end()) it = m_codes.emplace(label, static_cast<std::uint32_t>(m_codes.size())).first;
    m_entries.push_back({static_cast<std::uint32_t>(row), it->second, static_cast<float>(count)});
}

bool LabelCollector::repeats() const {
    auto entries = m_entries;
    const auto pair = [](const Entry& e) { return std::pair(e.row, e.label); };
    std::ranges::sort(entries, {}, pair);
    return std::ranges::any_of(entries, [](const Entry& e) { return e.count != 1.0F; }) ||
           std::ranges::adjacent_find(entries, {}, pair) != entries.end();
}

FeatureColumn LabelCollector::build(std::string name, std::string file, bool counted) && {
    FeatureColumn column;
    column.name = std::move(name);
    column.file = std::move(file);
    column.rows = m_rows;
    std::vector<std::uint32_t> place(m_codes.size());
    for (const auto& [label, code] : m_codes) column.labels.push_back(label);
    std::ranges::sort(column.labels);
    for (std::size_t k = 0; k < column.labels.size(); ++k)
        place[m_codes.find(column.labels[k])->second] = static_cast<std::uint32_t>(k);
    for (Entry& entry : m_entries) entry.label = place[entry.label];
    std::ranges::stable_sort(m_entries, {}, [](const Entry& e) { return std::pair(e.row, e.label); });
    column.offsets.assign(m_rows + 1, 0);
    std::uint32_t most = 0;
    for (std::size_t k = 0; k < m_entries.size(); ++k) {
        const Entry& entry = m_entries[k];
        if (k > 0 && m_entries[k - 1].row == entry.row && m_entries[k - 1].label == entry.label) {
            column.counts.back() += entry.count;
            continue;
        }
        column.codes.push_back(entry.label);
        column.counts.push_back(entry.count);
        most = std::max(most, ++column.offsets[entry.row + 1]);
    }
    for (std::size_t row = 0; row < m_rows; ++row) column.offsets[row + 1] += column.offsets[row];
    column.kind = counted ? FeatureKind::Tags : most > 1 ? FeatureKind::Labels : FeatureKind::Category;
    if (!counted) column.counts.clear();
    return column;
}

} // namespace recoscope
