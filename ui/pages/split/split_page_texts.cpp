#include "core/base/text.h"
#include "ui/format.h"
#include "ui/pages/split/leak_side.h"
#include "ui/pages/split/protocol_list.h"
#include "ui/pages/split/split_page.h"
#include "ui/pages/split/timelines.h"
#include "ui/session.h"
#include "ui/widgets/card.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/page_header.h"
#include <QPushButton>
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

constexpr int kMostCompared = 6;

} // namespace

void SplitPage::refreshTexts() {
    const Protocol* protocol = chosen();
    const auto dataset = m_session.dataset();
    if (!protocol || !dataset) return;
    const auto& filters = dataset->report.filters;
    m_header->setSubtitle(
        tr("who may learn from what · %1, %2")
            .arg(format::counted(static_cast<std::int64_t>(dataset->interactions->size()), tr("rating"), tr("ratings")),
                 filters.empty() ? tr("no filter") : format::safe(join(filters, "; "))));
    if (const TimelinePicture* picture = m_timelines->picture())
        m_card->setTitle(
            tr("Timelines"),
            tr("%1 of %2, by first rating; one mark a rating")
                .arg(format::count(static_cast<std::int64_t>(std::min(m_timelines->shownUsers(), picture->users.size()))),
                     format::counted(dataset->interactions->userCount(), tr("user"), tr("users"))));
    m_side->setCommand(
        QStringLiteral("--split %1\n--seed %2")
            .arg(QString::fromStdString(formatSplitSpec(protocol->spec)), QString::number(static_cast<qint64>(m_seed->value()))));
}

void SplitPage::refreshComparison() {
    std::vector<ShareBars::Row> rows;
    for (std::size_t k = 0; k < m_verdicts.size(); ++k) {
        const bool isChosen = static_cast<int>(k) == m_list->current();
        if (!isChosen && static_cast<int>(k) >= kMostCompared) continue;
        const QString id = QString::fromStdString(formatSplitSpec(m_list->protocols()[k].spec)).section(':', 0, 0);
        rows.push_back({id, m_verdicts[k] && m_verdicts[k]->problem.isEmpty() ? m_verdicts[k]->later : std::nan(""), isChosen});
    }
    m_side->setComparison(std::move(rows));
}

void SplitPage::refreshUse() {
    const Protocol* protocol = chosen();
    const ExperimentSpec& now = m_session.protocol();
    const bool inUse = protocol && protocol->spec == now.split && static_cast<std::uint64_t>(m_seed->value()) == now.seed;
    const bool reopens = m_study && m_study->needsParts;
    m_use->setEnabled(protocol && (!m_study || m_study->problem.isEmpty() || reopens));
    m_use->setText(reopens ? tr("Open with its files") : tr("Use this split"));
    m_use->setToolTip(reopens ? tr("Opens the data again, together with the files of this split, and uses it")
                      : inUse ? tr("This split is in use: goes on to Train")
                              : tr("Models are trained under this split from now on"));
}

/// What opening the data again comes to, said before it is done.
QString SplitPage::reopenWords() const {
    QStringList words{
        m_study->problem,
        tr("“Open with its files” does so: the data is read again, users and items of those files are added, and what "
           "is open now stays until that has succeeded.")};
    const auto runs = static_cast<std::int64_t>(m_session.runs().size());
    if (runs > 0)
        words << tr("It is another data set then: %1 here and edits of histories end with this one.")
                     .arg(format::counted(runs, tr("training"), tr("trainings")));
    return words.join(' ');
}

} // namespace recoscope::ui
