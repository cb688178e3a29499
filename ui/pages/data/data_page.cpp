#include "ui/pages/data/data_page.h"
#include "core/base/text.h"
#include "ui/actions.h"
#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/pages/data/data_plots.h"
#include "ui/pages/data/data_selection.h"
#include "ui/pages/data/detail_cards.h"
#include "ui/pages/data/findings.h"
#include "ui/pages/data/quality_card.h"
#include "ui/pages/data/selection_bar.h"
#include "ui/pages/data/selection_links.h"
#include "ui/pages/data/sparsity_card.h"
#include "ui/pages/data/start_view.h"
#include "ui/pages/data/tail_borders.h"
#include "ui/pages/data/tile_row.h"
#include "ui/session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/state_page.h"
#include <QAction>
#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace recoscope::ui {
DataPage::DataPage(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_session(context.session),
      m_actions(context.actions),
      m_states(new QStackedWidget(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_states);
    m_states->addWidget(new StartView(context));
    m_states->addWidget(makeWorking());
    m_states->addWidget(makeFull());
    connect(&m_session, &Session::datasetChanged, this, &DataPage::refresh);
    connect(&m_session, &Session::openingStarted, this, &DataPage::refresh);
    connect(&m_session, &Session::openingCancelled, this, &DataPage::refresh);
    connect(&m_session, &Session::openingFailed, this, [this] { refresh(); });
    connect(&m_session, &Session::openingAsks, this, [this] { refresh(); });
    connect(&m_session, &Session::openingProgressed, this, [this](double fraction, const QString& stage, double left) {
        m_working->setProgress(fraction);
        m_working->setTexts(tr("Opening"), left > 0.3 ? tr("%1, %2 left").arg(stage, format::seconds(left)) : stage);
    });
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        m_shape.reset(); // heights follow the zoom
        reflow();
        if (!m_session.dataset()) return;
        fillHead();
        fillPlots();
        showSelection();
    });
    refresh();
}

void DataPage::addSelectionActions() {
    m_actions.add(
        QStringLiteral("data.clear-selection"), {}, tr("Data: select nothing"), {}, [this] { m_selection->clear(); },
        QStringLiteral("close"));
    m_actions.add(
        QStringLiteral("data.show-selected"), {}, tr("Data: show the selected ratings"), {},
        [this] { m_selectionBar->showRows(); }, QStringLiteral("data"));
    showSelection();
}

void DataPage::showSelection() {
    for (const char* id : {"data.clear-selection", "data.show-selected"})
        if (QAction* action = m_actions.find(QLatin1String(id))) action->setEnabled(!m_selection->isEmpty());
    if (!m_session.dataset()) return;
    if (m_selection->held())
        m_tiles->showPart(*m_session.dataset(), *m_session.profile(), *m_selection->held());
    else if (m_selection->isEmpty())
        m_tiles->showWhole(*m_session.dataset(), *m_session.profile());
}

void DataPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && !m_selection->isEmpty())
        m_selection->clear();
    else
        QWidget::keyPressEvent(event);
}

void DataPage::resizeEvent(QResizeEvent*) { reflow(); }

void DataPage::reflow() {
    using Shape = CardGrid::Shape;
    const double room = width() / Appearance::instance().scale();
    const Shape shape = room >= 1040 ? Shape::Wide : room >= 760 ? Shape::Medium : Shape::Narrow;
    if (shape == m_shape) return;
    m_shape = shape;
    m_cards->setShape(shape);
    m_details->setColumns(shape == Shape::Narrow ? 1 : 2);
    m_tiles->setColumns(shape == Shape::Wide ? 6 : shape == Shape::Medium ? 3 : 2);
}

void DataPage::refresh() {
    if (m_session.isOpening()) {
        m_states->setCurrentIndex(1);
        m_working->setProgress(0);
        return;
    }
    if (!m_session.dataset()) {
        m_map->setData(nullptr, nullptr);
        m_selection->setData(nullptr, nullptr);
        m_selectionBar->setData(nullptr);
        m_details->setData(nullptr, nullptr);
        m_states->setCurrentIndex(0);
        return;
    }
    fillHead();
    fillPlots();
    m_map->setData(m_session.dataset(), m_session.profile());
    m_selectionBar->setData(m_session.dataset());
    m_selection->setData(m_session.dataset(), m_session.profile());
    m_details->setData(m_session.dataset(), m_session.profile());
    m_states->setCurrentIndex(2);
}

void DataPage::fillHead() {
    const Dataset& d = *m_session.dataset();
    const LoadReport& r = d.report;
    m_header->setSubtitle(QString::fromStdString(join(r.files, ", ")) + QStringLiteral(" · ") + QString::fromStdString(r.format) +
                          QStringLiteral(" · ") + QString::fromStdString(r.columns).replace(',', QStringLiteral(", ")) +
                          (d.simulated ? QStringLiteral(" · ") + tr("simulated ratings") : QString()));
    std::vector<Finding> findings = findingsOf(d, *m_session.quality());
    if (m_session.openedAsBefore()) findings.insert(findings.begin(), readAsBefore(m_session.openedOptions()));
    m_quality->setFindings(findings, *m_session.quality());
}

void DataPage::fillPlots() {
    const DataProfile& p = *m_session.profile();
    fillFrequency(*m_frequency, m_session.dataset(), m_session.profile());
    m_borders->setProfile(m_session.profile());
    fillLorenz(*m_lorenz, p);
    fillHistogram(*m_histogram, p);
    fillActivity(*m_activity, p);
    const auto days = p.activityBinSeconds / 86400;
    m_activityCard->setTitle(tr("Activity"), !p.hasDates() ? QString()
                                             : days == 1   ? tr("ratings per day")
                                             : days == 7   ? tr("ratings per week")
                                                           : tr("ratings per %1 days").arg(days));
    m_links->setProfile(m_session.profile());
}

} // namespace recoscope::ui
