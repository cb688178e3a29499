#include "ui/import/import_dialog.h"
#include "core/catalogue/place.h"
#include "ui/format.h"
#include "ui/import/finding_strip.h"
#include "ui/import/import_words.h"
#include "ui/import/preview_table.h"
#include "ui/import/reading_choice.h"
#include "ui/reading_memory.h"
#include "ui/session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/note_bar.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/state_page.h"
#include <QCheckBox>
#include <QFileInfo>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace recoscope::ui {
namespace {

constexpr int kFilesShown = 6, kRejectsShown = 3;

/// As high as its rows, up to `most`.
void fitHeight(QListWidget& list, int most) {
    const int row = std::max(list.sizeHintForRow(0), 1);
    list.setFixedHeight(row * std::clamp(list.count(), 1, most) + 2 * list.frameWidth() + px(2));
}

} // namespace

ImportDialog::ImportDialog(Session& session, const QString& ref, LoadOptions options,
                           std::shared_ptr<const SourcePreview> preview, QWidget* parent)
    : FramedDialog(parent),
      m_session(session),
      m_ref(ref),
      m_options(std::move(options)) {
    setObjectName(QStringLiteral("import"));
    setWindowTitle(tr("Open %1").arg(format::safe(QFileInfo(ref).fileName().toStdString())));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(20), px(16), px(20), px(16));
    column->setSpacing(px(12));
    column->addWidget(makeHead());
    column->addWidget(makeQuestion());
    column->addWidget(makeMiddle(), 1);
    column->addWidget(makeFoot());
    const QSize room = parent ? parent->size() - QSize(px(40), px(40)) : QSize(px(1000), px(700));
    resize(QSize(px(1000), px(700)).boundedTo(room));
    if (parent) move(parent->mapToGlobal(QPoint((parent->width() - width()) / 2, (parent->height() - height()) / 2)));
    if (preview)
        take(std::move(preview));
    else
        look();
}

void ImportDialog::change(const QString& key, const QString& value) {
    const LoadOptions before = m_options;
    choose(m_options, key.toStdString(), value.toStdString());
    if (m_options != before) look();
}

void ImportDialog::look() {
    using Seen = Result<SourcePreview>;
    m_job.submit([ref = m_ref.toStdString(),
                  options = m_options](const TaskContext& context) -> Seen { return previewDataset(ref, options, context); },
                 [this](Seen seen) {
                     if (seen.isCancelled()) return;
                     if (seen.hasError()) return refuse(forTheWindow(seen.error().message));
                     take(std::make_shared<const SourcePreview>(std::move(seen).value()));
                 },
                 [this](const QString& bug) { refuse(tr("A bug of the program: %1").arg(bug)); });
}

void ImportDialog::take(std::shared_ptr<const SourcePreview> preview) {
    const bool first = !std::exchange(m_preview, std::move(preview));
    if (const auto said = recallReading(m_preview->shape); first && said && m_options == LoadOptions{}) {
        m_options = *said; // what would hold without asking is what is shown
        look();
    }
    m_asksFile = m_asksFile || (m_preview->question && m_preview->question->key == "file");
    const bool rows = !m_preview->rows.empty();
    m_none->setTexts(tr("No rows to show"),
                     m_preview->problem ? QString() : tr("Large databases and arrays are read when they are opened."));
    m_none->setVisible(!rows);
    m_table->setVisible(rows);
    m_table->setPreview(m_preview);
    std::vector<PreviewFinding> findings = m_preview->findings;
    if (m_asksFile) std::erase_if(findings, [](const PreviewFinding& f) { return f.key == "file"; }); // listed above the table
    m_findings->setFindings(findings);
    QStringList kept{contextWords(*m_preview), companionWords(*m_preview)};
    kept.removeAll(QString());
    m_companions->setText(kept.join(QStringLiteral("  ·  ")));
    m_companions->setVisible(!m_companions->text().isEmpty());
    showQuestion();
    showFiles();
    showRejects();
    showState();
}

