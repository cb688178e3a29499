#include "ui/actions.h"
#include "ui/pages/train/run_card.h"
#include "ui/pages/train/run_charts.h"
#include "ui/session.h"
#include <QAction>
#include <QLineEdit>
#include <QMenu>

namespace recoscope::ui {

void RunCard::perform(RunFace::Does what) {
    const Run* run = m_session.run(m_id);
    if (!run) return;
    switch (what) {
    case RunFace::Does::Stop:
        m_session.stopRun(m_id);
        break;
    case RunFace::Does::Discard:
    case RunFace::Does::Remove:
        m_session.cancelRun(m_id);
        break;
    case RunFace::Does::Inspect:
        m_session.selectRun(m_id);
        if (QAction* inspect = m_actions.find(QStringLiteral("page.inspect"))) inspect->trigger();
        break;
    case RunFace::Does::TrainAgain:
        m_session.train(ModelSpec(run->spec));
        break;
    case RunFace::Does::ChangeSettings:
        Q_EMIT retrainRequested(m_id);
        break;
    case RunFace::Does::Nothing:
        break;
    }
}

void RunCard::fillMenu(QMenu& menu) {
    const Run* run = m_session.run(m_id);
    if (!run || run->isActive()) return;
    menu.addAction(tr("Rename"), this, &RunCard::beginRename);
    menu.addAction(tr("Change settings and train again"), this, [this] { Q_EMIT retrainRequested(m_id); });
    if (!run->epochs.empty()) {
        menu.addAction(m_expanded ? tr("Hide curves") : tr("Show curves"), this, [this] { setExpanded(!m_expanded); });
        if (showsCurves()) m_charts->fillMenu(menu);
    }
    menu.addSeparator();
    menu.addAction(tr("Delete"), this, [this] { Q_EMIT deleteRequested(m_id); });
}

void RunCard::beginRename() {
    const Run* run = m_session.run(m_id);
    if (!run) return;
    m_rename->setText(run->name);
    m_settings->hide();
    m_rename->show();
    m_rename->setFocus();
    m_rename->selectAll();
}

void RunCard::endRename(bool keep) {
    if (m_rename->isHidden()) return;
    m_rename->hide();
    m_settings->show();
    if (keep) m_session.renameRun(m_id, m_rename->text());
}

} // namespace recoscope::ui
