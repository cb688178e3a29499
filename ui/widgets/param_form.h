#pragma once
#include "core/base/params.h"
#include <QWidget>
#include <functional>
#include <span>
#include <vector>

class QAbstractButton;
class QVBoxLayout;

namespace recoscope::ui {

/// A form generated from parameter specs: label, editor, range, help, and where the value differs a dot
/// and the default.
/// Advanced parameters are folded under one row. Nobody writes a dialog per algorithm.
class ParamForm final : public QWidget {
    Q_OBJECT
public:
    explicit ParamForm(std::span<const ParamSpec> specs, QWidget* parent = nullptr);
    ~ParamForm() override;

    [[nodiscard]] ParamValues values() const;        ///< All of them, of the specs' types and in range.
    [[nodiscard]] ParamValues changedValues() const; ///< Only what differs from the defaults.
    void setValues(const ParamValues& values);       ///< Others go back to their defaults.
    void resetToDefaults() { setValues({}); }

Q_SIGNALS:
    void changed();

private:
    struct Row;
    void addRow(const ParamSpec& spec, QVBoxLayout& layout);
    QWidget* makeEditor(const ParamSpec& spec, Row& row);
    void refreshDots();
    std::vector<Row> m_rows;
    QAbstractButton* m_fold = nullptr;
    bool m_setting = false;
};

} // namespace recoscope::ui
