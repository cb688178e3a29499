#include "ui/pages/compare/difference_card.h"
#include "ui/format.h"
#include "ui/models/run_text.h"
#include "ui/pages/compare/label_grid.h"
#include "ui/pages/compare/leaderboard_model.h"
#include "ui/pages/compare/protocol_view.h"
#include "ui/widgets/plain_label.h"
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace recoscope::ui {

DifferenceCard::DifferenceCard(Session& session, const LeaderboardModel& board, QWidget* parent)
    : Card(QStringLiteral(" "), {}, parent),
      m_session(session),
      m_board(board),
      m_lines(new LabelGrid(this)),
      m_sentence(new PlainLabel({}, this)),
      m_button(new QPushButton(tr("Run under this protocol"), this)) {
    m_sentence->setRole(PlainLabel::Role::Muted);
    m_sentence->setType(Appearance::Type::Secondary);
    m_sentence->setWordWrap(true);
    m_button->setObjectName(QStringLiteral("run-all"));
    m_button->setProperty("compact", true);
    body()->addWidget(m_lines);
    body()->addWidget(m_sentence);
    body()->addWidget(m_button, 0, Qt::AlignLeft);
    connect(m_button, &QPushButton::clicked, this, &DifferenceCard::runAll);
    hide();
}

/// Of all finished models those that have no run under this protocol, each once.
std::vector<ModelSpec> DifferenceCard::missing(const ExperimentSpec& protocol) const {
    const auto same = [](const ModelSpec& a, const ModelSpec& b) { return a.algorithm == b.algorithm && a.params == b.params; };
    std::vector<ModelSpec> specs;
    for (const Run* run : m_session.doneRuns()) {
        const bool there = std::ranges::any_of(m_session.runs(), [&](const Run& other) {
            return (other.isDone() || other.isActive()) && sameProtocol(other.experiment, protocol) &&
                   same(other.spec, run->spec);
        });
        const bool listed = std::ranges::any_of(specs, [&](const ModelSpec& s) { return same(s, run->spec); });
        if (!there && !listed) specs.push_back(run->spec);
    }
    return specs;
}

void DifferenceCard::show(int runId) {
    m_run = runId;
    const Run* run = m_session.run(runId);
    setVisible(run && run->result);
    if (!run || !run->result) return;
    const auto lines = differingLines(presentProtocol(m_session), *run);
    setTitle(tr("⚠ %1: %2").arg(run->name, lines.size() == 1 ? tr("1 rule differs") : tr("%1 rules differ").arg(lines.size())));
    m_lines->setLines(lines);
    const int best = m_board.best();
    const bool forward = best != 0;
    const ExperimentSpec& target = forward ? run->experiment : m_session.protocol();
    const std::size_t count = missing(target).size();
    m_sentence->setText(forward ? tr("Another question: its %1 says nothing against the %2 above.")
                                      .arg(format::bounded(m_board.valueOf(runId)), format::bounded(m_board.valueOf(best)))
                                : tr("Nothing was trained under the present split yet."));
    m_button->setVisible(count > 0 || forward);
    m_button->setText(count == 0   ? tr("Rank under this protocol instead")
                      : !forward   ? tr("Run all %1 under the present split").arg(count)
                      : count == 1 ? tr("Run 1 model under this protocol")
                                   : tr("Run all %1 under this protocol").arg(count));
    m_button->setToolTip(
        forward ? tr("Split %1, seed %2; %3. The present runs stay.")
                      .arg(splitWords(target.split), QString::number(target.seed), positivesWords(target.relevanceThreshold))
                : tr("Under the present split. The old runs stay."));
}

void DifferenceCard::runAll() {
    const Run* run = m_session.run(m_run);
    if (!run) return;
    const ExperimentSpec target = m_board.best() != 0 ? run->experiment : m_session.protocol();
    const std::vector<ModelSpec> specs = missing(target);
    if (!sameProtocol(target, m_session.protocol())) m_session.setProtocol(target.split, target.seed, target.relevanceThreshold);
    for (const ModelSpec& spec : specs) m_session.train(spec);
}

} // namespace recoscope::ui
