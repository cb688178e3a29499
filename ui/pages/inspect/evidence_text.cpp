#include "ui/pages/inspect/evidence_text.h"
#include "ui/pages/inspect/row_painting.h"
#include "ui/theme/theme.h"
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

Evidence fillSentence(const QString& sentence, const std::vector<Evidence>& pieces) {
    Evidence filled;
    QString plain;
    const auto flush = [&] {
        if (!plain.isEmpty()) filled.push_back({plain});
        plain.clear();
    };
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const int digit = sentence[i] == QLatin1Char('%') && i + 1 < sentence.size() ? sentence[i + 1].digitValue() : -1;
        if (digit < 1) {
            plain += sentence[i];
            continue;
        }
        flush();
        ++i;
        if (static_cast<std::size_t>(digit) <= pieces.size()) {
            const Evidence& piece = pieces[static_cast<std::size_t>(digit) - 1];
            filled.insert(filled.end(), piece.begin(), piece.end());
        }
    }
    flush();
    return filled;
}

QString plainText(const Evidence& evidence) {
    QString text;
    for (const EvidencePiece& piece : evidence) text += piece.text;
    return text;
}

EvidenceText::EvidenceText(bool muted, QWidget* parent)
    : QWidget(parent),
      m_muted(muted),
      m_type(muted ? Appearance::Type::Secondary : Appearance::Type::Body) {
    setMouseTracking(true);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void EvidenceText::setType(Appearance::Type type) {
    m_type = type;
    updateGeometry();
    update();
}

void EvidenceText::setHit(bool on) {
    m_hit = on;
    setAccessibleDescription(on ? tr("held out, the user did rate it") : QString());
    update();
}

void EvidenceText::setEvidence(Evidence evidence) {
    m_evidence = std::move(evidence);
    m_currentLink = 0;
    setFocusPolicy(links().empty() ? Qt::NoFocus : Qt::TabFocus);
    setAccessibleName(text());
    setVisible(!m_evidence.empty());
    updateGeometry();
    update();
}

std::vector<std::size_t> EvidenceText::links() const {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < m_evidence.size(); ++i) {
        if (m_evidence[i].item) places.push_back(i);
    }
    return places;
}

double EvidenceText::layOut(QTextLayout& layout, double width) const {
    layout.setFont(ui::font(m_type));
    layout.setText(text());
    QList<QTextLayout::FormatRange> formats;
    int start = 0;
    const auto places = links();
    for (std::size_t i = 0; i < m_evidence.size(); ++i) {
        const EvidencePiece& piece = m_evidence[i];
        QTextLayout::FormatRange range;
        range.start = start;
        range.length = static_cast<int>(piece.text.size());
        start += range.length;
        range.format.setForeground((m_muted && !piece.strong) || piece.muted ? theme().muted : theme().text);
        range.format.setFont(ui::font(m_type, piece.strong));
        range.format.setFontUnderline(piece.item.has_value());
        const bool focused = hasFocus() && m_currentLink < places.size() && places[m_currentLink] == i;
        if (focused) range.format.setBackground(theme().selection);
        formats.push_back(range);
    }
    layout.setFormats(formats);
    double y = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(width, 1.0));
        line.setPosition(QPointF(0, y));
        y += line.height() + px(2);
    }
    layout.endLayout();
    return y;
}

int EvidenceText::heightForWidth(int width) const {
    QTextLayout layout;
    return static_cast<int>(std::ceil(layOut(layout, width)));
}

QSize EvidenceText::sizeHint() const { return {px(280), heightForWidth(width() > px(80) ? width() : px(280))}; }

QSize EvidenceText::minimumSizeHint() const { return {px(40), static_cast<int>(QFontMetricsF(ui::font(m_type)).height())}; }

std::optional<std::size_t> EvidenceText::linkAt(QPointF position) const {
    QTextLayout layout;
    layOut(layout, width());
    for (int l = 0; l < layout.lineCount(); ++l) {
        const QTextLine line = layout.lineAt(l);
        if (!line.naturalTextRect().contains(position)) continue;
        int cursor = line.xToCursor(position.x(), QTextLine::CursorOnCharacter);
        for (std::size_t i = 0; i < m_evidence.size(); ++i) {
            cursor -= static_cast<int>(m_evidence[i].text.size());
            if (cursor < 0) return m_evidence[i].item ? std::optional(i) : std::nullopt;
        }
    }
    return {};
}

void EvidenceText::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QTextLayout layout;
    layOut(layout, width());
    layout.draw(&painter, QPointF(0, 0));
    if (!m_hit || layout.lineCount() == 0) return;
    const QTextLine last = layout.lineAt(layout.lineCount() - 1);
    const double disc = px(16);
    const double x = std::min(last.x() + last.naturalTextWidth() + px(6) + disc / 2, width() - disc / 2);
    paintHit(painter, QPointF(x, last.y() + last.height() / 2), disc);
}

void EvidenceText::mouseMoveEvent(QMouseEvent* event) {
    setCursor(linkAt(event->position()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void EvidenceText::mousePressEvent(QMouseEvent* event) {
    if (const auto link = linkAt(event->position())) Q_EMIT itemChosen(*m_evidence[*link].item);
}

void EvidenceText::keyPressEvent(QKeyEvent* event) {
    const auto places = links();
    if (places.empty()) return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
        m_currentLink -= m_currentLink > 0 ? 1 : 0;
        break;
    case Qt::Key_Right:
        m_currentLink = std::min(m_currentLink + 1, places.size() - 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        Q_EMIT itemChosen(*m_evidence[places[m_currentLink]].item);
        return;
    default:
        return QWidget::keyPressEvent(event);
    }
    update();
}

} // namespace recoscope::ui
