#include "ui/pages/compare/protocol_view.h"
#include "ui/format.h"
#include "ui/models/run_text.h"
#include "ui/pages/compare/leaderboard_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

namespace recoscope::ui {
namespace {

QString lineOf(const ProtocolCard& card, std::string_view key) {
    const auto it = std::ranges::find(card, key, &ProtocolLine::key);
    return it == card.end() ? QString() : format::safe(it->value);
}

} // namespace

ProtocolCard presentProtocol(const Session& session) {
    if (!session.dataset() || !session.split()) return {};
    return protocolCard(session.protocol(), *session.dataset(), {*session.split()});
}

std::vector<LabelGrid::Line> differingLines(const ProtocolCard& present, const Run& run) {
    const ProtocolCard& other = run.protocol;
    static constexpr std::array follow{"split_words", "relevance_threshold", "sizes",   "leak",
                                       "cold_items",  "cold_users",          "version", "published"};
    std::vector<LabelGrid::Line> lines;
    for (const ProtocolLine& line : other) {
        if (std::ranges::find(follow, line.key) != follow.end()) continue;
        if (const QString value = format::safe(line.value); value != lineOf(present, line.key))
            lines.push_back(
                {QString::fromStdString(line.label), line.key == "split" ? splitWords(run.experiment.split) : value, {}, true});
    }
    return lines;
}

ProtocolView::ProtocolView(const Session& session, const LeaderboardModel& board, QWidget* parent)
    : Card(tr("Protocol"), {}, parent),
      m_session(session),
      m_board(board),
      m_grid(new LabelGrid(this)) {
    auto* copy = new QPushButton(icon(QStringLiteral("copy")), tr("Copy"), this);
    copy->setObjectName(QStringLiteral("copy-protocol"));
    copy->setProperty("compact", true);
    copy->setToolTip(tr("All lines of the protocol, also those that this card leaves out"));
    addToHead(copy);
    body()->addWidget(m_grid);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(copied()); });
}

QString ProtocolView::copied() const {
    QString text;
    for (const ProtocolLine& line : presentProtocol(m_session))
        text += QString::fromStdString(line.label + ": " + line.value) + '\n';
    return text;
}

void ProtocolView::refresh() {
    const ProtocolCard card = presentProtocol(m_session);
    const std::vector<int> ranked = m_board.ranked();
    setTitle(tr("Protocol"), ranked.size() > 1 ? tr("same for all %1").arg(ranked.size()) : QString());
    if (card.empty()) {
        m_grid->setLines(
            {{tr("Split"), m_session.splitError() ? format::safe(m_session.splitError()->message) : tr("being made…"), {}}});
        return;
    }
    const ExperimentSpec& spec = m_session.protocol();
    std::vector<LabelGrid::Line> lines{
        {tr("Data"), lineOf(card, "data"), tr("SHA-256 %1…").arg(lineOf(card, "checksum").left(8))},
        {tr("Filters"), lineOf(card, "filters"), {}},
        {tr("Positives"), lineOf(card, "relevance"), {}},
        {tr("Split"), splitWords(spec.split), tr("seed %1, %2").arg(QString::number(spec.seed), lineOf(card, "rounding"))},
        {tr("Candidates"), lineOf(card, "candidates"), {}},
        {tr("Masked"), lineOf(card, "masked"), {}},
        {tr("NDCG"), lineOf(card, "ndcg"), {}},
        {tr("Recall"), lineOf(card, "recall"), {}}};
    if (!ranked.empty()) {
        const Evaluation& e = m_session.run(ranked.front())->result->evaluation;
        lines.push_back(
            {tr("Users"),
             tr("%1 evaluated, %2 without relevant items")
                 .arg(format::count(static_cast<std::int64_t>(e.users.size())), format::count(e.usersWithoutRelevantItems)),
             {}});
    }
    lines.push_back({tr("Cold items"), tr("%1 unseen in training").arg(m_session.split()->coldItems), {}});
    lines.push_back({tr("Leak"), lineOf(card, "leak"), {}});
    lines.push_back({tr("Ties"), lineOf(card, "ties"), {}});
    lines.push_back({tr("Intervals"), tr("paired per user, %1 comparisons, Holm").arg(m_board.comparisons()), {}});
    lines.push_back({tr("Version"), lineOf(card, "version"), {}});
    m_grid->setLines(lines);
}

} // namespace recoscope::ui
