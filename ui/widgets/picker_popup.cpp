#include "ui/widgets/picker_popup.h"
#include "ui/theme/theme.h"
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QStringList>
#include <QVBoxLayout>
#include <algorithm>

namespace recoscope::ui {

void PickerModel::setEntries(std::vector<QString> entries, std::vector<std::int32_t> order) {
    beginResetModel();
    m_entries = std::move(entries);
    m_order = std::move(order);
    m_shown = m_order;
    endResetModel();
}

void PickerModel::setFilter(const QString& text) {
    beginResetModel();
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_shown.clear();
    for (const std::int32_t id : m_order) {
        const QString& entry = m_entries[static_cast<std::size_t>(id)];
        if (std::ranges::all_of(words, [&](const QString& word) { return entry.contains(word, Qt::CaseInsensitive); }))
            m_shown.push_back(id);
    }
    endResetModel();
}

int PickerModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_shown.size()); }

QVariant PickerModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || role != Qt::DisplayRole) return {};
    return m_entries[static_cast<std::size_t>(idAt(index.row()))];
}

PickerPopup::PickerPopup(const QString& placeholder, QWidget* parent)
    : PopupFrame(parent),
      m_field(new QLineEdit(this)),
      m_list(new QListView(this)) {
    m_field->setPlaceholderText(placeholder);
    m_field->setAccessibleName(placeholder);
    m_field->setClearButtonEnabled(true);
    m_list->setModel(&m_model);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(px(8), px(8), px(8), px(8));
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_model.setFilter(text);
        m_list->setCurrentIndex(m_model.index(0));
    });
    connect(m_field, &QLineEdit::returnPressed, this, &PickerPopup::pick);
    connect(m_list, &QListView::clicked, this, &PickerPopup::pick);
}

void PickerPopup::openBelow(QWidget* anchor) {
    resize(std::max(anchor->width(), px(360)), px(420));
    move(anchor->mapToGlobal(QPoint(0, anchor->height() + px(4))));
    m_field->clear();
    m_list->setCurrentIndex(m_model.index(0));
    show();
    m_field->setFocus();
}

void PickerPopup::pick() {
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid()) return;
    const std::int32_t id = m_model.idAt(index.row());
    hide();
    Q_EMIT picked(id);
}

bool PickerPopup::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        int row = m_list->currentIndex().row();
        const int page = std::max(1, m_list->viewport()->height() / std::max(1, m_list->sizeHintForRow(0)));
        if (key == Qt::Key_Down)
            ++row;
        else if (key == Qt::Key_Up)
            --row;
        else if (key == Qt::Key_PageDown)
            row += page;
        else if (key == Qt::Key_PageUp)
            row -= page;
        else
            return PopupFrame::eventFilter(watched, event);
        m_list->setCurrentIndex(m_model.index(std::clamp(row, 0, std::max(0, m_model.rowCount() - 1))));
        return true;
    }
    return PopupFrame::eventFilter(watched, event);
}

} // namespace recoscope::ui
