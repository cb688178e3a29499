#include "ui/pages/data/start_view.h"
#include "ui/actions.h"
#include "ui/catalogue/catalogue_view.h"
#include "ui/pages/data/taste_picture.h"
#include "ui/session.h"
#include "ui/shell/recent.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/state_page.h"
#include <QAbstractButton>
#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace recoscope::ui {
namespace {

constexpr int kWideFrom = 1040, kLeft = 548; ///< In design pixels.

/// The place to drop a file: a dashed frame. Dropping works on the whole window.
class DropFrame final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPen pen(theme().control, 1);
        pen.setDashPattern({4, 4});
        painter.setPen(pen);
        painter.setBrush(theme().surface);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(8), px(8));
    }
};

/// What was opened before: its name, and muted where it lies.
class RecentButton final : public QAbstractButton {
public:
    RecentButton(const QString& ref, QWidget* parent) : QAbstractButton(parent) {
        const RefWords words = wordsOf(ref);
        m_icon = words.icon;
        m_place = words.place;
        setText(words.name);
        setAccessibleName(QObject::tr("Open %1").arg(text()));
        setAccessibleDescription(m_place);
        setToolTip(plainTip(ref));
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override { return {px(200), px(40)}; }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const Theme& t = theme();
        if (underMouse() || isDown()) painter.fillRect(rect(), t.sunken);
        painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
        painter.drawPixmap(QPoint(px(4), (height() - px(16)) / 2), iconPixmap(m_icon, t.text, px(16), devicePixelRatioF()));
        const QRect room = rect().adjusted(px(30), px(3), -px(4), -px(4));
        painter.setFont(ui::font(Appearance::Type::Body, true));
        painter.setPen(t.text);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignTop,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
        painter.setFont(ui::font(Appearance::Type::Secondary));
        painter.setPen(t.muted);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignBottom,
                         painter.fontMetrics().elidedText(m_place, Qt::ElideMiddle, room.width()));
        if (showsFocus(*this)) paintFocusRing(painter, QRectF(rect()));
    }
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }

private:
    QString m_icon, m_place;
};

} // namespace

StartView::StartView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_session(context.session),
      m_actions(context.actions) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(20), 0, 0, px(16));
    column->setSpacing(px(12));
    column->addWidget(new PageHeader(tr("Open ratings, train recommenders, see why"), this));
    auto* inside = new QWidget;
    m_grid = new QGridLayout(inside);
    m_grid->setContentsMargins(0, 0, px(20), 0); // room for the scroll bar, where there is one
    m_grid->setSpacing(px(12));
    m_parts = {makeDrop(), makeDemo(), makeRecent(), new CatalogueView(m_session, this)};
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(inside);
    inside->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    column->addWidget(area, 1);
    connect(&Appearance::instance(), &Appearance::changed, this, &StartView::reflow);
    reflow();
}

void StartView::resizeEvent(QResizeEvent*) { reflow(); }

/// Wide: what opens something at the left, the catalogue at the right. Narrow: one below the other, scrolling.
void StartView::reflow() {
    const bool wide = width() / Appearance::instance().scale() >= kWideFrom;
    auto& [drop, demo, recent, catalogue] = m_parts;
    drop->setMinimumHeight(px(236));
    drop->setMaximumHeight(px(312));
    demo->setMinimumHeight(px(228));
    recent->setMinimumHeight(px(wide ? 120 : 220));
    catalogue->setMinimumHeight(px(wide ? 300 : 520));
    m_grid->addWidget(drop, 0, 0);
    m_grid->addWidget(demo, 1, 0);
    m_grid->addWidget(recent, 2, 0);
    m_grid->addWidget(catalogue, wide ? 0 : 3, wide ? 1 : 0, wide ? 3 : 1, 1);
    m_grid->setColumnMinimumWidth(0, wide ? px(kLeft) : 0);
    m_grid->setColumnStretch(0, wide ? 0 : 1);
    m_grid->setColumnStretch(1, wide ? 1 : 0);
    constexpr std::array<int, 4> kHeights{312, 228, 196, 0};
    for (int row = 0; row < 4; ++row) m_grid->setRowStretch(row, wide ? kHeights[static_cast<std::size_t>(row)] : 0);
    for (QWidget* part : {drop, demo, recent}) part->setMaximumWidth(wide ? px(kLeft) : QWIDGETSIZE_MAX);
}

