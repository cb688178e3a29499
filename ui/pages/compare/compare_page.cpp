#include "ui/pages/compare/compare_page.h"
#include "ui/actions.h"
#include "ui/charts/export.h"
#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/pages/compare/leaderboard_delegate.h"
#include "ui/pages/compare/leaderboard_model.h"
#include "ui/session.h"
#include "ui/theme/icons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/state_page.h"
#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <cmath>

namespace recoscope::ui {
namespace {

struct CurveKind {
    const char* metric;
    const char* title;
    const char* subtitle;
    double scale;
};
constexpr std::array<CurveKind, 4> kCurves{{{"ndcg", "NDCG", "rank-weighted hits", 1},
                                            {"recall", "Recall", "of the held-out, found", 1},
                                            {"precision", "Precision", "of the list, right", 1},
                                            {"coverage", "Coverage", "% of the catalogue shown", 100}}};

} // namespace

ComparePage::ComparePage(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_session(context.session),
      m_actions(context.actions),
      m_header(new PageHeader(tr("Compare"), this)),
      m_states(new QStackedWidget(this)),
      m_model(new LeaderboardModel(context.session, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(20), 0, px(20), px(16));
    column->setSpacing(0);
    auto* copy = new QPushButton(icon(QStringLiteral("copy")), tr("Copy table"), this);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_model->toText('\t')); });
    auto* inspect = new QPushButton(tr("Inspect a user"), this);
    inspect->setProperty("primary", true);
    connect(inspect, &QPushButton::clicked, this, [this] { m_actions.find(QStringLiteral("page.inspect"))->trigger(); });
    m_header->addWidget(copy);
    m_header->addWidget(inspect);
    m_actions.add(
        QStringLiteral("compare.copy-table"), QStringLiteral("Edit"), tr("Copy the leaderboard"), {},
        [this] { QGuiApplication::clipboard()->setText(m_model->toText('\t')); }, QStringLiteral("copy"));
    column->addWidget(m_header);
    auto* empty = new StatePage(QStringLiteral("compare"), this);
    empty->setTexts(tr("Nothing to compare yet"),
                    tr("Every trained model stands here under the same protocol, with its interval over users."));
    connect(empty->addButton(tr("Train popularity and EASE"), true), &QPushButton::clicked, this, [this] {
        if (m_session.dataset()) {
            m_session.train({"popularity", {}});
            m_session.train({"ease", {}});
        } else {
            m_actions.find(QStringLiteral("file.open-demo"))->trigger();
        }
    });
    m_states->addWidget(empty);
    m_states->addWidget(makeFull());
    column->addWidget(m_states, 1);
    for (auto signal : {&Session::runFinished, &Session::runRemoved, &Session::runAdded})
        connect(&m_session, signal, this, &ComparePage::refresh);
    connect(&m_session, &Session::runChanged, this, [this](int id) {
        if (const Run* run = m_session.run(id); run && run->isDone()) refresh(); // renamed
    });
    for (auto signal : {&Session::datasetChanged, &Session::protocolChanged})
        connect(&m_session, signal, this, &ComparePage::refresh);
    connect(&Appearance::instance(), &Appearance::changed, this, &ComparePage::refresh);
    refresh();
}

