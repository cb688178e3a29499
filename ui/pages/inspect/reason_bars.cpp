#include "ui/pages/inspect/reason_bars.h"
#include "ui/charts/content_menu.h"
#include "ui/charts/csv.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QStringList>
#include <QToolTip>
#include <algorithm>

namespace recoscope::ui {

using Kind = ReasonRow::Kind;

ReasonBars::ReasonBars(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("inspect.bars"));
    setAccessibleName(tr("What adds up to the score"));
    setFocusPolicy(Qt::StrongFocus);
    offerContentKeys(*this, *this);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ReasonBars::setLines(std::vector<ReasonLine> lines, ModelSignature signature) {
    m_lines = std::move(lines);
    m_signature = signature;
    QStringList words;
    for (const ReasonLine& line : m_lines) words << line.label + QLatin1Char(' ') + line.amount;
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

double ReasonBars::lineHeight() const { return QFontMetricsF(ui::font(Appearance::Type::Secondary)).height() + px(6); }

QSize ReasonBars::sizeHint() const {
    return {px(330), static_cast<int>(lineHeight() * static_cast<double>(m_lines.size() + 1)) + px(4)};
}

QSize ReasonBars::minimumSizeHint() const { return {px(240), sizeHint().height()}; }

void ReasonBars::paintBar(QPainter& painter, const QRectF& bar, const ReasonLine& line) const {
    const QColor colour = line.row.kind == Kind::Score ? theme().text : m_signature.color();
    const bool lowers = line.row.amount < 0 && line.row.kind != Kind::Score;
    painter.setPen(QPen(colour, lowers || line.whatIf ? 1.25 * Appearance::instance().scale() : 1));
    painter.setBrush(lowers ? QBrush(theme().surface) : line.whatIf ? QBrush(colour, Qt::BDiagPattern) : QBrush(colour));
    painter.drawRect(bar);
}

void ReasonBars::paintTo(QPainter& painter, const QRectF& target) const {
    if (m_lines.empty()) return;
    const QFont plain = ui::font(Appearance::Type::Secondary);
    const QFont strong = ui::font(Appearance::Type::Secondary, true);
    const QFontMetricsF metrics(plain);
    double amountWidth = metrics.horizontalAdvance(tr("adds"));
    double lowest = 0;
    double highest = 0;
    double end = 0;
    for (const ReasonLine& line : m_lines) {
        amountWidth = std::max(amountWidth, QFontMetricsF(strong).horizontalAdvance(line.amount));
        end += line.row.kind == Kind::Score ? 0 : line.row.amount;
        lowest = std::min(lowest, end);
        highest = std::max(highest, end);
    }
    const double labelWidth = target.width() * 0.41;
    const double ratedWidth = metrics.horizontalAdvance(tr("rated"));
    const double left = target.left() + labelWidth + ratedWidth + px(8);
    const double right = target.right() - amountWidth - px(8);
    const double perUnit = (right - left) / std::max(highest - lowest, 1e-12);
    const double zero = left - lowest * perUnit;
    const double height = lineHeight();
    double y = target.top();
    painter.setPen(theme().muted);
    painter.setFont(ui::font(Appearance::Type::Caption));
    painter.drawText(QRectF(target.left() + labelWidth, y, ratedWidth, height), Qt::AlignRight | Qt::AlignVCenter, tr("rated"));
    painter.drawText(QRectF(right, y, target.right() - right, height), Qt::AlignRight | Qt::AlignVCenter, tr("adds"));
    y += height;
    painter.setPen(QPen(theme().control, 1));
    painter.drawLine(QPointF(zero, y), QPointF(zero, y + height * static_cast<double>(m_lines.size())));
    double start = 0;
    for (const ReasonLine& line : m_lines) {
        const bool score = line.row.kind == Kind::Score;
        const bool quiet = line.row.grouped > 0 || line.row.kind == Kind::Baseline || line.row.kind == Kind::Unexplained;
        painter.setFont(score ? strong : plain);
        painter.setPen(line.whatIf ? theme().warn : quiet ? theme().muted : theme().text);
        painter.drawText(QRectF(target.left(), y, labelWidth - px(4), height),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(line.label, Qt::ElideRight, static_cast<int>(labelWidth) - px(4)));
        painter.setPen(theme().muted);
        painter.drawText(QRectF(target.left() + labelWidth, y, ratedWidth, height), Qt::AlignRight | Qt::AlignVCenter,
                         line.rated);
        painter.setPen(theme().text);
        painter.drawText(QRectF(right, y, target.right() - right, height), Qt::AlignRight | Qt::AlignVCenter, line.amount);
        const double from = score ? 0 : start;
        const double to = score ? line.row.amount : start + line.row.amount;
        const double inset = height * 0.26;
        if (line.row.amount != 0) {
            paintBar(painter,
                     QRectF(zero + std::min(from, to) * perUnit, y + inset, std::max(std::abs(to - from) * perUnit, 1.0),
                            height - 2 * inset),
                     line);
        }
        if (!score) start = to;
        y += height;
    }
}

void ReasonBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintTo(painter, QRectF(rect()));
    if (showsFocus(*this)) paintFocusRing(painter, QRectF(rect()));
}

bool ReasonBars::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int line = static_cast<int>(help->pos().y() / lineHeight()) - 1;
    const bool there = line >= 0 && line < static_cast<int>(m_lines.size());
    QToolTip::showText(help->globalPos(), there ? plainTip(m_lines[static_cast<std::size_t>(line)].help) : QString(), this);
    return true;
}

void ReasonBars::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillExportMenu(menu, *this, *this);
    menu.exec(event->globalPos());
}

QString ReasonBars::explanation() const {
    return tr(
        "Each bar begins where the one above it ended: filled ones raise the score, hollow ones lower it, hatched ones come "
        "from the what-if. They add up to the score, the last bar. The baseline holds only means and biases; where the "
        "reasons are approximate, what they leave out has a bar of its own.");
}

QString ReasonBars::exportName() const { return QStringLiteral("why"); }

QString ReasonBars::toCsv() const {
    QString text = QStringLiteral("reason,rated,adds\r\n");
    for (const ReasonLine& line : m_lines) text += csv::line({line.label, line.rated, QString::number(line.row.amount, 'g', 9)});
    return text;
}

} // namespace recoscope::ui
