#include "ui/models/picker_texts.h"
#include <algorithm>
#include <utility>

namespace recoscope::ui {

bool matchesAll(const QString& text, const QStringList& words) {
    return std::ranges::all_of(words, [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

PickerTexts::PickerTexts(std::int32_t count, std::function<QString(std::int32_t)> textOf)
    : m_count(count),
      m_textOf(std::move(textOf)) {}

std::vector<std::int32_t> PickerTexts::matching(const QString& query, const TaskContext& context) const {
    std::call_once(m_once, [this] {
        for (std::int32_t number = 0; number < m_count; ++number) m_all.push_back(m_textOf(number));
    });
    const QStringList words = query.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<std::int32_t> numbers;
    for (std::size_t k = 0; k < m_all.size(); ++k) {
        if (k % 4096 == 0 && context.stopRequested()) break;
        if (matchesAll(m_all[k], words)) numbers.push_back(static_cast<std::int32_t>(k));
    }
    return numbers;
}

} // namespace recoscope::ui
