#include "ui/pages/inspect/inspect_page.h"
#include "ui/actions.h"
#include <QAction>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace recoscope::ui {

using Type = Appearance::Type;
using Ink = InkLabel::Ink;

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
    auto* page = new Panel;
    m_messageTitle = new InkLabel(Type::Item, Ink::Text, true);
    m_messageText = new InkLabel(Type::Body, Ink::Muted);
    m_messageText->setWordWrap(true);
    m_messageText->setAlignment(Qt::AlignCenter);
    m_messageButton = new QPushButton;
    m_messageButton->setObjectName(QStringLiteral("inspect.message"));
    m_messageButton->setDefault(true);
    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(px(320));
    auto* layout = new QVBoxLayout(page);
    layout->addStretch(1);
    layout->addWidget(m_messageTitle, 0, Qt::AlignHCenter);
    layout->addWidget(m_messageText);
    layout->addWidget(m_progress, 0, Qt::AlignHCenter);
    layout->addSpacing(px(8));
    layout->addWidget(m_messageButton, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    m_stack->addWidget(page);
    connect(m_messageButton, &QPushButton::clicked, this, [this] {
        if (m_messageRun) m_messageRun();
    });
}

void InspectPage::buildContent() {
    auto* page = new QWidget;
    m_header = new InspectHeader;
    m_history = new HistoryCard;
    m_columns = new RibbonColumns;
    m_missed = new EvidenceText(true);
    m_legend = new InkLabel(Type::Secondary, Ink::Muted);
    m_timing = new InkLabel(Type::Secondary, Ink::Muted);
    m_timing->setObjectName(QStringLiteral("inspect.timing"));
    m_listFailure = new InkLabel(Type::Body, Ink::Bad);
    m_listFailure->setWordWrap(true);
    m_listFailure->hide();
    m_whyCard = new WhyCard;
    m_itemPicker = new PickerPopup(tr("Find a title to rate"), this);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_columns);
    scroll->viewport()->setAutoFillBackground(false);
    m_columns->setAutoFillBackground(false);
    m_listsCard = new Panel;
    auto* lists = new QVBoxLayout(m_listsCard);
    lists->setContentsMargins(px(12), px(12), px(12), px(12));
    lists->addWidget(m_listFailure);
    lists->addWidget(scroll, 1);
    lists->addWidget(m_missed);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_legend, 1);
    foot->addWidget(m_timing);
    lists->addLayout(foot);
    auto* cards = new QHBoxLayout;
    cards->setSpacing(px(12));
    cards->addWidget(m_history);
    cards->addWidget(m_listsCard, 1);
    cards->addWidget(m_whyCard);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(px(12));
    layout->addWidget(m_header);
    layout->addLayout(cards, 1);
    m_stack->addWidget(page);

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
    connect(m_whyCard, &WhyCard::searchAsked, this, [this] { m_itemPicker->openBelow(m_whyCard); });
    connect(m_whyCard, &WhyCard::previewed, this, [this](std::optional<float> rating) {
        if (!target()) return;
        m_preview = {*target(), rating};
        refreshLists();
    });
    connect(m_whyCard, &WhyCard::settled, this, [this](std::optional<float> rating) {
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

void InspectPage::showMessage(State state, const QString& title, const QString& text, const QString& button,
                              std::function<void()> run, double fraction) {
    m_state = state;
    m_messageTitle->setText(title);
    m_messageText->setText(text);
    m_messageButton->setVisible(!button.isEmpty());
    m_messageButton->setText(button);
    m_messageRun = std::move(run);
    m_progress->setVisible(state == State::Working);
    m_progress->setRange(0, fraction < 0 ? 0 : 1000);
    if (fraction >= 0) m_progress->setValue(static_cast<int>(fraction * 1000));
    m_stack->setCurrentIndex(0);
}

void InspectPage::showState() {
    const auto trigger = [this](const char* id) {
        return [this, id] {
            if (QAction* action = m_actions.find(QLatin1String(id))) action->trigger();
        };
    };
    const auto trainBoth = [this] {
        m_session.train({"popularity", {}});
        m_session.train({"ease", {}});
    };
    if (!m_session.dataset()) {
        return showMessage(State::NoData, tr("No data is open"),
                           tr("Here you look over a model's shoulder at one user: what it recommends, and why."),
                           tr("Open data..."), trigger("file.open"));
    }
    if (m_session.splitError()) {
        return showMessage(State::Failed, tr("The data could not be split"),
                           QString::fromStdString(m_session.splitError()->message), tr("Go to Train"), trigger("page.train"));
    }
    if (!m_session.split()) return showMessage(State::Working, tr("Splitting the data"), {}, {}, {});
    if (!usableRuns().empty()) {
        m_state = State::Full;
        m_stack->setCurrentIndex(1);
        return;
    }
    const auto& runs = m_session.runs();
    const auto active = std::ranges::find_if(runs, [](const Run& run) { return run.state == Run::State::Running; });
    if (active != runs.end() || m_session.hasActiveRuns()) {
        const bool known = active != runs.end();
        return showMessage(
            State::Working, known ? tr("Training %1").arg(active->name) : tr("Waiting to train"),
            known ? active->stage : QString(), tr("Cancel"), [this] { m_session.cancelAll(); }, known ? active->fraction : -1);
    }
    if (!runs.empty() && runs.back().state == Run::State::Failed) {
        return showMessage(State::Failed, tr("%1 was not trained").arg(runs.back().name),
                           QString::fromStdString(runs.back().error.message), tr("Train popularity and EASE"), trainBoth);
    }
    const QString text = runs.empty()
                             ? tr("Lists and reasons appear here as soon as a model is trained.")
                             : tr("No model was trained under the split in force: others have seen what is held out here.");
    showMessage(State::NoRuns, tr("No model to look at yet"), text, tr("Train popularity and EASE"), trainBoth);
}

void InspectPage::arrange() {
    const bool projector = Appearance::instance().projector();
    const double room = width() / Appearance::instance().scale();
    const bool wide = room >= 1150;
    const bool narrow = room < 640 && !projector;
    m_header->setCompact(!wide && !projector);
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
