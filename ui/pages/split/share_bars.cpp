#include "ui/pages/split/share_bars.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include <QFontMetrics>
#include <QPainter>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

ShareBars::ShareBars(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ShareBars::setRows(std::vector<Row> rows) {
    m_rows = std::move(rows);
    QStringList told;
    for (const Row& row : m_rows) told << row.name + QLatin1Char(' ') + format::share(row.share);
    setAccessibleName(tr("Training ratings later than a test rating"));
    setAccessibleDescription(told.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

int ShareBars::rowHeight() const { return QFontMetrics(ui::font(Appearance::Type::Secondary)).height() + px(5); }
QSize ShareBars::sizeHint() const { return {px(240), rowHeight() * static_cast<int>(m_rows.size())}; }
QSize ShareBars::minimumSizeHint() const { return {px(150), sizeHint().height()}; }

void ShareBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const int names =
        std::min(width() / 2, QFontMetrics(ui::font(Appearance::Type::Secondary)).horizontalAdvance(tr("per-user-temporal ")));
    const int figures = QFontMetrics(ui::font(Appearance::Type::Secondary, true)).horizontalAdvance(format::share(1)) + px(4);
    for (std::size_t k = 0; k < m_rows.size(); ++k) {
        const Row& row = m_rows[k];
        const QRect line(0, static_cast<int>(k) * rowHeight(), width(), rowHeight());
        painter.setFont(ui::font(Appearance::Type::Secondary, row.chosen));
        painter.setPen(row.chosen ? theme().text : theme().muted);
        painter.drawText(line.adjusted(0, 0, names - width(), 0), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(row.name, Qt::ElideRight, names));
        painter.setPen(theme().text);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                         std::isnan(row.share) ? format::undefined() : format::share(row.share));
        const QRectF track(names + px(4), line.center().y() - px(4), width() - names - figures - px(12), px(8));
        painter.fillRect(track, theme().sunken);
        if (!std::isnan(row.share))
            painter.fillRect(QRectF(track.topLeft(), QSizeF(track.width() * row.share, track.height())),
                             row.chosen ? theme().text : theme().control);
    }
}

} // namespace recoscope::ui
