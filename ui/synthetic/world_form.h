#pragma once
#include "core/data/synthetic/world_spec.h"
#include <QWidget>
#include <functional>
#include <vector>

class QVBoxLayout;

namespace recoscope::ui {

class FoldRow;

/// Sliders, choices and marks generated from worldParams(), without the preset, which stands beside the form. Keeps what the user
/// changed; all else follows the preset and what hangs on other values.
class WorldForm final : public QWidget {
    Q_OBJECT
public:
    explicit WorldForm(QWidget* parent = nullptr);
    ~WorldForm() override;
    /// Forgets the changes, but for the seed.
    void setPreset(const QString& id);
    [[nodiscard]] QString preset() const;
    /// What the form says. Errors: InvalidParameter where the figures do not fit each other.
    [[nodiscard]] Result<WorldSpec> world() const;
    void setWorld(const WorldSpec& spec);
    void setValue(const std::string& key, const ParamValue& value); ///< As if the user had.

Q_SIGNALS:
    void changed();

private:
    struct Row;
    void addRow(const ParamSpec& spec, QVBoxLayout& layout);
    void addNumber(const ParamSpec& spec, Row& row, QVBoxLayout& column);
    void show(const WorldSpec& spec);
    std::vector<Row> m_rows;
    FoldRow* m_fold = nullptr;
    ParamValues m_given; ///< The preset and what the user changed.
    bool m_showing = false;
};

} // namespace recoscope::ui
