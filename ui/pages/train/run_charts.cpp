#include "ui/pages/train/run_charts.h"
#include "ui/charts/plot.h"
#include "ui/pages/train/run_curves.h"
#include "ui/widgets/plain_label.h"
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

namespace recoscope::ui {

RunCharts::RunCharts(QWidget* parent) : QWidget(parent), m_sentence(new PlainLabel({}, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, px(4), 0, px(4));
    column->setSpacing(px(4));
    auto* row = new QHBoxLayout;
    row->setSpacing(px(20));
    m_objective = makeChart("objective");
    m_validation = makeChart("validation");
    for (const Chart& chart : {m_objective, m_validation}) {
        auto* box = new QVBoxLayout;
        auto* head = new QHBoxLayout;
        head->setSpacing(px(8));
        head->addWidget(chart.title);
        head->addWidget(chart.note, 1);
        box->addLayout(head);
        box->addWidget(chart.plot, 1);
        row->addLayout(box, 1);
    }
    column->addLayout(row, 1);
    m_sentence->setType(Appearance::Type::Secondary);
    m_sentence->setWordWrap(true);
    column->addWidget(m_sentence);
}

RunCharts::Chart RunCharts::makeChart(const char* name) {
    Chart chart{new PlainLabel({}, this), new PlainLabel({}, this), new LinePlot(this)};
    chart.title->setSemibold(true);
    chart.note->setRole(PlainLabel::Role::Muted);
    chart.note->setType(Appearance::Type::Secondary);
    chart.note->setElided(true);
    chart.plot->setObjectName(QLatin1String(name));
    const auto follow = [plot = chart.plot] {
        plot->setMinimumHeight(px(200));
        plot->setMaximumHeight(px(360));
    };
    connect(&Appearance::instance(), &Appearance::changed, chart.plot, follow);
    follow();
    return chart;
}

void RunCharts::show(const Run& run, const std::vector<const Run*>& others) {
    CurvePair curves = curvesOf(run, others);
    m_objective.title->setText(tr("Objective"));
    m_objective.note->setText(curves.objectiveNote);
    m_objective.plot->setName(run.name + QStringLiteral("-objective"), tr("Objective of %1 against epochs").arg(run.name));
    m_objective.plot->setAxes(curves.epochAxis, curves.objectiveAxis);
    m_objective.plot->setSeries(std::move(curves.objective));
    m_validation.title->setText(curves.validationName);
    m_validation.note->setText(curves.validationNote);
    m_validation.plot->setName(run.name + QStringLiteral("-validation"),
                               tr("%1 of %2 on the validation part against epochs").arg(curves.validationName, run.name));
    m_validation.plot->setAxes(curves.epochAxis, curves.validationAxis);
    m_validation.plot->setReferences(std::move(curves.references));
    m_validation.plot->setSeries(std::move(curves.validation));
    m_sentence->setText(curves.sentence);
}

void RunCharts::fillMenu(QMenu& menu) {
    fillExportMenu(*menu.addMenu(tr("Objective curve")), *m_objective.plot, *m_objective.plot);
    fillExportMenu(*menu.addMenu(tr("Validation curve")), *m_validation.plot, *m_validation.plot);
}

} // namespace recoscope::ui
