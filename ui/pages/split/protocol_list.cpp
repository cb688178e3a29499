#include "ui/pages/split/protocol_list.h"
#include "ui/format.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

constexpr int kCells = 36; ///< Rows of the longest example user.

/// The figure, its ink, and the words after it.
struct VerdictWords {
    QString figure, words;
    QColor ink;
};
VerdictWords wordsOf(const Verdict& v) {
    if (v.needsParts) return {{}, ProtocolList::tr("Opens the data again with its files."), theme().muted};
    if (!v.problem.isEmpty())
        return {{}, v.problem.section(QLatin1String(": "), 0, 0), theme().muted}; // the card says what to do
    if (v.droppedTest > v.test) return {format::count(v.droppedTest), ProtocolList::tr("of newcomers dropped"), theme().warn};
    const QString where = v.heldOut ? ProtocolList::tr("before own fold-in") : ProtocolList::tr("before own training");
    if (std::isnan(v.before)) return {format::undefined(), ProtocolList::tr("no times to judge by"), theme().muted};
    if (v.before == 0) return {ProtocolList::tr("none"), where, theme().good};
    return {format::share(v.before), where, theme().bad};
}

} // namespace

ProtocolList::ProtocolList(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("split.protocols"));
    setAccessibleName(tr("Protocols"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ProtocolList::setProtocols(std::vector<Protocol> protocols) {
    m_protocols = std::move(protocols);
    m_verdicts.assign(m_protocols.size(), std::nullopt);
    updateGeometry();
    update();
}

void ProtocolList::setVerdicts(std::vector<std::optional<Verdict>> verdicts) {
    m_verdicts = std::move(verdicts);
    m_verdicts.resize(m_protocols.size());
    setCurrent(m_current);
}

void ProtocolList::setCurrent(int row) {
    m_current = row;
    if (row >= 0 && row < static_cast<int>(m_protocols.size()))
        setAccessibleDescription(m_protocols[static_cast<std::size_t>(row)].name + QStringLiteral(", ") + verdictText(row));
    update();
}

QString ProtocolList::verdictText(int row) const {
    const auto& verdict = m_verdicts[static_cast<std::size_t>(row)];
    if (!verdict) return tr("counting…");
    const VerdictWords w = wordsOf(*verdict);
    return (w.figure + QLatin1Char(' ') + w.words).trimmed();
}

int ProtocolList::rowHeight() const {
    const int text = QFontMetrics(ui::font(Appearance::Type::Body, true)).height() +
                     2 * QFontMetrics(ui::font(Appearance::Type::Secondary)).height();
    return std::max(px(125), text + px(32) + px(36));
}
QSize ProtocolList::sizeHint() const { return {px(254), rowHeight() * static_cast<int>(m_protocols.size())}; }
QSize ProtocolList::minimumSizeHint() const { return {px(140), sizeHint().height()}; }
QRect ProtocolList::rowRect(int row) const { return {0, row * rowHeight(), width(), rowHeight()}; }

void ProtocolList::paintStrip(QPainter& painter, const QRectF& place, const Protocol& protocol) const {
    const double step = place.width() / kCells, line = place.height() / 4, size = std::min(step, line) - px(1);
    for (std::size_t u = 0; u < 4; ++u)
        for (std::size_t k = 0; k < protocol.strip[u].size(); ++k) {
            const std::size_t column = k + (u == 3 && protocol.strip[u].size() < kCells ? kCells - protocol.strip[u].size() : 0);
            const QRectF cell(place.left() + static_cast<double>(column) * step, place.top() + static_cast<double>(u) * line,
                              size, size);
            switch (protocol.strip[u][k]) {
            case RowMark::Train:
            case RowMark::FoldIn:
                painter.fillRect(QRectF(cell.left(), cell.center().y() - px(1), size, px(3)), theme().control);
                break;
            case RowMark::Test:
                painter.fillRect(cell, theme().text);
                break;
            case RowMark::TestBefore:
                painter.fillRect(cell, theme().bad);
                break;
            case RowMark::Valid:
            case RowMark::Dropped:
                painter.setPen(QPen(protocol.strip[u][k] == RowMark::Valid ? theme().text : theme().warn, 1));
                painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5));
            }
        }
}

