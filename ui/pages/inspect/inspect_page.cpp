#include "ui/pages/inspect/inspect_page.h"
#include "ui/pages/inspect/list_legend.h"
#include "ui/pages/inspect/what_if.h"
#include "ui/widgets/picker_popup.h"
#include "ui/widgets/state_page.h"
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace recoscope::ui {

using Type = Appearance::Type;
using Ink = InkLabel::Ink;

namespace {

/// Widths of the page in design pixels below which there is one card at a time, and the header keeps only what walks the users.
constexpr double kOneColumn = 720, kTiny = 540;

} // namespace

InspectPage::InspectPage(const PageContext& context) : m_session(context.session), m_actions(context.actions) {
    setObjectName(QStringLiteral("page.inspect"));
    m_stack = new QStackedWidget;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(px(20), px(12), px(20), px(16));
    layout->addWidget(m_stack);
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    buildMessage();
    buildContent();
    registerActions();
    connectSession();
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        arrange();
        refresh();
    });
    splitChanged();
}

void InspectPage::buildMessage() {
    auto* page = new QWidget;
    auto* title = new InkLabel(Type::Page, Ink::Text, true);
    title->setText(tr("Inspect"));
    auto* card = new Panel;
    m_message = new StatePage(QStringLiteral("inspect"), card);
    m_messageButton = m_message->addButton({}, true);
    m_messageButton->setObjectName(QStringLiteral("inspect.message"));
    (new QVBoxLayout(card))->addWidget(m_message);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(10));
    column->addWidget(title);
    column->addWidget(card, 1);
    m_stack->addWidget(page);
    connect(m_messageButton, &QPushButton::clicked, this, [this] {
        if (m_messageRun) m_messageRun();
    });
}

QWidget* InspectPage::buildLists() {
    m_columns = new RibbonColumns;
    m_missed = new EvidenceText(true);
    m_legend = new ListLegend;
    m_timing = new InkLabel(Type::Secondary, Ink::Muted);
    m_timing->setObjectName(QStringLiteral("inspect.timing"));
    m_listFailure = new InkLabel(Type::Body, Ink::Bad);
    m_listFailure->setWordWrap(true);
    m_listFailure->hide();
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_columns);
    scroll->viewport()->setAutoFillBackground(false);
    m_columns->setAutoFillBackground(false);
    m_listsCard = new Panel;
    auto* lists = new QVBoxLayout(m_listsCard);
    lists->setContentsMargins(px(12), px(12), px(12), px(10));
    lists->addWidget(m_listFailure);
    lists->addWidget(scroll, 1);
    lists->addWidget(m_missed);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_legend, 1);
    foot->addWidget(m_timing);
    lists->addLayout(foot);
    return m_listsCard;
}

void InspectPage::buildContent() {
    auto* page = new QWidget;
    m_header = new InspectHeader;
    m_history = new HistoryCard;
    m_whyCard = new WhyCard;
    m_itemPicker = new PickerPopup(tr("Find a title to rate"), this);
    auto* cards = new QHBoxLayout;
    cards->setSpacing(px(12));
    cards->addWidget(m_history);
    cards->addWidget(buildLists(), 1);
    cards->addWidget(m_whyCard);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(10));
    layout->addWidget(m_header);
    layout->addLayout(cards, 1);
    m_stack->addWidget(page);
    connectCards();
}

