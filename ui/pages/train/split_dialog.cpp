#include "ui/pages/train/split_dialog.h"
#include "ui/models/run_text.h"
#include "ui/pages/train/split_preview.h"
#include "ui/session.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/plain_label.h"
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

constexpr int kTypingPause = 200;

const SplitInfo& infoOf(SplitKind kind) { return *std::ranges::find(splitKinds(), kind, &SplitInfo::kind); }
bool takesOneForValidation(SplitKind kind) { return kind == SplitKind::LeaveLastOut || kind == SplitKind::LeaveOneOut; }

} // namespace

SplitDialog::SplitDialog(Session& session, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_form(new QFormLayout),
      m_kind(new QComboBox(this)),
      m_test(new NumberField(0.01, 0.9, false, false, this)),
      m_valid(new NumberField(0, 0.9, false, false, this)),
      m_oneForValidation(new QCheckBox(tr("one more of each user for validation"), this)),
      m_folds(new NumberField(2, 1000, true, false, this)),
      m_trainFile(new QLineEdit(this)),
      m_testFile(new QLineEdit(this)),
      m_validFile(new QLineEdit(this)),
      m_seed(new NumberField(0, 1e9, true, false, this)),
      m_thresholded(new QCheckBox(tr("only ratings from"), this)),
      m_threshold(new NumberField(-1e6, 1e6, false, false, this)),
      m_summary(new PlainLabel({}, this)),
      m_counts(new PlainLabel({}, this)),
      m_problem(new PlainLabel({}, this)),
      m_use(new QPushButton(tr("Use this split"), this)),
      m_pause(new QTimer(this)) {
    setWindowTitle(tr("Change split"));
    makeFields();
    makeForm();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(20), px(16), px(20), px(16));
    column->setSpacing(px(12));
    column->addLayout(m_form);
    column->addWidget(m_counts);
    column->addWidget(m_problem);
    column->addStretch(1);
    auto* buttons = new QHBoxLayout;
    auto* cancel = new QPushButton(tr("Cancel"), this);
    m_use->setObjectName(QStringLiteral("use-split"));
    m_use->setProperty("primary", true);
    m_use->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_use);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_use, &QPushButton::clicked, this, &SplitDialog::apply);
    m_pause->setSingleShot(true);
    connect(m_pause, &QTimer::timeout, this, &SplitDialog::count);
    setMinimumWidth(px(520));
    refresh();
}

void SplitDialog::makeFields() {
    const ExperimentSpec& now = m_session.protocol();
    m_kind->setObjectName(QStringLiteral("split-kind"));
    for (const SplitInfo& info : splitKinds()) {
        m_kind->addItem(QString::fromStdString(info.name), static_cast<int>(info.kind));
        if (info.kind == now.split.kind) m_kind->setCurrentIndex(m_kind->count() - 1);
    }
    const bool shares = infoOf(now.split.kind).usesShares;
    m_test->setValue(shares ? now.split.test : 0.1);
    m_valid->setValue(shares ? now.split.valid : 0.1);
    m_oneForValidation->setChecked(shares || now.split.valid > 0);
    m_folds->setValue(now.split.folds);
    m_trainFile->setText(QString::fromStdString(now.split.trainFile));
    m_testFile->setText(QString::fromStdString(now.split.testFile));
    m_validFile->setText(QString::fromStdString(now.split.validFile));
    for (QLineEdit* file : {m_trainFile, m_testFile, m_validFile})
        file->setPlaceholderText(file == m_validFile ? tr("none") : tr("a file of the data's folder, or a path"));
    m_seed->setValue(static_cast<double>(now.seed));
    m_thresholded->setChecked(!std::isnan(now.relevanceThreshold));
    m_threshold->setValue(std::isnan(now.relevanceThreshold) ? 4 : now.relevanceThreshold);
    for (const auto& [field, name] : {std::pair<QWidget*, const char*>{m_test, "split-test"},
                                      {m_valid, "split-valid"},
                                      {m_seed, "split-seed"},
                                      {m_thresholded, "split-thresholded"},
                                      {m_threshold, "split-threshold"},
                                      {m_problem, "split-problem"},
                                      {m_counts, "split-counts"}})
        field->setObjectName(QLatin1String(name));
    connect(m_kind, &QComboBox::currentIndexChanged, this, &SplitDialog::refresh);
    for (QCheckBox* box : {m_thresholded, m_oneForValidation}) connect(box, &QCheckBox::toggled, this, &SplitDialog::refresh);
    for (NumberField* field : {m_test, m_valid, m_folds, m_seed, m_threshold})
        connect(field, &NumberField::valueChanged, this, &SplitDialog::refresh);
    for (QLineEdit* file : {m_trainFile, m_testFile, m_validFile})
        connect(file, &QLineEdit::textChanged, this, &SplitDialog::refresh);
}

