#pragma once
#include "ui/widgets/popup_frame.h"
#include <QAbstractListModel>
#include <QString>
#include <cstdint>
#include <functional>
#include <vector>

class QLineEdit;
class QListView;

namespace recoscope::ui {

/// Everything one can pick, filtered inside the model: 160,000 users filter at the pace of typing.
class PickerModel final : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    /// One text per entry: what is shown and searched.
    void setEntries(std::vector<QString> entries, std::vector<std::int32_t> order);
    void setFilter(const QString& text); ///< Every word must occur, any case.
    [[nodiscard]] std::int32_t idAt(int row) const { return m_shown[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<QString> m_entries;
    std::vector<std::int32_t> m_order, m_shown;
};

/// A search field over a list, below the button that opens it. Arrow keys move in the list while typing, Enter picks, Escape
/// closes.
class PickerPopup final : public PopupFrame {
    Q_OBJECT
public:
    PickerPopup(const QString& placeholder, QWidget* parent);
    [[nodiscard]] PickerModel& model() { return m_model; }
    void openBelow(QWidget* anchor);

Q_SIGNALS:
    void picked(std::int32_t id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void pick();
    PickerModel m_model;
    QLineEdit* m_field;
    QListView* m_list;
};

} // namespace recoscope::ui