/// What was asked stays above the table until it is answered.
void ImportDialog::showQuestion() {
    m_question->setVisible(m_preview->question.has_value());
    if (!m_preview->question) return;
    const std::string& key = m_preview->question->key;
    const PreviewFinding* finding = m_preview->finding(key);
    QString how;
    if (key == "columns")
        how = tr("Click the head of a column to say what it is; Enter does the same for a cell.");
    else if (key != "file" && finding)
        how = tr("Change “%1” below, or open it as it is.").arg(QString::fromStdString(finding->label));
    m_question->setTexts(forTheWindow(m_preview->question->text), how);
}

void ImportDialog::showFiles() {
    const PreviewFinding* file = m_preview->finding("file");
    m_files->setVisible(m_asksFile && file);
    if (m_files->isHidden()) return;
    const QSignalBlocker quiet(m_files);
    m_files->clear();
    for (const PreviewChoice& choice : file->choices) {
        auto* row = new QListWidgetItem(format::safe(choice.words), m_files);
        row->setSizeHint(QSize(0, px(26)));
        row->setData(Qt::UserRole, QString::fromStdString(choice.value));
        if (choice.value == file->value) m_files->setCurrentItem(row);
    }
    fitHeight(*m_files, kFilesShown);
}

void ImportDialog::showRejects() {
    m_rejectWords->setText(rejectWords(*m_preview));
    m_rejectWords->setVisible(m_preview->report.rejected > 0);
    m_rejects->clear();
    m_rejects->addItems(rejectLines(*m_preview));
    m_rejects->setVisible(m_rejects->count() > 0);
    if (m_rejects->count() > 0) fitHeight(*m_rejects, kRejectsShown);
}

/// Whether it can be opened, and what that takes or what stands against it.
void ImportDialog::showState() {
    const bool fits = m_preview->forecast.fits(), possible = !m_preview->problem;
    m_open->setEnabled(fits && possible);
    const auto has = [&](ColumnRole role) {
        return std::ranges::find(m_preview->columns, role, &PreviewColumn::role) != m_preview->columns.end();
    };
    if (!possible && m_preview->question && !(has(ColumnRole::User) && has(ColumnRole::Item))) { // nothing is wrong yet
        m_forecast->setRole(PlainLabel::Role::Muted);
        m_forecast->setText(tr("It can be opened as soon as one column is the user and one the item."));
        return;
    }
    m_forecast->setRole(fits && possible ? PlainLabel::Role::Text : PlainLabel::Role::Bad);
    m_forecast->setText(possible ? forecastWords(m_preview->forecast) : forTheWindow(m_preview->problem->message));
}

void ImportDialog::refuse(const QString& sentence) {
    m_open->setEnabled(false);
    m_forecast->setRole(PlainLabel::Role::Bad);
    m_forecast->setText(sentence);
    if (!m_preview) m_none->setTexts(tr("The first rows cannot be shown"), {});
}

void ImportDialog::agree(const std::string& key) {
    const PreviewFinding* finding = m_preview->finding(key);
    if (key == "columns")
        m_options.columns = columnsOf(*m_preview);
    else if (finding && key != "file")
        choose(m_options, key, finding->value);
}

/// What was asked is said explicitly, also where the guess was right: the answer is what is kept.
void ImportDialog::confirm() {
    if (m_preview->question) agree(m_preview->question->key);
    if (const PreviewFinding* file = m_preview->finding("file"); m_asksFile && file) m_options.file = file->value;
    if (m_remember->isChecked())
        rememberReading(m_preview->shape, m_options);
    else
        forgetReading(m_preview->shape);
    m_session.open(m_ref, m_options);
    accept();
}

ImportDialog* showImport(QWidget& window, Session& session, const QString& ref, const LoadOptions& options,
                         std::shared_ptr<const SourcePreview> preview) {
    for (ImportDialog* open : window.findChildren<ImportDialog*>()) open->close();
    auto* dialog = new ImportDialog(session, ref, options, std::move(preview), &window);
    dialog->open();
    return dialog;
}

} // namespace recoscope::ui
