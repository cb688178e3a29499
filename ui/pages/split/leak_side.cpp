#include "ui/pages/split/leak_side.h"
#include "ui/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plain_label.h"
#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPushButton>
#include <QStringList>
#include <QVBoxLayout>
#include <cmath>

namespace recoscope::ui {
namespace {

PlainLabel* label(QWidget* parent, Appearance::Type type, PlainLabel::Role role, bool wrapped) {
    auto* made = new PlainLabel({}, parent);
    made->setType(type);
    made->setRole(role);
    made->setWordWrap(wrapped);
    return made;
}
QString shareText(double share) { return std::isnan(share) ? format::undefined() : format::share(share); }

} // namespace

LeakSide::LeakSide(QWidget* parent)
    : QWidget(parent),
      m_leak(new Card(tr("The future"), {}, this)),
      m_sees(new Card(tr("What the metric sees"), {}, this)),
      m_files(new Card(tr("The files do not agree"), {}, this)),
      m_times(new Card(tr("Time means little here"), {}, this)),
      m_terminal(new Card(tr("The same from a terminal"), {}, this)),
      m_leakIcon(new PlainLabel({}, m_leak)),
      m_before(label(m_leak, Appearance::Type::Figure, PlainLabel::Role::Text, false)),
      m_beforeWords(label(m_leak, Appearance::Type::Secondary, PlainLabel::Role::Text, true)),
      m_later(label(m_leak, Appearance::Type::Figure, PlainLabel::Role::Text, false)),
      m_laterWords(label(m_leak, Appearance::Type::Secondary, PlainLabel::Role::Text, true)),
      m_fileWords(label(m_files, Appearance::Type::Secondary, PlainLabel::Role::Text, true)),
      m_timeWords(label(m_times, Appearance::Type::Secondary, PlainLabel::Role::Text, true)),
      m_command(label(m_terminal, Appearance::Type::Mono, PlainLabel::Role::Text, true)),
      m_bars(new ShareBars(m_leak)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(12));
    for (Card* card : {m_leak, m_files, m_sees, m_times, m_terminal}) column->addWidget(card);
    column->addStretch(1);
    makeLeak();
    makeSees();
    m_files->body()->addWidget(m_fileWords);
    m_times->body()->addWidget(m_timeWords);
    auto* copy = new QPushButton(icon(QStringLiteral("copy")), tr("Copy"), m_terminal);
    copy->setObjectName(QStringLiteral("split.copy"));
    copy->setProperty("compact", true);
    m_terminal->addToHead(copy);
    m_command->setObjectName(QStringLiteral("split.command"));
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_terminal->body()->addWidget(m_command);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_command->text().replace('\n', ' ')); });
    connect(&Appearance::instance(), &Appearance::changed, this, &LeakSide::follow);
}

void LeakSide::makeLeak() {
    m_leak->addToHead(m_leakIcon);
    QVBoxLayout* body = m_leak->body();
    body->setSpacing(px(2));
    for (QWidget* part : std::initializer_list<QWidget*>{m_before, m_beforeWords}) body->addWidget(part);
    body->addSpacing(px(8));
    for (QWidget* part : std::initializer_list<QWidget*>{m_later, m_laterWords}) body->addWidget(part);
    auto* over = label(m_leak, Appearance::Type::Caption, PlainLabel::Role::Muted, true);
    over->setText(tr("training ratings later than a test rating"));
    body->addSpacing(px(6));
    body->addWidget(over);
    body->addWidget(m_bars);
}

void LeakSide::makeSees() {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(px(8));
    grid->setVerticalSpacing(px(4));
    grid->setColumnStretch(1, 1);
    for (std::size_t k = 0; k < m_names.size(); ++k) {
        m_names[k] = label(m_sees, Appearance::Type::Secondary, PlainLabel::Role::Muted, false);
        m_values[k] = label(m_sees, Appearance::Type::Secondary, PlainLabel::Role::Text, true);
        m_values[k]->setAlignment(Qt::AlignRight | Qt::AlignTop);
        grid->addWidget(m_names[k], static_cast<int>(k), 0, Qt::AlignTop);
        grid->addWidget(m_values[k], static_cast<int>(k), 1);
    }
    m_sees->body()->addLayout(grid);
}

