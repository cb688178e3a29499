#include "ui/pages/split/leak_side.h"
#include "ui/pages/split/protocol_list.h"
#include "ui/pages/split/split_page.h"
#include "ui/pages/split/timelines.h"
#include "ui/session.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_button.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/state_page.h"
#include <QPushButton>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

QString sharesText(const SplitShares& s) {
    const auto percent = [](double share) { return QString::number(std::lround(100 * share)); };
    return QStringList{percent(1 - s.test - s.valid), percent(s.valid), percent(s.test)}.join(QStringLiteral(" / "));
}

} // namespace

void SplitPage::takeDataset() {
    m_studyJob.cancel();
    m_verdictJob.cancel();
    m_order.reset();
    m_study.reset();
    m_timelines->setPicture(nullptr);
    if (!m_session.dataset())
        return showState(State::Empty, tr("Nothing to split yet"),
                         tr("Open ratings, or the demo world, to see who would learn from what."));
    takeProtocol();
}

void SplitPage::takeProtocol() {
    if (!m_session.dataset()) return;
    const ExperimentSpec& p = m_session.protocol();
    const SplitInfo& info = *std::ranges::find(splitKinds(), p.split.kind, &SplitInfo::kind);
    if (info.usesShares) m_shares.test = p.split.test;
    if (info.usesShares && !info.usesUsers) m_shares.valid = p.split.valid;
    if (info.usesUsers) m_shares.hidden = p.split.hidden;
    if (info.usesFolds) m_shares.folds = p.split.folds;
    {
        const QSignalBlocker quiet(m_seed);
        m_seed->setValue(static_cast<double>(p.seed));
    }
    offerProtocols();
    const auto& all = m_list->protocols();
    const auto same = std::ranges::find(all, p.split, &Protocol::spec);
    const auto kind =
        same != all.end() ? same : std::ranges::find_if(all, [&](const Protocol& q) { return q.spec.kind == p.split.kind; });
    m_list->setCurrent(kind == all.end() ? 0 : static_cast<int>(kind - all.begin()));
    ask();
}

void SplitPage::offerProtocols() {
    if (!m_session.dataset()) return;
    const int current = m_list->current();
    m_list->setProtocols(protocolsFor(*m_session.dataset(), m_shares, static_cast<std::uint64_t>(m_seed->value())));
    m_list->setCurrent(std::min(current, static_cast<int>(m_list->protocols().size()) - 1));
    m_verdicts.assign(m_list->protocols().size(), std::nullopt);
    m_sharesButton->setTexts(tr("Train, validation, test"), sharesText(m_shares));
    m_verdictJob.cancel();
}

const Protocol* SplitPage::chosen() const {
    const int row = m_list->current();
    return row < 0 || row >= static_cast<int>(m_list->protocols().size()) ? nullptr
                                                                          : &m_list->protocols()[static_cast<std::size_t>(row)];
}

void SplitPage::ask() {
    const Protocol* protocol = chosen();
    if (!m_session.dataset() || !protocol) return;
    refreshUse();
    if (!m_study) showState(State::Working, tr("Cutting"), tr("The data is cut and measured."));
    m_studyJob.submit(
        [dataset = m_session.dataset(), spec = protocol->spec, seed = static_cast<std::uint64_t>(m_seed->value()),
         order = m_order, draw = m_draw, shown = m_timelines->shownUsers()](const TaskContext& context) {
            Answer answer;
            answer.order = order ? order : std::make_shared<const TimeOrder>(TimeOrder::of(*dataset->interactions));
            auto study = std::make_shared<SplitStudy>(studySplit(*dataset, spec, seed, *answer.order, context));
            answer.picture = std::make_shared<const TimelinePicture>(
                pictureOf(*dataset, *answer.order, *study, drawUsers(*dataset, *answer.order, shown, draw)));
            answer.study = std::move(study);
            return answer;
        },
        [this](const Answer& answer) { take(answer); },
        [this](const QString& problem) { showState(State::Failed, tr("This split cannot be drawn"), problem); });
}

void SplitPage::take(const Answer& answer) {
    m_order = answer.order;
    m_study = answer.study;
    if (!m_study->problem.isEmpty()) {
        m_timelines->setPicture(nullptr);
        m_card->setTitle(tr("Timelines"), m_study->needsParts ? QString() : m_study->problem);
        m_side->setVisible(false);
        m_reopen->setTexts(tr("Not all of this split is open"), reopenWords());
        showState(State::Full);
    } else {
        m_timelines->setPicture(answer.picture);
        m_side->setVisible(true);
        m_side->setStudy(*m_study, *m_session.dataset());
        showState(State::Full);
    }
    m_reopen->setVisible(m_study->needsParts);
    m_timelines->setVisible(!m_study->needsParts);
    m_others->setVisible(!m_study->needsParts);
    const auto row = static_cast<std::size_t>(m_list->current());
    if (row < m_verdicts.size()) m_verdicts[row] = verdictOf(*m_study);
    m_list->setVerdicts(m_verdicts);
    refreshTexts();
    refreshComparison();
    refreshUse();
    askVerdicts();
}

/// The next protocol that has no verdict yet; one at a time, so that a click never waits for the rest.
void SplitPage::askVerdicts() {
    const auto open = std::ranges::find_if(m_verdicts, [](const auto& verdict) { return !verdict.has_value(); });
    if (open == m_verdicts.end() || !m_order) return;
    const auto row = static_cast<std::size_t>(open - m_verdicts.begin());
    m_verdictJob.submit(
        [dataset = m_session.dataset(), spec = m_list->protocols()[row].spec, seed = static_cast<std::uint64_t>(m_seed->value()),
         order = m_order](const TaskContext& context) { return verdictOf(studySplit(*dataset, spec, seed, *order, context)); },
        [this, row](Verdict verdict) {
            if (row >= m_verdicts.size()) return;
            m_verdicts[row] = std::move(verdict);
            m_list->setVerdicts(m_verdicts);
            refreshComparison();
            askVerdicts();
        },
        [this, row](const QString& problem) {
            if (row >= m_verdicts.size()) return;
            m_verdicts[row] = Verdict{problem, false, 0, 0, 0, 0, std::nan(""), std::nan(""), false};
            m_list->setVerdicts(m_verdicts);
            askVerdicts();
        });
}

} // namespace recoscope::ui
