#include "ui/shell/top_bar.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/session.h"
#include "ui/shell/recent.h"
#include "ui/theme/icons.h"
#include "ui/theme/menu_item.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include <QAction>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QTimer>
#include <QToolButton>
#include <cmath>

namespace recoscope::ui {

DataChip::DataChip(QWidget* parent) : QAbstractButton(parent) {
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void DataChip::setTexts(const QString& name, const QString& counts) {
    m_name = name;
    m_counts = counts;
    setAccessibleName(counts.isEmpty() ? name : tr("Open data: %1, %2").arg(name, counts));
    setToolTip(
        QStringLiteral("<qt>%1</qt>").arg((counts.isEmpty() ? name : name + QStringLiteral("  ") + counts).toHtmlEscaped()));
    updateGeometry();
    update();
}

QSize DataChip::sizeHint() const {
    const QFontMetrics strong(ui::font(Appearance::Type::Body, !m_counts.isEmpty())), plain(ui::font(Appearance::Type::Body));
    const int counts = m_counts.isEmpty() ? 0 : px(8) + plain.horizontalAdvance(m_counts);
    return {strong.horizontalAdvance(m_name) + counts + (m_counts.isEmpty() ? px(18) : px(58)), px(24)};
}

QSize DataChip::minimumSizeHint() const { return {px(54), px(24)}; } // the two icons alone

void DataChip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& t = theme();
    painter.setPen(Qt::NoPen);
    painter.setBrush(underMouse() || isDown() ? t.selection : t.sunken);
    painter.drawRoundedRect(QRectF(rect()), px(6), px(6));
    if (showsFocus(*this)) paintFocusRing(painter, QRectF(rect()));
    if (m_counts.isEmpty()) {
        painter.setPen(t.muted);
        painter.setFont(ui::font(Appearance::Type::Body));
        painter.drawText(rect().adjusted(px(9), 0, -px(9), 0), Qt::AlignVCenter | Qt::AlignLeft, m_name);
        return;
    }
    const int size = px(14);
    const double ratio = devicePixelRatioF();
    painter.drawPixmap(QPoint(px(8), (height() - size) / 2), iconPixmap(QStringLiteral("data"), t.text, size, ratio));
    painter.drawPixmap(QPoint(width() - px(8) - size, (height() - size) / 2),
                       iconPixmap(QStringLiteral("down"), t.muted, size, ratio));
    QRect room = rect().adjusted(px(28), 0, -px(26), 0);
    painter.setFont(ui::font(Appearance::Type::Body, true));
    painter.setPen(t.text);
    const QString name = painter.fontMetrics().elidedText(m_name, Qt::ElideRight, room.width());
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft, name);
    room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(name) + px(8));
    painter.setFont(ui::font(Appearance::Type::Body));
    painter.setPen(t.muted);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_counts, Qt::ElideRight, std::max(0, room.width())));
}

FindField::FindField(QWidget* parent) : QAbstractButton(parent) {
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}
QSize FindField::sizeHint() const { return {px(300), px(28)}; }
QSize FindField::minimumSizeHint() const { return {px(32), px(28)}; } // the icon alone

void FindField::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& t = theme();
    painter.setPen(QPen(t.control, 1));
    painter.setBrush(underMouse() ? t.window : t.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6));
    if (showsFocus(*this)) paintFocusRing(painter, QRectF(rect()));
    const int size = px(14);
    painter.drawPixmap(QPoint(px(9), (height() - size) / 2),
                       iconPixmap(QStringLiteral("search"), t.muted, size, devicePixelRatioF()));
    if (width() < px(80)) return; // neither words nor keys would be read
    const double keys = paintKeys(painter, QRectF(rect()).adjusted(0, 0, -px(6), 0), tr("Ctrl K"));
    painter.setFont(ui::font(Appearance::Type::Body));
    painter.setPen(t.muted);
    const QRect room = rect().adjusted(px(30), 0, -px(12) - static_cast<int>(std::ceil(keys)), 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
}

