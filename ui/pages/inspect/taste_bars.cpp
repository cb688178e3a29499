#include "ui/pages/inspect/taste_bars.h"
#include "ui/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QPainter>
#include <QStringList>
#include <algorithm>

namespace recoscope::ui {

namespace {

constexpr std::size_t kShown = 8;

} // namespace

TasteBars::TasteBars(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("inspect.taste"));
    setAccessibleName(tr("Taste: share of the history by genre"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void TasteBars::setTaste(std::vector<GenreShare> taste, const std::vector<std::string>& genreNames) {
    taste.resize(std::min(taste.size(), kShown));
    m_taste = std::move(taste);
    m_names.clear();
    QStringList words;
    for (const GenreShare& share : m_taste) {
        m_names.push_back(format::safe(genreNames[share.genre]));
        words << tr("%1 %2, all users %3").arg(m_names.back(), format::share(share.user, 0), format::share(share.all, 0));
    }
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    setToolTip(
        plainTip(tr("Share of the history that has the genre = titles with it / titles; a title counts for each of its genres.\n"
                    "Tick: the same share of all training ratings.\n") +
                 words.join(QLatin1Char('\n'))));
    updateGeometry();
    update();
}

QSize TasteBars::sizeHint() const { return {px(200), px(22) * static_cast<int>(m_taste.size())}; }

void TasteBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const double height = px(22);
    const double label = px(78);
    const double value = px(40);
    const double room = width() - label - value;
    double largest = 0;
    for (const GenreShare& share : m_taste) largest = std::max({largest, share.user, share.all});
    for (std::size_t i = 0; i < m_taste.size(); ++i) {
        const double y = static_cast<double>(i) * height;
        painter.setFont(ui::font(Appearance::Type::Secondary));
        painter.setPen(theme().text);
        painter.drawText(QRectF(0, y, label - px(4), height), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(m_names[i], Qt::ElideRight, static_cast<int>(label) - px(4)));
        painter.setPen(theme().muted);
        painter.drawText(QRectF(label + room, y, value, height), Qt::AlignRight | Qt::AlignVCenter,
                         format::share(m_taste[i].user, 0));
        painter.fillRect(QRectF(label, y + height * 0.34, room * m_taste[i].user / largest, height * 0.32), theme().control);
        painter.fillRect(QRectF(label + room * m_taste[i].all / largest - px(1), y + height * 0.22, px(2), height * 0.56),
                         theme().text);
    }
}

} // namespace recoscope::ui
