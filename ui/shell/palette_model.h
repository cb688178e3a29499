#pragma once
#include "core/data/dataset.h"
#include <QAbstractListModel>
#include <QStringList>
#include <memory>
#include <vector>

namespace recoscope::ui {

class ActionRegistry;

/// A line of the palette.
struct PaletteRow {
    enum class Kind { Heading, Action, Item, User };
    Kind kind = Kind::Heading;
    QString text;
    QString note; ///< Muted, after the text: the year.
    QString icon, keys;
    QString action;          ///< Its id, for actions.
    std::int32_t index = -1; ///< Of the item or user.
};

/// What one search found. Each list holds the best `kShown`; the counts are of all.
struct PaletteHits {
    static constexpr std::size_t kShown = 8;
    std::vector<std::int32_t> items, users;
    std::int64_t itemCount = 0, userCount = 0;
};

/// Texts of a data set made ready for searching. Immutable, shared with the worker.
struct PaletteIndex {
    std::shared_ptr<const Dataset> dataset;
    std::vector<QString> titles; ///< For show.
    std::vector<QString> users;
};
[[nodiscard]] std::shared_ptr<const PaletteIndex> makePaletteIndex(std::shared_ptr<const Dataset> dataset);

/// Titles that begin with the query come first, then by position. O(all texts). Thread-safe.
[[nodiscard]] PaletteHits searchPalette(const PaletteIndex& index, const QStringList& words);

/// Which kinds are shown: Tab goes through them.
enum class PaletteScope { All, Actions, Items, Users };

class PaletteModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { KindRole = Qt::UserRole + 1, NoteRole, IconRole, KeysRole, ActionRole, IndexRole };
    using QAbstractListModel::QAbstractListModel;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    void setRows(std::vector<PaletteRow> rows);
    [[nodiscard]] const PaletteRow* row(const QModelIndex& index) const;
    [[nodiscard]] int firstChoice() const; ///< -1 where there is none.

private:
    std::vector<PaletteRow> m_rows;
};

/// The rows of the actions that match, with their heading.
[[nodiscard]] std::vector<PaletteRow> actionRows(const ActionRegistry& actions, const QStringList& words);
[[nodiscard]] std::vector<PaletteRow> dataRows(const PaletteIndex& index, const PaletteHits& hits, PaletteScope scope);

} // namespace recoscope::ui
