#include "ui/pages/train/train_page.h"
#include "core/experiment/experiment.h"
#include "core/models/registry.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/pages/train/form_card.h"
#include "ui/pages/train/gallery_delegate.h"
#include "ui/pages/train/gallery_model.h"
#include "ui/pages/train/run_card.h"
#include "ui/pages/train/split_dialog.h"
#include "ui/session.h"
#include "ui/theme/icons.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/state_page.h"
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {

TrainPage::TrainPage(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_session(context.session),
      m_actions(context.actions),
      m_states(new QStackedWidget(this)),
      m_header(new PageHeader(tr("Train"), this)),
      m_compare(new QPushButton(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(20), 0, px(20), px(16));
    column->setSpacing(0);
    auto* split = new QPushButton(tr("Change split…"), this);
    connect(split, &QPushButton::clicked, this, &TrainPage::changeSplit);
    m_actions.add(
        QStringLiteral("train.change-split"), QStringLiteral("Run"), tr("Change split…"), {}, [this] { changeSplit(); },
        QStringLiteral("filter"));
    connect(m_compare, &QPushButton::clicked, this, [this] {
        if (QAction* compare = m_actions.find(QStringLiteral("page.compare"))) compare->trigger();
    });
    m_header->addWidget(split);
    m_header->addWidget(m_compare);
    column->addWidget(m_header);
    auto* noData = new StatePage(QStringLiteral("data"), this);
    noData->setTexts(tr("No data open"), tr("Models learn from ratings. Open a file first, or try the demo world."));
    connect(noData->addButton(tr("Open demo world"), true), &QPushButton::clicked, this,
            [this] { m_actions.find(QStringLiteral("file.open-demo"))->trigger(); });
    m_states->addWidget(noData);
    auto* full = new QWidget(this);
    auto* line = new QHBoxLayout(full);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(px(12));
    m_form = new FormCard(m_session, full);
    line->addWidget(makeGallery(), 320);
    line->addWidget(m_form, 372);
    line->addWidget(makeRuns(), 628);
    m_states->addWidget(full);
    column->addWidget(m_states, 1);

    connect(m_form, &FormCard::trainRequested, this, [this] { m_session.train(m_form->spec()); });
    connect(m_form, &FormCard::specChanged, this, &TrainPage::refreshTerminal);
    for (auto signal : {&Session::runAdded, &Session::runRemoved, &Session::runFinished})
        connect(&m_session, signal, this, &TrainPage::refreshRuns);
    connect(&m_session, &Session::runChanged, this, [this](int id) {
        if (const auto it = m_cards.find(id); it != m_cards.end()) it->second->refresh();
        refreshHeader();
    });
    for (auto signal : {&Session::datasetChanged, &Session::protocolChanged, &Session::splitReady})
        connect(&m_session, signal, this, &TrainPage::refreshRuns);
    connect(&m_session, &Session::splitFailed, this, [this] { refreshHeader(); });
    choose(QStringLiteral("ease"));
    refreshRuns();
}

QWidget* TrainPage::makeGallery() {
    auto* card = new Card(tr("Models"), {}, this);
    auto* filter = new QLineEdit(card);
    filter->setPlaceholderText(tr("Filter"));
    filter->setAccessibleName(tr("Filter the models"));
    filter->setClearButtonEnabled(true);
    filter->setMaximumWidth(px(120));
    card->addToHead(filter);
    card->body()->setContentsMargins(1, px(8), 1, px(4));
    m_gallery = new GalleryModel(m_session, this);
    m_list = new QListView(card);
    m_list->setModel(m_gallery);
    m_list->setItemDelegate(new GalleryDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setAccessibleName(tr("Models by family"));
    card->body()->addWidget(m_list, 1);
    connect(filter, &QLineEdit::textChanged, m_gallery, &GalleryModel::setFilter);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        const QString id = index.data(GalleryModel::AlgorithmId).toString();
        if (const AlgorithmInfo* algorithm = findAlgorithm(id.toStdString()); algorithm && algorithm != m_form->algorithm())
            m_form->setAlgorithm(*algorithm);
    });
    return card;
}

QWidget* TrainPage::makeRuns() {
    auto* whole = new QWidget(this);
    auto* column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(12));
    auto* scroll = new QScrollArea(whole);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    m_runs = new QVBoxLayout(content);
    m_runs->setContentsMargins(0, 0, 0, 0);
    m_runs->setSpacing(px(12));
    m_noRuns = new StatePage(QStringLiteral("train"), content);
    m_noRuns->setTexts(tr("No model trained yet"),
                       tr("Curves of every model appear here while it learns. Popularity and EASE take a moment."));
    connect(m_noRuns->addButton(tr("Train both"), false), &QPushButton::clicked, this, [this] {
        m_session.train({"popularity", {}});
        m_session.train({"ease", {}});
    });
    m_runs->addWidget(m_noRuns, 1);
    m_runs->addStretch(0);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    column->addWidget(scroll, 1);
    column->addWidget(makeTerminal());
    return whole;
}

