#pragma once
#include "core/base/task_context.h"
#include <QString>
#include <QStringList>
#include <cstdint>
#include <functional>
#include <mutex>
#include <vector>

namespace recoscope::ui {

/// All words occur, in any order, whatever the case.
[[nodiscard]] bool matchesAll(const QString& text, const QStringList& words);

/// The lines one can pick from, by number. Nothing is made before it is shown or searched, so that 160,000 users cost the window
/// nothing when data opens. Immutable to its readers and thread-safe; `textOf` must be so too.
class PickerTexts {
public:
    PickerTexts(std::int32_t count, std::function<QString(std::int32_t)> textOf);
    [[nodiscard]] std::int32_t count() const { return m_count; }
    [[nodiscard]] QString at(std::int32_t number) const { return m_textOf(number); }
    /// Numbers of the lines in which every word of `query` occurs, in any case, ascending. The first call makes all lines: for a
    /// worker. Cut short by a stop request.
    [[nodiscard]] std::vector<std::int32_t> matching(const QString& query, const TaskContext& context) const;

private:
    std::int32_t m_count;
    std::function<QString(std::int32_t)> m_textOf;
    mutable std::once_flag m_once;
    mutable std::vector<QString> m_all;
};

} // namespace recoscope::ui
