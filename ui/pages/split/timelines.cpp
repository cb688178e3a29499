#include "ui/pages/split/timelines.h"
#include "ui/charts/content_menu.h"
#include "ui/charts/csv.h"
#include "ui/format.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace recoscope::ui {

QString markWords(RowMark mark) {
    switch (mark) {
    case RowMark::Train:
        return Timelines::tr("train");
    case RowMark::Valid:
        return Timelines::tr("validation");
    case RowMark::Test:
        return Timelines::tr("test");
    case RowMark::TestBefore:
        return Timelines::tr("test, before own training");
    case RowMark::FoldIn:
        return Timelines::tr("folded in");
    case RowMark::Dropped:
        break;
    }
    return Timelines::tr("dropped");
}

Timelines::Timelines(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("split.timelines"));
    setAccessibleName(tr("Timelines of sample users"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    offerContentKeys(*this, *this);
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Timelines::setPicture(std::shared_ptr<const TimelinePicture> picture) {
    m_picture = std::move(picture);
    m_cursor = {0, 0};
    update();
}

QSize Timelines::minimumSizeHint() const { return {px(420), px(360)}; }
std::size_t Timelines::shownUsers() const { return layoutOf(QRectF(rect())).users; }

QRectF Timelines::ownLine(std::size_t user) const {
    const Layout l = layoutOf(QRectF(rect()));
    return {l.own.left(), l.own.top() + static_cast<double>(user) * l.row, l.own.width(), l.row};
}

QString Timelines::readout(std::size_t user, std::size_t mark) const {
    const TimelineUser& line = m_picture->users[user];
    QString text = tr("%1: rating %2 of %3, %4")
                       .arg(line.name, format::count(static_cast<std::int64_t>(mark) + 1),
                            format::count(static_cast<std::int64_t>(line.marks.size())), markWords(line.marks[mark]));
    if (mark < line.times.size() && line.times[mark] != kNoTime) text += QStringLiteral(", ") + format::date(line.times[mark]);
    return text;
}

QString Timelines::toCsv() const {
    QString text =
        csv::line({QStringLiteral("user"), QStringLiteral("position"), QStringLiteral("part"), QStringLiteral("time")});
    if (!m_picture) return text;
    for (std::size_t u = 0; u < std::min(shownUsers(), m_picture->users.size()); ++u) {
        const TimelineUser& line = m_picture->users[u];
        for (std::size_t k = 0; k < line.marks.size(); ++k)
            text += csv::line({csv::cell(line.name), QString::number(k + 1), csv::cell(markWords(line.marks[k])),
                               k < line.times.size() && line.times[k] != kNoTime ? QString::number(line.times[k]) : QString()});
    }
    return text;
}

QString Timelines::explanation() const {
    return tr(
        "Each line is a user, each mark one of the user's ratings: left evenly in the order of time, right on the calendar. A "
        "red "
        "flag is a test rating that stands before a training rating of the same user: the model that guesses it has already "
        "seen what the user did later. Below, the same for all users: which share of each tenth of their ratings is tested, and "
        "how the parts lie in time.");
}

void Timelines::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    Q_EMIT roomChanged();
}

void Timelines::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintTo(painter, QRectF(rect()));
    if (showsFocus(*this)) paintFocusRing(painter, QRectF(rect()));
}

void Timelines::say(std::size_t user, std::size_t mark) {
    m_cursor = {user, mark};
    const QString text = readout(user, mark);
    setAccessibleDescription(text);
    const QRectF line = ownLine(user);
    const double x =
        line.left() + (static_cast<double>(mark) + 0.5) / static_cast<double>(m_picture->users[user].marks.size()) * line.width();
    QToolTip::showText(mapToGlobal(QPoint(static_cast<int>(x), static_cast<int>(line.bottom()))), plainTip(text), this);
}

void Timelines::mouseMoveEvent(QMouseEvent* event) {
    if (!m_picture) return;
    const std::size_t users = std::min(shownUsers(), m_picture->users.size());
    for (std::size_t u = 0; u < users; ++u) {
        const QRectF line = ownLine(u);
        if (!line.contains(event->position())) continue;
        const auto n = m_picture->users[u].marks.size();
        const auto mark = static_cast<std::size_t>((event->position().x() - line.left()) / line.width() * static_cast<double>(n));
        return say(u, std::min(mark, n - 1));
    }
    QToolTip::hideText();
}

void Timelines::keyPressEvent(QKeyEvent* event) {
    const std::size_t users = m_picture ? std::min(shownUsers(), m_picture->users.size()) : 0;
    if (users == 0) return QWidget::keyPressEvent(event);
    auto [user, mark] = m_cursor;
    user = std::min(user, users - 1);
    switch (event->key()) {
    case Qt::Key_Up:
        user = user > 0 ? user - 1 : 0;
        break;
    case Qt::Key_Down:
        user = std::min(user + 1, users - 1);
        break;
    case Qt::Key_Left:
        mark = mark > 0 ? mark - 1 : 0;
        break;
    case Qt::Key_Right:
        ++mark;
        break;
    default:
        return QWidget::keyPressEvent(event);
    }
    say(user, std::min(mark, m_picture->users[user].marks.size() - 1));
}

void Timelines::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillExportMenu(menu, *this, *this);
    menu.exec(event->globalPos());
}

} // namespace recoscope::ui