void ProtocolList::paintRow(QPainter& painter, int row) const {
    const QRect place = rowRect(row);
    const Protocol& protocol = m_protocols[static_cast<std::size_t>(row)];
    const auto& verdict = m_verdicts[static_cast<std::size_t>(row)];
    if (row == m_current) {
        painter.fillRect(place, theme().selection);
        painter.fillRect(QRect(place.left(), place.top(), px(3), place.height()), theme().accent);
    } else if (row == m_hovered)
        painter.fillRect(place, theme().sunken);
    painter.setPen(QPen(theme().line, 1));
    painter.drawLine(place.bottomLeft(), place.bottomRight());
    QRect text = place.adjusted(px(16), px(10), -px(16), -px(8));
    const auto line = [&](const QFont& f, const QColor& ink, const QString& words) {
        painter.setFont(f);
        painter.setPen(ink);
        const int height = painter.fontMetrics().height();
        painter.drawText(QRect(text.left(), text.top(), text.width(), height), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, text.width()));
        text.setTop(text.top() + height + px(1));
    };
    line(ui::font(Appearance::Type::Body, true), theme().text, protocol.name);
    line(ui::font(Appearance::Type::Secondary), theme().muted,
         !verdict                     ? tr("counting…")
         : verdict->problem.isEmpty() ? tr("%1 test · %2 of %3")
                                            .arg(format::count(verdict->test), format::count(verdict->usersTested),
                                                 format::counted(verdict->users, tr("user"), tr("users")))
         : verdict->needsParts ? tr("not all of it is open")
                               : tr("not for this data"));
    const QRectF strip(text.left(), text.top() + px(4), text.width(), px(32));
    const bool drawn = !protocol.strip[0].empty();
    if (drawn) paintStrip(painter, strip, protocol);
    text.setTop(drawn ? static_cast<int>(strip.bottom()) + px(4) : text.top() + px(4));
    if (!verdict) return;
    const VerdictWords w = wordsOf(*verdict);
    painter.setFont(ui::font(Appearance::Type::Secondary, true));
    painter.setPen(w.ink);
    const int figure = painter.fontMetrics().horizontalAdvance(w.figure);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignTop, w.figure);
    painter.setFont(ui::font(Appearance::Type::Secondary));
    painter.setPen(w.figure.isEmpty() ? theme().muted : theme().text);
    painter.drawText(text.adjusted(figure + (figure > 0 ? px(4) : 0), 0, 0, 0),
                     Qt::AlignLeft | Qt::AlignTop | (w.figure.isEmpty() ? Qt::TextWordWrap : 0), w.words);
}

void ProtocolList::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    for (int row = 0; row < static_cast<int>(m_protocols.size()); ++row) paintRow(painter, row);
    if (showsFocus(*this) && m_current >= 0) paintFocusRing(painter, QRectF(rowRect(m_current)));
}

void ProtocolList::choose(int row) {
    if (row < 0 || row >= static_cast<int>(m_protocols.size()) || row == m_current) return;
    setCurrent(row);
    Q_EMIT chosen(row);
}

void ProtocolList::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) choose(static_cast<int>(event->position().y()) / rowHeight());
}
void ProtocolList::mouseMoveEvent(QMouseEvent* event) {
    m_hovered = static_cast<int>(event->position().y()) / rowHeight();
    if (m_hovered >= 0 && m_hovered < static_cast<int>(m_protocols.size())) {
        const auto& info =
            *std::ranges::find(splitKinds(), m_protocols[static_cast<std::size_t>(m_hovered)].spec.kind, &SplitInfo::kind);
        setToolTip(QString::fromStdString(info.summary));
    }
    update();
}
void ProtocolList::leaveEvent(QEvent*) {
    m_hovered = -1;
    update();
}
void ProtocolList::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_protocols.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Up:
        return choose(std::max(0, m_current - 1));
    case Qt::Key_Down:
        return choose(std::min(last, m_current + 1));
    case Qt::Key_Home:
        return choose(0);
    case Qt::Key_End:
        return choose(last);
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace recoscope::ui
