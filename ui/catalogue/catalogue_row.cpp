#include "ui/catalogue/catalogue_row.h"
#include "ui/catalogue/catalogue_line.h"
#include "ui/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/plain_label.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace recoscope::ui {
namespace {

using State = Download::State;

QString fromUtf8(const std::string& text) { return QString::fromStdString(text); }

/// Addresses, one a line; what is known of size and checksum behind.
QString sourcesOf(const CatalogueEntry& entry) {
    QStringList lines;
    for (const CatalogueFile& file : entry.files) {
        QStringList known;
        if (file.bytes) known << format::bytes(static_cast<double>(*file.bytes));
        known << (!file.sha256.empty() ? QStringLiteral("SHA-256 ") + fromUtf8(file.sha256)
                  : !file.md5.empty()  ? QStringLiteral("MD5 ") + fromUtf8(file.md5)
                                       : QObject::tr("no checksum published: that of the first download is kept"));
        lines << fromUtf8(file.addresses[0]) + QStringLiteral("\n") + known.join(QStringLiteral(", "));
    }
    lines << fromUtf8(entry.page);
    return lines.join('\n');
}

/// The place below a line, tinted like it.
class MorePanel final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), theme().window);
        painter.fillRect(QRect(0, height() - 1, width(), 1), theme().line);
    }
};

} // namespace

CatalogueRow::CatalogueRow(Downloads& downloads, const QString& id, QWidget* parent)
    : QWidget(parent),
      m_downloads(downloads),
      m_id(id),
      m_line(new CatalogueLine(this)) {
    setObjectName(QStringLiteral("catalogue-") + id);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_line);
    connect(m_line, &QAbstractButton::toggled, this, &CatalogueRow::setUnfolded);
    connect(m_line->action(), &QPushButton::clicked, this, &CatalogueRow::act);
    refresh();
}

bool CatalogueRow::isUnfolded() const { return m_line->isChecked(); }

void CatalogueRow::refresh() {
    const Download* download = m_downloads.find(m_id);
    if (!download) return;
    m_line->show(*download);
    if (download->state == State::Failed && !isUnfolded()) setUnfolded(true); // why it failed is not to be searched for
    if (!m_problem) return;
    m_problem->setText(download->state == State::Failed ? download->problem : fromUtf8(download->entry.byHand));
    m_problem->setRole(download->state == State::Failed ? PlainLabel::Role::Bad : PlainLabel::Role::Text);
    m_problem->setVisible(!m_problem->text().isEmpty());
}

void CatalogueRow::setUnfolded(bool on) {
    if (m_line->isChecked() != on) {
        m_line->setChecked(on); // comes back here
        return;
    }
    if (on && !m_more) makeMore();
    if (m_more) m_more->setVisible(on);
}

bool CatalogueRow::matches(const QString& words) const {
    const Download* download = m_downloads.find(m_id);
    if (!download) return false;
    const CatalogueEntry& e = download->entry;
    QStringList all;
    for (const std::string* text : {&e.id, &e.name, &e.holds, &e.licenceShort, &e.licence, &e.citation, &e.format})
        all << fromUtf8(*text);
    const QString searched = all.join(' ');
    const QStringList wanted = words.split(' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(wanted, [&](const QString& word) { return searched.contains(word, Qt::CaseInsensitive); });
}

void CatalogueRow::act() {
    const Download* download = m_downloads.find(m_id);
    if (!download) return;
    switch (download->state) {
    case State::ByHand:
        setUnfolded(!isUnfolded());
        return;
    case State::Here:
        Q_EMIT openWanted(download->ref());
        return;
    case State::Absent:
    case State::Failed:
        m_downloads.start(m_id);
        return;
    default:
        m_downloads.cancel(m_id);
    }
}

void CatalogueRow::addText(QVBoxLayout& column, const QString& caption, const QString& text, const QString& copyName) {
    auto* head = new PlainLabel(caption, m_more);
    head->setType(Appearance::Type::Caption);
    head->setRole(PlainLabel::Role::Muted);
    auto* label = new PlainLabel(text, m_more);
    label->setType(Appearance::Type::Secondary);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAccessibleName(caption);
    auto* copy = new IconButton(QStringLiteral("copy"), copyName, m_more);
    connect(copy, &QPushButton::clicked, this, [text] { QGuiApplication::clipboard()->setText(text); });
    auto* line = new QHBoxLayout;
    line->setSpacing(px(8));
    line->addWidget(label, 1);
    line->addWidget(copy, 0, Qt::AlignTop);
    column.addSpacing(px(4));
    column.addWidget(head);
    column.addLayout(line);
}

void CatalogueRow::makeMore() {
    const Download* download = m_downloads.find(m_id);
    if (!download) return;
    const CatalogueEntry& e = download->entry;
    const QString name = format::safe(e.name);
    m_more = new MorePanel(this);
    auto* column = new QVBoxLayout(m_more);
    column->setContentsMargins(px(16), 0, px(16), px(10));
    column->setSpacing(px(2));
    m_problem = new PlainLabel({}, m_more);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(m_problem);
    addText(*column, tr("Licence"), fromUtf8(e.licence), tr("Copy the licence of %1").arg(name));
    addText(*column, tr("To cite"), fromUtf8(e.citation), tr("Copy the citation of %1").arg(name));
    addText(*column, tr("From"), sourcesOf(e), tr("Copy the addresses of %1").arg(name));
    auto* form = new PlainLabel(format::safe(e.format), m_more);
    form->setType(Appearance::Type::Secondary);
    form->setRole(PlainLabel::Role::Muted);
    form->setWordWrap(true);
    column->addWidget(form);
    layout()->addWidget(m_more);
    refresh();
}

} // namespace recoscope::ui