TopBar::TopBar(Session& session, ActionRegistry& actions, QWidget* parent)
    : EdgeWidget(Line::Bottom, parent),
      m_session(session),
      m_actions(actions) {
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(px(8), 0, px(12), 1);
    line->setSpacing(px(4));
    auto* bar = new QMenuBar(this);
    bar->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    bar->setNativeMenuBar(false);
    for (const char* name : {"File", "Edit", "View", "Run", "Help"})
        m_menus[QLatin1String(name)] = bar->addMenu(QLatin1Char('&') + QLatin1String(name));
    line->addWidget(bar);
    for (const char* id : {"go.back", "go.forward"}) {
        auto* button = new QToolButton(this);
        button->setAutoRaise(true);
        button->setDefaultAction(m_actions.find(QLatin1String(id)));
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(m_actions.find(QLatin1String(id))->text().remove('&'));
        line->addWidget(button);
    }
    line->addSpacing(px(4));
    m_chip = new DataChip(this);
    m_recent = new QMenu(tr("Open recent"), this);
    connect(m_chip, &QAbstractButton::clicked, this,
            [this] { m_recent->popup(m_chip->mapToGlobal(QPoint(0, m_chip->height() + px(2)))); });
    line->addWidget(m_chip);
    line->addStretch(1);
    m_find = new FindField(this);
    connect(m_find, &QAbstractButton::clicked, this, [this] { m_actions.find(QStringLiteral("edit.find"))->trigger(); });
    line->addWidget(m_find);
    for (QAction* action : m_actions.all()) place(action);
    connect(&m_actions, &ActionRegistry::added, this, &TopBar::place);
    refreshRecent();
    m_menus[QStringLiteral("File")]->insertMenu(m_actions.find(QStringLiteral("file.reload")), m_recent);
    connect(&m_session, &Session::datasetChanged, this, &TopBar::refreshChip);
    refreshChip();
    setMinimumWidth(1);
    const auto follow = [this, bar] {
        setFixedHeight(px(40));
        // The bar hears of the new font after this.
        QTimer::singleShot(0, bar, [bar] { bar->setMinimumWidth(bar->sizeHint().width()); });
    };
    connect(&Appearance::instance(), &Appearance::changed, this, follow);
    follow();
}

void TopBar::place(QAction* action) {
    const auto menu = m_menus.find(action->property("menu").toString());
    if (menu == m_menus.end()) return;
    // Groups of a menu are the first words of the ids: "go", "page", "view".
    const QList<QAction*> before = menu->second->actions();
    const auto group = [](const QAction* a) { return a->objectName().section('.', 0, 0); };
    if (!before.isEmpty() && group(before.last()) != group(action)) menu->second->addSeparator();
    menu->second->addAction(action);
}

void TopBar::refreshChip() {
    const auto dataset = m_session.dataset();
    m_find->setText(tr("Find an action, %1 or user").arg(dataset ? QString::fromStdString(dataset->itemNoun) : tr("item")));
    m_find->setAccessibleName(m_find->text());
    m_find->update();
    if (!dataset) {
        m_chip->setTexts(tr("No data open"), {});
        return;
    }
    const QString dot = QStringLiteral(" · ");
    m_chip->setTexts(format::safe(dataset->name) + (dataset->simulated ? tr(" (simulated)") : QString()),
                     format::counted(dataset->users.size(), tr("user"), tr("users")) + dot +
                         format::counted(dataset->items.size(), QString::fromStdString(dataset->itemNoun),
                                         QString::fromStdString(dataset->itemNounPlural)) +
                         dot +
                         format::counted(static_cast<std::int64_t>(dataset->interactions->size()), tr("rating"), tr("ratings")));
}

void TopBar::refreshRecent() {
    m_recent->clear();
    for (const QString& ref : recentRefs()) {
        const RefWords words = wordsOf(ref);
        QAction* entry = m_recent->addAction(
            icon(words.icon), QString(words.name + QStringLiteral("  –  ") + words.place).replace('&', QStringLiteral("&&")),
            this, [this, ref] { Q_EMIT recentChosen(ref); });
        entry->setToolTip(ref);
    }
    if (!m_recent->isEmpty()) m_recent->addSeparator();
    for (const char* id : {"file.open", "file.open-folder", "file.open-demo", "file.new-world"})
        m_recent->addAction(m_actions.find(QLatin1String(id)));
}

} // namespace recoscope::ui
