#include "ui/pages/data/quality_card.h"
#include "ui/format.h"
#include "ui/pages/data/findings.h"
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

namespace recoscope::ui {

QualityCard::QualityCard(QWidget* parent) : Card(tr("Quality"), {}, parent), m_list(new FindingsList) {
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::TabFocus);
    area->setAccessibleName(tr("Quality"));
    area->setWidget(m_list);
    m_list->setAutoFillBackground(false); // the surface of the card shows through
    area->viewport()->setAutoFillBackground(false);
    body()->addWidget(area, 1);
}

void QualityCard::setFindings(const std::vector<Finding>& findings, const std::vector<QualityFinding>& checks) {
    const auto cautions = std::ranges::count(findings, Finding::Kind::Warn, &Finding::kind);
    const std::int64_t passed = std::ranges::count(checks, 0, &QualityFinding::count);
    setTitle(tr("Quality"), tr("%1, %2 passed")
                                .arg(format::counted(cautions, tr("thing to know"), tr("things to know")),
                                     format::counted(passed, tr("check"), tr("checks"))));
    m_list->setFindings(findings);
}

} // namespace recoscope::ui
