#include "ui/widgets/text_lines.h"
#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>
#include <vector>

namespace recoscope::ui {

namespace {

std::vector<QString> breakLines(const QString& text, const QFont& font, double width, int lines) {
    QTextLayout layout(text, font);
    std::vector<QString> broken;
    layout.beginLayout();
    for (int i = 0; i < lines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) break;
        line.setLineWidth(width);
        const bool last = i == lines - 1;
        const QString piece = last ? text.mid(line.textStart()) : text.mid(line.textStart(), line.textLength());
        broken.push_back(QFontMetricsF(font).elidedText(piece.trimmed(), Qt::ElideRight, width));
    }
    layout.endLayout();
    return broken;
}

} // namespace

double drawLines(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font, int lines) {
    painter.setFont(font);
    const double height = QFontMetricsF(font).height();
    double y = rect.top();
    for (const QString& line : breakLines(text, font, rect.width(), lines)) {
        painter.drawText(QRectF(rect.left(), y, rect.width(), height), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         line);
        y += height;
    }
    return y - rect.top();
}

double linesHeight(double width, const QString& text, const QFont& font, int lines) {
    return static_cast<double>(breakLines(text, font, width, lines).size()) * QFontMetricsF(font).height();
}

} // namespace recoscope::ui