QWidget* StartView::makeRecent() {
    auto* recent = new Card(tr("Recent"), {}, this);
    auto* area = new QScrollArea(recent);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* list = new QWidget;
    m_recent = new QVBoxLayout(list);
    m_recent->setContentsMargins(0, 0, 0, 0);
    m_recent->setSpacing(0);
    area->setWidget(list);
    list->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    recent->body()->addWidget(area, 1);
    return recent;
}

QWidget* StartView::makeDrop() {
    auto* frame = new DropFrame(this);
    auto* inside = new QVBoxLayout(frame);
    auto* state = new StatePage(QStringLiteral("open"), frame);
    state->setTexts(tr("Drop a ratings file, folder or archive here"),
                    tr("CSV and other text, JSON, SQLite, ARFF, RecBole, NumPy; archives too"));
    auto* open = state->addButton(tr("Open file…"), tr("Ctrl O"));
    connect(open, &QPushButton::clicked, this, [this] { m_actions.find(QStringLiteral("file.open"))->trigger(); });
    auto* folder = state->addButton(tr("Open folder…"), false);
    connect(folder, &QPushButton::clicked, this, [this] { m_actions.find(QStringLiteral("file.open-folder"))->trigger(); });
    inside->addWidget(state, 1);
    state->addNote(tr("Nothing leaves this computer."));
    return frame;
}

QWidget* StartView::makeDemo() {
    auto* card = new Card(tr("Demo world"), {}, this);
    card->addToHead(new Badge(tr("simulated"), card, Badge::Tint::Warn));
    auto* text = new PlainLabel(tr("600 real films, about 2,000 invented viewers who rate them from stated tastes, with "
                                   "exposure, noise and time. Because the truth is known, every estimate can be laid beside it."),
                                card);
    text->setWordWrap(true);
    auto* note = new PlainLabel(tr("Opens at once; trains in seconds."), card);
    note->setRole(PlainLabel::Role::Muted);
    auto* open = new QPushButton(tr("Open demo world"), card);
    connect(open, &QPushButton::clicked, this, [this] { m_actions.find(QStringLiteral("file.open-demo"))->trigger(); });
    auto* row = new QHBoxLayout;
    row->setSpacing(px(16));
    auto* words = new QVBoxLayout;
    words->setSpacing(px(8));
    words->addWidget(text);
    words->addWidget(note);
    words->addSpacing(px(4));
    auto* ways = new QHBoxLayout;
    ways->setSpacing(px(8));
    auto* fresh = new QPushButton(tr("New synthetic world…"), card);
    fresh->setProperty("flat", true);
    fresh->setFlat(true);
    connect(fresh, &QPushButton::clicked, this, [this] { m_actions.find(QStringLiteral("file.new-world"))->trigger(); });
    ways->addWidget(open);
    ways->addWidget(fresh);
    ways->addStretch(1);
    words->addLayout(ways);
    words->addStretch(1);
    row->addLayout(words, 1);
    row->addWidget(new TastePicture(card));
    card->body()->addLayout(row, 1);
    return card;
}

void StartView::showEvent(QShowEvent*) { fillRecent(); }

void StartView::fillRecent() {
    while (QLayoutItem* item = m_recent->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    const QStringList refs = recentRefs();
    if (refs.isEmpty()) {
        auto* none = new StatePage(QStringLiteral("clock"));
        none->setTexts(tr("Nothing opened yet"), tr("Data that you open is listed here."));
        m_recent->addWidget(none, 1);
        return;
    }
    for (const QString& ref : refs) {
        auto* button = new RecentButton(ref, this);
        connect(button, &QAbstractButton::clicked, this, [this, ref] { m_session.open(ref); });
        m_recent->addWidget(button);
    }
    m_recent->addStretch(1);
}

} // namespace recoscope::ui
