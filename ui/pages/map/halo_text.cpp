#include "ui/pages/map/halo_text.h"
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <cmath>

namespace recoscope::ui {

namespace {

constexpr qsizetype kMostKept = 400;

QFont fontOf(HaloTexts::Look look) { return ui::font(look.type, look.semibold); }

void draw(QPainter& painter, QPointF at, const HaloTexts::Words& words, HaloTexts::Look look) {
    const QFont font = fontOf(look);
    QPainterPath outline;
    outline.addText(at + QPointF(0, QFontMetricsF(font).ascent()), font, words.shown);
    painter.strokePath(outline, QPen(theme().surface, px(3), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setFont(font);
    painter.setPen(look.muted ? theme().muted : theme().text);
    painter.drawText(QRectF(at, words.size), Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine, words.shown);
}

} // namespace

HaloTexts::Kept& HaloTexts::kept(const QString& text, double most, Look look) {
    const QString key = QStringLiteral("%1/%2/%3/%4")
                            .arg(static_cast<int>(look.type))
                            .arg(look.semibold)
                            .arg(look.muted)
                            .arg(static_cast<int>(most)) +
                        text;
    const auto found = m_kept.find(key);
    if (found != m_kept.end()) return *found;
    if (m_kept.size() >= kMostKept) m_kept.clear();
    const QFontMetricsF metrics(fontOf(look));
    Kept fresh;
    fresh.words.shown = metrics.elidedText(text, Qt::ElideRight, most);
    fresh.words.size = QSizeF(metrics.horizontalAdvance(fresh.words.shown) + 1, metrics.height());
    return *m_kept.insert(key, fresh);
}

const HaloTexts::Words& HaloTexts::words(const QString& text, double most, Look look) { return kept(text, most, look).words; }

void HaloTexts::paint(QPainter& painter, QPointF at, const QString& text, double most, Look look, bool vector) {
    Kept& entry = kept(text, most, look);
    if (vector) return draw(painter, at, entry.words, look);
    const double ratio = painter.device()->devicePixelRatioF();
    const double margin = px(3);
    if (entry.picture.isNull() || entry.picture.devicePixelRatio() != ratio) {
        const QSizeF size = entry.words.size + QSizeF(2 * margin, 2 * margin);
        entry.picture = QImage((size * ratio).toSize() + QSize(1, 1), QImage::Format_ARGB32_Premultiplied);
        entry.picture.setDevicePixelRatio(ratio);
        entry.picture.fill(Qt::transparent);
        QPainter stamp(&entry.picture);
        stamp.setRenderHint(QPainter::Antialiasing);
        draw(stamp, {margin, margin}, entry.words, look);
    }
    const QPointF corner = (at - QPointF(margin, margin)) * ratio; // on whole device pixels the letters stay sharp
    painter.drawImage(QPointF(std::round(corner.x()), std::round(corner.y())) / ratio, entry.picture);
}

} // namespace recoscope::ui
