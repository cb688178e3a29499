#include "ui/format.h"
#include "ui/pages/data/findings.h"
#include "ui/theme/icons.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/popup_frame.h"
#include "ui/widgets/table_copy.h"
#include <QDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <array>

namespace recoscope::ui {
namespace {

/// An icon in the ink of its kind, and a hairline below the row.
class FindingRow final : public QWidget {
public:
    FindingRow(Finding::Kind kind, QWidget* parent) : QWidget(parent), m_kind(kind) {}

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const Theme& t = theme();
        const bool warn = m_kind == Finding::Kind::Warn, good = m_kind == Finding::Kind::Good;
        const QString name = warn ? QStringLiteral("warn") : good ? QStringLiteral("check") : QStringLiteral("info");
        painter.drawPixmap(QPoint(0, px(8)), iconPixmap(name,
                                                        warn   ? t.warn
                                                        : good ? t.good
                                                               : t.muted,
                                                        px(16), devicePixelRatioF()));
        painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
    }

private:
    Finding::Kind m_kind;
};

} // namespace

FindingsList::FindingsList(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, px(8), 0);
    m_column->setSpacing(0);
    setAccessibleName(tr("What was found"));
}

QWidget* FindingsList::makeRow(const Finding& finding) {
    auto* row = new FindingRow(finding.kind, this);
    row->setAccessibleName(QStringList{finding.lead, finding.text, finding.note}.join(' ').simplified());
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(px(28), px(6), 0, px(6));
    line->setSpacing(px(8));
    auto* words = new QVBoxLayout;
    words->setSpacing(px(1));
    auto* head = new QHBoxLayout;
    head->setSpacing(px(5));
    if (!finding.lead.isEmpty()) {
        auto* lead = new PlainLabel(finding.lead, row);
        lead->setSemibold(true);
        head->addWidget(lead, 0, Qt::AlignTop);
    }
    auto* what = new PlainLabel(finding.text, row);
    what->setWordWrap(true);
    head->addWidget(what, 1);
    words->addLayout(head);
    if (!finding.note.isEmpty()) {
        auto* note = new PlainLabel(finding.note, row);
        note->setRole(PlainLabel::Role::Muted);
        note->setType(Appearance::Type::Secondary);
        note->setWordWrap(true);
        words->addWidget(note);
    }
    line->addLayout(words, 1);
    if (finding.listsRejects) {
        auto* show = new QPushButton(tr("Show lines"), row);
        show->setProperty("compact", true);
        connect(show, &QPushButton::clicked, this, &FindingsList::rejectsWanted);
        line->addWidget(show, 0, Qt::AlignTop);
    }
    if (finding.quality) addQualityButtons(*finding.quality, *line, row);
    if (finding.changesReading) {
        auto* change = new QPushButton(tr("Change…"), row);
        change->setProperty("compact", true);
        change->setAccessibleName(tr("Change how it was read"));
        change->setToolTip(plainTip(change->accessibleName()));
        connect(change, &QPushButton::clicked, this, &FindingsList::readingWanted);
        line->addWidget(change, 0, Qt::AlignTop);
    }
    return row;
}

void FindingsList::addQualityButtons(const QualityFinding& finding, QHBoxLayout& line, QWidget* row) {
    const auto add = [&](const QString& words, const QString& tip) {
        auto* button = new QPushButton(words, row);
        button->setProperty("compact", true);
        button->setToolTip(plainTip(tip));
        line.addWidget(button, 0, Qt::AlignTop);
        return button;
    };
    const QString show = finding.of == QualityFinding::Of::Users   ? tr("Show users")
                         : finding.of == QualityFinding::Of::Items ? tr("Show items")
                                                                   : tr("Show rows");
    const QString what = format::safe(finding.sentence);
    QPushButton* members = add(show, tr("Who or what that is: %1").arg(what));
    members->setObjectName(QStringLiteral("finding.show"));
    connect(members, &QPushButton::clicked, this, [this, finding] { Q_EMIT membersWanted(finding); });
    if (!finding.fix) return;
    const FilterStep step = *finding.fix;
    const bool merges = step.kind == FilterStep::Kind::Duplicates;
    QPushButton* fix = add(merges ? tr("Take the mean") : tr("Remove"),
                           tr("Adds the filter “%1”; Undo takes it back.").arg(format::safe(filterWords(step))));
    fix->setObjectName(QStringLiteral("finding.fix"));
    connect(fix, &QPushButton::clicked, this, [this, step] { Q_EMIT fixWanted(step); });
}

void FindingsList::setFindings(const std::vector<Finding>& findings) {
    while (QLayoutItem* item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Finding& finding : findings) m_column->addWidget(makeRow(finding));
    m_column->addStretch(1);
}

void showRejects(QWidget& parent, const LoadReport& report) {
    auto* dialog = new FramedDialog(parent.window());
    dialog->setObjectName(QStringLiteral("rejects"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QObject::tr("Lines that were not accepted"));
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(px(16), px(12), px(16), px(12));
    column->setSpacing(px(10));
    auto* table = new QTableWidget(static_cast<int>(report.rejects.size()), 5, dialog);
    table->setAccessibleName(dialog->windowTitle());
    table->setHorizontalHeaderLabels(
        {QObject::tr("File"), QObject::tr("Line"), QObject::tr("Character"), QObject::tr("Expected"), QObject::tr("The line")});
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (const int numbers : {1, 2}) table->horizontalHeaderItem(numbers)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(px(28));
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    offerRowCopy(*table);
    table->setTabKeyNavigation(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    for (int row = 0; row < table->rowCount(); ++row) {
        const Reject& r = report.rejects[static_cast<std::size_t>(row)];
        const std::array<QString, 5> cells{format::safe(r.file), QString::number(r.line), QString::number(r.column),
                                           format::safe(r.expected), format::safe(r.text)};
        for (int c = 0; c < 5; ++c) {
            auto* cell = new QTableWidgetItem(cells[static_cast<std::size_t>(c)]);
            if (c == 1 || c == 2) cell->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            table->setItem(row, c, cell);
        }
    }
    table->resizeColumnsToContents();
    table->horizontalHeader()->setStretchLastSection(true);
    column->addWidget(table, 1);
    auto* foot = new QHBoxLayout;
    const auto listed = static_cast<std::int64_t>(report.rejects.size());
    auto* note = new PlainLabel(
        listed < report.rejected
            ? QObject::tr("The first %1 of %2 are listed.").arg(format::count(listed), format::count(report.rejected))
            : format::counted(listed, QObject::tr("line"), QObject::tr("lines")),
        dialog);
    auto* close = new QPushButton(QObject::tr("Close"), dialog);
    close->setDefault(true);
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::close);
    foot->addWidget(note, 1);
    foot->addWidget(close);
    column->addLayout(foot);
    dialog->resize(px(760), px(460));
    dialog->open();
}

} // namespace recoscope::ui
