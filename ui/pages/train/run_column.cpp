#include "ui/pages/train/run_column.h"
#include "ui/pages/train/run_card.h"
#include "ui/session.h"
#include "ui/widgets/note_bar.h"
#include "ui/widgets/state_page.h"
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace recoscope::ui {
namespace {

constexpr int kUndoShown = 8000;

int rank(const Run& run) {
    if (run.state == Run::State::Running || run.state == Run::State::Cancelling) return 0;
    return run.state == Run::State::Queued ? 1 : 2;
}

} // namespace

RunColumn::RunColumn(Session& session, ActionRegistry& actions, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_actions(actions),
      m_empty(new StatePage(QStringLiteral("train"), this)),
      m_deleted(new NoteBar(NoteBar::Kind::Info, this)),
      m_forget(new QTimer(this)) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(px(12));
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(px(12));
    m_layout->addWidget(m_empty, 1);
    m_layout->addStretch(0);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    outer->addWidget(m_deleted);
    outer->addWidget(scroll, 1);
    m_empty->setTexts(tr("No model trained yet"), tr("Curves of every model appear here while it learns. Popularity and EASE "
                                                     "take a moment, and show what the data gives."));
    auto* both = m_empty->addButton(tr("Train both"), false);
    both->setObjectName(QStringLiteral("train-both"));
    connect(both, &QPushButton::clicked, this, [this] {
        m_session.train({"popularity", {}});
        m_session.train({"ease", {}});
    });
    m_deleted->hide();
    connect(m_deleted->addButton(tr("Undo")), &QPushButton::clicked, this, [this] { m_session.undoStack().undo(); });
    connect(&m_session.undoStack(), &QUndoStack::indexChanged, m_deleted, &QWidget::hide);
    m_forget->setSingleShot(true);
    connect(m_forget, &QTimer::timeout, m_deleted, &QWidget::hide);
}

RunCard* RunColumn::makeCard(int id) {
    auto* card = new RunCard(m_session, m_actions, id, this);
    connect(card, &RunCard::retrainRequested, this, &RunColumn::retrainRequested);
    connect(card, &RunCard::trainFormRequested, this, &RunColumn::trainFormRequested);
    connect(card, &RunCard::deleteRequested, this, &RunColumn::remove);
    return card;
}

void RunColumn::remove(int id) {
    const Run* run = m_session.run(id);
    if (!run) return;
    const QString name = run->name;
    m_session.removeRun(id);
    m_deleted->setTexts({}, tr("%1 was deleted.").arg(name));
    m_deleted->show();
    m_forget->start(kUndoShown);
}

void RunColumn::refresh() {
    std::erase_if(m_cards, [this](const auto& entry) {
        if (m_session.run(entry.first)) return false;
        entry.second->deleteLater();
        entry.second->hide();
        return true;
    });
    std::vector<const Run*> order;
    for (const Run& run : m_session.runs()) order.push_back(&run);
    std::ranges::stable_sort(order, [](const Run* a, const Run* b) {
        return rank(*a) != rank(*b) ? rank(*a) < rank(*b) : rank(*a) == 2 && a->id > b->id;
    });
    int place = 0;
    for (const Run* run : order) {
        RunCard*& card = m_cards[run->id];
        if (!card) card = makeCard(run->id);
        m_layout->insertWidget(place++, card);
    }
    m_empty->setVisible(m_cards.empty());
    m_layout->setStretch(m_layout->count() - 1, m_cards.empty() ? 0 : 1);
    chooseExpanded();
    for (const auto& [id, card] : m_cards) {
        card->refresh();
        m_layout->setStretchFactor(card, card->showsCurves() ? 8 : 0);
    }
}

/// The curves of the last model that learnt stay open until another learns: nobody has to hunt for what was just there.
void RunColumn::chooseExpanded() {
    int last = 0;
    for (const Run& run : m_session.runs())
        if (!run.isActive() && run.epochs.size() > 1) last = std::max(last, run.id);
    const bool working = std::ranges::any_of(m_session.runs(), [](const Run& r) { return rank(r) == 0 && !r.epochs.empty(); });
    if (working) last = 0;
    if (last == m_expanded) return;
    if (const auto it = m_cards.find(m_expanded); it != m_cards.end()) it->second->setExpanded(false);
    if (const auto it = m_cards.find(last); it != m_cards.end()) it->second->setExpanded(true);
    m_expanded = last;
}

void RunColumn::refreshRun(int id) {
    const auto it = m_cards.find(id);
    if (it == m_cards.end()) return;
    it->second->refresh();
    m_layout->setStretchFactor(it->second, it->second->showsCurves() ? 8 : 0);
}

void RunColumn::setStale(int runId, const QString& changes) {
    for (const auto& [id, card] : m_cards) card->setStale(id == runId ? changes : QString());
}

} // namespace recoscope::ui
