#pragma once
#include "ui/theme/signature.h"
#include <QAbstractListModel>
#include <QString>
#include <vector>

namespace recoscope::ui {

class Session;

/// The algorithms by family, as rows: a heading, then its algorithms. Filtered by a text; read-only; knows how many runs each
/// has.
class GalleryModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IsHeading = Qt::UserRole + 1, AlgorithmId, Summary, State, SignatureRole };

    explicit GalleryModel(Session& session, QObject* parent = nullptr);
    void setFilter(const QString& text);
    [[nodiscard]] QModelIndex indexOf(const QString& algorithmId) const; ///< Invalid where it is filtered away.

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row {
        bool heading = false;
        QString id, name, summary;
    };
    void rebuild();
    [[nodiscard]] QString stateOf(const QString& algorithmId) const;
    Session& m_session;
    QString m_filter;
    std::vector<Row> m_rows;
};

/// The signature that a run of this algorithm gets when it is the first.
[[nodiscard]] ModelSignature signatureOfAlgorithm(const QString& algorithmId);

} // namespace recoscope::ui

Q_DECLARE_METATYPE(recoscope::ui::ModelSignature)
