#pragma once
#include "core/experiment/experiment.h"
#include "ui/jobs/latest_job.h"
#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QTimer;

namespace recoscope::ui {

class NumberField;
class PlainLabel;
class Session;

/// Protocol, shares, seed and relevance threshold of the runs to come, with what they give on the open data, counted while one
/// chooses. Runs that exist keep their protocol and are marked.
class SplitDialog final : public QDialog {
    Q_OBJECT
public:
    explicit SplitDialog(Session& session, QWidget* parent = nullptr);

private:
    void makeFields();
    void makeForm();
    [[nodiscard]] ExperimentSpec chosen() const;
    [[nodiscard]] QString problemOf(const ExperimentSpec& spec) const; ///< What can be said without cutting.
    void refresh();
    void count();
    void apply();
    Session& m_session;
    QFormLayout* m_form;
    QComboBox* m_kind;
    NumberField* m_test;
    NumberField* m_valid;
    QCheckBox* m_oneForValidation;
    NumberField* m_folds;
    QLineEdit* m_trainFile;
    QLineEdit* m_testFile;
    QLineEdit* m_validFile;
    NumberField* m_seed;
    QCheckBox* m_thresholded;
    NumberField* m_threshold;
    PlainLabel* m_summary;
    PlainLabel* m_counts;
    PlainLabel* m_problem;
    QPushButton* m_use;
    QTimer* m_pause;
    LatestJob m_counting;
};

} // namespace recoscope::ui
