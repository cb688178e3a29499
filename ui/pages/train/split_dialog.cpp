#include "ui/pages/train/split_dialog.h"
#include "ui/session.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/plain_label.h"
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <cmath>

namespace recoscope::ui {

SplitDialog::SplitDialog(Session& session, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_kind(new QComboBox(this)),
      m_test(new NumberField(0.01, 0.9, false, false, this)),
      m_valid(new NumberField(0, 0.9, false, false, this)),
      m_folds(new NumberField(2, 50, true, false, this)),
      m_seed(new NumberField(0, 1e9, true, false, this)),
      m_thresholded(new QCheckBox(tr("only ratings from"), this)),
      m_threshold(new NumberField(-1e6, 1e6, false, false, this)),
      m_summary(new PlainLabel({}, this)),
      m_problem(new PlainLabel({}, this)),
      m_use(new QPushButton(tr("Use this split"), this)) {
    setWindowTitle(tr("Change split"));
    const ExperimentSpec& now = session.protocol();
    for (const SplitInfo& info : splitKinds()) {
        if (info.kind == SplitKind::Predefined) continue; // needs files: offered by the command line
        m_kind->addItem(QString::fromStdString(info.name), static_cast<int>(info.kind));
        if (info.kind == now.split.kind) m_kind->setCurrentIndex(m_kind->count() - 1);
    }
    m_test->setValue(now.split.test);
    m_valid->setValue(now.split.valid);
    m_folds->setValue(now.split.folds);
    m_seed->setValue(static_cast<double>(now.seed));
    m_thresholded->setChecked(!std::isnan(now.relevanceThreshold));
    m_threshold->setValue(std::isnan(now.relevanceThreshold) ? 4 : now.relevanceThreshold);
    m_summary->setWordWrap(true);
    m_summary->setRole(PlainLabel::Role::Muted);
    m_problem->setWordWrap(true);
    m_problem->setRole(PlainLabel::Role::Bad);
    auto* form = new QFormLayout;
    form->addRow(tr("Protocol"), m_kind);
    form->addRow(QString(), m_summary);
    form->addRow(tr("Test share"), m_test);
    form->addRow(tr("Validation share"), m_valid);
    form->addRow(tr("Folds"), m_folds);
    form->addRow(tr("Seed"), m_seed);
    auto* relevance = new QHBoxLayout;
    relevance->addWidget(m_thresholded);
    relevance->addWidget(m_threshold, 1);
    form->addRow(tr("Positives"), relevance);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(20), px(16), px(20), px(16));
    column->addLayout(form);
    column->addWidget(m_problem);
    auto* buttons = new QHBoxLayout;
    auto* cancel = new QPushButton(tr("Cancel"), this);
    m_use->setProperty("primary", true);
    m_use->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_use);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_use, &QPushButton::clicked, this, &SplitDialog::apply);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &SplitDialog::refresh);
    connect(m_thresholded, &QCheckBox::toggled, this, &SplitDialog::refresh);
    for (NumberField* field : {m_test, m_valid}) connect(field, &NumberField::valueChanged, this, &SplitDialog::refresh);
    setMinimumWidth(px(440));
    refresh();
}

SplitSpec SplitDialog::spec() const {
    SplitSpec spec;
    spec.kind = static_cast<SplitKind>(m_kind->currentData().toInt());
    spec.test = m_test->value();
    spec.valid = m_valid->value();
    if (spec.kind == SplitKind::LeaveLastOut || spec.kind == SplitKind::LeaveOneOut) spec.valid = m_valid->value() > 0 ? 1 : 0;
    spec.folds = static_cast<int>(m_folds->value());
    return spec;
}

void SplitDialog::refresh() {
    const auto kind = static_cast<SplitKind>(m_kind->currentData().toInt());
    QString problem;
    for (const SplitInfo& info : splitKinds()) {
        if (info.kind != kind) continue;
        m_summary->setText(QString::fromStdString(info.summary));
        m_test->setEnabled(info.usesShares);
        m_valid->setEnabled(info.usesShares || kind == SplitKind::LeaveLastOut || kind == SplitKind::LeaveOneOut);
        m_folds->setEnabled(info.usesFolds);
        m_seed->setEnabled(info.usesSeed);
        if (info.needsTimes && m_session.dataset() && !m_session.dataset()->interactions->hasTimes())
            problem = tr("This data has no times, so it cannot be split by time.");
        if (info.usesShares && m_test->value() + m_valid->value() >= 1) problem = tr("These shares leave nothing to learn from.");
    }
    m_threshold->setEnabled(m_thresholded->isChecked());
    m_problem->setText(problem);
    m_use->setEnabled(problem.isEmpty());
}

void SplitDialog::apply() {
    m_session.setProtocol(spec(), static_cast<std::uint64_t>(m_seed->value()),
                          m_thresholded->isChecked() ? m_threshold->value() : std::nan(""));
    accept();
}

} // namespace recoscope::ui
