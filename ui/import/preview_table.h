#pragma once
#include "ui/import/preview_model.h"
#include <QHeaderView>
#include <QTableView>

class QMenu;

namespace recoscope::ui {

/// The head of a previewed column: a bar in the role's colour, the role as a word, and muted the name in the file. A click opens
/// the menu of roles where they can be changed.
class RoleHeader final : public QHeaderView {
    Q_OBJECT
public:
    RoleHeader(const PreviewModel& model, QWidget* parent);
    void setChangeable(bool on);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] int widthOf(int section) const; ///< What its words need.

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    const PreviewModel& m_model;
    bool m_changeable = true;
};

/// The previewed rows. By mouse the head of a column, by keyboard Enter or the menu key on a cell, opens the menu of its role.
class PreviewTable final : public QTableView {
    Q_OBJECT
public:
    explicit PreviewTable(QWidget* parent);
    /// Keeps the place that is scrolled to.
    void setPreview(std::shared_ptr<const SourcePreview> preview);
    [[nodiscard]] const PreviewModel& shown() const { return m_model; }

Q_SIGNALS:
    void roleChosen(int column, recoscope::ColumnRole role);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void openMenu(int column);
    void follow();
    PreviewModel m_model;
    RoleHeader* m_header;
    bool m_changeable = false; ///< Only rows of fields have columns whose role can be another.
};

} // namespace recoscope::ui
