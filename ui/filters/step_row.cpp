#include "ui/filters/step_row.h"
#include "ui/filters/funnel_bar.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/plain_label.h"
#include <QGridLayout>
#include <QLineEdit>
#include <array>
#include <string>

namespace recoscope::ui {
namespace {

/// What stands before the part of a step's text that the field holds: "k-core=", "context:".
std::string headOf(FilterStep::Kind kind) {
    const std::string id = filterKind(kind).id;
    return kind == FilterStep::Kind::Context ? id + ":" : id + "=";
}

} // namespace

StepRow::StepRow(const FilterStep& step, QWidget* parent)
    : QObject(parent),
      m_kind(step.kind),
      m_name(new PlainLabel(tr(filterKind(step.kind).name), parent)),
      m_field(new QLineEdit(parent)),
      m_note(new PlainLabel({}, parent)),
      m_rows(new FunnelBar(tr("rows"), parent)),
      m_users(new FunnelBar(tr("users"), parent)),
      m_items(new FunnelBar(tr("items"), parent)),
      m_up(new IconButton(QStringLiteral("up"), tr("Earlier"), parent)),
      m_down(new IconButton(QStringLiteral("down"), tr("Later"), parent)),
      m_remove(new IconButton(QStringLiteral("close"), tr("Remove this step"), parent)) {
    m_widgets = {m_name, m_field, m_note, m_rows, m_users, m_items, m_up, m_down, m_remove};
    const FilterKindInfo& info = filterKind(m_kind);
    const std::string text = formatFilterStep(step);
    const std::string head = headOf(m_kind);
    const bool hasValue = text.starts_with(head);
    if (hasValue) m_field->setText(QString::fromStdString(text.substr(head.size())));
    m_field->setVisible(hasValue);
    m_field->setAccessibleName(tr("%1, as in %2").arg(tr(info.name), QString::fromUtf8(info.form)));
    for (QWidget* widget : std::array<QWidget*, 2>{m_name, m_field})
        widget->setToolTip(plainTip(tr(info.help) + QLatin1Char('\n') + QString::fromUtf8(info.form)));
    m_note->setType(Appearance::Type::Secondary);
    m_note->setWordWrap(true);
    connect(m_field, &QLineEdit::textEdited, this, &StepRow::edited);
    connect(m_up, &QPushButton::clicked, this, [this] { Q_EMIT moveWanted(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { Q_EMIT moveWanted(1); });
    connect(m_remove, &QPushButton::clicked, this, &StepRow::removeWanted);
}

StepRow::~StepRow() {
    for (const QPointer<QWidget>& widget : m_widgets) delete widget.data();
}

void StepRow::retire() {
    for (const QPointer<QWidget>& widget : m_widgets) widget->hide();
    deleteLater();
}

void StepRow::placeIn(QGridLayout& grid, int row) {
    grid.addWidget(m_name, row, 0);
    grid.addWidget(m_field, row, 1);
    int column = 2;
    for (QWidget* bar : std::array<QWidget*, 3>{m_rows, m_users, m_items}) grid.addWidget(bar, row, column++, Qt::AlignVCenter);
    for (QWidget* button : std::array<QWidget*, 3>{m_up, m_down, m_remove}) grid.addWidget(button, row, column++);
    grid.addWidget(m_note, row + 1, 0, 1, column);
}

void StepRow::setPlace(bool first, bool last) {
    m_up->setEnabled(!first);
    m_down->setEnabled(!last);
}

Result<FilterStep> StepRow::step() const {
    if (m_field->isHidden()) return parseFilterStep(filterKind(m_kind).id);
    return parseFilterStep(headOf(m_kind) + m_field->text().toStdString());
}

void StepRow::setText(const QString& value) {
    m_field->setText(value);
    Q_EMIT edited();
}

QString StepRow::note() const { return m_note->text(); }

void StepRow::showLeft(const std::optional<Funnel::Step>& left, const FunnelCounts& before, const QString& refusal) {
    using Count = std::optional<std::int64_t>;
    m_rows->setLeft(left ? Count(left->left.rows) : Count(), before.rows);
    m_users->setLeft(left ? Count(left->left.users) : Count(), before.users);
    m_items->setLeft(left ? Count(left->left.items) : Count(), before.items);
    m_note->setRole(refusal.isEmpty() ? PlainLabel::Role::Muted : PlainLabel::Role::Bad);
    if (!refusal.isEmpty())
        m_note->setText(refusal);
    else if (left && !left->rounds.empty()) {
        QStringList rounds;
        for (const FunnelCounts& round : left->rounds) rounds << format::count(round.rows);
        if (rounds.size() > 8) rounds = rounds.mid(0, 6) + QStringList{QStringLiteral("…"), rounds.last()};
        m_note->setText(tr("%1: %2 rows").arg(format::safe(left->words), rounds.join(QStringLiteral(" → "))));
    } else {
        m_note->setText(left ? format::safe(left->words) : QString());
    }
}

} // namespace recoscope::ui
