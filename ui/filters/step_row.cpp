#include "ui/filters/step_row.h"
#include "ui/filters/funnel_bar.h"
#include "ui/filters/step_editor.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/plain_label.h"
#include <QGridLayout>
#include <QHBoxLayout>
#include <array>

namespace recoscope::ui {
StepRow::StepRow(const FilterStep& step, const std::shared_ptr<const Dataset>& opened, QWidget* parent)
    : QObject(parent),
      m_name(new PlainLabel(tr(filterKind(step.kind).name), parent)),
      m_below(new QWidget(parent)),
      m_editor(new StepEditor(step, opened, m_below)),
      m_note(new PlainLabel({}, m_below)),
      m_rows(new FunnelBar(tr("rows"), parent)),
      m_users(new FunnelBar(tr("users"), parent)),
      m_items(new FunnelBar(tr("items"), parent)),
      m_up(new IconButton(QStringLiteral("up"), tr("Earlier"), parent)),
      m_down(new IconButton(QStringLiteral("down"), tr("Later"), parent)),
      m_remove(new IconButton(QStringLiteral("close"), tr("Remove this step"), parent)) {
    m_widgets = {m_name, m_below, m_rows, m_users, m_items, m_up, m_down, m_remove};
    const FilterKindInfo& info = filterKind(step.kind);
    m_name->setSemibold(true);
    m_name->setToolTip(plainTip(tr(info.help) + QLatin1Char('\n') + QString::fromUtf8(info.form)));
    auto* line = new QHBoxLayout(m_below);
    line->setContentsMargins(0, 0, 0, px(8));
    line->setSpacing(px(12));
    m_editor->setVisible(!m_editor->isEmpty());
    line->addWidget(m_editor);
    m_note->setType(Appearance::Type::Secondary);
    m_note->setWordWrap(true);
    line->addWidget(m_note, 1);
    connect(m_editor, &StepEditor::edited, this, &StepRow::edited);
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
    int column = 1;
    for (QWidget* bar : std::array<QWidget*, 3>{m_rows, m_users, m_items}) grid.addWidget(bar, row, column++, Qt::AlignVCenter);
    for (QWidget* button : std::array<QWidget*, 3>{m_up, m_down, m_remove}) grid.addWidget(button, row, column++);
    grid.addWidget(m_below, row + 1, 0, 1, column);
}

void StepRow::setPlace(bool first, bool last) {
    m_up->setEnabled(!first);
    m_down->setEnabled(!last);
}

const FilterStep& StepRow::step() const { return m_editor->step(); }

void StepRow::setBounds(const FilterBounds& bounds) { m_editor->setBounds(bounds); }

void StepRow::focusFirst() { m_editor->focusFirst(); }

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
    } else { // controls say the rest
        m_note->setText(left && m_editor->isEmpty() ? format::safe(left->words) : QString());
    }
}

} // namespace recoscope::ui
