#include "ui/pages/train/gallery_card.h"
#include "ui/pages/train/gallery_delegate.h"
#include "ui/pages/train/gallery_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

namespace recoscope::ui {

GalleryCard::GalleryCard(Session& session, QWidget* parent)
    : Card(tr("Models"), {}, parent),
      m_model(new GalleryModel(session, this)),
      m_list(new QListView(this)) {
    auto* filter = new QLineEdit(this);
    filter->setObjectName(QStringLiteral("gallery-filter"));
    filter->setPlaceholderText(tr("Filter"));
    filter->setAccessibleName(tr("Filter the models"));
    filter->setClearButtonEnabled(true);
    filter->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    addToHead(filter);
    const auto follow = [filter] { filter->setFixedWidth(px(128)); };
    connect(&Appearance::instance(), &Appearance::changed, filter, follow);
    follow();
    body()->setContentsMargins(1, px(8), 1, px(4));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new GalleryDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Models by family"));
    body()->addWidget(m_list, 1);
    connect(filter, &QLineEdit::textChanged, m_model, &GalleryModel::setFilter);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        const QString id = index.data(GalleryModel::AlgorithmId).toString();
        if (!id.isEmpty()) Q_EMIT chosen(id);
    });
}

void GalleryCard::choose(const QString& algorithmId) {
    if (!m_model->indexOf(algorithmId).isValid()) findChild<QLineEdit*>(QStringLiteral("gallery-filter"))->clear();
    const QModelIndex index = m_model->indexOf(algorithmId);
    if (index.isValid() && index != m_list->currentIndex()) m_list->setCurrentIndex(index);
}

} // namespace recoscope::ui
