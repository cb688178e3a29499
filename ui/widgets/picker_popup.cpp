#include "ui/widgets/picker_popup.h"
#include "ui/theme/theme.h"
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace recoscope::ui {

void PickerModel::setTexts(std::shared_ptr<const PickerTexts> texts) {
    beginResetModel();
    m_texts = std::move(texts);
    m_found.reset();
    endResetModel();
}

void PickerModel::showAll() {
    beginResetModel();
    m_found.reset();
    endResetModel();
}

void PickerModel::showOnly(std::vector<std::int32_t> numbers) {
    beginResetModel();
    m_found = std::move(numbers);
    endResetModel();
}

std::int32_t PickerModel::idAt(int row) const { return m_found ? (*m_found)[static_cast<std::size_t>(row)] : row; }

int PickerModel::rowCount(const QModelIndex& parent) const {
    if (parent.isValid() || !m_texts) return 0;
    return m_found ? static_cast<int>(m_found->size()) : m_texts->count();
}

QVariant PickerModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || role != Qt::DisplayRole) return {};
    return m_texts->at(idAt(index.row()));
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
    connect(m_field, &QLineEdit::textChanged, this, &PickerPopup::search);
    connect(m_field, &QLineEdit::returnPressed, this, &PickerPopup::pick);
    connect(m_list, &QListView::clicked, this, &PickerPopup::pick);
}

void PickerPopup::setTexts(std::shared_ptr<const PickerTexts> texts) {
    m_searching.cancel();
    m_model.setTexts(std::move(texts));
    search(isVisible() ? m_field->text() : QString());
}

void PickerPopup::search(const QString& text) {
    m_pickWhenFound = false;
    if (text.trimmed().isEmpty() || !m_model.texts()) {
        m_searching.cancel();
        m_model.showAll();
        m_list->setCurrentIndex(m_model.index(0));
        return;
    }
    m_searching.submit([texts = m_model.texts(), text](const TaskContext& context) { return texts->matching(text, context); },
                       [this](std::vector<std::int32_t> found) {
                           m_model.showOnly(std::move(found));
                           m_list->setCurrentIndex(m_model.index(0));
                           if (m_pickWhenFound) pick();
                       });
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
    m_pickWhenFound = m_searching.isBusy(); // The list still shows what was found for other words.
    if (m_pickWhenFound) return;
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
