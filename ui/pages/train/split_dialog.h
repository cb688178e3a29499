#pragma once
#include "core/split/split.h"
#include <QDialog>

class QCheckBox;
class QComboBox;
class QPushButton;

namespace recoscope::ui {

class NumberField;
class PlainLabel;
class Session;

/// Protocol, shares, seed and relevance threshold of the runs to come.
class SplitDialog final : public QDialog {
    Q_OBJECT
public:
    SplitDialog(Session& session, QWidget* parent = nullptr);

private:
    [[nodiscard]] SplitSpec spec() const;
    void refresh();
    void apply();
    Session& m_session;
    QComboBox* m_kind;
    NumberField* m_test;
    NumberField* m_valid;
    NumberField* m_folds;
    NumberField* m_seed;
    QCheckBox* m_thresholded;
    NumberField* m_threshold;
    PlainLabel* m_summary;
    PlainLabel* m_problem;
    QPushButton* m_use;
};

} // namespace recoscope::ui
