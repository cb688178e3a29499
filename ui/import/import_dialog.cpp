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
#include "ui/widgets/card.h"
#include "ui/widgets/note_bar.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/state_page.h"
#include <QCheckBox>
#include <QFileInfo>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
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

QWidget* ImportDialog::makeHead() {
    auto* head = new QWidget(this);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(px(10));
    auto* title = new PlainLabel(windowTitle(), head);
    title->setType(Appearance::Type::Page);
    title->setSemibold(true);
    auto* place = new PlainLabel(format::safe(QFileInfo(m_ref).absolutePath().toStdString()), head);
    place->setRole(PlainLabel::Role::Muted);
    place->setElided(true);
    line->addWidget(title);
    line->addWidget(place, 1, Qt::AlignBottom);
    return head;
}

QWidget* ImportDialog::makeQuestion() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(8));
    m_question = new NoteBar(NoteBar::Kind::Warn, box);
    m_question->setObjectName(QStringLiteral("question"));
    m_files = new QListWidget(box);
    m_files->setObjectName(QStringLiteral("files"));
    m_files->setAccessibleName(tr("Which file holds the ratings"));
    connect(m_files, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0) change(QStringLiteral("file"), m_files->item(row)->data(Qt::UserRole).toString());
    });
    column->addWidget(m_question);
    column->addWidget(m_files);
    m_question->hide();
    m_files->hide();
    return box;
}

QWidget* ImportDialog::makeMiddle() {
    auto* outer = new Card(this);
    auto* area = new QScrollArea(outer); // large type in a small window: what does not fit is scrolled to
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    auto* card = new QWidget;
    auto* body = new QVBoxLayout(card);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(px(8));
    area->setWidget(card);
    card->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    outer->body()->addWidget(area, 1);
    m_findings = new FindingStrip(card);
    connect(m_findings, &FindingStrip::chosen, this, &ImportDialog::change);
    m_table = new PreviewTable(card);
    connect(m_table, &PreviewTable::roleChosen, this, [this](int column, ColumnRole role) {
        m_options.columns = columnsAfter(*m_preview, column, role);
        look();
    });
    m_table->setMinimumHeight(px(150));
    m_none = new StatePage(QStringLiteral("file"), card);
    m_none->setTexts(tr("Looking at the first rows"), {});
    m_table->hide();
    m_rejectWords = new PlainLabel({}, card);
    m_rejectWords->setObjectName(QStringLiteral("reject-words"));
    m_rejectWords->setRole(PlainLabel::Role::Warn);
    m_rejects = new QListWidget(card);
    m_rejects->setObjectName(QStringLiteral("rejects"));
    m_rejects->setAccessibleName(tr("Lines that will be rejected"));
    m_rejects->setFrameShape(QFrame::NoFrame);
    body->addWidget(m_findings);
    body->addWidget(m_table, 1);
    body->addWidget(m_none, 1);
    body->addWidget(m_rejectWords);
    body->addWidget(m_rejects);
    m_rejectWords->hide();
    m_rejects->hide();
    return outer;
}

QWidget* ImportDialog::makeFoot() {
    auto* foot = new QWidget(this);
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(8));
    m_companions = new PlainLabel({}, foot);
    m_companions->setRole(PlainLabel::Role::Muted);
    m_companions->setElided(true);
    m_forecast = new PlainLabel({}, foot);
    m_forecast->setObjectName(QStringLiteral("forecast"));
    m_forecast->setWordWrap(true);
    column->addWidget(m_companions);
    column->addWidget(m_forecast);
    auto* line = new QHBoxLayout;
    line->setSpacing(px(8));
    m_remember = new QCheckBox(tr("Remember for files like this"), foot);
    m_remember->setObjectName(QStringLiteral("remember"));
    m_remember->setChecked(true);
    auto* cancel = new QPushButton(tr("Cancel"), foot);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_open = new QPushButton(tr("Open"), foot);
    m_open->setObjectName(QStringLiteral("open"));
    m_open->setProperty("primary", true);
    m_open->setDefault(true);
    m_open->setEnabled(false);
    connect(m_open, &QPushButton::clicked, this, &ImportDialog::confirm);
    line->addWidget(m_remember, 1);
    line->addWidget(cancel);
    line->addWidget(m_open);
    column->addLayout(line);
    return foot;
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

void showImport(QWidget& window, Session& session, const QString& ref, const LoadOptions& options,
                std::shared_ptr<const SourcePreview> preview) {
    for (ImportDialog* open : window.findChildren<ImportDialog*>()) open->close();
    (new ImportDialog(session, ref, options, std::move(preview), &window))->open();
}

} // namespace recoscope::ui
