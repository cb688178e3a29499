#include "ui/pages/compare/leaderboard_model.h"
#include "ui/format.h"
#include "ui/pages/train/gallery_model.h"
#include "ui/pages/train/run_card.h"
#include <algorithm>
#include <cmath>

namespace recoscope::ui {
namespace {

constexpr const char* kMain = "ndcg@10";

const char* keyOf(int column) {
    switch (column) {
    case LeaderboardModel::BarColumn:
    case LeaderboardModel::Ndcg:
        return kMain;
    case LeaderboardModel::Recall:
        return "recall@10";
    case LeaderboardModel::Precision:
        return "precision@10";
    case LeaderboardModel::HitRate:
        return "hit_rate@10";
    case LeaderboardModel::Mrr:
        return "mrr@10";
    case LeaderboardModel::Coverage:
        return "coverage@10";
    case LeaderboardModel::Rmse:
        return "rmse";
    default:
        return "";
    }
}

bool sameProtocol(const ExperimentSpec& a, const ExperimentSpec& b) {
    const bool bothAll = std::isnan(a.relevanceThreshold) && std::isnan(b.relevanceThreshold);
    return a.split == b.split && a.seed == b.seed && (bothAll || a.relevanceThreshold == b.relevanceThreshold);
}

} // namespace

LeaderboardModel::LeaderboardModel(Session& session, QObject* parent) : QAbstractTableModel(parent), m_session(session) {
    refresh();
}

void LeaderboardModel::refresh() {
    beginResetModel();
    m_rows.clear();
    for (const Run* run : m_session.doneRuns())
        m_rows.push_back({run->id, sameProtocol(run->experiment, m_session.protocol()), {}});
    if (!m_session.run(m_baseline)) m_baseline = 0;
    compare();
    order();
    endResetModel();
}

void LeaderboardModel::setBaseline(int runId) {
    m_baseline = runId;
    refresh();
}

void LeaderboardModel::compare() {
    if (m_baseline == 0) {
        double best = -1;
        for (const Row& row : m_rows)
            if (const MetricValue* v = metric(row, Ndcg); row.comparable && v && v->value > best) {
                best = v->value;
                m_baseline = row.run;
            }
    }
    const Run* base = m_session.run(m_baseline);
    if (!base || !base->result) return;
    std::vector<PairedComparison> family;
    std::vector<std::size_t> places;
    for (std::size_t k = 0; k < m_rows.size(); ++k) {
        if (!m_rows[k].comparable || m_rows[k].run == m_baseline) continue;
        family.push_back(comparePaired(m_session.run(m_rows[k].run)->result->evaluation, base->result->evaluation, kMain));
        places.push_back(k);
    }
    holm(family);
    for (std::size_t k = 0; k < places.size(); ++k) m_rows[places[k]].versus = family[k];
}

void LeaderboardModel::order() {
    const auto key = [&](const Row& row) -> double {
        if (m_sortColumn == Versus) return row.versus.difference;
        if (m_sortColumn == Fit) return m_session.run(row.run)->result->trainSeconds;
        const MetricValue* v = metric(row, m_sortColumn);
        return v ? v->value : std::nan("");
    };
    std::ranges::stable_sort(m_rows, [&](const Row& a, const Row& b) {
        if (a.comparable != b.comparable) return a.comparable; // another protocol is shown, never ranked
        if (m_sortColumn == Name) {
            const QString x = m_session.run(a.run)->name, y = m_session.run(b.run)->name;
            return m_sortOrder == Qt::AscendingOrder ? x < y : y < x;
        }
        const double x = key(a), y = key(b);
        if (std::isnan(x) || std::isnan(y)) return !std::isnan(x) && std::isnan(y);
        return m_sortOrder == Qt::AscendingOrder ? x < y : x > y;
    });
}

void LeaderboardModel::sort(int column, Qt::SortOrder sortOrder) {
    beginResetModel();
    m_sortColumn = column == BarColumn ? Ndcg : column;
    m_sortOrder = sortOrder;
    order();
    endResetModel();
}

const MetricValue* LeaderboardModel::metric(const Row& row, int column) const {
    const Run* run = m_session.run(row.run);
    if (!run || !run->result) return nullptr;
    const auto it = run->result->means.find(keyOf(column));
    return it == run->result->means.end() ? nullptr : &it->second;
}

double LeaderboardModel::value(int row) const {
    const MetricValue* v = metric(m_rows[static_cast<std::size_t>(row)], Ndcg);
    return v ? v->value : std::nan("");
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
    return top > 0 ? top * 1.02 : 1;
}

int LeaderboardModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int LeaderboardModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString LeaderboardModel::text(const Row& row, int column) const {
    const Run& run = *m_session.run(row.run);
    if (column == Name) return run.name;
    if (column == BarColumn) return {};
    if (column == Fit) return format::seconds(run.result->trainSeconds);
    if (column == Versus) {
        if (!row.comparable) return tr("⚠ other protocol");
        if (row.run == m_baseline) return tr("baseline");
        if (std::isnan(row.versus.difference)) return format::undefined();
        const bool real = row.versus.adjustedP < 0.05;
        const QString sign = !real                       ? QStringLiteral("≈ ")
                             : row.versus.difference > 0 ? QStringLiteral("▲ ")
                                                         : QStringLiteral("▼ ");
        return sign + format::difference(row.versus.difference) + ' ' + format::halfWidth(row.versus.halfWidth);
    }
    const MetricValue* v = metric(row, column);
    const std::string key = keyOf(column);
    const MetricInfo* info = findMetric(key.substr(0, key.find('@')));
    return v && info ? format::metric(*info, v->value) : format::undefined();
}

QString LeaderboardModel::tip(const Row& row, int column) const {
    const Run& run = *m_session.run(row.run);
    if (column == Name) return settingsText(run);
    if (column == Versus && row.comparable && row.run != m_baseline)
        return tr("Paired by user: %1 better, %2 equal, %3 worse; p = %4 after Holm's correction.")
            .arg(QString::number(row.versus.better), QString::number(row.versus.equal), QString::number(row.versus.worse),
                 QString::number(row.versus.adjustedP, 'g', 3));
    const MetricValue* v = metric(row, column);
    const std::string key = keyOf(column);
    const MetricInfo* info = key.empty() ? nullptr : findMetric(key.substr(0, key.find('@')));
    if (!v || !info) return {};
    QString tipText = QString::fromStdString(info->sentence) + '\n' + QString::fromStdString(info->formula);
    if (std::isnan(v->value))
        tipText += '\n' + tr("Undefined: %1.").arg(QString::fromStdString(v->undefinedReason));
    else if (!std::isnan(v->halfWidth))
        tipText += '\n' + tr("95 % interval over %1 users: %2")
                              .arg(format::count(static_cast<std::int64_t>(run.result->evaluation.users.size())),
                                   format::halfWidth(v->halfWidth));
    return tipText;
}

QVariant LeaderboardModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const Run* run = m_session.run(row.run);
    if (!run || !run->result) return {};
    const MetricValue* v = metric(row, index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return QStringLiteral("<qt>%1</qt>").arg(tip(row, index.column()).toHtmlEscaped().replace('\n', QStringLiteral("<br>")));
    case Qt::TextAlignmentRole:
        return static_cast<int>((index.column() == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case SignatureRole:
        return QVariant::fromValue(run->signature);
    case RunRole:
        return row.run;
    case ValueRole:
        return v ? v->value : std::nan("");
    case HalfWidthRole:
        return v ? v->halfWidth : std::nan("");
    case ComparableRole:
        return row.comparable;
    case BaselineRole:
        return row.run == m_baseline;
    case SettingsRole:
        return settingsText(*run);
    default:
        return {};
    }
}

QVariant LeaderboardModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == Name || section == BarColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    const Run* base = m_session.run(m_baseline);
    const QString versus = base ? tr("vs %1, 95 %").arg(base->name) : tr("versus");
    const QStringList names{tr("Model"),    tr("with 95 % interval over users"),
                            tr("NDCG"),     versus,
                            tr("Recall"),   tr("Precision"),
                            tr("Hit rate"), tr("MRR"),
                            tr("Coverage"), tr("RMSE"),
                            tr("Fit")};
    return names.value(section);
}

QString LeaderboardModel::toText(QChar separator) const {
    const auto cell = [separator](QString text) {
        if (separator == '\t') return text.replace('\t', ' ');
        return text.contains(',') || text.contains('"') ? '"' + text.replace('"', QStringLiteral("\"\"")) + '"' : text;
    };
    QString out;
    for (int c = 0; c < ColumnCount; ++c)
        if (c != BarColumn)
            out += (c ? QString(separator) : QString()) + cell(headerData(c, Qt::Horizontal, Qt::DisplayRole).toString());
    out += QStringLiteral("\r\n");
    for (const Row& row : m_rows) {
        for (int c = 0; c < ColumnCount; ++c)
            if (c != BarColumn) out += (c ? QString(separator) : QString()) + cell(text(row, c));
        out += QStringLiteral("\r\n");
    }
    return out;
}

} // namespace recoscope::ui