void InspectPage::connectCards() {
    connect(m_header, &InspectHeader::userPicked, &m_session, &Session::selectUser);
    connect(m_header, &InspectHeader::paneChanged, this, &InspectPage::arrange);
    const auto rate = [this](ItemIndex item) {
        m_target = item;
        showTarget();
    };
    connect(m_history, &HistoryCard::itemChosen, this, rate);
    connect(m_history, &HistoryCard::addAsked, this, rate);
    connect(m_history, &HistoryCard::editAsked, this, [this, rate](ItemIndex item, std::optional<float> rating) {
        rate(item);
        m_session.editRating(item, rating);
    });
    connect(m_itemPicker, &PickerPopup::picked, this, [rate](std::int32_t id) { rate(ItemIndex(id)); });
    connect(m_columns, &RibbonColumns::itemChosen, this, [this](ItemIndex item, int runId) {
        m_session.selectRun(runId);
        m_session.selectItem(item);
    });
    connect(m_missed, &EvidenceText::itemChosen, &m_session, &Session::selectItem);
    connect(m_whyCard, &WhyCard::itemChosen, &m_session, &Session::selectItem);
    connect(m_whyCard, &WhyCard::runChosen, &m_session, &Session::selectRun);
    WhatIf* whatIf = &m_whyCard->whatIf();
    connect(whatIf, &WhatIf::searchAsked, this, [this, whatIf] { m_itemPicker->openBelow(whatIf); });
    connect(whatIf, &WhatIf::previewed, this, [this](std::optional<float> rating) {
        if (!target()) return;
        m_preview = {*target(), rating};
        refreshLists();
    });
    connect(whatIf, &WhatIf::settled, this, [this](std::optional<float> rating) {
        const auto item = target();
        m_preview.reset();
        if (!item) return;
        m_target = item;
        m_session.editRating(*item, rating);
        refresh();
    });
}

void InspectPage::connectSession() {
    connect(&m_session, &Session::datasetChanged, this, &InspectPage::splitChanged);
    connect(&m_session, &Session::splitReady, this, &InspectPage::splitChanged);
    connect(&m_session, &Session::splitFailed, this, &InspectPage::splitChanged);
    connect(&m_session, &Session::protocolChanged, this, &InspectPage::splitChanged);
    connect(&m_session, &Session::userChanged, this, &InspectPage::userChanged);
    connect(&m_session, &Session::itemChanged, this, &InspectPage::refresh);
    connect(&m_session, &Session::selectedRunChanged, this, &InspectPage::refresh);
    connect(&m_session, &Session::editsChanged, this, &InspectPage::refresh);
    connect(&m_session, &Session::runAdded, this, &InspectPage::showState);
    connect(&m_session, &Session::runRemoved, this, &InspectPage::refresh);
    connect(&m_session, &Session::runFinished, this, &InspectPage::refresh);
    connect(&m_session, &Session::runChanged, this, [this] {
        if (m_state != State::Full) showState();
    });
}

void InspectPage::arrange() {
    const bool projector = Appearance::instance().projector();
    const double room = width() / Appearance::instance().scale();
    const bool wide = room >= 1150;
    const bool narrow = room < kOneColumn && !projector;
    m_header->setCompact(!wide && !projector, narrow, room < kTiny && !projector);
    m_header->setPanes(!wide && !projector, narrow);
    const int pane = m_header->pane();
    m_history->setVisible(!projector && (wide || pane == 0));
    m_whyCard->setVisible(projector || wide || pane == 1 || (!narrow && pane == 2));
    m_listsCard->setVisible(!narrow || pane == 2);
    m_history->setMaximumWidth(narrow ? QWIDGETSIZE_MAX : px(256));
    m_history->setMinimumWidth(narrow ? 0 : px(256));
    m_whyCard->setMaximumWidth(narrow || projector ? QWIDGETSIZE_MAX : px(372));
    m_whyCard->setMinimumWidth(narrow || projector ? 0 : px(372));
    m_listsCard->setMaximumWidth(projector ? px(357) : QWIDGETSIZE_MAX);
    m_missed->setVisible(!projector && !m_missed->text().isEmpty());
    m_timing->setVisible(!projector);
    m_whyCard->setProjector(projector);
    const std::size_t most = projector || !wide ? 2 : 3;
    if (most != m_most) {
        m_most = most;
        refresh();
    }
}

QSize InspectPage::minimumSizeHint() const { return {px(360), px(320)}; }

void InspectPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace recoscope::ui
