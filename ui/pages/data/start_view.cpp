#include "ui/pages/data/start_view.h"
#include "ui/actions.h"
#include "ui/session.h"
#include "ui/shell/recent.h"
#include "ui/theme/icons.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/state_page.h"
#include <QAction>
#include <QFileInfo>
#include <QGridLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace recoscope::ui {
namespace {

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

} // namespace

StartView::StartView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_session(context.session),
      m_actions(context.actions) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(20), 0, px(20), px(16));
    column->setSpacing(px(12));
    column->addWidget(new PageHeader(tr("Open ratings, train recommenders, see why"), this));
    auto* grid = new QGridLayout;
    grid->setSpacing(px(12));
    grid->addWidget(makeDrop(), 0, 0, 1, 2);
    grid->addWidget(makeDemo(), 1, 0);
    auto* recent = new Card(tr("Recent"), {}, this);
    m_recent = recent->body();
    grid->addWidget(recent, 1, 1);
    grid->setRowStretch(0, 5);
    grid->setRowStretch(1, 4);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    column->addLayout(grid, 1);
}

QWidget* StartView::makeDrop() {
    auto* frame = new DropFrame(this);
    auto* inside = new QVBoxLayout(frame);
    auto* state = new StatePage(QStringLiteral("open"), frame);
    state->setTexts(
        tr("Drop a ratings file, folder or archive here"),
        tr("CSV, TSV, MovieLens and other delimited text; plain or in .zip, .gz, .tar.gz. Nothing leaves this computer."));
    connect(state->addButton(tr("Open file…   Ctrl O"), true), &QPushButton::clicked, this,
            [this] { m_actions.find(QStringLiteral("file.open"))->trigger(); });
    connect(state->addButton(tr("Open folder…"), false), &QPushButton::clicked, this,
            [this] { m_actions.find(QStringLiteral("file.open-folder"))->trigger(); });
    inside->addWidget(state);
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
    card->body()->addWidget(text);
    card->body()->addWidget(note);
    card->body()->addStretch(1);
    card->body()->addWidget(open, 0, Qt::AlignLeft);
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
        auto* button = new QPushButton(
            icon(ref == QLatin1String("demo") ? QStringLiteral("film") : QStringLiteral("file")),
            ref == QLatin1String("demo") ? tr("Demo world") : QFileInfo(ref).fileName().replace('&', QStringLiteral("&&")));
        button->setProperty("flat", true);
        button->setToolTip(plainTip(ref));
        connect(button, &QPushButton::clicked, this, [this, ref] { m_session.open(ref); });
        m_recent->addWidget(button, 0, Qt::AlignLeft);
    }
    m_recent->addStretch(1);
}

} // namespace recoscope::ui