QWidget* ComparePage::makeFull() {
    auto* full = new QWidget(this);
    auto* line = new QHBoxLayout(full);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(px(12));
    auto* left = new QVBoxLayout;
    left->setSpacing(px(12));
    auto* card = new Card(full);
    card->body()->setContentsMargins(1, px(2), 1, px(2));
    m_table = new QTableView(card);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new LeaderboardDelegate(*m_model, m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setAccessibleName(tr("Leaderboard"));
    m_table->horizontalHeader()->setSortIndicator(LeaderboardModel::Ndcg, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    connect(m_table, &QTableView::customContextMenuRequested, this, &ComparePage::showTableMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
        const int run = index.data(LeaderboardModel::RunRole).toInt();
        for (LinePlot* plot : m_curves) plot->setHighlighted(run);
    });
    card->body()->addWidget(m_table);
    left->addWidget(card, 5);
    left->addWidget(makeCurves(), 6);
    line->addLayout(left, 1);
    line->addWidget(makeProtocol());
    return full;
}

QWidget* ComparePage::makeCurves() {
    auto* card =
        new Card(tr("Against the length of the list"), tr("K from 1 to 50; the dashed rule is K = 10, as in the table"), this);
    auto* row = new QHBoxLayout;
    row->setSpacing(px(12));
    for (std::size_t k = 0; k < kCurves.size(); ++k) {
        auto* column = new QVBoxLayout;
        auto* head = new QHBoxLayout;
        auto* title = new PlainLabel(tr(kCurves[k].title), card);
        title->setSemibold(true);
        auto* note = new PlainLabel(tr(kCurves[k].subtitle), card);
        note->setRole(PlainLabel::Role::Muted);
        note->setType(Appearance::Type::Secondary);
        note->setElided(true);
        head->addWidget(title);
        head->addWidget(note, 1);
        column->addLayout(head);
        m_curves[k] = new LinePlot(card);
        m_curves[k]->setName(QLatin1String(kCurves[k].metric) + QStringLiteral("-against-k"),
                             tr("%1 against K").arg(tr(kCurves[k].title)));
        connect(m_curves[k], &LinePlot::hovered, this, [this](int run) {
            for (LinePlot* plot : m_curves) plot->setHighlighted(run);
        });
        column->addWidget(m_curves[k], 1);
        row->addLayout(column, 1);
    }
    card->body()->addLayout(row, 1);
    return card;
}

QWidget* ComparePage::makeProtocol() {
    auto* card = new Card(tr("Protocol"), {}, this);
    auto* copy = new QPushButton(icon(QStringLiteral("copy")), tr("Copy"), card);
    copy->setProperty("compact", true);
    card->addToHead(copy);
    connect(copy, &QPushButton::clicked, this, [this] {
        const auto done = m_session.doneRuns();
        QString text;
        if (!done.empty())
            for (const ProtocolLine& line : done.back()->protocol)
                text += QString::fromStdString(line.label + ": " + line.value) + '\n';
        QGuiApplication::clipboard()->setText(text);
    });
    auto* scroll = new QScrollArea(card);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    m_protocol = new QVBoxLayout(content);
    m_protocol->setContentsMargins(0, 0, px(8), 0);
    scroll->setWidget(content);
    content->setAutoFillBackground(false); // the card shows through
    scroll->viewport()->setAutoFillBackground(false);
    card->body()->addWidget(scroll, 1);
    const auto follow = [card] { card->setFixedWidth(px(288)); };
    connect(&Appearance::instance(), &Appearance::changed, card, follow);
    follow();
    return card;
}

void ComparePage::refresh() {
    m_model->refresh();
    const auto done = m_session.doneRuns();
    m_states->setCurrentIndex(done.empty() ? 0 : 1);
    const auto dataset = m_session.dataset();
    m_header->setSubtitle(!dataset || done.empty()
                              ? QString()
                              : tr("%1 models on %2 · %3, seed %4")
                                    .arg(QString::number(done.size()),
                                         format::safe(dataset->name) + (dataset->simulated ? tr(" (simulated)") : QString()),
                                         QString::fromStdString(formatSplitSpec(m_session.protocol().split)),
                                         QString::number(m_session.protocol().seed)));
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(LeaderboardModel::Name, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(LeaderboardModel::BarColumn, QHeaderView::Fixed);
    m_table->horizontalHeader()->resizeSection(LeaderboardModel::BarColumn, px(168));
    m_table->verticalHeader()->setDefaultSectionSize(px(36));
    refreshCurves();
    refreshProtocol();
}

void ComparePage::refreshCurves() {
    for (std::size_t c = 0; c < kCurves.size(); ++c) {
        std::vector<LineSeries> series;
        double top = 0;
        for (const Run* run : m_session.doneRuns()) {
            if (!(run->experiment.split == m_session.protocol().split) || run->experiment.seed != m_session.protocol().seed)
                continue;
            LineSeries line;
            line.id = run->id;
            line.label = run->name;
            line.signature = run->signature;
            for (const int k : run->experiment.ks) {
                const auto it = run->result->means.find(std::string(kCurves[c].metric) + "@" + std::to_string(k));
                if (it == run->result->means.end() || std::isnan(it->second.value)) continue;
                if (k == 10) line.markedPoint = line.points.size();
                line.points.emplace_back(k, it->second.value * kCurves[c].scale);
                top = std::max(top, line.points.back().y());
            }
            if (run->signature.isReference()) line.markedPoint.reset();
            series.push_back(std::move(line));
        }
        Axis x{QStringLiteral("K"), 1, 50, false, {1, 10, 25, 50}, {}}, y;
        y.title = tr(kCurves[c].title);
        y.ticks = niceTicks(0, top > 0 ? top : 1);
        y.maximum = y.ticks.back();
        m_curves[c]->setAxes(x, y);
        m_curves[c]->setReferences({{true, 10, {}}});
        m_curves[c]->setSeries(std::move(series));
    }
}

void ComparePage::refreshProtocol() {
    while (QLayoutItem* item = m_protocol->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto done = m_session.doneRuns();
    if (done.empty()) return;
    for (const ProtocolLine& line : done.back()->protocol) {
        auto* label = new PlainLabel(QString::fromStdString(line.label));
        label->setRole(PlainLabel::Role::Muted);
        label->setType(Appearance::Type::Caption);
        const QString value =
            line.key == "checksum" ? QString::fromStdString(line.value).left(16) + QStringLiteral("…") : format::safe(line.value);
        auto* text = new PlainLabel(value);
        text->setType(Appearance::Type::Secondary);
        text->setWordWrap(true);
        m_protocol->addWidget(label);
        m_protocol->addWidget(text);
    }
    const Evaluation& e = done.back()->result->evaluation;
    auto* users = new PlainLabel(
        tr("%1 users evaluated, %2 without relevant items")
            .arg(format::count(static_cast<std::int64_t>(e.users.size())), format::count(e.usersWithoutRelevantItems)));
    users->setType(Appearance::Type::Secondary);
    users->setWordWrap(true);
    m_protocol->addWidget(users);
    m_protocol->addStretch(1);
}

void ComparePage::showTableMenu(const QPoint& position) {
    QMenu menu(this);
    const int run = m_table->indexAt(position).data(LeaderboardModel::RunRole).toInt();
    if (run != 0) {
        menu.addAction(tr("Compare the others with this one"), this, [this, run] {
            m_model->setBaseline(run);
            refresh();
        });
        menu.addAction(tr("Inspect this model"), this, [this, run] {
            m_session.selectRun(run);
            m_actions.find(QStringLiteral("page.inspect"))->trigger();
        });
        menu.addSeparator();
    }
    menu.addAction(tr("Copy table"), this, [this] { QGuiApplication::clipboard()->setText(m_model->toText('\t')); });
    menu.addAction(tr("Save table… CSV"), this, [this] {
        const QString path =
            QFileDialog::getSaveFileName(this, tr("Save the leaderboard"), QStringLiteral("leaderboard.csv"), tr("CSV (*.csv)"));
        if (!path.isEmpty()) reportWrite(*this, path, writeWhole(path, m_model->toText(',').toUtf8()));
    });
    menu.exec(m_table->viewport()->mapToGlobal(position));
}

} // namespace recoscope::ui