void SplitDialog::makeForm() {
    for (PlainLabel* label : {m_summary, m_counts, m_problem}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    }
    m_summary->setRole(PlainLabel::Role::Muted);
    m_problem->setRole(PlainLabel::Role::Bad);
    m_form->setHorizontalSpacing(px(16));
    m_form->setVerticalSpacing(px(8));
    m_form->addRow(tr("Protocol"), m_kind);
    m_form->addRow(QString(), m_summary);
    m_form->addRow(tr("Test share"), m_test);
    m_form->addRow(tr("Validation share"), m_valid);
    m_form->addRow(tr("Validation"), m_oneForValidation);
    m_form->addRow(tr("Parts"), m_folds);
    m_form->addRow(tr("Training file"), m_trainFile);
    m_form->addRow(tr("Test file"), m_testFile);
    m_form->addRow(tr("Validation file"), m_validFile);
    m_form->addRow(tr("Seed"), m_seed);
    auto* relevance = new QHBoxLayout;
    relevance->addWidget(m_thresholded);
    relevance->addWidget(m_threshold, 1);
    m_form->addRow(tr("Positives"), relevance);
}

ExperimentSpec SplitDialog::chosen() const {
    ExperimentSpec spec = m_session.protocol();
    SplitSpec split;
    split.kind = static_cast<SplitKind>(m_kind->currentData().toInt());
    const SplitInfo& info = infoOf(split.kind);
    if (info.usesShares) {
        split.test = m_test->value();
        split.valid = m_valid->value();
    }
    if (info.usesUsers && spec.split.kind == SplitKind::Users) split.hidden = spec.split.hidden;
    if (takesOneForValidation(split.kind)) split.valid = m_oneForValidation->isChecked() ? 1 : 0;
    if (info.usesFolds) split.folds = static_cast<int>(m_folds->value());
    if (split.kind == SplitKind::Predefined) {
        split.trainFile = m_trainFile->text().trimmed().toStdString();
        split.testFile = m_testFile->text().trimmed().toStdString();
        split.validFile = m_validFile->text().trimmed().toStdString();
    }
    spec.split = split;
    spec.seed = static_cast<std::uint64_t>(m_seed->value());
    spec.relevanceThreshold = m_thresholded->isChecked() ? m_threshold->value() : std::nan("");
    return spec;
}

QString SplitDialog::problemOf(const ExperimentSpec& spec) const {
    const SplitInfo& info = infoOf(spec.split.kind);
    if (info.needsTimes && m_session.dataset() && !m_session.dataset()->interactions->hasTimes())
        return tr("This data has no times, so it cannot be split by time.");
    if (info.usesShares && spec.split.test + spec.split.valid >= 1)
        return tr("The test and validation shares leave nothing to learn from: together they must stay under 1.");
    if (spec.split.kind == SplitKind::Predefined && (spec.split.trainFile.empty() || spec.split.testFile.empty()))
        return tr("Name the training file and the test file.");
    return {};
}

void SplitDialog::refresh() {
    const ExperimentSpec spec = chosen();
    const SplitInfo& info = infoOf(spec.split.kind);
    m_summary->setText(QString::fromStdString(info.summary));
    m_form->setRowVisible(m_test, info.usesShares);
    m_form->setRowVisible(m_valid, info.usesShares);
    m_form->setRowVisible(m_oneForValidation, takesOneForValidation(spec.split.kind));
    m_form->setRowVisible(m_folds, info.usesFolds);
    for (QLineEdit* file : {m_trainFile, m_testFile, m_validFile})
        m_form->setRowVisible(file, spec.split.kind == SplitKind::Predefined);
    m_threshold->setEnabled(m_thresholded->isChecked());
    const QString problem = problemOf(spec);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_use->setEnabled(problem.isEmpty());
    m_counting.cancel();
    if (problem.isEmpty()) {
        m_counts->setText(tr("counting…"));
        m_pause->start(kTypingPause);
    } else {
        m_counts->setText({});
        m_pause->stop();
    }
}

void SplitDialog::count() {
    const auto dataset = m_session.dataset();
    if (!dataset) return;
    m_counting.submit([dataset, spec = chosen()](const TaskContext& context) { return countSplit(*dataset, spec, context); },
                      [this](const SplitCounts& counts) {
                          if (counts.cancelled) return;
                          m_problem->setText(counts.problem);
                          m_problem->setVisible(!counts.problem.isEmpty());
                          m_use->setEnabled(counts.problem.isEmpty());
                          m_counts->setText(counts.problem.isEmpty() ? splitSentence(counts) : QString());
                      },
                      [this](const QString& problem) { m_counts->setText(problem); });
}

void SplitDialog::apply() {
    const ExperimentSpec spec = chosen();
    if (!sameProtocol(spec, m_session.protocol())) m_session.setProtocol(spec.split, spec.seed, spec.relevanceThreshold);
    accept();
}

} // namespace recoscope::ui
