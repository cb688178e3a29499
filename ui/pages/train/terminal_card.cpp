#include "ui/pages/train/terminal_card.h"
#include "ui/pages/train/shell_lines.h"
#include "ui/theme/icons.h"
#include "ui/widgets/plain_label.h"
#include <QClipboard>
#include <QFileInfo>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPushButton>
#include <QStringList>
#include <QVBoxLayout>
#include <algorithm>

namespace recoscope::ui {
namespace {

constexpr int kCopiedColumns = 100, kFewestColumns = 40, kShortPath = 28, kMostLines = 5;

} // namespace

TerminalCard::TerminalCard(QWidget* parent) : Card(tr("The same from a terminal"), {}, parent), m_text(new PlainLabel({}, this)) {
    auto* copy = new QPushButton(icon(QStringLiteral("copy")), tr("Copy"), this);
    copy->setObjectName(QStringLiteral("copy-command"));
    copy->setProperty("compact", true);
    addToHead(copy);
    m_text->setType(Appearance::Type::Mono);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("The command line that repeats these runs"));
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_text->setMinimumWidth(1); // its lines follow the card, not the other way round
    body()->addWidget(m_text);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(copied()); });
    connect(&Appearance::instance(), &Appearance::changed, this, &TerminalCard::wrap);
}

void TerminalCard::setCommand(const QString& command, const QString& path) {
    m_command = command;
    m_path = path;
    wrap();
}

QString TerminalCard::copied() const { return shellLines(m_command, kCopiedColumns); }
QString TerminalCard::shown() const { return m_text->text(); }

void TerminalCard::wrap() {
    QString command = m_command;
    if (m_path.size() > kShortPath)
        if (const auto at = command.indexOf(m_path); at >= 0)
            command.replace(at, m_path.size(), QStringLiteral("…/") + QFileInfo(m_path).fileName());
    const QFontMetricsF metrics(ui::font(Appearance::Type::Mono));
    const double room = width() - px(34);
    int columns = std::max(kFewestColumns, static_cast<int>(room / std::max(1.0, metrics.horizontalAdvance('0'))));
    QStringList lines = shellLines(command, columns).split('\n');
    // Signs that another font lends ("…") may be wider than a column.
    while (columns > kFewestColumns &&
           std::ranges::any_of(lines, [&](const QString& line) { return metrics.horizontalAdvance(line) > room; }))
        lines = shellLines(command, --columns).split('\n');
    if (lines.size() > kMostLines) {
        const auto hidden = lines.size() - kMostLines + 1;
        lines = lines.first(kMostLines - 1);
        lines << tr("  … %1 more lines; Copy takes them all").arg(hidden);
    }
    m_text->setText(lines.join('\n'));
    m_text->setToolTip(m_path.size() > kShortPath ? plainTip(m_path) : QString());
}

void TerminalCard::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    wrap();
}

} // namespace recoscope::ui
