#pragma once
#include "ui/jobs/latest_job.h"
#include "ui/models/picker_texts.h"
#include "ui/widgets/popup_frame.h"
#include <QAbstractListModel>
#include <QString>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

class QLineEdit;
class QListView;

namespace recoscope::ui {

/// The lines of a picker: all of them, or those that a search found. Texts are made for the rows in sight.
class PickerModel final : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    void setTexts(std::shared_ptr<const PickerTexts> texts); ///< Shows all of them.
    [[nodiscard]] const std::shared_ptr<const PickerTexts>& texts() const { return m_texts; }
    void showAll();
    void showOnly(std::vector<std::int32_t> numbers);
    [[nodiscard]] std::int32_t idAt(int row) const;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    std::shared_ptr<const PickerTexts> m_texts;
    std::optional<std::vector<std::int32_t>> m_found; ///< Nothing: all.
};

/// A search field over a list, below the button that opens it. Arrow keys move in the list while typing, Enter picks, Escape
/// closes. Searching is done by a worker; Enter waits for what it finds.
class PickerPopup final : public PopupFrame {
    Q_OBJECT
public:
    PickerPopup(const QString& placeholder, QWidget* parent);
    void setTexts(std::shared_ptr<const PickerTexts> texts);
    [[nodiscard]] const PickerModel& model() const { return m_model; }
    void openBelow(QWidget* anchor);

Q_SIGNALS:
    void picked(std::int32_t id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void search(const QString& text);
    void pick();
    PickerModel m_model;
    LatestJob m_searching;
    bool m_pickWhenFound = false;
    QLineEdit* m_field;
    QListView* m_list;
};

} // namespace recoscope::ui