void LeakSide::follow() {
    m_leakIcon->setPixmap(iconPixmap(m_leakIconName, m_bad ? theme().bad : theme().muted, px(16), devicePixelRatioF()));
}

void LeakSide::setStudy(const SplitStudy& study, const Dataset& dataset) {
    const LeakageReport& r = study.report;
    const QString learnt = study.heldOut ? tr("a folded-in") : tr("a training");
    m_bad = r.beforeShare >= 0.05;
    m_leakIconName = m_bad ? QStringLiteral("error") : QStringLiteral("info");
    m_leak->setTitle(!r.hasTimes            ? tr("No times, no order")
                     : m_bad                ? tr("The future leaks into training")
                     : r.laterShare > 0.005 ? tr("Others’ future is learnt from")
                                            : tr("No future in training"));
    follow();
    m_before->setText(shareText(r.beforeShare));
    m_beforeWords->setText(r.hasTimes
                               ? tr("of test ratings lie before %1 rating of the same user%2")
                                     .arg(learnt, m_bad ? tr(": the model has seen what came after.") : QStringLiteral("."))
                               : tr("Without times nobody can say what the model has seen too early."));
    m_later->setText(shareText(r.laterShare));
    m_laterWords->setText(tr("of the training ratings, on average, are later than the test rating they help to guess."));
    const auto row = [this](std::size_t k, const QString& name, const QString& value) {
        m_names[k]->setText(name);
        m_values[k]->setText(value);
    };
    const auto n = [](auto count) { return format::count(static_cast<std::int64_t>(count)); };
    row(0, tr("Users evaluated"), tr("%1 of %2").arg(n(r.usersTested), n(r.users)));
    row(1, tr("Users never trained on"),
        r.coldUsers.empty()
            ? n(0)
            : tr("%1, with %2").arg(n(r.coldUsers.size()), format::counted(r.droppedTestRows, tr("rating"), tr("ratings"))));
    const QString nouns = QString::fromStdString(dataset.itemNounPlural);
    row(2, tr("%1 never trained on").arg(nouns.left(1).toUpper() + nouns.mid(1)),
        r.coldItems.empty()
            ? n(0)
            : tr("%1, in %2").arg(n(r.coldItems.size()), format::counted(r.coldItemRows, tr("rating"), tr("ratings"))));
    QStringList parts{n(r.rows[RowMark::Train]), n(r.rows[RowMark::Valid]), n(r.rows.test())};
    if (study.heldOut) parts.insert(1, tr("%1 folded in").arg(n(r.rows[RowMark::FoldIn])));
    row(3, tr("Rows in the parts"), parts.join(QStringLiteral(" · ")));
    row(4, tr("Rows dropped"), n(r.rows[RowMark::Dropped]));
    m_names[4]->setVisible(r.rows[RowMark::Dropped] > 0);
    m_values[4]->setVisible(r.rows[RowMark::Dropped] > 0);
    m_files->setVisible(!study.warnings.isEmpty());
    m_fileWords->setText(study.warnings.join('\n'));
    fillTimes(r);
}

void LeakSide::fillTimes(const LeakageReport& r) {
    const bool little = r.hasTimes && 2 * r.usersWithinADay > r.users;
    m_times->setVisible(little);
    m_timeWords->setText(tr("%1 of %2 entered everything within 24 hours: “later” is the order of entry.\n%3 their second; "
                            "inside it the index decides.")
                             .arg(format::count(r.usersWithinADay), format::counted(r.users, tr("user"), tr("users")),
                                  format::counted(r.sharedSeconds, tr("rating shares"), tr("ratings share"))));
}

void LeakSide::setComparison(std::vector<ShareBars::Row> rows) { m_bars->setRows(std::move(rows)); }
void LeakSide::setCommand(const QString& command) { m_command->setText(command); }
QString LeakSide::shownCommand() const { return m_command->text(); }

QString LeakSide::shownText() const {
    QStringList lines;
    for (const PlainLabel* part : findChildren<PlainLabel*>())
        if (!part->isHidden()) lines << part->text();
    return lines.join('\n');
}

} // namespace recoscope::ui
