#include "ui/pages/compare/leaderboard_model.h"
#include "ui/charts/plot.h"
#include "ui/models/run_text.h"
#include "ui/pages/compare/leaderboard_text.h"
#include "ui/pages/train/gallery_model.h"
#include <algorithm>
#include <array>
#include <cmath>

namespace recoscope::ui {

LeaderboardModel::LeaderboardModel(Session& session, QObject* parent) : QAbstractTableModel(parent), m_session(session) {
    refresh();
}

std::string LeaderboardModel::keyOf(int column) const {
    static constexpr std::array<const char*, ColumnCount> names{"",         "ndcg", "ndcg",     "",     "recall", "precision",
                                                                "hit_rate", "mrr",  "coverage", "rmse", ""};
    const std::string name = names[static_cast<std::size_t>(column)];
    return name.empty() || column == Rmse ? name : name + "@" + std::to_string(m_k);
}

void LeaderboardModel::refresh() {
    beginResetModel();
    m_rows.clear();
    const auto done = m_session.doneRuns();
    for (const Run* run : done) m_rows.push_back({run->id, sameProtocol(run->experiment, m_session.protocol()), {}});
    const bool anyOther = std::ranges::any_of(m_rows, [](const Row& r) { return !r.comparable; });
    const bool anyRanked = std::ranges::any_of(m_rows, &Row::comparable);
    if (anyOther) m_rows.push_back({0, false, {}});
    for (const Run& reference : m_session.references()) {
        const bool trained = std::ranges::any_of(done, [&](const Run* run) {
            return run->spec.algorithm == reference.spec.algorithm && sameProtocol(run->experiment, m_session.protocol());
        });
        if (!trained && anyRanked) m_rows.push_back({reference.id, true, {}});
    }
    compare();
    order();
    endResetModel();
}

void LeaderboardModel::setK(int k) {
    m_k = k;
    refresh();
}

void LeaderboardModel::setBaseline(int runId) {
    m_pinned = runId != 0;
    m_baseline = runId;
    refresh();
}

void LeaderboardModel::compare() {
    const auto isRanked = [this](int id) {
        return std::ranges::any_of(m_rows, [id](const Row& r) { return r.run == id && r.comparable; });
    };
    m_best = 0;
    double best = -1;
    for (const Row& row : m_rows)
        if (const MetricValue* v = metric(row, Ndcg); row.comparable && v && v->value > best) {
            best = v->value;
            m_best = row.run;
        }
    m_pinned = m_pinned && isRanked(m_baseline);
    if (!m_pinned) m_baseline = m_best;
    const Run* base = m_session.run(m_baseline);
    m_comparisons = 0;
    if (!base || !base->result) return;
    std::vector<PairedComparison> family;
    std::vector<std::size_t> places;
    for (std::size_t k = 0; k < m_rows.size(); ++k) {
        if (!m_rows[k].comparable || m_rows[k].run == m_baseline) continue;
        family.push_back(comparePaired(m_session.run(m_rows[k].run)->result->evaluation, base->result->evaluation, keyOf(Ndcg)));
        places.push_back(k);
    }
    holm(family);
    for (std::size_t k = 0; k < places.size(); ++k) m_rows[places[k]].versus = family[k];
    m_comparisons = family.size();
}

double LeaderboardModel::sortKey(const Row& row) const {
    if (m_sortColumn == Versus) return row.run == m_baseline ? 0 : row.versus.difference;
    if (m_sortColumn == Fit) return m_session.run(row.run)->result->trainSeconds;
    const MetricValue* v = metric(row, m_sortColumn);
    return v ? v->value : std::nan("");
}

void LeaderboardModel::order() {
    const auto group = [](const Row& row) { return row.comparable ? 0 : row.run == 0 ? 1 : 2; };
    std::ranges::stable_sort(m_rows, [&](const Row& a, const Row& b) {
        if (group(a) != group(b) || group(a) == 1) return group(a) < group(b); // another protocol is shown, never ranked
        if (m_sortColumn == Name) {
            const QString x = m_session.run(a.run)->name, y = m_session.run(b.run)->name;
            return m_sortOrder == Qt::AscendingOrder ? x.localeAwareCompare(y) < 0 : y.localeAwareCompare(x) < 0;
        }
        const double x = sortKey(a), y = sortKey(b);
        if (std::isnan(x) || std::isnan(y)) return !std::isnan(x) && std::isnan(y); // undefined is last either way
        return m_sortOrder == Qt::AscendingOrder ? x < y : x > y;
    });
}

void LeaderboardModel::sort(int column, Qt::SortOrder sortOrder) {
    beginResetModel();
    m_sortColumn = column == BarColumn ? static_cast<int>(Ndcg) : column;
    m_sortOrder = sortOrder;
    order();
    endResetModel();
}

const MetricValue* LeaderboardModel::metric(const Row& row, int column) const {
    const Run* run = row.run == 0 ? nullptr : m_session.run(row.run);
    if (!run || !run->result) return nullptr;
    const auto it = run->result->means.find(keyOf(column));
    return it == run->result->means.end() ? nullptr : &it->second;
}

int LeaderboardModel::rowOf(int runId) const {
    const auto it = std::ranges::find(m_rows, runId, &Row::run);
    return runId == 0 || it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

std::vector<int> LeaderboardModel::ranked() const {
    std::vector<int> ids;
    for (const Row& row : m_rows)
        if (row.comparable) ids.push_back(row.run);
    std::ranges::stable_sort(ids, [this](int a, int b) { return valueOf(a) > valueOf(b); });
    return ids;
}

std::vector<int> LeaderboardModel::others() const {
    std::vector<int> ids;
    for (const Row& row : m_rows)
        if (!row.comparable && row.run != 0) ids.push_back(row.run);
    return ids;
}

double LeaderboardModel::value(int row) const {
    const MetricValue* v = metric(m_rows[static_cast<std::size_t>(row)], Ndcg);
    return v ? v->value : std::nan("");
}

double LeaderboardModel::valueOf(int runId) const {
    const int row = rowOf(runId);
    return row < 0 ? std::nan("") : value(row);
}

double LeaderboardModel::referenceValue(const std::string& algorithm) const {
    for (const Row& row : m_rows)
        if (row.comparable && m_session.run(row.run)->spec.algorithm == algorithm)
            if (const MetricValue* v = metric(row, Ndcg)) return v->value;
    return std::nan("");
}

double LeaderboardModel::top() const {
    double top = 0;
    for (const Row& row : m_rows)
        if (const MetricValue* v = metric(row, Ndcg); v && !std::isnan(v->value))
            top = std::max(top, v->value + (std::isnan(v->halfWidth) ? 0 : v->halfWidth));
    return top > 0 ? niceTicks(0, top).back() : 1;
}

int LeaderboardModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int LeaderboardModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

Qt::ItemFlags LeaderboardModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    if (m_rows[static_cast<std::size_t>(index.row())].run == 0) return Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QVariant LeaderboardModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == HeadingRole) return row.run == 0;
    if (role == RunRole) return row.run;
    if (row.run == 0)
        return role == Qt::DisplayRole && index.column() == 0 ? tr("Measured under another protocol: shown, not ranked")
                                                              : QVariant();
    const Run* run = m_session.run(row.run);
    if (!run || !run->result) return {};
    const MetricValue* v = metric(row, index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(*this, row, index.column());
    case Qt::ToolTipRole:
        return QStringLiteral("<qt>%1</qt>")
            .arg(cellTip(*this, row, index.column()).toHtmlEscaped().replace('\n', QStringLiteral("<br>")));
    case Qt::TextAlignmentRole:
        return static_cast<int>((index.column() == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case SignatureRole:
        return QVariant::fromValue(run->signature);
    case ValueRole:
        return v ? v->value : std::nan("");
    case HalfWidthRole:
        return v ? v->halfWidth : std::nan("");
    case ComparableRole:
        return row.comparable;
    case BaselineRole:
        return row.run == m_baseline;
    case SettingsRole:
        return row.run < 0 ? tr("reference") : row.comparable ? settingsShort(run->spec) : splitWords(run->experiment.split);
    default:
        return {};
    }
}

QVariant LeaderboardModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == Name || section == BarColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) return plainTip(columnTip(*this, section));
    if (role != Qt::DisplayRole) return {};
    return columnName(*this, section);
}

} // namespace recoscope::ui
