#include "ui/pages/data/tail_borders.h"
#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/pages/data/data_plots.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTimer>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

BorderGrip::BorderGrip(TailBordersEditor& editor, int border, QWidget& plot)
    : QWidget(&plot),
      m_editor(editor),
      m_border(border) {
    setCursor(Qt::SizeHorCursor);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(border == 0 ? tr("End of the head") : tr("End of the torso"));
}

void BorderGrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().control, 1));
    painter.setBrush(theme().surface);
    painter.drawRoundedRect(QRectF((width() - px(7)) / 2.0, px(4), px(7), px(14)), px(3), px(3));
    if (showsFocus(*this)) paintFocusRing(painter, QRectF(rect()));
}

void BorderGrip::mousePressEvent(QMouseEvent* event) { event->setAccepted(event->button() == Qt::LeftButton); }

void BorderGrip::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) m_editor.moveToPixel(m_border, mapTo(parentWidget(), event->position().toPoint()).x());
}

void BorderGrip::mouseDoubleClickEvent(QMouseEvent*) { m_editor.reset(); }

void BorderGrip::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
        m_editor.moveBy(m_border, event->key() == Qt::Key_Left ? -1 : 1);
    else if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Home)
        m_editor.reset();
    else
        QWidget::keyPressEvent(event);
}

TailBordersEditor::TailBordersEditor(LinePlot& plot) : QObject(&plot), m_plot(plot) {
    for (int border = 0; border < 2; ++border) m_grips[static_cast<std::size_t>(border)] = new BorderGrip(*this, border, plot);
    plot.installEventFilter(this);
}

void TailBordersEditor::setProfile(const std::shared_ptr<const DataProfile>& profile) {
    const bool same = profile == m_profile;
    m_profile = profile;
    if (m_profile) show(same ? m_tail : tailOf(m_profile->countsByRank));
}

bool TailBordersEditor::isMoved() const {
    return m_profile && m_tail.head.items + m_tail.torso.items > 0 &&
           (m_tail.head.items != m_profile->head || m_tail.torso.items != m_profile->torso);
}

QString TailBordersEditor::shares() const {
    return tr("ratings: %1, %2, %3")
        .arg(format::share(m_tail.head.share), format::share(m_tail.torso.share), format::share(m_tail.tail.share));
}

QString TailBordersEditor::words() const {
    const auto part = [](const QString& name, const TailPart& p) {
        return tr("%1 %2 (%3)").arg(name, format::share(p.share), format::count(p.items));
    };
    return tr("ratings: %1, %2, %3")
        .arg(part(tr("head"), m_tail.head), part(tr("torso"), m_tail.torso), part(tr("tail"), m_tail.tail));
}

std::int64_t TailBordersEditor::rankOf(int border) const {
    return border == 0 ? m_tail.head.items : m_tail.head.items + m_tail.torso.items;
}

void TailBordersEditor::moveTo(int border, std::int64_t rank) {
    if (!m_profile) return;
    const std::int64_t at = std::clamp<std::int64_t>(rank, 1, m_profile->items);
    const std::int64_t head = border == 0 ? at : std::min(rankOf(0), at), torso = border == 1 ? at : std::max(rankOf(1), at);
    show(tailAt(m_profile->countsByRank, head, torso));
}

void TailBordersEditor::moveBy(int border, int steps) {
    const std::int64_t rank = rankOf(border);
    moveTo(border, rank + steps * std::max<std::int64_t>(1, std::llround(0.02 * static_cast<double>(rank))));
}

void TailBordersEditor::moveToPixel(int border, double x) {
    const QRectF area = m_plot.plotArea();
    if (!m_profile || area.width() <= 0) return;
    const double fraction = std::clamp((x - area.left()) / area.width(), 0.0, 1.0);
    moveTo(border, std::llround(std::pow(std::max(2.0, static_cast<double>(m_profile->items)), fraction)));
}

void TailBordersEditor::reset() {
    if (m_profile) show(tailOf(m_profile->countsByRank));
}

void TailBordersEditor::show(const Tail& tail) {
    m_tail = tail;
    showBorders(m_plot, *m_profile, m_tail);
    for (int border = 0; border < 2; ++border)
        grip(border).setAccessibleDescription(tr("after rank %1; %2").arg(format::count(rankOf(border)), words()));
    placeGrips();
    Q_EMIT changed();
}

bool TailBordersEditor::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::Paint)
        QTimer::singleShot(0, this, &TailBordersEditor::placeGrips); // it says where the plot lies
    return false;
}

void TailBordersEditor::placeGrips() {
    const QRectF area = m_plot.plotArea();
    for (int border = 0; border < 2; ++border) {
        BorderGrip& one = grip(border);
        const bool seen = m_profile && m_profile->items > 1 && area.width() > 0;
        if (one.isVisibleTo(&m_plot) != seen) one.setVisible(seen);
        if (!seen) continue;
        const double x = m_plot.toPixel({std::max(1.0, static_cast<double>(rankOf(border))), 1.0}).x();
        const QRect place(qRound(x) - px(9), qRound(area.top()) - px(2), 2 * px(9), px(22));
        if (one.geometry() != place) one.setGeometry(place);
    }
}

} // namespace recoscope::ui
