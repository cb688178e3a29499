#include "ui/pages/train/gallery_model.h"
#include "core/models/registry.h"
#include "ui/session.h"
#include <algorithm>

namespace recoscope::ui {

ModelSignature signatureOfAlgorithm(const QString& algorithmId) {
    const int fixed = fixedSlotOf(algorithmId);
    return ModelSignature{fixed == -3 ? 6 : fixed};
}

GalleryModel::GalleryModel(Session& session, QObject* parent) : QAbstractListModel(parent), m_session(session) {
    rebuild();
    const auto refresh = [this] {
        if (!m_rows.empty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1), {State});
    };
    connect(&session, &Session::runAdded, this, refresh);
    connect(&session, &Session::runFinished, this, refresh);
    connect(&session, &Session::runRemoved, this, refresh);
    connect(&session, &Session::datasetChanged, this, refresh);
    connect(&session, &Session::runChanged, this, refresh);
}

void GalleryModel::setFilter(const QString& text) {
    if (text == m_filter) return;
    beginResetModel();
    m_filter = text;
    rebuild();
    endResetModel();
}

void GalleryModel::rebuild() {
    m_rows.clear();
    std::vector<std::string> families;
    for (const AlgorithmInfo& a : algorithms())
        if (std::ranges::find(families, a.family) == families.end()) families.push_back(a.family);
    for (const std::string& family : families) {
        const std::size_t heading = m_rows.size();
        for (const AlgorithmInfo& a : algorithms()) {
            if (a.family != family) continue;
            const Row row{false, QString::fromStdString(a.id), QString::fromStdString(a.name), QString::fromStdString(a.summary)};
            const bool matches = m_filter.isEmpty() || row.name.contains(m_filter, Qt::CaseInsensitive) ||
                                 row.id.contains(m_filter, Qt::CaseInsensitive) ||
                                 row.summary.contains(m_filter, Qt::CaseInsensitive);
            if (matches) m_rows.push_back(row);
        }
        if (m_rows.size() > heading)
            m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(heading),
                          Row{true, {}, QString::fromStdString(family), {}});
    }
}

QModelIndex GalleryModel::indexOf(const QString& algorithmId) const {
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].id == algorithmId) return index(static_cast<int>(i));
    return {};
}

int GalleryModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

QString GalleryModel::stateOf(const QString& algorithmId) const {
    int done = 0;
    for (const Run& run : m_session.runs()) {
        if (QString::fromStdString(run.spec.algorithm) != algorithmId) continue;
        if (run.state == Run::State::Running) return tr("running");
        if (run.state == Run::State::Cancelling) return tr("cancelling");
        if (run.state == Run::State::Queued) return tr("queued");
        done += run.isDone() ? 1 : 0;
    }
    return done == 0
               ? QString()
               : tr("✓ %n run(s)", nullptr, done).replace(QStringLiteral("(s)"), done == 1 ? QString() : QStringLiteral("s"));
}

QVariant GalleryModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.name;
    case Qt::AccessibleTextRole:
        return row.heading ? row.name : row.name + QStringLiteral(": ") + row.summary;
    case IsHeading:
        return row.heading;
    case AlgorithmId:
        return row.id;
    case Summary:
        return row.summary;
    case State:
        return row.heading ? QString() : stateOf(row.id);
    case SignatureRole:
        return row.heading ? QVariant() : QVariant::fromValue(signatureOfAlgorithm(row.id));
    default:
        return {};
    }
}

Qt::ItemFlags GalleryModel::flags(const QModelIndex& index) const {
    if (!index.isValid() || m_rows[static_cast<std::size_t>(index.row())].heading) return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace recoscope::ui
