#include "ui/catalogue/catalogue_line.h"
#include "ui/catalogue/download_words.h"
#include "ui/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/thin_progress.h"
#include <QPainter>
#include <QPushButton>
#include <algorithm>

namespace recoscope::ui {
namespace {

using State = Download::State;
constexpr int kHeight = 50, kButton = 62;

struct Step {
    QString text, icon, tip;
};

Step stepOf(const Download& d) {
    const QString name = QString::fromStdString(d.entry.name);
    switch (d.state) {
    case State::ByHand:
        return {QObject::tr("How"), {}, QObject::tr("How to get %1").arg(name)};
    case State::Absent:
        return {QObject::tr("Get"), QStringLiteral("download"), QObject::tr("Download %1 and open it").arg(name)};
    case State::Here:
        return {QObject::tr("Open"), {}, QObject::tr("Open %1").arg(name)};
    case State::Failed:
        return {QObject::tr("Retry"), {}, QObject::tr("Try to download %1 again").arg(name)};
    default:
        return {QObject::tr("Cancel"), {}, QObject::tr("Stop downloading %1; what came is kept").arg(name)};
    }
}

} // namespace

CatalogueColumns::CatalogueColumns(int width) {
    const int margin = px(16);
    button = width - margin - px(kButton);
    int right = button - px(12);
    const double room = width / Appearance::instance().scale();
    if (room >= 620) {
        licenceWidth = px(168);
        licence = right - licenceWidth;
        right = licence - px(14);
    }
    const auto take = [&right](int& edge, int size) {
        edge = right;
        right -= px(size);
    };
    if (room >= 700) take(density, 56);
    if (room >= 420) take(rows, 82);
    if (room >= 540) take(items, 68);
    if (room >= 540) take(users, 62);
    name = right - margin;
}

CatalogueLine::CatalogueLine(QWidget* parent)
    : QAbstractButton(parent),
      m_action(new QPushButton(this)),
      m_bar(new ThinProgress(this)) {
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_action->setProperty("compact", true);
    m_bar->hide();
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        show(m_download);
        updateGeometry();
        place();
    });
}

QSize CatalogueLine::sizeHint() const { return {px(560), px(kHeight)}; }
QSize CatalogueLine::minimumSizeHint() const { return {px(220), px(kHeight)}; }
void CatalogueLine::resizeEvent(QResizeEvent*) { place(); }

void CatalogueLine::show(const Download& download) {
    m_download = download;
    const Step step = stepOf(download);
    m_action->setText(step.text);
    m_action->setIcon(step.icon.isEmpty() ? QIcon() : ui::icon(step.icon));
    m_action->setIconSize({px(14), px(14)});
    m_action->setToolTip(plainTip(step.tip));
    m_action->setAccessibleName(step.tip);
    m_action->setEnabled(download.state != State::Cancelling);
    m_bar->setVisible(download.isActive());
    m_bar->setValue(download.fraction);
    setText(format::safe(download.entry.name));
    setAccessibleName(tr("%1: licence, citation and source").arg(text()));
    setAccessibleDescription(wordsOf(download));
    setToolTip(plainTip(text() + '\n' + format::safe(download.entry.holds)));
    update();
}

void CatalogueLine::place() {
    const CatalogueColumns columns(width());
    const int high = px(24);
    m_action->setGeometry(columns.button, (px(kHeight) - high) / 2, px(kButton), high);
    const int left = columns.licence > 0 ? columns.licence : px(16);
    const int wide = columns.licence > 0 ? columns.licenceWidth : columns.name;
    m_bar->setGeometry(left, columns.licence > 0 ? px(34) : px(44), wide, px(4));
}

void CatalogueLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& t = theme();
    if (underMouse() || isDown() || isChecked()) painter.fillRect(rect(), t.window);
    painter.fillRect(QRect(0, height() - 1, width(), 1), isChecked() ? t.window : t.line);
    const CatalogueColumns columns(width());
    const int left = px(16);
    painter.setFont(ui::font(Appearance::Type::Body, true));
    painter.setPen(t.text);
    painter.drawText(QRect(left, px(6), columns.name, px(20)), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, columns.name));
    painter.setFont(ui::font(Appearance::Type::Secondary));
    painter.setPen(t.muted);
    const bool narrow = columns.licence == 0;
    const QString below = narrow ? wordsOf(m_download) : format::safe(m_download.entry.holds);
    painter.drawText(QRect(left, px(24), columns.name, px(20)), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(below, Qt::ElideRight, columns.name));
    paintCounts(painter, columns);
    if (columns.licence > 0) {
        if (m_download.isActive())
            paintProgress(painter, columns);
        else
            paintLicence(painter, columns);
    }
    if (showsFocus(*this)) paintFocusRing(painter, QRectF(rect()));
}

void CatalogueLine::paintCounts(QPainter& painter, const CatalogueColumns& columns) const {
    const CatalogueEntry& e = m_download.entry;
    painter.setFont(ui::font(Appearance::Type::Body));
    painter.setPen(theme().text);
    const auto number = [&](int right, const QString& text) {
        if (right > 0) painter.drawText(QRect(0, 0, right, px(49)), Qt::AlignRight | Qt::AlignVCenter, text);
    };
    const auto count = [](const std::optional<std::int64_t>& n) { return n ? format::count(*n) : format::undefined(); };
    number(columns.users, count(e.users));
    number(columns.items, count(e.items));
    number(columns.rows, count(e.interactions));
    number(columns.density, e.density() ? format::share(*e.density(), 2) : format::undefined());
}

/// Above the licence, below where the data is or how much it is.
void CatalogueLine::paintLicence(QPainter& painter, const CatalogueColumns& columns) const {
    const Theme& t = theme();
    const bool here = m_download.state == State::Here, failed = m_download.state == State::Failed;
    painter.setFont(ui::font(Appearance::Type::Secondary));
    painter.setPen(t.muted);
    const QString state = stateWords(m_download);
    painter.drawText(
        QRect(columns.licence, px(state.isEmpty() ? 15 : 6), columns.licenceWidth, px(20)), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(format::safe(m_download.entry.licenceShort), Qt::ElideRight, columns.licenceWidth));
    int left = columns.licence;
    if (here || failed) {
        const QColor ink = here ? t.good : t.bad;
        painter.drawPixmap(QPoint(left, px(27)), iconPixmap(here ? QStringLiteral("check") : QStringLiteral("error"), ink, px(14),
                                                            devicePixelRatioF()));
        painter.setPen(ink);
        left += px(18);
    }
    const int room = columns.licence + columns.licenceWidth - left;
    painter.drawText(QRect(left, px(24), room, px(20)), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(state, Qt::ElideRight, room));
}

void CatalogueLine::paintProgress(QPainter& painter, const CatalogueColumns& columns) const {
    painter.setFont(ui::font(Appearance::Type::Secondary));
    painter.setPen(theme().muted);
    painter.drawText(QRect(columns.licence, px(8), columns.licenceWidth, px(20)), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(stateWords(m_download), Qt::ElideRight, columns.licenceWidth));
}

} // namespace recoscope::ui
