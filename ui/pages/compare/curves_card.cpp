#include "ui/pages/compare/curves_card.h"
#include "ui/charts/plot.h"
#include "ui/pages/compare/leaderboard_model.h"
#include "ui/widgets/plain_label.h"
#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

struct CurveKind {
    const char* metric;
    const char* title;
    const char* note;
    double scale;
};
constexpr std::array<CurveKind, 4> kCurves{
    {{"ndcg", QT_TRANSLATE_NOOP("CurvesCard", "NDCG"), QT_TRANSLATE_NOOP("CurvesCard", "rank-weighted hits"), 1},
     {"recall", QT_TRANSLATE_NOOP("CurvesCard", "Recall"), QT_TRANSLATE_NOOP("CurvesCard", "of the held-out, found"), 1},
     {"precision", QT_TRANSLATE_NOOP("CurvesCard", "Precision"), QT_TRANSLATE_NOOP("CurvesCard", "of the list, right"), 1},
     {"coverage", QT_TRANSLATE_NOOP("CurvesCard", "Coverage"), QT_TRANSLATE_NOOP("CurvesCard", "% of the catalogue shown"),
      100}}};

LineSeries curveOf(const Run& run, const CurveKind& kind, int shownK) {
    LineSeries line;
    line.id = run.id;
    line.label = run.name;
    line.signature = run.signature;
    for (const int k : run.experiment.ks) {
        const auto it = run.result->means.find(std::string(kind.metric) + "@" + std::to_string(k));
        if (it == run.result->means.end() || std::isnan(it->second.value)) continue;
        if (k == shownK && !run.signature.isReference()) line.markedPoint = line.points.size();
        line.points.emplace_back(k, it->second.value * kind.scale);
    }
    return line;
}

} // namespace

CurvesCard::CurvesCard(const Session& session, const LeaderboardModel& board, QWidget* parent)
    : Card(tr("Against the length of the list"), {}, parent),
      m_session(session),
      m_board(board),
      m_grid(new QGridLayout) {
    auto* hint = new PlainLabel(tr("hover a line: highlighted everywhere"), this);
    hint->setRole(PlainLabel::Role::Muted);
    hint->setType(Appearance::Type::Secondary);
    addToHead(hint);
    m_grid->setSpacing(px(12));
    for (std::size_t k = 0; k < kCurves.size(); ++k) {
        m_boxes[k] = new QWidget(this);
        auto* column = new QVBoxLayout(m_boxes[k]);
        column->setContentsMargins(0, 0, 0, 0);
        auto* head = new QHBoxLayout;
        head->setSpacing(px(6));
        auto* title = new PlainLabel(tr(kCurves[k].title), m_boxes[k]);
        title->setSemibold(true);
        auto* note = new PlainLabel(tr(kCurves[k].note), m_boxes[k]);
        note->setRole(PlainLabel::Role::Muted);
        note->setType(Appearance::Type::Secondary);
        note->setElided(true);
        head->addWidget(title);
        head->addWidget(note, 1);
        column->addLayout(head);
        m_plots[k] = new LinePlot(m_boxes[k]);
        m_plots[k]->setObjectName(QLatin1String(kCurves[k].metric) + QStringLiteral("-against-k"));
        m_plots[k]->setName(m_plots[k]->objectName(), tr("%1 against K").arg(tr(kCurves[k].title)));
        connect(m_plots[k], &LinePlot::hovered, this, [this](int run) { Q_EMIT hovered(run); });
        column->addWidget(m_plots[k], 1);
    }
    std::vector<Content> contents;
    for (std::size_t k = 0; k < kCurves.size(); ++k) contents.push_back({tr(kCurves[k].title), m_plots[k], m_plots[k]});
    offerExports(contents);
    body()->addLayout(m_grid, 1);
    connect(&Appearance::instance(), &Appearance::changed, this, &CurvesCard::arrange);
    arrange();
}

void CurvesCard::setHighlighted(int runId) {
    for (LinePlot* plot : m_plots) plot->setHighlighted(runId);
}

void CurvesCard::refresh() {
    setTitle(tr("Against the length of the list"),
             tr("K from 1 to 50; the dashed rule is K = %1, as in the table").arg(m_board.k()));
    for (std::size_t c = 0; c < kCurves.size(); ++c) {
        std::vector<LineSeries> series;
        double top = 0;
        for (const int id : m_board.ranked()) {
            series.push_back(curveOf(*m_session.run(id), kCurves[c], m_board.k()));
            for (const QPointF& p : series.back().points) top = std::max(top, p.y());
        }
        std::vector<double> marks{1, 10, 25, 50};
        if (std::ranges::find(marks, m_board.k()) == marks.end()) {
            std::erase_if(marks, [this](double m) { return m < 50 && std::abs(m - m_board.k()) < 6; });
            marks.push_back(m_board.k());
            std::ranges::sort(marks);
        }
        Axis x{QStringLiteral("K"), 1, 50, false, marks, {}}, y;
        y.title = tr(kCurves[c].title);
        y.ticks = niceTicks(0, top > 0 ? top : 1);
        y.maximum = y.ticks.back();
        m_plots[c]->setAxes(x, y);
        m_plots[c]->setReferences({{true, static_cast<double>(m_board.k()), {}}});
        m_plots[c]->setSeries(std::move(series));
    }
}

/// Four beside each other, two by two where they would be thinner than their labels.
void CurvesCard::arrange() {
    for (LinePlot* plot : m_plots) plot->setMinimumHeight(px(190));
    const int columns = width() < px(780) ? 2 : 4;
    if (columns == m_columns) return;
    m_columns = columns;
    for (std::size_t k = 0; k < m_boxes.size(); ++k) {
        const int place = static_cast<int>(k);
        m_grid->addWidget(m_boxes[k], place / columns, place % columns);
    }
    for (int c = 0; c < 4; ++c) m_grid->setColumnStretch(c, c < columns ? 1 : 0);
}

void CurvesCard::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    arrange();
}

} // namespace recoscope::ui
