#include "ui/shell/read_as_dialog.h"
#include "core/data/readers/source.h"
#include "ui/format.h"
#include "ui/session.h"
#include "ui/widgets/plain_label.h"
#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace recoscope::ui {
namespace {

constexpr std::uint64_t kPreviewBytes = 4096;
constexpr qsizetype kPreviewLines = 5, kPreviewWidth = 72;

QString firstLines(const QString& ref) {
    std::string head;
    const auto visited =
        visitHeads(ref.toStdString(), kPreviewBytes, {}, [&](const SourceFile&, const Result<std::string>& text) {
            if (head.empty() && text) head = text.value();
        });
    if (!visited) return {};
    QStringList shown;
    for (const QString& line : QString::fromUtf8(head.c_str()).split('\n').mid(0, kPreviewLines))
        shown << format::safe(line.left(kPreviewWidth).remove('\r').replace('\t', QStringLiteral("  →  ")).toStdString());
    return shown.join('\n').trimmed();
}

} // namespace

ReadAsDialog::ReadAsDialog(Session& session, const QString& ref, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_ref(ref),
      m_columns(new QLineEdit(this)),
      m_preview(new PlainLabel(tr("Reading the first lines…"), this)) {
    setObjectName(QStringLiteral("read-as"));
    setWindowTitle(tr("Read %1 as").arg(QFileInfo(ref).fileName()));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(20), px(16), px(20), px(16));
    column->setSpacing(px(12));
    m_preview->setType(Appearance::Type::Mono);
    m_preview->setSunken(true);
    column->addWidget(m_preview);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(px(12));
    grid->setVerticalSpacing(px(8));
    const QString find = tr("find out");
    m_separator = addChoice(*grid, tr("Separator"),
                            {{find, {}},
                             {tr("comma"), QStringLiteral(",")},
                             {tr("tab"), QStringLiteral("tab")},
                             {tr("semicolon"), QStringLiteral(";")},
                             {QStringLiteral("|"), QStringLiteral("|")},
                             {QStringLiteral("::"), QStringLiteral("::")},
                             {tr("blanks"), QStringLiteral("space")}});
    m_header = addChoice(*grid, tr("First line"),
                         {{find, {}}, {tr("names of the columns"), QStringLiteral("yes")}, {tr("data"), QStringLiteral("no")}});
    m_encoding = addChoice(*grid, tr("Encoding"),
                           {{find, {}},
                            {QStringLiteral("UTF-8"), QStringLiteral("utf-8")},
                            {QStringLiteral("Windows-1252"), QStringLiteral("windows-1252")},
                            {QStringLiteral("Latin-1"), QStringLiteral("latin-1")}});
    const int row = grid->rowCount();
    auto* name = new PlainLabel(tr("&Columns").remove('&'), this);
    m_columns->setPlaceholderText(tr("find out"));
    m_columns->setAccessibleName(tr("Columns"));
    auto* help = new PlainLabel(tr("In order, with commas: user, item, rating, timestamp; - passes one over."), this);
    help->setRole(PlainLabel::Role::Muted);
    help->setType(Appearance::Type::Secondary);
    grid->addWidget(name, row, 0);
    grid->addWidget(m_columns, row, 1);
    grid->addWidget(help, row + 1, 1);
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    auto* open = new QPushButton(tr("Open"), this);
    open->setProperty("primary", true);
    open->setDefault(true);
    cancel->setAutoDefault(false);
    buttons->addWidget(cancel);
    buttons->addWidget(open);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(open, &QPushButton::clicked, this, [this] {
        m_session.open(m_ref, options());
        accept();
    });
    resize(px(520), sizeHint().height());
    m_reading.submit(
        [ref](const TaskContext&) { return firstLines(ref); },
        [this](const QString& text) { m_preview->setText(text.isEmpty() ? tr("The file cannot be shown.") : text); });
}

QComboBox* ReadAsDialog::addChoice(QGridLayout& grid, const QString& name, const QList<std::pair<QString, QString>>& choices) {
    auto* box = new QComboBox(this);
    for (const auto& [text, value] : choices) box->addItem(text, value);
    box->setAccessibleName(name);
    const int row = grid.rowCount();
    grid.addWidget(new PlainLabel(name, this), row, 0);
    grid.addWidget(box, row, 1);
    return box;
}

LoadOptions ReadAsDialog::options() const {
    LoadOptions chosen;
    chosen.separator = m_separator->currentData().toString().toStdString();
    chosen.encoding = m_encoding->currentData().toString().toStdString();
    chosen.columns = m_columns->text().remove(' ').toStdString();
    const QString header = m_header->currentData().toString();
    if (!header.isEmpty()) chosen.header = header == QLatin1String("yes");
    return chosen;
}

} // namespace recoscope::ui