QWidget* TrainPage::makeTerminal() {
    auto* card = new Card(tr("The same from a terminal"), {}, this);
    auto* copy = new QPushButton(icon(QStringLiteral("copy")), tr("Copy"), card);
    copy->setProperty("compact", true);
    card->addToHead(copy);
    m_terminal = new QPlainTextEdit(card);
    m_terminal->setReadOnly(true);
    m_terminal->setFrameShape(QFrame::NoFrame);
    m_terminal->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_terminal->setAccessibleName(tr("The command line that repeats these runs"));
    const auto follow = [this] {
        m_terminal->setFont(ui::font(Appearance::Type::Mono));
        m_terminal->setFixedHeight(px(72));
    };
    connect(&Appearance::instance(), &Appearance::changed, m_terminal, follow);
    follow();
    card->body()->addWidget(m_terminal);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_terminal->toPlainText()); });
    return card;
}

void TrainPage::choose(const QString& algorithmId) {
    if (const QModelIndex index = m_gallery->indexOf(algorithmId); index.isValid()) m_list->setCurrentIndex(index);
    if (const AlgorithmInfo* algorithm = findAlgorithm(algorithmId.toStdString()); algorithm && algorithm != m_form->algorithm())
        m_form->setAlgorithm(*algorithm);
}

void TrainPage::retrain(int runId) {
    const Run* run = m_session.run(runId);
    if (!run) return;
    const ModelSpec spec = run->spec;
    choose(QString::fromStdString(spec.algorithm));
    m_form->setAlgorithm(*findAlgorithm(spec.algorithm), spec.params);
}

void TrainPage::changeSplit() {
    auto* dialog = new SplitDialog(m_session, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void TrainPage::refreshHeader() {
    const ExperimentSpec& p = m_session.protocol();
    const auto done = static_cast<int>(m_session.doneRuns().size());
    m_compare->setText(done == 1 ? tr("Compare 1 run") : tr("Compare %1 runs").arg(done));
    m_compare->setEnabled(done > 0);
    QString text =
        QString::fromStdString(formatSplitSpec(p.split)) + tr(", seed %1 · ").arg(p.seed) +
        (std::isnan(p.relevanceThreshold) ? tr("every rating is a positive")
                                          : tr("ratings from %1 are positives").arg(format::rating(p.relevanceThreshold)));
    if (m_session.splitError())
        text = format::safe(m_session.splitError()->message);
    else if (m_session.split())
        text += tr(" · learns from %1 ratings").arg(format::count(static_cast<std::int64_t>(m_session.split()->train->size())));
    m_header->setSubtitle(m_session.dataset() ? text : QString());
}

void TrainPage::refreshRuns() {
    m_states->setCurrentIndex(m_session.dataset() ? 1 : 0);
    std::map<int, RunCard*> kept;
    for (const auto& [id, card] : m_cards) {
        if (m_session.run(id))
            kept[id] = card;
        else
            card->deleteLater();
    }
    m_cards = std::move(kept);
    int place = 0;
    // What runs stands first, then what waits, then the newest of the finished.
    std::vector<const Run*> order;
    for (const Run& r : m_session.runs()) order.push_back(&r);
    const auto rank = [](const Run* r) {
        return r->state == Run::State::Running || r->state == Run::State::Cancelling ? 0 : r->state == Run::State::Queued ? 1 : 2;
    };
    std::ranges::stable_sort(order, [&](const Run* a, const Run* b) {
        return rank(a) != rank(b) ? rank(a) < rank(b) : rank(a) == 2 && a->id > b->id;
    });
    for (const Run* run : order) {
        RunCard*& card = m_cards[run->id];
        if (!card) {
            card = new RunCard(m_session, m_actions, run->id);
            connect(card, &RunCard::retrainRequested, this, &TrainPage::retrain);
        }
        m_runs->insertWidget(place++, card);
        card->refresh();
    }
    m_noRuns->setVisible(m_cards.empty());
    m_runs->setStretch(m_runs->count() - 1, m_cards.empty() ? 0 : 1);
    refreshHeader();
    refreshTerminal();
}

void TrainPage::refreshTerminal() {
    const auto dataset = m_session.dataset();
    if (!dataset) {
        m_terminal->clear();
        return;
    }
    ExperimentSpec spec = m_session.protocol();
    spec.models.clear();
    for (const Run& run : m_session.runs()) spec.models.push_back(run.spec);
    if (spec.models.empty() && m_form->algorithm()) spec.models.push_back(m_form->spec());
    m_terminal->setPlainText(QString::fromStdString(commandLineFor(spec, *dataset)));
}

} // namespace recoscope::ui
