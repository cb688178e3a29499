#include "ui/shell/excerpt.h"
#include "core/data/readers/source.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include <QFontMetrics>
#include <QPainter>
#include <QRegularExpression>
#include <algorithm>

namespace recoscope::ui {
namespace {

constexpr int kAround = 2;
constexpr qsizetype kLongest = 200;

/// The lines from `first` on, at most `count`; from 1.
std::vector<QString> linesOf(const std::string& text, int first, int count) {
    std::vector<QString> lines;
    std::size_t at = 0;
    for (int number = 1; at < text.size() && number < first + count; ++number) {
        std::size_t end = text.find('\n', at);
        if (end == std::string::npos) end = text.size();
        if (number >= first)
            lines.push_back(format::safe(text.substr(at, std::min<std::size_t>(end - at, kLongest))).remove(QChar(0x240d)));
        at = end + 1;
    }
    return lines;
}

} // namespace

std::optional<FilePlace> placeIn(const QString& where) {
    static const QRegularExpression form(QStringLiteral("^(.*):(\\d+):(\\d+)$"));
    const auto match = form.match(where);
    if (!match.hasMatch()) return std::nullopt;
    return FilePlace{match.captured(1), match.captured(2).toInt(), match.captured(3).toInt()};
}

Excerpt readExcerpt(const QString& ref, const FilePlace& place) {
    std::vector<SourceFile> files;
    const auto visited =
        visitHeads(ref.toStdString(), 1, {}, [&](const SourceFile& file, const Result<std::string>&) { files.push_back(file); });
    if (!visited) return {};
    for (const SourceFile& file : files) {
        const QString name = QString::fromStdString(file.name);
        if (name != place.file && !place.file.endsWith('/' + name) && files.size() > 1) continue;
        const auto text = readSource(file, 0, {});
        if (!text) return {};
        Excerpt excerpt;
        excerpt.place = place;
        excerpt.firstLine = std::max(1, place.line - kAround);
        excerpt.lines = linesOf(text.value(), excerpt.firstLine, place.line + kAround - excerpt.firstLine + 1);
        return excerpt;
    }
    return {};
}

ExcerptView::ExcerptView(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed); }

void ExcerptView::setExcerpt(Excerpt excerpt) {
    m_excerpt = std::move(excerpt);
    QStringList spoken;
    for (std::size_t k = 0; k < m_excerpt.lines.size(); ++k)
        spoken << tr("line %1: %2").arg(QString::number(m_excerpt.firstLine + static_cast<int>(k)), m_excerpt.lines[k]);
    setAccessibleName(tr("The lines around the place"));
    setAccessibleDescription(spoken.join('\n'));
    updateGeometry();
    update();
}

QSize ExcerptView::sizeHint() const {
    const QFontMetrics metrics(ui::font(Appearance::Type::Mono));
    return {px(360), static_cast<int>(m_excerpt.lines.size()) * (metrics.height() + px(4)) + px(16)};
}

void ExcerptView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& t = theme();
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.sunken);
    painter.drawRoundedRect(QRectF(rect()), px(6), px(6));
    painter.setFont(ui::font(Appearance::Type::Mono));
    const QFontMetrics metrics = painter.fontMetrics();
    static const QRegularExpression separators(QStringLiteral("[,;|\\t ]|::"));
    const int step = metrics.height() + px(4),
              gutter = metrics.horizontalAdvance(QString::number(m_excerpt.firstLine + 99) + QStringLiteral("  "));
    for (std::size_t k = 0; k < m_excerpt.lines.size(); ++k) {
        const int number = m_excerpt.firstLine + static_cast<int>(k), top = px(8) + static_cast<int>(k) * step;
        const bool wrong = number == m_excerpt.place.line;
        const QString& line = m_excerpt.lines[k];
        const QRect row(px(12), top, width() - px(24), step);
        painter.setPen(wrong ? t.text : t.muted);
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, QString::number(number));
        const QRect text = row.adjusted(gutter, 0, 0, 0);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, line);
        if (!wrong) continue;
        const auto from = static_cast<qsizetype>(std::max(0, m_excerpt.place.column - 1));
        if (from > line.size()) continue;
        const qsizetype next = line.indexOf(separators, from), to = next < 0 ? line.size() : next;
        const int left = text.left() + metrics.horizontalAdvance(line.left(from)),
                  length = std::max(px(6), metrics.horizontalAdvance(line.mid(from, to - from)));
        painter.setPen(t.bad);
        painter.drawText(QRect(left, top, length + px(2), step), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                         line.mid(from, to - from));
        painter.fillRect(QRect(left, top + step - px(2), length, px(2)), t.bad);
    }
}

} // namespace recoscope::ui
