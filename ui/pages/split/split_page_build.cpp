#include "ui/actions.h"
#include "ui/pages/split/leak_side.h"
#include "ui/pages/split/protocol_list.h"
#include "ui/pages/split/shares_popup.h"
#include "ui/pages/split/split_page.h"
#include "ui/pages/split/timelines.h"
#include "ui/session.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_button.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/state_page.h"
#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace recoscope::ui {
namespace {

QScrollArea* scrolled(QWidget* content, QWidget* parent) {
    auto* area = new QScrollArea(parent);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    content->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    return area;
}

} // namespace

void SplitPage::makeHeader() {
    makeSharesPopup();
    m_seed->setObjectName(QStringLiteral("split.page-seed"));
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setPrefix(tr("Seed "));
    m_seed->setValue(static_cast<double>(m_session.protocol().seed));
    m_use->setObjectName(QStringLiteral("split.use"));
    m_use->setProperty("primary", true);
    m_figures->setCheckable(true);
    connect(m_figures, &QPushButton::toggled, this, &SplitPage::arrange);
    m_header->addWidget(m_figures);
    m_header->addWidget(m_sharesButton);
    m_header->addWidget(m_seed);
    m_header->addWidget(m_use);
    connect(m_seed, &NumberField::valueChanged, this, [this] {
        offerProtocols();
        ask();
    });
    connect(m_use, &QPushButton::clicked, this, &SplitPage::use);
}

void SplitPage::makeSharesPopup() {
    m_popup = new SharesPopup(this);
    m_sharesButton->setObjectName(QStringLiteral("split.shares"));
    connect(m_sharesButton, &QPushButton::clicked, this, [this] {
        m_popup->setShares(m_shares);
        m_popup->openBelow(m_sharesButton);
    });
    connect(m_popup, &SharesPopup::changed, this, [this] {
        m_shares = m_popup->shares();
        offerProtocols();
        ask();
    });
}

void SplitPage::makeFull() {
    auto* full = new QWidget(this);
    auto* line = new QHBoxLayout(full);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(px(12));
    auto* listCard = new Card(full);
    listCard->body()->setContentsMargins(1, px(4), 1, px(4));
    m_list = new ProtocolList;
    m_listArea = scrolled(m_list, listCard);
    listCard->body()->addWidget(m_listArea, 1);
    m_card = new Card(tr("Timelines"), {}, full);
    m_others = new QPushButton(icon(QStringLiteral("dice")), tr("Other users"), m_card);
    m_others->setObjectName(QStringLiteral("split.other-users"));
    m_others->setProperty("compact", true);
    m_timelines = new Timelines(m_card);
    m_card->addToHead(m_others);
    m_card->offerExport(m_timelines, m_timelines);
    m_card->body()->addWidget(m_timelines, 1);
    m_reopen = new StatePage(QStringLiteral("data"), m_card);
    m_reopen->setObjectName(QStringLiteral("split.reopen"));
    m_reopen->setVisible(false);
    m_card->body()->addWidget(m_reopen, 1);
    m_side = new LeakSide;
    m_sideArea = scrolled(m_side, full);
    line->addWidget(listCard);
    line->addWidget(m_card, 1);
    line->addWidget(m_sideArea);
    m_states->addWidget(full);
    connect(m_list, &ProtocolList::chosen, this, [this] {
        showCurrent();
        ask();
    });
    connect(m_timelines, &Timelines::roomChanged, this, [this] { // as many users as there are lines, drawn evenly over all
        const TimelinePicture* picture = m_timelines->picture();
        const auto most = m_session.dataset() ? static_cast<std::size_t>(m_session.dataset()->interactions->userCount()) : 0;
        if (picture && picture->users.size() != std::min(m_timelines->shownUsers(), most)) ask();
    });
    connect(m_others, &QPushButton::clicked, this, [this] {
        ++m_draw;
        ask();
    });
}

void SplitPage::registerActions() {
    const auto add = [this](const char* id, const QString& text, const QString& iconName, auto run) {
        m_actions.add(
            QLatin1String(id), {}, text, {},
            [page = QPointer<SplitPage>(this), run] {
                if (page && page->m_session.dataset()) run(*page);
            },
            iconName);
    };
    add("split.use-this", tr("Use the split that is shown"), QStringLiteral("check"), [](SplitPage& page) { page.use(); });
    add("split.choose-shares", tr("Shares of the parts and number of folds"), QStringLiteral("filter"),
        [](SplitPage& page) { page.m_sharesButton->click(); });
    add("split.other", tr("Other users in the timelines"), QStringLiteral("dice"), [](SplitPage& page) {
        ++page.m_draw;
        page.ask();
    });
    add("split.next", tr("Next protocol"), QStringLiteral("down"), [](SplitPage& page) {
        const int count = static_cast<int>(page.m_list->protocols().size());
        page.m_list->setCurrent((page.m_list->current() + 1) % std::max(1, count));
        page.showCurrent();
        page.ask();
    });
}

} // namespace recoscope::ui
